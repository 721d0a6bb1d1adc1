"""Imports the Telegram library and aiohttp without what nothing here runs: 18 MB and 150 ms less for a program that
does it first.

Only a program may do so, and before anything else imports the two: it changes what others can import meanwhile.
"""

from __future__ import annotations

import ssl
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from importlib import import_module
from types import ModuleType
from typing import Any

from bot.operating.without_docstrings import without_docstrings

_OWN_CLIENT, _TRACING, _WEBSOCKETS = "telegram.request._httpxrequest", "aiohttp.tracing", "aiohttp.client_ws"
_POLICY, _ENTITIES = "email.policy", "html.entities"


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


class Websocket:
    """In the place of aiohttp's client of websockets, which alone brings `typing_extensions`: .4 MB."""

    def __init__(self, *_: object, **__: object) -> None:
        raise TypeError("Open no websocket: what aiohttp needs for it was not imported.")

    def __class_getitem__(cls, _: object) -> type[Websocket]:
        return cls


class _HttpPolicy:
    """`email.policy.HTTP`, imported when a header is first parsed by it; nothing here asks aiohttp to: .5 MB."""

    def __getattr__(self, name: str) -> Any:
        return getattr(import_module(_POLICY).HTTP, name)


class _NamedCharacters:
    """`html.entities.html5`, imported for the first text that is read as HTML; here it is only written: .3 MB."""

    def __contains__(self, name: str) -> bool:
        return name in import_module(_ENTITIES).html5

    def __getitem__(self, name: str) -> str:
        character: str = import_module(_ENTITIES).html5[name]
        return character


def import_lean() -> None:
    with _imported_later(_ENTITIES, html5=_NamedCharacters()):
        import html  # noqa: F401
    with _imported_later(_POLICY, HTTP=_HttpPolicy()):
        _import_aiohttp()
    _import_telegram()


def _import_aiohttp() -> None:
    """aiohttp reads all certificates of the machine twice when it is imported, once for connections that are not
    verified: .8 MB and 27 ms each. Requests bring their own (`http.py`).
    """
    if "aiohttp" in sys.modules:
        return
    sys.modules[_TRACING] = _stand_in(_TRACING, __getattr__=_tracing)
    sys.modules[_WEBSOCKETS] = _stand_in(_WEBSOCKETS, __getattr__=_websockets)
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
    # (`bot/state/sealing.py`) imports it when that is first needed.
    kept_away = "cryptography" not in sys.modules
    if kept_away:
        sys.modules["cryptography"] = None  # type: ignore[assignment]
    try:
        with without_docstrings("telegram"):
            import telegram  # noqa: F401
    finally:
        if kept_away:
            del sys.modules["cryptography"]


@contextmanager
def _imported_later(module: str, **contents: object) -> Iterator[None]:
    """While this lasts, a module has only these contents, which import the whole when they are put to use."""
    if module in sys.modules:
        yield
        return
    sys.modules[module] = _stand_in(module, **contents)
    try:
        yield
    finally:
        del sys.modules[module]


def _tracing(name: str) -> type[Tracing]:
    if not name.startswith("Trace"):  # what any module may be asked for, such as its file
        raise AttributeError(name)
    return Tracing


def _websockets(name: str) -> type[Websocket]:
    if name.startswith("__"):
        raise AttributeError(name)
    return Websocket


def _stand_in(module: str, **contents: object) -> ModuleType:
    made = ModuleType(module)
    vars(made).update(contents)
    return made
