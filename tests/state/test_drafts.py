"""S32: drafts are readable by their owner alone, and go by themselves."""

from __future__ import annotations

import json
import os
import stat
from datetime import UTC, datetime, time, timedelta
from pathlib import Path

import pytest

from bot.state.drafts import DRAFT_DAYS, MOST, Drafts
from tests.support.small_disk import full_disk
from tests.support.waiting import until

NOW = datetime.now(UTC)


def test_a_draft_holds_both_texts_and_nothing_of_a_person(drafts: Drafts, tmp_path: Path) -> None:
    drafts.add("any chairs?", "Yes, orange ones.", "en")
    (file,) = (tmp_path / "drafts").iterdir()

    assert [(d.question, d.answer, d.language) for d in drafts.all()] == [("any chairs?", "Yes, orange ones.", "en")]
    assert set(file.read_text(encoding="utf-8").split('"')[1::4]) == {"question", "answer", "language", "made_on"}


def test_a_draft_is_found_by_its_name_and_no_other(drafts: Drafts) -> None:
    drafts.add("q", "a")
    drafts.add("any chairs?", "Yes.")
    newest, oldest = drafts.all()

    assert (drafts.get(newest.id), drafts.get(oldest.id), drafts.get("0" * 16)) == (newest, oldest, None)


def test_only_the_bot_s_own_user_can_read_a_draft(drafts: Drafts, tmp_path: Path) -> None:
    drafts.add("q", "a")
    (file,) = (tmp_path / "drafts").iterdir()

    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert stat.S_IMODE(file.parent.stat().st_mode) == 0o700


def test_who_shares_the_folder_can_read_a_draft(drafts: Drafts, tmp_path: Path) -> None:
    (tmp_path / "drafts").mkdir()
    (tmp_path / "drafts").chmod(0o2770)
    drafts.add("q", "a")
    (file,) = (tmp_path / "drafts").iterdir()

    assert stat.S_IMODE(file.stat().st_mode) == 0o660


def test_half_of_a_character_costs_no_draft(drafts: Drafts, tmp_path: Path) -> None:
    drafts.add("chairs \ud83d", "Yes.")

    assert [(draft.question, draft.answer) for draft in drafts.all()] == [("chairs ?", "Yes.")]
    assert [path.suffix for path in (tmp_path / "drafts").iterdir()] == [".json"]


def test_a_full_disk_keeps_no_half_of_a_draft(drafts: Drafts, tmp_path: Path) -> None:
    with full_disk(), pytest.raises(OSError, match="too large"):
        drafts.add("q" * 200, "a")

    assert list((tmp_path / "drafts").iterdir()) == []


def test_a_draft_whose_time_is_over_is_not_shown_and_looking_removes_nothing(drafts: Drafts, tmp_path: Path) -> None:
    drafts.add("q", "a")
    (draft,) = drafts.all()

    assert drafts.all(draft.goes_on) == []
    assert len(list((tmp_path / "drafts").iterdir())) == 1


def test_purging_removes_what_is_over_without_anybody_looking(drafts: Drafts, tmp_path: Path) -> None:
    drafts.add("q", "a")
    over = datetime.combine(drafts.all()[0].goes_on, time(), UTC)
    drafts.purge(over - timedelta(days=1))
    before = len(list((tmp_path / "drafts").iterdir()))
    drafts.purge(over)

    assert (before, list((tmp_path / "drafts").iterdir())) == (1, [])


@pytest.mark.parametrize(
    ("name", "age", "stays"),
    [
        (".0123456789abcdef.json.01234567.tmp", timedelta(minutes=1), True),
        (".0123456789abcdef.json.01234567.tmp", timedelta(days=1), False),
        ("0123456789abcdef.json", timedelta(days=1), True),
        ("0123456789abcdef.json", timedelta(days=DRAFT_DAYS), False),
        ("notes.json", timedelta(days=DRAFT_DAYS), True),
        ("0123456789abcdef.txt", timedelta(days=DRAFT_DAYS), True),
    ],
)
def test_purging_removes_what_a_crash_left_half_written(
    drafts: Drafts, tmp_path: Path, name: str, age: timedelta, stays: bool
) -> None:
    (tmp_path / "drafts").mkdir()
    left = tmp_path / "drafts" / name
    left.write_text('{"question": "q', encoding="utf-8")
    os.utime(left, ((NOW - age).timestamp(),) * 2)
    drafts.purge(NOW)

    assert left.exists() is stays


def test_a_folder_that_was_never_made_needs_no_purging(drafts: Drafts, tmp_path: Path) -> None:
    drafts.purge()

    assert not (tmp_path / "drafts").exists()


async def test_drafts_that_are_over_go_while_the_bot_runs(drafts: Drafts, tmp_path: Path) -> None:
    drafts.add("q", "a")
    (file,) = (tmp_path / "drafts").iterdir()
    file.write_text(json.dumps(json.loads(file.read_text(encoding="utf-8")) | {"made_on": "2024-11-27"}))
    async with drafts.purged():
        await until(lambda: not file.exists())

    assert drafts.all() == []


async def test_a_folder_that_cannot_be_purged_is_told_without_a_word_of_it(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    stuck = tmp_path / "CANARY" / "0123456789abcdef.json"
    stuck.mkdir(parents=True)
    os.utime(stuck, (0, 0))
    async with Drafts(stuck.parent).purged():
        await until(lambda: bool(caplog.records))

    assert "drafts not purged" in caplog.text
    assert "CANARY" not in caplog.text


def test_so_many_wait_and_no_more_and_the_oldest_goes_first(drafts: Drafts) -> None:
    for number in range(MOST + 3):
        drafts.add(f"q{number}", "a")

    assert [draft.question for draft in drafts.all()] == [f"q{number}" for number in reversed(range(3, MOST + 3))]


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everywhere")
def test_a_draft_that_is_being_written_is_not_yet_one_to_be_read(drafts: Drafts, tmp_path: Path) -> None:
    drafts.add("q", "a")
    (tmp_path / "drafts" / ".0123456789abcdef.json.01234567.tmp").touch(0)

    assert drafts.may_be_read()


def test_a_folder_that_cannot_be_read_is_told_from_one_without_drafts(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    (tmp_path / "empty").mkdir()

    assert [Drafts(tmp_path / name).may_be_read() for name in ("file", "empty", "never made")] == [False, True, True]


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everywhere")
@pytest.mark.parametrize("locked", ["what is above", "the folder", "a draft"])
def test_drafts_of_another_user_are_told(drafts: Drafts, tmp_path: Path, locked: str) -> None:
    drafts.add("q", "a")
    (file,) = (tmp_path / "drafts").iterdir()
    path = {"what is above": tmp_path, "the folder": file.parent, "a draft": file}[locked]
    path.chmod(0)
    may_be_read = drafts.may_be_read()
    path.chmod(0o700)

    assert not may_be_read


def test_a_discarded_draft_is_gone(drafts: Drafts) -> None:
    drafts.add("q", "a")
    drafts.discard(drafts.all()[0].id)
    drafts.discard("../../etc/passwd")

    assert drafts.all() == []


@pytest.mark.parametrize("text", ["", "[]", "{", '{"question": "q"}', '{"question": 1, "made_on": 2}'])
def test_what_is_no_draft_is_passed_over(drafts: Drafts, tmp_path: Path, text: str) -> None:
    drafts.add("q", "a")
    (tmp_path / "drafts" / "0123456789abcdef.json").write_text(text, encoding="utf-8")

    assert [draft.question for draft in drafts.all()] == ["q"]
