"""S12: which update is answered when, in memory: what overtakes, and what a last word ends."""

import asyncio
from collections import defaultdict
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest

from bot.state.claims import Claim
from bot.telegram.scheduling import order as order_module
from bot.telegram.scheduling.order import ChatOrder, LastWord
from bot.telegram.under_way import under_way
from bot.telegram.update import Incoming
from tests.support.updates import read
from tests.support.waiting import LONGEST, until

ANNA, BORIS = 1, 2
LAST_WORDS: dict[str, LastWord] = {"hide": "hide", "forget": "forget"}
URGENT = ("help", "sos")


def said(text: str, chat: int = ANNA) -> Incoming:
    where = {"id": chat, "type": "private", "first_name": "Anna"}
    return read({"update_id": 1, "message": {"message_id": 1, "date": 1, "chat": where, "text": text}})


class Answerer:
    """Notes what it is asked to do; what is `slow` waits until it is let go or, unless it is `deaf`, hushed."""

    def __init__(self, *slow: str, deaf: bool = False) -> None:
        self.slow, self.deaf, self.claim = slow, deaf, Claim.NEW
        self.done: list[str] = []
        self.passed_over: list[str] = []
        self.hushed: list[str] = []
        self.forgotten: list[str] = []
        self.overtaken: list[str] = []
        self.judged: list[str] = []
        self.begun: defaultdict[str, asyncio.Event] = defaultdict(asyncio.Event)
        self.let_go: defaultdict[str, asyncio.Event] = defaultdict(asyncio.Event)

    async def answer(self, update: Incoming) -> Claim:
        text, mine = update.text, under_way()
        self.begun[text].set()
        if text in self.slow:
            ends = [self.let_go[text]] if self.deaf else [self.let_go[text], mine.silence]
            waits = [asyncio.create_task(end.wait()) for end in ends]
            await asyncio.wait(waits, return_when=asyncio.FIRST_COMPLETED)
        if mine.is_hushed:
            self.hushed.append(text)
        if mine.is_forgotten:
            self.forgotten.append(text)
        if mine.is_overtaken:
            self.overtaken.append(text)
        self.done.append(text)
        return self.claim

    async def pass_over(self, update: Incoming) -> Claim:
        self.passed_over.append(update.text)
        return Claim.NEW

    def last_word_of(self, update: Incoming) -> LastWord | None:
        return LAST_WORDS.get(update.text)

    def is_urgent(self, update: Incoming) -> bool:
        self.judged.append(update.text)
        return update.text in URGENT


@asynccontextmanager
async def in_work(answerer: Answerer, *texts: str) -> AsyncIterator[ChatOrder]:
    """An order in which all of these are being answered; at the end everything that was put is."""
    order = ChatOrder(answerer)
    async with asyncio.timeout(LONGEST):
        for text in texts:
            order.put(said(text))
            await answerer.begun[text].wait()
        yield order
        await order.finish()


async def test_what_need_not_wait_is_not_asked_how_urgent_it_is() -> None:
    answerer = Answerer()
    async with in_work(answerer, "help"):
        pass

    assert (answerer.done, answerer.judged) == (["help"], [])


@pytest.mark.parametrize("word", ["hide", "forget"])
async def test_what_comes_after_a_last_word_in_a_quiet_chat_waits_for_it(word: str) -> None:
    answerer = Answerer(word)
    async with in_work(answerer, word) as order:
        order.put(said("help"))
        order.put(said("films", BORIS))
        await answerer.begun["films"].wait()
        answerer.let_go[word].set()

    assert answerer.done == ["films", word, "help"]


async def test_a_call_for_help_overtakes_what_its_chat_asked_before() -> None:
    answerer = Answerer("films")
    async with in_work(answerer, "films") as order:
        order.put(said("speakers"))
        order.put(said("help"))
        await answerer.begun["help"].wait()
        answerer.let_go["films"].set()

    assert answerer.done == ["help", "films", "speakers"]


