"""The Telegram library brings its rarely used parts only where nobody keeps them from it; each in a new process."""

from __future__ import annotations

import asyncio
import os
import subprocess
import sys
from pathlib import Path

from fake_telegram import FakeTelegram
from senim_program import ROOT

HEAVY = ("cryptography", "httpx", "pygments", "rich")
LEAN = "from bot.telegram.lean_imports import import_telegram_lean; import_telegram_lean()"
LOADED = f"import sys; print(*(name for name in {HEAVY} if name in sys.modules))"
SEALED = """
from bot.settings import Secret
from bot.state.keys import Keys
keys = Keys(Secret("1:token"))
print(keys.open(keys.seal(b"7 8"), 60))
"""


def printed(*lines: str, **settings: str) -> str:
    command, environment = [sys.executable, "-c", "\n".join(lines)], {**os.environ, **settings}
    return subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, check=True).stdout.decode().strip()


def test_the_library_still_loads_by_itself_what_is_kept_from_it() -> None:
    """Where this fails, `lean_imports.py` has become needless."""
    assert printed("import telegram", LOADED).split() == [*HEAVY]


def test_nothing_heavy_is_loaded_with_the_whole_bot() -> None:
    assert printed(LEAN, "import bot.telegram.app, bot.telegram.examine", LOADED) == ""


def test_the_library_comes_without_docstrings() -> None:
    documented = "print(telegram.Bot.__doc__, telegram.Message.de_json.__doc__)"

    assert printed(LEAN, "import telegram", documented) == "None None"


def test_links_to_whoever_asked_the_organisers_are_sealed_all_the_same() -> None:
    assert printed(LEAN, "import bot.telegram.app", SEALED) == "b'7 8'"


def test_other_programs_that_only_import_the_package_lose_nothing() -> None:
    assert printed("import bot.telegram, telegram, sys", "print('httpx' in sys.modules)") == "True"


def test_a_bot_that_is_given_no_requests_is_refused_rather_than_silent() -> None:
    refused = "try:\n    Bot('1:token')\nexcept TypeError as error:\n    print(error)"

    assert "requests" in printed(LEAN, "from telegram import Bot", refused)


async def test_a_run_begins_with_it(silent_telegram: FakeTelegram, small_folder: Path) -> None:
    """Telegram refuses the token, so the run ends by itself."""
    settings = {
        "TELEGRAM_TOKEN": "1:refused_token_of_more_than_thirty_letters",
        "TELEGRAM_API_URL": silent_telegram.url,
        "SENIM_KNOWLEDGE": str(small_folder),
        "STATE_URL": "memory://",
    }
    run = "from bot.cli.run import run_bot; run_bot(None)"

    assert await asyncio.to_thread(printed, run, LOADED, **settings) == ""
