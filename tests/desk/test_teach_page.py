"""A missed question is taught to an entry, and taken back."""

from __future__ import annotations

import pytest

from bot.desk.measuring import Measuring, Run
from tests.desk.conftest import Visitor
from tests.support.small_knowledge import change


async def test_a_missed_question_becomes_one_line_of_the_file(visitor: Visitor) -> None:
    before = visitor.text_of("entries.yaml").splitlines()
    answer = await visitor.send("/teach", text="any  unicorns?", entry="fair.where", language="en")
    after = visitor.text_of("entries.yaml").splitlines()

    assert [line for line in after if line not in before] == ["        any unicorns?"]
    assert len(after) == len(before) + 1
    assert "The question now gets this entry" in answer.text


async def test_a_cry_for_help_is_taught_to_no_entry(visitor: Visitor) -> None:
    before = visitor.text_of("entries.yaml")
    answer = await visitor.send("/teach", text="i feel bad about danger", entry="fair.where", language="en")

    assert (answer.status_code, visitor.text_of("entries.yaml")) == (409, before)
    assert "it is a cry for help" in answer.text


async def test_an_entry_may_be_named_by_its_title(visitor: Visitor) -> None:
    await visitor.send("/teach", text="any unicorns", entry="where the FAIR is", language="en")

    assert "        any unicorns\n" in visitor.text_of("entries.yaml")


@pytest.mark.parametrize(
    "fields",
    [
        {"text": "?!", "entry": "fair.where", "language": "en"},
        {"text": "unicorns", "entry": "gone", "language": "en"},
        {"text": "unicorns", "entry": "../../x", "language": "en"},
        {"text": "unicorns", "entry": "fair.where", "language": "de"},
        {"text": "where is the fair", "entry": "fair.where", "language": "en"},
        {"text": "Where is the FAIR?", "entry": "help.numbers", "language": "en"},
    ],
)
async def test_a_phrase_that_makes_no_sense_is_not_written(visitor: Visitor, fields: dict[str, str]) -> None:
    before = visitor.text_of("entries.yaml")
    answer = await visitor.send("/teach", **fields)

    assert (answer.status_code, visitor.text_of("entries.yaml")) == (409, before)
    assert "Nothing was changed" in answer.text


async def test_a_phrase_with_a_line_break_stays_one_phrase(visitor: Visitor) -> None:
    await visitor.send("/teach", text="unicorns\n      ru: x\nentries:", entry="fair.where", language="en")

    assert "        unicorns ru: x entries:\n" in visitor.text_of("entries.yaml")


async def test_what_was_taught_can_be_taken_back(visitor: Visitor) -> None:
    before = visitor.text_of("entries.yaml")
    await visitor.send("/teach", text="any unicorns", entry="fair.where", language="en")
    answer = await visitor.send("/taught/1/back")

    assert visitor.text_of("entries.yaml") == before
    assert "Taken back" in answer.text


@pytest.mark.parametrize("now", [None, b"\xff\xfe"])
async def test_what_was_taught_to_a_file_that_is_gone_is_not_said_to_be_taken_back(
    visitor: Visitor, now: bytes | None
) -> None:
    await visitor.send("/teach", text="any unicorns", entry="fair.where", language="en")
    path = visitor.folder / "entries.yaml"
    path.write_bytes(now) if now else path.unlink()
    answer = await visitor.send("/taught/1/back")

    assert (answer.status_code, "Nothing was changed" in answer.text) == (409, True)


async def test_what_was_taught_is_not_said_to_be_taken_back_where_its_file_cannot_be_read(visitor: Visitor) -> None:
    await visitor.send("/teach", text="any unicorns", entry="fair.where", language="en")
    change(visitor.folder, "entries.yaml", "    topic: fair\n", "   topic: fair\n")
    answer = await visitor.open("/taught/1")

    assert (answer.status_code, "fair.where is not lost" in answer.text) == (409, True)


async def test_what_else_changed_tells_that_it_waits_for_an_earlier_measuring(
    visitor: Visitor, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Measuring, "of", lambda *_: Run())
    answer = await visitor.send("/teach", text="any unicorns", entry="fair.where", language="en")

    assert "This waits until an earlier measuring is over" in answer.text
    assert 'data-poll="700"' in answer.text
