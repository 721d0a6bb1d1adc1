"""S34: `/privacy` tells what the running bot keeps and shows, by its settings.

Of `bot/cli/run.py` and `bot/core/replying/privacy.py`.
"""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from bot.loading import shipped_folder
from tests.fake_telegram import FakeTelegram, Person
from tests.support.bot_process import Run
from tests.support.fixture_types import Words
from tests.support.people import asks
from tests.support.ports import free_port


@pytest.mark.parametrize(("setting", "place"), [({}, "file"), ({"STATE_URL": "memory://"}, "memory")])
async def test_privacy_tells_of_the_running_settings(
    silent_telegram: FakeTelegram, run: Run, anna_alone: Person, line: Words, setting: dict[str, str], place: str
) -> None:
    await run(silent_telegram.url, **setting)
    text = await asks(anna_alone, "/privacy")

    assert line(f"privacy.place.{place}", "en") in text


async def test_privacy_is_told_where_the_knowledge_is_broken(
    silent_telegram: FakeTelegram, run: Run, line: Words, tmp_path: Path
) -> None:
    folder = shutil.copytree(shipped_folder(), tmp_path / "knowledge")
    (folder / "bot.yaml").write_bytes(b"[\xff")
    await run(silent_telegram.url, SENIM_KNOWLEDGE=str(folder))
    told = {code: await asks(silent_telegram.person(code), "/privacy") for code in ("kk", "ru", "en")}

    assert [line("privacy.place.file", code) in text for code, text in told.items()] == [True] * 3


@pytest.mark.parametrize("listens", [True, False])
async def test_privacy_tells_of_monitoring_where_the_bot_listens(
    silent_telegram: FakeTelegram, run: Run, anna_alone: Person, line: Words, listens: bool
) -> None:
    await run(silent_telegram.url, **({"LISTEN": f"127.0.0.1:{free_port()}"} if listens else {}))
    text = await asks(anna_alone, "/privacy")

    assert (line("privacy.metrics", "en") in text) is listens
