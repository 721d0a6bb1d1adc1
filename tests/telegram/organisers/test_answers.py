"""S29: one answer of the organisers may come back; who asked is nowhere to be seen.

Of `bot/telegram/handling/organisers_chat.py` and `bot/telegram/handling/questions_to_organisers.py`.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import NoReturn

import pytest

from bot.core.dialogue import Dialogue
from bot.core.knowledge import Knowledge
from bot.settings import OrganisersPlace, Secret
from bot.state.chats import ChatState
from bot.state.fallback import BETWEEN_TRIES
from bot.state.links import ASKED_SECONDS
from bot.state.memory import MemoryStore
from bot.telegram.app import Setup, TelegramBot
from bot.telegram.outgoing import http, outbox
from bot.telegram.scheduling import order
from tests.fake_telegram import BOT, FakeTelegram, Fault, Group, Person
from tests.support.clock import Clock
from tests.support.fixture_types import Calls
from tests.support.state_of_chats import KEYS
from tests.support.to_organisers import UNKNOWN, asks_organisers, copy_of_question

TWO_TRIES = outbox.Patience(tries=2, first_pause=0.0, longest_pause=0.0)


async def test_an_answer_comes_back_to_the_question_without_its_author(
    anna_alone: Person, olga: Person, organisers: Group, app: TelegramBot
) -> None:
    message = await asks_organisers(anna_alone)
    copy = await organisers.next_reply()
    await anna_alone.next_reply()
    await organisers.says(olga, "They were orange.", copy)
    answer = await anna_alone.next_reply()

    assert answer.text == "They were orange."
    shown = anna_alone.telegram.messages[anna_alone.id, answer.message_id]
    assert (shown["from"], shown["reply_to_message"]["message_id"]) == (BOT, message)
    assert (await organisers.next_reply()).text == "english organisers.answered"


async def test_a_second_answer_does_not_come_back(
    anna_alone: Person, olga: Person, organisers: Group, app: TelegramBot
) -> None:
    copy = await copy_of_question(anna_alone, organisers)
    await organisers.says(olga, "They were orange.", copy)
    await anna_alone.next_reply()
    await organisers.next_reply()
    await organisers.says(olga, "Or red?", copy)

    assert (await organisers.next_reply()).text == "english organisers.expired"
    assert anna_alone.replies.empty()


async def test_a_group_that_became_a_supergroup_gets_questions_and_answers_them(
    anna_alone: Person, olga: Person, organisers: Group, app: TelegramBot
) -> None:
    supergroup = anna_alone.telegram.group("Organisers", [olga])
    organisers.moved_to = supergroup.id
    await asks_organisers(anna_alone)
    copy = await supergroup.next_reply()
    await anna_alone.next_reply()
    await supergroup.says(olga, "They were orange.", copy)

    assert (copy.text, (await anna_alone.next_reply()).text) == (UNKNOWN, "They were orange.")


async def test_a_cry_for_help_in_reply_to_no_question_is_heard(
    olga: Person, organisers: Group, app: TelegramBot
) -> None:
    for _ in range(2):
        await organisers.says(olga, f"@test_bot {UNKNOWN}")
        own = await organisers.next_reply()
        await organisers.says(olga, "sign of danger", own)

        assert (await organisers.next_reply()).text == "english group.private"
        assert own.text != "english organisers.expired"


async def test_a_private_chat_is_never_taken_for_that_of_the_organisers(
    silent_telegram: FakeTelegram, anna_alone: Person, small_knowledge: Knowledge, store: MemoryStore
) -> None:
    state, place = ChatState(store, KEYS), OrganisersPlace(anna_alone.id)
    token = Secret(silent_telegram.token)
    bot = TelegramBot(Dialogue(small_knowledge), token, silent_telegram.url, state, Setup(organisers=place))
    async with bot.polling():
        await anna_alone.says("/help")
        await anna_alone.says(UNKNOWN, await anna_alone.next_reply())

        assert not (await anna_alone.next_reply()).text.startswith("english organisers")


async def test_after_two_days_no_answer_comes_back(
    anna_alone: Person, olga: Person, organisers: Group, app: TelegramBot, clock: Clock
) -> None:
    copy = await copy_of_question(anna_alone, organisers)
    clock.now += ASKED_SECONDS
    await organisers.says(olga, "They were orange.", copy)

    assert (await organisers.next_reply()).text == "english organisers.expired"
    assert anna_alone.replies.empty()


async def test_forgetting_ends_the_link(anna_alone: Person, olga: Person, organisers: Group, app: TelegramBot) -> None:
    copy = await copy_of_question(anna_alone, organisers)
    await anna_alone.says("/forget")
    await anna_alone.next_reply()
    await organisers.says(olga, "They were orange.", copy)

    assert (await organisers.next_reply()).text == "english organisers.expired"
    assert anna_alone.replies.empty()


async def test_a_question_that_gets_there_only_after_forgetting_has_no_link(
    anna_alone: Person,
    olga: Person,
    organisers: Group,
    app: TelegramBot,
    calls_of: Calls,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(order, "LAST_WORD_WAITS", 0.01)
    anna_alone.telegram.fails("copyMessage", "held")
    await asks_organisers(anna_alone)
    await calls_of("copyMessage")
    await anna_alone.says("/forget")
    await anna_alone.next_reply()
    anna_alone.telegram.release.set()
    await organisers.says(olga, "They were orange.", await organisers.next_reply())

    assert (await organisers.next_reply()).text == "english organisers.expired"
    assert anna_alone.replies.empty()


async def test_an_answer_is_hidden_with_the_rest(
    anna_alone: Person, olga: Person, organisers: Group, app: TelegramBot
) -> None:
    copy = await copy_of_question(anna_alone, organisers)
    await organisers.says(olga, "They were orange.", copy)
    answer = await anna_alone.next_reply()
    await organisers.next_reply()
    await anna_alone.says("/hide")
    await anna_alone.next_reply()

    assert (anna_alone.id, answer.message_id) not in anna_alone.telegram.messages


@pytest.mark.parametrize("said", ["They were orange.", "They were a sign of danger."])
async def test_an_answer_that_may_have_arrived_unseen_is_neither_called_expired_nor_hidden(
    anna_alone: Person, olga: Person, organisers: Group, app: TelegramBot, monkeypatch: pytest.MonkeyPatch, said: str
) -> None:
    monkeypatch.setattr(http, "READ_SECONDS", 1.0)
    copy = await copy_of_question(anna_alone, organisers)
    anna_alone.telegram.fails("copyMessage", "silent")
    await organisers.says(olga, said, copy)
    told = await organisers.next_reply()
    await anna_alone.says("/hide")
    answer, hidden = await anna_alone.next_reply(), await anna_alone.next_reply()

    assert told.text == "english organisers.uncertain"
    assert (answer.text, hidden.text) == (said, "english hidden.some")


@pytest.mark.parametrize("fault", [502, "malformed", "drop"])
async def test_an_answer_that_could_not_be_brought_for_the_moment_can_be_given_again(
    anna_alone: Person,
    olga: Person,
    organisers: Group,
    app: TelegramBot,
    monkeypatch: pytest.MonkeyPatch,
    fault: Fault,
) -> None:
    monkeypatch.setattr(outbox, "ORDINARY_PATIENCE", TWO_TRIES)
    copy = await copy_of_question(anna_alone, organisers)
    anna_alone.telegram.fails("copyMessage", fault, times=2)
    told = []
    for _ in range(3):
        await organisers.says(olga, "They were orange.", copy)
        told.append((await organisers.next_reply()).text.removeprefix("english organisers."))

    assert told == ["not_now", "answered", "expired"]
    assert ((await anna_alone.next_reply()).text, anna_alone.replies.empty()) == ("They were orange.", True)


async def test_an_unexpected_fault_uses_up_no_answer_and_is_told(
    anna_alone: Person, olga: Person, organisers: Group, app: TelegramBot
) -> None:
    copy = await copy_of_question(anna_alone, organisers)
    anna_alone.telegram.fails("copyMessage", "odd")
    told = []
    for _ in range(2):
        await organisers.says(olga, "They were orange.", copy)
        told.append((await organisers.next_reply()).text.removeprefix("english organisers."))
    await anna_alone.says("/hide")
    *_, hidden = [await anna_alone.next_reply() for _ in range(3)]

    assert (told, hidden.text) == (["not_now", "answered"], "english hidden.some")


async def test_an_answer_of_which_two_may_have_arrived_is_not_called_hidden(
    anna_alone: Person, olga: Person, organisers: Group, app: TelegramBot
) -> None:
    copy = await copy_of_question(anna_alone, organisers)
    anna_alone.telegram.fails("copyMessage", "drop_after")
    await organisers.says(olga, "They were orange.", copy)
    told = await organisers.next_reply()
    await anna_alone.says("/hide")
    *answers, hidden = [await anna_alone.next_reply() for _ in range(3)]

    assert (told.text, hidden.text) == ("english organisers.answered", "english hidden.some")
    assert [answer.text for answer in answers] == ["They were orange."] * 2


@pytest.fixture
def away(monkeypatch: pytest.MonkeyPatch, store: MemoryStore, clock: Clock) -> Callable[[], None]:
    """The store cannot be reached until this is called."""

    async def fails(*_: object) -> NoReturn:
        raise ConnectionError

    def back() -> None:
        monkeypatch.undo()
        clock.now += BETWEEN_TRIES

    for name in ("get", "write", "put_if_absent", "swap", "take", "peek", "counters"):
        monkeypatch.setattr(store, name, fails)
    return back


async def test_an_answer_waits_for_a_store_that_is_away(
    anna_alone: Person, olga: Person, organisers: Group, app: TelegramBot, request: pytest.FixtureRequest
) -> None:
    copy = await copy_of_question(anna_alone, organisers)
    back = request.getfixturevalue("away")
    await organisers.says(olga, "They were orange.", copy)
    meanwhile = await organisers.next_reply()
    back()
    await organisers.says(olga, "They were orange.", copy)

    assert (meanwhile.text, (await anna_alone.next_reply()).text) == ("english organisers.not_now", "They were orange.")


@pytest.mark.usefixtures("away")
async def test_a_cry_for_help_is_heard_though_nobody_knows_whether_it_is_an_answer(
    olga: Person, organisers: Group, app: TelegramBot
) -> None:
    await organisers.says(olga, f"@test_bot {UNKNOWN}")
    await organisers.says(olga, "sign of danger", await organisers.next_reply())

    assert (await organisers.next_reply()).text == "english group.private"
    assert (await organisers.next_reply()).text == "english organisers.not_now"
