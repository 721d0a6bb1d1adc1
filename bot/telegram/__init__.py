"""The only part that knows Telegram: updates in, replies out."""

import sys

# httpx, which python-telegram-bot imports, loads its own command line with rich and Pygments where it finds them:
# 5 MB and 50 ms for what nothing here runs. It takes their absence well.
sys.modules.setdefault("httpx._main", None)  # type: ignore[arg-type]
