from __future__ import annotations

import stat
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bot.drafts import DAYS, MOST, Drafts


@pytest.fixture
def drafts(tmp_path: Path) -> Drafts:
    return Drafts(tmp_path / "drafts")


def test_a_draft_holds_both_texts_and_nothing_of_a_person(drafts: Drafts, tmp_path: Path) -> None:
    drafts.add("any chairs?", "Yes, orange ones.", "en")
    (file,) = (tmp_path / "drafts").iterdir()

    assert [(d.question, d.answer, d.language) for d in drafts.all()] == [("any chairs?", "Yes, orange ones.", "en")]
    assert set(file.read_text(encoding="utf-8").split('"')[1::4]) == {"question", "answer", "language", "made_on"}


def test_only_the_bot_s_own_user_can_read_a_draft(drafts: Drafts, tmp_path: Path) -> None:
    drafts.add("q", "a")
    (file,) = (tmp_path / "drafts").iterdir()

    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert stat.S_IMODE(file.parent.stat().st_mode) == 0o700


def test_a_draft_goes_by_itself(drafts: Drafts, tmp_path: Path) -> None:
    drafts.add("q", "a")

    assert drafts.all(datetime.now(UTC).date() + timedelta(days=DAYS)) == []
    assert list((tmp_path / "drafts").iterdir()) == []


def test_so_many_wait_and_no_more(drafts: Drafts) -> None:
    for number in range(MOST + 3):
        drafts.add(f"q{number}", "a")

    assert len(drafts.all()) == MOST


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
