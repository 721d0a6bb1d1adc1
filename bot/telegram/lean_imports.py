"""Imports the Telegram library and aiohttp without what nothing here runs: 17 MB and 130 ms less for a program that
does it first.

Only a program may do so, and before anything else imports the two: it changes what others can import meanwhile.
"""

from __future__ import annotations

import ssl
import sys
from types import ModuleType

from bot.operating.without_docstrings import without_docstrings

_OWN_CLIENT = "telegram.request._httpxrequest"


class HTTPXRequest:
    """In the place of the library's own HTTP client: requests go over aiohttp here (`http.py`)."""

    def __init__(self, *_: object, **__: object) -> None:
        raise TypeError("Give the bot its requests: the HTTP client of python-telegram-bot was not imported.")


def import_lean() -> None:
    _import_aiohttp()
    _import_telegram()


def _import_aiohttp() -> None:
    """aiohttp reads all certificates of the machine twice when it is imported, once for connections that are not
    verified: .8 MB and 27 ms each. Requests bring their own (`http.py`).
    """
    if "aiohttp" in sys.modules:
        return
    reads_them = ssl.SSLContext.set_default_verify_paths
    # Nothing else runs yet that could miss them. What would use aiohttp's own afterwards trusts nobody.
    ssl.SSLContext.set_default_verify_paths = _reads_none  # type: ignore[assignment]
    try:
        import aiohttp.connector  # noqa: F401
    finally:
        ssl.SSLContext.set_default_verify_paths = reads_them  # type: ignore[method-assign]


def _reads_none(_: ssl.SSLContext) -> None:
    """In the place of reading certificates."""


def _import_telegram() -> None:
    if "telegram" in sys.modules:
        return
    # The library imports httpx for a client that it makes where it is given none.
    sys.modules[_OWN_CLIENT] = _module_with(HTTPXRequest)
    # It takes cryptography where it finds it, for Telegram Passport. It is kept from the library alone: what is sealed
    # (`bot/state/keys.py`) imports it when that is first needed.
    kept_away = "cryptography" not in sys.modules
    if kept_away:
        sys.modules["cryptography"] = None  # type: ignore[assignment]
    try:
        with without_docstrings("telegram"):
            import telegram  # noqa: F401
    finally:
        if kept_away:
            del sys.modules["cryptography"]


def _module_with(client: type) -> ModuleType:
    module = ModuleType(_OWN_CLIENT)
    setattr(module, client.__name__, client)
    return module
