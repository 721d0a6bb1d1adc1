"""The only part that knows Telegram: updates in, replies out."""

import sys

# httpx, which python-telegram-bot imports, loads its own command line with rich and Pygments where it finds them:
# 5 MB and 50 ms for what nothing here runs. It takes their absence well.
sys.modules.setdefault("httpx._main", None)  # type: ignore[arg-type]

# Nor is there anything of Telegram Passport here, for which python-telegram-bot takes cryptography where it finds it:
# 7 MB. It is kept from the library alone: what is sealed (`bot/state/keys.py`) imports it when that is first needed.
if "cryptography" not in sys.modules:
    sys.modules["cryptography"] = None  # type: ignore[assignment]
    try:
        import telegram  # noqa: F401
    finally:
        del sys.modules["cryptography"]
