"""S32: one press of an organiser turns a question and its answer into a draft for the desk.

Of `bot/telegram/handling/questions_to_organisers.py` and `bot/state/drafts.py`.
"""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.core.dialogue import Dialogue
from bot.core.knowledge import Knowledge
from bot.core.replying.privacy import Offers
from bot.settings import OrganisersPlace, Secret
from bot.state.chats import RETENTION
from bot.state.drafts import DRAFT_DAYS, Drafts
from bot.telegram.app import Setup, TelegramBot
from tests.fake_telegram import FakeTelegram, Group, Person, Reply, buttons_of
from tests.support.state_of_chats import new_state

UNKNOWN = "colour of chairs at fair"
DRAFT = "english button.draft"


@pytest.fixture
async def app(
    silent_telegram: FakeTelegram, organisers: Group, small_knowledge: Knowledge, drafts: Drafts
) -> AsyncIterator[TelegramBot]:
    retention = RETENTION._replace(place="memory", offers=Offers(organisers_hours=48, draft_days=DRAFT_DAYS))
    bot = TelegramBot(
        Dialogue(small_knowledge, retention=retention),
        Secret(silent_telegram.token),
        silent_telegram.url,
        new_state(),
        Setup(organisers=OrganisersPlace(organisers.id), drafts=drafts),
    )
    async with bot.polling():
        yield bot


async def answered(anna_alone: Person, olga: Person, organisers: Group, answer: str = "They were orange.") -> Reply:
    """Up to the line by which the organisers learn that the answer went back."""
    await anna_alone.says(UNKNOWN)
    await anna_alone.presses(await anna_alone.next_reply(), "english button.ask")
    await anna_alone.presses(await anna_alone.next_reply(), "english button.ask_yes")
    copy = await organisers.next_reply()
    await anna_alone.next_reply()
    await organisers.says(olga, answer, copy)
    await anna_alone.next_reply()
    return await organisers.next_reply()


async def test_before_sending_a_person_reads_that_it_may_become_public(anna_alone: Person, app: TelegramBot) -> None:
    await anna_alone.says(UNKNOWN)
    await anna_alone.presses(await anna_alone.next_reply(), "english button.ask")

    assert "english organisers.may_be_public" in (await anna_alone.next_reply()).text


async def test_nothing_is_written_before_an_organiser_presses(
    anna_alone: Person, olga: Person, organisers: Group, app: TelegramBot, drafts: Drafts
) -> None:
    offer = await answered(anna_alone, olga, organisers)

    assert (offer.text.endswith(UNKNOWN), offer.buttons) == (True, [DRAFT])
    assert drafts.all() == []


async def test_a_draft_that_fails_unexpectedly_is_told(
    anna_alone: Person,
    olga: Person,
    organisers: Group,
    app: TelegramBot,
    drafts: Drafts,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(drafts, "add", None)
    await olga.presses(await answered(anna_alone, olga, organisers), DRAFT)

    assert (await organisers.next_reply()).text == "english organisers.not_drafted"


async def test_a_press_keeps_question_and_answer_and_nothing_else(
    anna_alone: Person, olga: Person, organisers: Group, app: TelegramBot, drafts: Drafts
) -> None:
    offer = await answered(anna_alone, olga, organisers)
    await olga.presses(offer, DRAFT)

    assert (await organisers.next_reply()).text == "english organisers.drafted"
    (draft,) = drafts.all()
    assert (draft.question, draft.answer) == (UNKNOWN, "They were orange.")
    assert str(anna_alone.id) not in repr(draft)


async def test_a_second_press_keeps_no_second_draft(
    anna_alone: Person, olga: Person, organisers: Group, app: TelegramBot, drafts: Drafts
) -> None:
    offer = await answered(anna_alone, olga, organisers)
    await olga.presses(offer, DRAFT)
    await organisers.next_reply()
    await olga.presses(offer, DRAFT)
    await olga.next_alert()

    assert len(drafts.all()) == 1


async def test_a_folder_that_cannot_be_written_is_told(
    anna_alone: Person, olga: Person, organisers: Group, app: TelegramBot, tmp_path: Path
) -> None:
    (tmp_path / "drafts").write_text("", encoding="utf-8")
    offer = await answered(anna_alone, olga, organisers)
    await olga.presses(offer, DRAFT)

    assert (await organisers.next_reply()).text == "english organisers.not_drafted"


async def test_a_button_made_by_others_keeps_nothing(
    anna_alone: Person, olga: Person, organisers: Group, app: TelegramBot, drafts: Drafts
) -> None:
    offer = await answered(anna_alone, olga, organisers)
    (data,) = (button["callback_data"] for button in buttons_of(offer.markup))
    await anna_alone.says("/start")
    await anna_alone.presses_data(await anna_alone.next_reply(), data)
    await anna_alone.says("/start")
    await anna_alone.next_reply()

    assert drafts.all() == []
