"""Names under which state is kept: keyed hashes, so that a copy of the data without the key tells of nobody."""

from __future__ import annotations

from base64 import urlsafe_b64encode
from hashlib import blake2b

from bot.settings import Secret

_DIGEST = 15
"""Bytes; no two of all chats of Telegram are likely to meet."""


class Keys:
    """The same for every replica of one bot, and different for every bot."""

    def __init__(self, token: Secret, chosen: Secret | None = None) -> None:
        self._bot = token.reveal().partition(":")[0]
        secret, person = (chosen.reveal(), b"senim.chosen") if chosen else (token.reveal(), b"senim.token")
        self._key = blake2b(secret.encode(), digest_size=32, person=person).digest()
        self._keyed = blake2b(key=self._key, digest_size=_DIGEST, person=b"senim.state")
        self._updates = self._digest("update")

    def of(self, kind: str, number: int | str) -> str:
        """The key for one kind of state of a chat or a day."""
        return f"{kind}:{self._digest(f'{kind}:{number}')}"

    def of_update(self, update: int) -> str:
        """The number of an update tells of nobody; in the clear, neighbours lie side by side and are quick to write."""
        return f"update:{self._updates}:{update:012}"

    def derived(self, purpose: bytes) -> bytes:
        """A key of 32 bytes for another purpose, from which this one cannot be told."""
        return blake2b(purpose, key=self._key, digest_size=32, person=b"senim." + purpose).digest()

    def _digest(self, named: str) -> str:
        keyed = self._keyed.copy()
        keyed.update(f"{self._bot}:{named}".encode())
        return urlsafe_b64encode(keyed.digest()).decode()
