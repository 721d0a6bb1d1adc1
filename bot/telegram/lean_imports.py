"""Imports the Telegram library without what nothing here runs: 12 MB and 50 ms less for a program that does it first.

Only a program may do so, and before anything else imports the library: it changes what others can import meanwhile.
"""

from __future__ import annotations

import sys


def import_telegram_lean() -> None:
    # httpx, which python-telegram-bot imports, loads its own command line with rich and Pygments where it finds them,
    # and takes their absence well.
    sys.modules.setdefault("httpx._main", None)  # type: ignore[arg-type]
    if "cryptography" in sys.modules:
        return
    # python-telegram-bot takes cryptography where it finds it, for Telegram Passport. It is kept from the library
    # alone: what is sealed (`bot/state/keys.py`) imports it when that is first needed.
    sys.modules["cryptography"] = None  # type: ignore[assignment]
    try:
        import telegram  # noqa: F401
    finally:
        del sys.modules["cryptography"]
