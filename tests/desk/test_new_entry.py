"""New entries in the desk: from nothing, and from a draft that an organiser made.

Of `bot/desk/drafts_page.py` and `bot/desk/entries_page.py`.
"""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import httpx
import pytest

from bot.desk.app import make_app
from bot.state.counts_reader import NoCountsError
from bot.state.drafts import Drafts
from bot.state.feedback_counts import Feedback
from tests.desk.conftest import HERE, Visitor

FORM = "/entries/new"
ENTRY = {
    "id": "fair.price",
    "file": "entries.yaml",
    "topic": "fair",
    "related": "fair.where",
    "title.ru": "Сколько стоит",
    "title.en": "What it costs",
    "answer.ru": "Вход бесплатный.",
    "answer.en": "Entry is free.",
    "phrases.ru": "\n".join(f"сколько стоит {n}" for n in range(20)),
    "phrases.en": "\n".join(f"how much is {n}" for n in range(20)),
}


@pytest.fixture
async def editor(small_folder: Path, drafts: Drafts) -> AsyncIterator[Visitor]:
    app = make_app(small_folder, feedback=lambda: [Feedback("fair.where", "en", 12, None)], drafts=drafts)
    async with httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url=HERE) as client:
        yield Visitor(client, small_folder)


async def test_a_new_entry_stands_at_the_end_of_its_file(visitor: Visitor) -> None:
    before = visitor.text_of("entries.yaml")
    answer = await visitor.send(FORM, **ENTRY)
    after = visitor.text_of("entries.yaml")

    assert "Saved." in answer.text
    assert after.startswith(before)
    assert "\n  - id: fair.price\n    topic: fair\n    title:\n      ru: Сколько стоит\n" in after
    assert after.endswith("    related: [fair.where]\n")


async def test_a_new_entry_is_answered_at_once(visitor: Visitor) -> None:
    await visitor.send(FORM, **ENTRY)

    assert "Entry is free." in (await visitor.send("/chat/say", text="how much is 3")).text


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"id": "Fair Price"}, "small Latin letters"),
        ({"id": "fair.where"}, "This id is taken"),
        ({"file": "../../x.yaml"}, "Choose one of the files"),
        ({"answer.ru": "", "answer.en": ""}, "answer is missing"),
        ({"phrases.en": "how much"}, "1 phrases in"),
        ({"related": "gone.entry"}, "gone.entry"),
    ],
)
async def test_what_cannot_be_or_brings_faults_is_not_written(
    visitor: Visitor, change: dict[str, str], said: str
) -> None:
    before = visitor.text_of("entries.yaml")
    answer = await visitor.send(FORM, **(ENTRY | change))

    assert (answer.status_code, visitor.text_of("entries.yaml")) == (422, before)
    assert said in answer.text


async def test_an_editor_may_save_with_faults(visitor: Visitor) -> None:
    await visitor.send(FORM, **(ENTRY | {"phrases.en": "how much", "anyway": "1"}))

    assert "id: fair.price" in visitor.text_of("entries.yaml")


async def test_a_draft_fills_the_form_in_its_language(editor: Visitor, drafts: Drafts) -> None:
    drafts.add("are the chairs\norange?", "Yes <b>all</b>.", "en")
    html = await editor.see(f"{FORM}?draft={drafts.all()[0].id}")

    assert ">\nare the chairs orange?</textarea>" in html
    assert "Yes &lt;b&gt;all&lt;/b&gt;.</textarea>" in html


async def test_a_draft_goes_when_its_entry_is_saved(editor: Visitor, drafts: Drafts) -> None:
    drafts.add("how much", "Nothing.", "en")
    listed = await editor.see("/drafts")
    await editor.send(FORM, **ENTRY, draft=drafts.all()[0].id)

    assert "how much" in listed
    assert drafts.all() == []


async def test_a_draft_can_be_discarded(editor: Visitor, drafts: Drafts) -> None:
    drafts.add("how much", "Nothing.")
    answer = await editor.send(f"/drafts/{drafts.all()[0].id}/discard", form_on="/drafts")

    assert (answer.status_code, drafts.all()) == (200, [])


async def test_drafts_that_cannot_be_read_are_told(editor: Visitor, tmp_path: Path) -> None:
    none_made = await editor.see("/drafts")
    (tmp_path / "drafts").touch()
    not_readable = await editor.see("/drafts")

    assert ["There is none" in page for page in (none_made, not_readable)] == [True, False]
    assert "May you read them?" in not_readable


async def test_what_people_said_of_an_answer_stands_beside_it(editor: Visitor) -> None:
    listed, entry = await editor.see("/feedback"), await editor.see("/entries/fair.where")

    assert ("12" in listed, "under 5" in listed) == (True, True)
    assert "helped 👍 12, did not help 👎 few" in entry


async def test_a_desk_that_knows_of_no_bot_says_how_it_would(visitor: Visitor) -> None:
    assert "senim counts --feedback" in await visitor.see("/feedback")
    assert (await visitor.send("/drafts/x/discard")).status_code == 404


async def test_counts_that_cannot_be_read_are_told(small_folder: Path) -> None:
    def away() -> list[Feedback]:
        raise NoCountsError

    app = make_app(small_folder, feedback=away)
    async with httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url=HERE) as client:
        visitor = Visitor(client, small_folder)

        assert "cannot be reached now" in await visitor.see("/feedback")
