"""`senim run` and the files that it reads and keeps while it runs.

Of `bot/cli/run.py` and `bot/operating/reload.py`.
"""

from __future__ import annotations

import shutil
import signal
import sys
from pathlib import Path

import aiohttp
import pytest

from bot.loading import shipped_folder
from bot.operating.reload import version_of
from tests.fake_telegram import FakeTelegram
from tests.support.bot_process import Run, end_of, says
from tests.support.ports import free_port
from tests.support.small_knowledge import change
from tests.support.waiting import until

BROKEN = "a: [\n"
NOBODY = "http://127.0.0.1:1"


async def health_of(port: int) -> dict[str, str | bool | None]:
    async with aiohttp.ClientSession() as session, session.get(f"http://127.0.0.1:{port}/readyz") as response:
        return dict(await response.json())


async def test_drafts_that_are_over_go_though_nobody_makes_or_reads_any(
    run: Run, small_folder: Path, tmp_path: Path
) -> None:
    draft = tmp_path / "drafts" / "0123456789abcdef.json"
    draft.parent.mkdir()
    draft.write_text('{"question": "q", "answer": "a", "language": "", "made_on": "2024-11-27"}', encoding="utf-8")
    await run(NOBODY, SENIM_KNOWLEDGE=str(small_folder), DRAFTS=str(draft.parent))
    await until(lambda: not draft.exists())

    assert list(draft.parent.iterdir()) == []


async def test_a_run_whose_knowledge_was_mended_ends_as_any_other(
    silent_telegram: FakeTelegram, run: Run, small_folder: Path
) -> None:
    (small_folder / "more.yaml").write_text(BROKEN, encoding="utf-8")
    process = await run(silent_telegram.url, SENIM_KNOWLEDGE=str(small_folder))
    await says(process, "running with help only")
    (small_folder / "more.yaml").unlink()
    process.send_signal(signal.SIGHUP)
    await says(process, "knowledge taken")
    process.send_signal(signal.SIGTERM)

    assert (await end_of(process))[0] == 0


async def test_a_broken_knowledge_is_not_told_as_the_one_that_answers(
    silent_telegram: FakeTelegram, run: Run, small_folder: Path
) -> None:
    port = free_port()
    (small_folder / "more.yaml").write_text(BROKEN, encoding="utf-8")
    process = await run(silent_telegram.url, SENIM_KNOWLEDGE=str(small_folder), LISTEN=f"127.0.0.1:{port}")
    await says(process, "running with help only")
    process.send_signal(signal.SIGHUP)
    await says(process, "knowledge refused")
    broken = await health_of(port)
    (small_folder / "more.yaml").unlink()
    process.send_signal(signal.SIGHUP)
    await says(process, "knowledge taken")

    assert (broken["knowledge"], (await health_of(port))["knowledge"]) == (None, version_of(small_folder))


async def test_what_is_saved_while_the_bot_starts_is_taken_up(run: Run, small_folder: Path) -> None:
    process = await run(NOBODY, SENIM_KNOWLEDGE=str(small_folder))
    await says(process, "NEVER FITTED")  # loaded, and not yet watched
    change(small_folder, "entries.yaml", "in the park", "by the river")

    assert version_of(small_folder) in await says(process, "knowledge taken")


async def test_every_knowledge_that_was_never_fitted_and_is_taken_up_is_warned_of(run: Run, small_folder: Path) -> None:
    process = await run(NOBODY, SENIM_KNOWLEDGE=str(small_folder))
    await says(process, "NEVER FITTED")
    await says(process, "not reached")
    change(small_folder, "entries.yaml", "in the park", "by the river")
    process.send_signal(signal.SIGHUP)

    assert "NEVER FITTED" in await says(process, "NEVER FITTED")


@pytest.mark.skipif(sys.platform != "linux", reason="needs /proc")
async def test_a_run_reads_what_was_learned_from_one_file_without_a_name_after_a_reload_too(
    silent_telegram: FakeTelegram, run: Run, tmp_path: Path
) -> None:
    folder = Path(shutil.copytree(shipped_folder(), tmp_path / "knowledge"))
    process = await run(silent_telegram.url, SENIM_KNOWLEDGE=str(folder))
    await says(process, "running")
    for number in range(2):
        (folder / "more.yaml").write_text(f"entries: []\n# {number}\n", encoding="utf-8")
        process.send_signal(signal.SIGHUP)
        await says(process, "knowledge taken")
    files = Path(f"/proc/{process.pid}/fd")

    def nameless() -> list[str]:
        return [str(target) for file in files.iterdir() if str(target := file.readlink()).endswith(" (deleted)")]

    await until(lambda: len(nameless()) == 1)
