"""Names under which state is kept: keyed hashes, so that a copy of the data without the key tells of nobody."""

from __future__ import annotations

from base64 import urlsafe_b64encode
from functools import cached_property
from hashlib import blake2b
from time import time
from typing import TYPE_CHECKING

from bot.settings import Secret

if TYPE_CHECKING:
    from cryptography.fernet import Fernet

_DIGEST = 15
"""Bytes; no two of all chats of Telegram are likely to meet."""


class Keys:
    """The same for every replica of one bot, and different for every bot."""

    def __init__(self, token: Secret, chosen: Secret | None = None) -> None:
        self._bot = token.reveal().partition(":")[0]
        secret, person = (chosen.reveal(), b"senim.chosen") if chosen else (token.reveal(), b"senim.token")
        self._key = blake2b(secret.encode(), digest_size=32, person=person).digest()
        self._updates = self._digest("update")

    def of(self, kind: str, number: int | str) -> str:
        """The key for one kind of state of a chat or a day."""
        return f"{kind}:{self._digest(f'{kind}:{number}')}"

    def of_update(self, update: int) -> str:
        """The number of an update tells of nobody; in the clear, neighbours lie side by side and are quick to write."""
        return f"update:{self._updates}:{update:012}"

    def seal(self, value: bytes) -> bytes:
        """Encrypts what must be read again later, with the time at which that was done."""
        return self._fernet.encrypt(value)

    def open(self, sealed: bytes, seconds: float) -> bytes | None:
        """The value; None where it is older, damaged, or sealed under another key."""
        from cryptography.fernet import InvalidToken

        try:  # without its `ttl`, by which what a clock ahead of this one sealed would never open
            return self._fernet.decrypt(sealed) if self.seconds_left(sealed, seconds) > 0 else None
        except InvalidToken:
            return None

    def seconds_left(self, sealed: bytes, seconds: float) -> float:
        """Seconds until it is older than that."""
        return self._fernet.extract_timestamp(sealed) + seconds - time()

    @cached_property
    def _fernet(self) -> Fernet:
        # Loaded only where something is sealed: most bots never do.
        from cryptography.fernet import Fernet

        key = blake2b(b"seal", key=self._key, digest_size=32, person=b"senim.seal").digest()
        return Fernet(urlsafe_b64encode(key))

    def _digest(self, named: str) -> str:
        whole = f"{self._bot}:{named}".encode()
        digest = blake2b(whole, key=self._key, digest_size=_DIGEST, person=b"senim.state").digest()
        return urlsafe_b64encode(digest).decode()
