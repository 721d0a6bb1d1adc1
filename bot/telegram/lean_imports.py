"""Imports the Telegram library and aiohttp without what nothing here runs: 17 MB and 140 ms less for a program that
does it first.

Only a program may do so, and before anything else imports the two: it changes what others can import meanwhile.
"""

from __future__ import annotations

import ssl
import sys
from types import ModuleType

from bot.operating.without_docstrings import without_docstrings

_OWN_CLIENT, _TRACING = "telegram.request._httpxrequest", "aiohttp.tracing"


class HTTPXRequest:
    """In the place of the library's own HTTP client: requests go over aiohttp here (`http.py`)."""

    def __init__(self, *_: object, **__: object) -> None:
        raise TypeError("Give the bot its requests: the HTTP client of python-telegram-bot was not imported.")


class Tracing:
    """In the place of whatever aiohttp tells of requests to those who trace them: to make its twenty classes takes 8 ms
    of every start.
    """

    def __init__(self, *_: object, **__: object) -> None:
        raise TypeError("Trace no requests: what aiohttp needs for it was not imported.")


def import_lean() -> None:
    _import_aiohttp()
    _import_telegram()


def _import_aiohttp() -> None:
    """aiohttp reads all certificates of the machine twice when it is imported, once for connections that are not
    verified: .8 MB and 27 ms each. Requests bring their own (`http.py`).
    """
    if "aiohttp" in sys.modules:
        return
    sys.modules[_TRACING] = _stand_in(_TRACING, __getattr__=_in_place_of)
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
    sys.modules[_OWN_CLIENT] = _stand_in(_OWN_CLIENT, HTTPXRequest=HTTPXRequest)
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


def _in_place_of(name: str) -> type[Tracing]:
    if not name.startswith("Trace"):  # what any module may be asked for, such as its file
        raise AttributeError(name)
    return Tracing


def _stand_in(module: str, **contents: object) -> ModuleType:
    made = ModuleType(module)
    vars(made).update(contents)
    return made
