"""Imports the Telegram library without what nothing here runs: 15 MB and 80 ms less for a program that does it first.

Only a program may do so, and before anything else imports the library: it changes what others can import meanwhile.
"""

from __future__ import annotations

import sys
from types import ModuleType

from bot.operating.without_docstrings import without_docstrings

_OWN_CLIENT = "telegram.request._httpxrequest"


class HTTPXRequest:
    """In the place of the library's own HTTP client: requests go over aiohttp here (`http.py`)."""

    def __init__(self, *_: object, **__: object) -> None:
        raise TypeError("Give the bot its requests: the HTTP client of python-telegram-bot was not imported.")


def import_telegram_lean() -> None:
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