async def test_what_is_under_way_and_what_begins_beside_a_call_for_help_counts_as_overtaken() -> None:
    answerer = Answerer("films", "help")
    async with in_work(answerer, "films", "help") as order:
        answerer.let_go["films"].set()
        await order.ordinary.finish()
        order.put(said("speakers"))
        order.put(said("events", BORIS))
        await order.ordinary.finish()
        answerer.let_go["help"].set()
        await order.urgent.finish()
        order.put(said("who"))

    assert answerer.overtaken == ["films", "speakers"]


async def test_hide_waits_for_a_crisis_reply_though_nothing_ordinary_is_under_way() -> None:
    answerer = Answerer("films", "help")
    async with in_work(answerer, "films", "help") as order:
        answerer.let_go["films"].set()
        await order.ordinary.finish()
        order.put(said("hide"))

    assert answerer.done == ["films", "help", "hide"]


@pytest.mark.parametrize(("word", "forgotten"), [("forget", ["films", "help"]), ("hide", [])])
async def test_whatever_is_under_way_in_its_chat_is_hushed_by_a_last_word_and_keeps_nothing_after_forget(
    word: str, forgotten: list[str]
) -> None:
    answerer = Answerer("films", "help", "speakers")
    async with in_work(answerer, "films", "help") as order:
        order.put(said("speakers", BORIS))
        await answerer.begun["speakers"].wait()
        order.put(said(word))
        await answerer.begun[word].wait()
        answerer.let_go["speakers"].set()

    assert (sorted(answerer.hushed), sorted(answerer.forgotten)) == (["films", "help"], forgotten)


async def test_hide_itself_is_not_hushed_by_another_hide() -> None:
    """Each tells what it could not remove."""
    answerer = Answerer("films", "hide")
    async with in_work(answerer, "films", "hide") as order:
        order.put(said("hide"))
        answerer.let_go["hide"].set()

    assert (answerer.hushed, answerer.done) == (["films"], ["films", "hide", "hide"])


async def test_what_waits_in_its_chat_is_passed_over_by_a_last_word() -> None:
    answerer = Answerer("films", "help")
    async with in_work(answerer, "films", "help") as order:
        for text in ("speakers", "sos", "hide"):
            order.put(said(text))

    assert sorted(answerer.passed_over) == ["sos", "speakers"]
    assert answerer.done[-1] == "hide"


@pytest.mark.parametrize("words", [("hide", "forget"), ("forget", "hide"), ("hide", "forget", "hide")])
async def test_whoever_hides_and_forgets_at_once_gets_both(words: tuple[str, ...]) -> None:
    answerer = Answerer("films")
    async with in_work(answerer, "films") as order:
        for word in words:
            order.put(said(word))

    assert sorted(answerer.done) == ["films", "forget", "hide"]
    assert answerer.passed_over == list(words[2:])


