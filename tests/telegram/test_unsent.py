"""S12, S34: a reply that did not arrive is not recorded as given; one that may have arrived is not forgotten.

Of `bot/telegram/outgoing/delivery.py`, `bot/telegram/outgoing/sending.py` and `bot/telegram/handling/last_words.py`.
"""

import asyncio
import socket
from collections.abc import AsyncIterator

import pytest

from bot.core.dialogue import Dialogue
from bot.core.model import NOTHING_REMEMBERED, Memory, Reply, Span
from bot.operating import prometheus
from bot.state.chats import ChatState
from bot.state.memory import MemoryStore
from bot.telegram.outgoing import http, outbox
from bot.telegram.outgoing.http import Requests
from bot.telegram.outgoing.sending import Sender
from bot.telegram.scheduling import order
from tests.fake_telegram import TOKEN, FakeTelegram, Person
from tests.support.fixture_types import Calls, Start, Words
from tests.support.listening_bot import Listening, listening
from tests.support.people import left_in
from tests.support.state_of_chats import KEYS, new_state
from tests.support.waiting import until

CRISIS = "my husband beats me every day"
TWO_IN_ONE = "My husband beats me every day. Who were the speakers?"
TWO_TRIES = outbox.Patience(tries=2, first_pause=0.0, longest_pause=0.0)
HELP_GIVEN = 'senim_crisis_replies_total{crisis="disclosure"}'


