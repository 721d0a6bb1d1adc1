"""Encrypts what must be read again later, by whoever has the bot's key, and only for some time."""

from __future__ import annotations

from base64 import urlsafe_b64encode
from functools import cached_property
from time import time
from typing import TYPE_CHECKING

from bot.state.keys import Keys

if TYPE_CHECKING:
    from cryptography.fernet import Fernet


class Seal:
    """The same for every replica of one bot."""

    def __init__(self, keys: Keys) -> None:
        self._keys = keys

    def close(self, value: bytes) -> bytes:
        """The value encrypted, with the time at which that was done."""
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

        return Fernet(urlsafe_b64encode(self._keys.derived(b"seal")))