async def test_a_last_word_waits_only_so_long_for_what_is_on_its_way(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(order_module, "LAST_WORD_WAITS", 0.01)
    answerer = Answerer("films", "help", deaf=True)
    async with in_work(answerer, "films", "help") as order:
        order.put(said("hide"))
        await answerer.begun["hide"].wait()
        for text in ("films", "help"):
            answerer.let_go[text].set()

    assert answerer.done[0] == "hide"


async def test_what_is_asked_after_a_last_word_is_answered() -> None:
    answerer = Answerer("films")
    async with in_work(answerer, "films") as order:
        order.put(said("hide"))
        order.put(said("speakers"))

    assert {"hide", "speakers"} <= {*answerer.done}
    assert answerer.passed_over == []


async def test_what_is_asked_after_a_last_word_comes_after_it() -> None:
    """Else Hide would take away the help for a cry that was written after it."""
    answerer = Answerer("films", deaf=True)
    async with in_work(answerer, "films") as order:
        for text in ("hide", "help"):
            order.put(said(text))
        await until(lambda: not order.urgent.waiting)
        answerer.let_go["films"].set()

    assert answerer.done == ["films", "hide", "help"]


@asynccontextmanager
async def hide_in_work(answerer: Answerer) -> AsyncIterator[ChatOrder]:
    """An order in which the films, which Hide hid, are gone and Hide itself is being answered."""
    async with in_work(answerer, "films") as order:
        order.put(said("hide"))
        answerer.let_go["films"].set()
        await answerer.begun["hide"].wait()
        yield order


async def test_help_waits_only_so_long_for_a_last_word(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(order_module, "AFTER_LAST_WORD", 0.05)
    answerer = Answerer("films", "hide", deaf=True)
    async with hide_in_work(answerer) as order:
        order.put(said("help"))
        await answerer.begun["help"].wait()
        answerer.let_go["hide"].set()

    assert answerer.done == ["films", "help", "hide"]


async def test_what_waits_for_a_last_word_is_hushed_by_the_next() -> None:
    answerer = Answerer("films", "hide", deaf=True)
    async with hide_in_work(answerer) as order:
        order.put(said("help"))
        await until(lambda: not order.urgent.waiting)
        order.put(said("forget"))
        await answerer.begun["help"].wait()
        answerer.let_go["hide"].set()

    assert (answerer.hushed, answerer.done) == (["films", "help"], ["films", "help", "hide", "forget"])


async def test_one_chat_does_not_wait_for_another() -> None:
    answerer = Answerer("films")
    async with in_work(answerer, "films") as order:
        order.put(said("speakers", BORIS))
        await answerer.begun["speakers"].wait()
        answerer.let_go["films"].set()

    assert answerer.done == ["speakers", "films"]


async def test_of_too_many_questions_of_one_chat_the_newest_go_unanswered(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(order_module, "WAITING_IN_ONE_CHAT", 2)
    answerer = Answerer("films")
    async with in_work(answerer, "films") as order:
        for text in ("1", "2", "3"):
            order.put(said(text))
        answerer.let_go["films"].set()

    assert (answerer.done, order.unanswered) == (["films", "1", "2"], 1)


async def test_of_too_many_calls_for_help_the_newest_is_answered(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(order_module, "WAITING_IN_ONE_CHAT", 1)
    answerer = Answerer("films", "help")
    async with in_work(answerer, "films", "help") as order:
        order.put(said("help"))
        order.put(said("sos"))
        for text in ("films", "help"):
            answerer.let_go[text].set()

    assert (sorted(answerer.done), order.unanswered) == (["films", "help", "sos"], 1)


async def test_of_too_many_last_words_the_oldest_are_left(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(order_module, "WAITING_IN_ONE_CHAT", 2)
    answerer = Answerer("hide", "films")
    async with in_work(answerer, "films", "hide") as order:
        for _ in range(5):
            order.put(said("hide"))
        answerer.let_go["hide"].set()

    assert (answerer.done.count("hide"), len(answerer.passed_over), order.unanswered) == (2, 2, 2)


@pytest.mark.parametrize(("claim", "worked_off"), [(Claim.NEW, True), (Claim.DONE, True), (Claim.IN_WORK, False)])
async def test_only_what_another_process_is_answering_is_to_come_again(claim: Claim, worked_off: bool) -> None:
    answerer, ends = Answerer(), list[bool]()
    answerer.claim = claim
    order = ChatOrder(answerer, lambda _, is_worked_off: ends.append(is_worked_off))
    order.put(said("films"))
    await order.finish()

    assert ends == [worked_off]


async def test_whoever_waits_for_an_update_hears_of_its_end_even_when_it_is_given_up() -> None:
    answerer, ends = Answerer("films"), dict[str, bool]()
    order = ChatOrder(answerer, lambda update, worked_off: ends.update({update.text: worked_off}))
    for text in ("films", "speakers"):
        order.put(said(text))
    await answerer.begun["films"].wait()
    await order.stop()

    assert ends == {"films": False, "speakers": False}