@pytest.fixture(autouse=True)
def short_silence(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(http, "READ_SECONDS", 1.0)


@pytest.fixture(autouse=True)
def every_number_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(prometheus, "FEWEST", 1)


@pytest.fixture
async def bot(silent_telegram: FakeTelegram, dialogue: Dialogue) -> AsyncIterator[Listening]:
    async with listening(silent_telegram, dialogue, webhook=False) as running:
        yield running


async def test_help_is_sent_once_more_where_telegram_does_not_say_that_it_arrived(
    telegram: FakeTelegram, anna: Person
) -> None:
    telegram.fails("sendMessage", "silent")
    await anna.says(CRISIS)
    first, second = await anna.next_reply(), await anna.next_reply()

    assert (first.text, first.buttons) == (second.text, second.buttons)


async def test_an_ordinary_answer_is_not_sent_twice(telegram: FakeTelegram, anna: Person, answer: Words) -> None:
    telegram.fails("sendMessage", "silent")
    await anna.says("/films")
    await anna.says("/speakers")

    assert (await anna.next_reply()).text == answer("films.all", "en")
    assert (await anna.next_reply()).text == answer("speakers.all", "en")


@pytest.mark.parametrize("text", [CRISIS, "/films"])
async def test_hide_does_not_claim_to_have_removed_what_may_have_arrived_unseen(
    telegram: FakeTelegram, anna: Person, line: Words, text: str
) -> None:
    telegram.fails("sendMessage", "silent")
    await anna.says(text)
    await anna.next_reply()
    await anna.says("/speakers")
    await anna.next_reply()
    await anna.says("/hide")
    while (reply := await anna.next_reply()).text not in {line(f"hidden.{how}", "en") for how in ("all", "some")}:
        pass

    assert reply.text == line("hidden.some", "en")


@pytest.mark.parametrize("text", [CRISIS, "/films"])
async def test_hide_does_not_claim_to_have_removed_what_arrived_before_the_connection_broke(
    telegram: FakeTelegram, anna: Person, line: Words, text: str
) -> None:
    telegram.fails("sendMessage", "drop_after")
    await anna.says(text)
    first, second = await anna.next_reply(), await anna.next_reply()
    await anna.says("/hide")
    hidden = await anna.next_reply()

    assert (first.text, hidden.text) == (second.text, line("hidden.some", "en"))
    assert left_in(anna) == [first.message_id, hidden.message_id]


async def test_a_reply_for_which_every_connection_broke_may_have_arrived_for_hide(
    telegram: FakeTelegram, anna: Person, line: Words, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(outbox, "ORDINARY_PATIENCE", TWO_TRIES)
    telegram.fails("sendMessage", "drop", times=2)
    await anna.says("/films")
    await until(lambda: [call.method for call in telegram.calls].count("sendMessage") == 2)
    await anna.says("/hide")

    assert (await anna.next_reply()).text == line("hidden.some", "en")


async def test_where_every_connection_was_refused_nothing_may_have_arrived(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(outbox, "ORDINARY_PATIENCE", TWO_TRIES)
    reply = Reply("answer", "en", ((Span("Ten films."),),))
    with socket.socket() as door:
        door.bind(("127.0.0.1", 0))
        async with Requests(connections=1) as requests:
            nobody = outbox.Outbox(f"http://127.0.0.1:{door.getsockname()[1]}/bot{TOKEN}", requests, requests)
            sent = await Sender(nobody, lambda _: None).send(7, reply)

    assert (sent.messages, sent.arrived) == ([], False)


async def test_help_that_was_not_sent_does_not_count_as_given(bot: Listening, silent_telegram: FakeTelegram) -> None:
    anna = silent_telegram.person("en")
    silent_telegram.fails("sendMessage", 404)
    for _ in range(2):
        await anna.says(CRISIS)
    await anna.next_reply()
    await anna.says("/films")
    await anna.next_reply()

    assert await bot.counted(HELP_GIVEN) == 1


async def test_help_of_which_only_the_answer_below_it_arrived_does_not_count(
    bot: Listening, silent_telegram: FakeTelegram, answer: Words
) -> None:
    anna = silent_telegram.person("en")
    silent_telegram.fails("sendMessage", 404)
    await anna.says(TWO_IN_ONE)
    reply = await anna.next_reply()
    await anna.says("/films")
    await anna.next_reply()

    assert (reply.text, await bot.counted(HELP_GIVEN)) == (answer("speakers.all", "en"), 0)


async def test_an_answer_that_was_not_sent_is_no_context(telegram: FakeTelegram, anna: Person, answer: Words) -> None:
    telegram.fails("sendMessage", 404)
    await anna.says("tell me about Gulmira")
    await anna.says("and who made it?")

    assert (await anna.next_reply()).text != answer("film.gulmira.director", "en")


async def test_what_was_written_is_hidden_though_its_reply_was_not_sent(telegram: FakeTelegram, anna: Person) -> None:
    telegram.fails("sendMessage", 404)
    await anna.says(CRISIS)
    await anna.says("/films")
    await anna.next_reply()
    await anna.says("/hide")
    reply = await anna.next_reply()

    assert left_in(anna) == [reply.message_id]


async def test_what_hide_took_away_is_no_context_though_its_line_was_not_sent(
    telegram: FakeTelegram, anna: Person, answer: Words, line: Words
) -> None:
    await anna.says("tell me about Gulmira")
    await anna.next_reply()
    telegram.fails("sendMessage", 404, saying=line("hidden.all", "en"))
    await anna.says("/hide")
    await anna.says("and who made it?")

    assert (await anna.next_reply()).text != answer("film.gulmira.director", "en")


@pytest.fixture
def no_patience(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is held is held longer than a last word waits for it."""
    monkeypatch.setattr(order, "LAST_WORD_WAITS", 0.01)
    monkeypatch.setattr(http, "READ_SECONDS", 15.0)


@pytest.mark.usefixtures("no_patience")
async def test_what_arrives_only_after_forget_and_cannot_be_taken_back_leaves_no_trail(
    start: Start, silent_telegram: FakeTelegram, dialogue: Dialogue, calls_of: Calls
) -> None:
    anna, state = silent_telegram.person("en"), new_state()
    async with start(dialogue, state):
        silent_telegram.fails("sendMessage", "held")
        silent_telegram.fails("deleteMessages", 400, times=100)
        await anna.says(CRISIS)
        await calls_of("sendMessage")
        await anna.says("/forget")
        await anna.next_reply()
        silent_telegram.release.set()

    assert await state.trail(anna.id) == ([], "nothing")


@pytest.mark.usefixtures("no_patience")
async def test_a_hide_that_is_given_up_only_after_forget_leaves_no_trail(
    start: Start, silent_telegram: FakeTelegram, dialogue: Dialogue, calls_of: Calls, short_end: None
) -> None:
    anna, state = silent_telegram.person("en"), new_state()
    async with start(dialogue, state):
        silent_telegram.fails("deleteMessages", 429, retry_after=50, times=100)
        await anna.says("/hide")
        await calls_of("deleteMessages")
        await anna.says("/forget")
        await anna.next_reply()

    assert await state.trail(anna.id) == ([], "nothing")


class SlowState(ChatState):
    """Gives one memory only once it is told to, as a store far away may."""

    def __init__(self) -> None:
        super().__init__(MemoryStore(), KEYS)
        self.waits, self.goes_on = False, asyncio.Event()

    async def memory(self, chat: int) -> Memory:
        found = await super().memory(chat)
        if self.waits:
            self.waits = False
            await self.goes_on.wait()
        return found


@pytest.mark.usefixtures("no_patience")
async def test_a_hide_that_read_the_memory_before_forget_keeps_nothing_of_it(
    start: Start, silent_telegram: FakeTelegram, dialogue: Dialogue
) -> None:
    anna, state = silent_telegram.person("en"), SlowState()
    async with start(dialogue, state):
        await anna.says("/films")
        await anna.next_reply()
        state.waits = True
        await anna.says("/hide")
        await until(lambda: not state.waits)
        await anna.says("/forget")
        await anna.next_reply()
        state.goes_on.set()
        await anna.next_reply()

    assert await state.memory(anna.id) == NOTHING_REMEMBERED


@pytest.mark.usefixtures("no_patience")
async def test_what_arrives_only_after_hide_goes_again(telegram: FakeTelegram, anna: Person, calls_of: Calls) -> None:
    telegram.fails("sendMessage", "held")
    await anna.says(CRISIS)
    await calls_of("sendMessage")
    await anna.says("/hide")
    hidden = await anna.next_reply()
    telegram.release.set()
    await anna.next_reply()

    assert await until(lambda: left_in(anna) == [hidden.message_id])


@pytest.mark.usefixtures("no_patience")
async def test_of_what_arrives_only_after_hide_the_next_one_tells_what_may_have_arrived_before(
    telegram: FakeTelegram, anna: Person, answer: Words, line: Words
) -> None:
    for fault in ("drop_after", "held"):
        telegram.fails("sendMessage", fault, saying=answer("films.all", "en")[:20])
    await anna.says("/films")
    await until(lambda: [call.method for call in telegram.calls].count("sendMessage") == 2)
    await anna.says("/hide")
    first, hidden = await anna.next_reply(), await anna.next_reply()
    telegram.release.set()
    await until(lambda: left_in(anna) == [first.message_id, hidden.message_id])
    await anna.says("/hide")
    while (reply := await anna.next_reply()).text == first.text:
        pass

    assert reply.text == line("hidden.some", "en")
