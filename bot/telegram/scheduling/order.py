"""Which update is answered next: an urgent one overtakes all others, even those of its own chat."""

from __future__ import annotations

import asyncio
import logging
from collections import Counter
from collections.abc import Awaitable, Callable, Iterator, Sequence
from contextlib import suppress
from functools import partial
from time import monotonic
from typing import Literal, NamedTuple, Protocol

from bot.logs import event
from bot.state.claims import Claim
from bot.telegram.scheduling.gate import sleep
from bot.telegram.scheduling.lane import Lane
from bot.telegram.under_way import UnderWay, under_way
from bot.telegram.update import Incoming

WAITING_IN_ONE_CHAT = 200
"""Updates of one chat that may wait; a chat that sends more at once gets no answer to the rest.

Of questions the newest are left: each would stand behind 200 answers. Of calls for help the oldest are, since whoever
sent them is being helped, and the newest may say something new. Nobody is told: one more message helps neither a chat
that gets 200 answers nor a Telegram that already has too much to send.
"""
WAITING = 20_000
"""Ordinary updates that may wait in all; where there are more, the oldest go unanswered."""
AT_ONCE = 96
"""Updates of one lane that are being answered at once."""
LAST_WORD_WAITS = 3.0
"""Seconds that a last word waits for replies that are under way, so that they are hidden too."""
AFTER_LAST_WORD = 4.0
"""Seconds that an update after a last word waits for it; otherwise Hide would take away the help asked for since."""

LastWord = Literal["hide", "forget"]
"""After either nothing that the chat asked before is answered any more; after /forget nothing of it is kept."""
Process = Callable[[Incoming], Awaitable[Claim]]
Ended = Callable[[Incoming, bool], None]
"""Is told how every update ended: True where it need not come again."""


class Answerer(Protocol):
    """Answers updates, and judges which may not wait."""

    async def answer(self, update: Incoming) -> Claim: ...
    def last_word_of(self, update: Incoming) -> LastWord | None: ...
    def is_urgent(self, update: Incoming) -> bool: ...
    async def pass_over(self, update: Incoming) -> Claim:
        """Takes note of an update that a last word overtook, without answering it."""
        ...


class _Overtaken(NamedTuple):
    """An update that a last word overtook while it waited: it is passed over, just before that last word."""

    update: Incoming


class _LastWord(NamedTuple):
    update: Incoming
    word: LastWord
    in_work: Sequence[UnderWay]
    """The updates of its chat that were being answered when it came."""


class ChatOrder:
    """Three lanes: ordinary, urgent, and one for last words, which neither of the others may hold up.

    A last word that comes alone is ordinary, so that a further one hushes it, but a cry that comes meanwhile waits for
    it. An update is asked whether it is urgent only where its chat has something under way.
    """

    def __init__(self, answerer: Answerer, ended: Ended = lambda *_: None) -> None:
        self._answerer, self._ended = answerer, ended
        self.ordinary: Lane[Incoming] = Lane(self._answer_in_turn, AT_ONCE)
        self.urgent: Lane[Incoming] = Lane(self._overtake, AT_ONCE)
        self.last_words: Lane[_Overtaken | _LastWord] = Lane(self._have_the_last_word, AT_ONCE)
        self._in_work: set[UnderWay] = set()
        """Updates in work, which a last word or an urgent update of the same chat has to reach."""
        self._taken: dict[int, float] = {}
        """Updates that wait or are being answered, by number, each with the time when it was taken."""
        self.unanswered = 0
        """Updates that went unanswered because too much waited."""
        self._untold = Counter[str]()
        """Unanswered updates that the log has not been told of, by reason."""

    def __len__(self) -> int:
        """Updates that wait or are being answered."""
        return len(self.urgent) + len(self.ordinary) + len(self.last_words)

    def put(self, update: Incoming) -> None:
        chat = _chat_of(update)
        self._taken[update.number] = monotonic()
        is_alone, word = self._is_alone(chat), self._answerer.last_word_of(update)
        if word and not is_alone:
            self._put_last_word(chat, update, word)
        elif is_alone or not self._answerer.is_urgent(update):
            self._put_ordinary(chat, update)
        else:
            self._put_urgent(chat, update)

    def tell(self) -> None:
        """Logs what went unanswered since the last time."""
        for why, updates in self._untold.items():
            event(why, logging.WARNING, updates=updates)
        self._untold.clear()

    async def finish(self) -> None:
        """Waits until nothing waits or is in work any more."""
        await asyncio.gather(self.urgent.finish(), self.ordinary.finish(), self.last_words.finish())

    async def stop(self) -> None:
        """Gives up everything that waits or is in work."""
        last = (item.update for item in self.last_words.take_all())
        for update in [*self.ordinary.take_all(), *self.urgent.take_all(), *last]:
            self._end(update, worked_off=False)
        await asyncio.gather(self.urgent.stop(), self.ordinary.stop(), self.last_words.stop())

    def _is_alone(self, chat: int) -> bool:
        """Whether an update of this chat would be answered at once, with no other of it under way."""
        return self.ordinary.is_free(chat) and not (self.urgent.has(chat) or self.last_words.has(chat))

    async def _answer_in_turn(self, update: Incoming) -> None:
        await self._process(self._answer, update)

    async def _overtake(self, update: Incoming) -> None:
        await self._process(self._answer, update, overtakes=True)

    async def _have_the_last_word(self, item: _Overtaken | _LastWord) -> None:
        if isinstance(item, _Overtaken):
            await self._process(self._answerer.pass_over, item.update, overtakes=True)
        else:
            await self._process(partial(self._answer_last_word, item.in_work), item.update, overtakes=True)

    async def _answer(self, update: Incoming) -> Claim:
        """Answers an update, unless a last word of its chat hushes it; it counts as overtaken where something urgent is
        under way there.
        """
        mine = under_way()
        mine.is_last_word = self._answerer.last_word_of(update) is not None
        self._in_work.add(mine)
        try:
            await self._wait_for_last_word(mine)
            if self.urgent.has(mine.chat):
                mine.overtake()
            return await self._answerer.answer(update)
        finally:
            self._in_work.remove(mine)
            mine.ended.set()

    async def _answer_last_word(self, in_work: Sequence[UnderWay], update: Incoming) -> Claim:
        with suppress(TimeoutError):
            async with asyncio.timeout(LAST_WORD_WAITS):
                for earlier in in_work:
                    await earlier.ended.wait()
        return await self._answerer.answer(update)

    async def _wait_for_last_word(self, mine: UnderWay) -> None:
        """An update that begins while a last word of its chat waits or is in work was written after it."""
        ends = [other.ended for other in self._in_work_of(mine.chat) if other.is_last_word and other is not mine]
        if self.last_words.has(mine.chat):
            ends.append(self.last_words.end_of(mine.chat))
        for end in ends:  # a further one would hush what waits here
            await sleep(AFTER_LAST_WORD, end, mine.silence)

    async def _process(self, process: Process, update: Incoming, *, overtakes: bool = False) -> None:
        worked_off = False
        UnderWay(_chat_of(update), self._taken.get(update.number, monotonic()), overtakes).begin()
        try:
            # What another process is working on should come again: that process may still crash.
            worked_off = await process(update) is not Claim.IN_WORK
        finally:
            self._end(update, worked_off=worked_off)

    def _end(self, update: Incoming, *, worked_off: bool) -> None:
        self._taken.pop(update.number, None)
        self._ended(update, worked_off)

    def _put_ordinary(self, chat: int, update: Incoming) -> None:
        if self.ordinary.waiting_of(chat) >= WAITING_IN_ONE_CHAT:
            self._leave(update, "chat sends too much at once")
            return
        self.ordinary.put(chat, update)
        if self.ordinary.waiting > WAITING:
            self._leave(self.ordinary.take_oldest(), "too much waits, the oldest goes unanswered")

    def _put_urgent(self, chat: int, update: Incoming) -> None:
        # So much waits only in a chat that is getting help already.
        if self.urgent.waiting_of(chat) >= WAITING_IN_ONE_CHAT:
            for oldest in self.urgent.take_from(chat, most=1):
                self._leave(oldest, "chat sends too much at once")
        for other in self._in_work_of(chat):
            other.overtake()
        self.urgent.put(chat, update)

    def _put_last_word(self, chat: int, update: Incoming, word: LastWord) -> None:
        """Hushes what is in work, passes over what waits, and then answers the update."""
        in_work = list(self._in_work_of(chat))
        for other in in_work:
            other.hush()
            other.is_forgotten |= word == "forget"
        waiting = self.last_words.take_from(chat)
        staying = [item for item in waiting if _outlasts(item, word)]
        again = [item.update for item in waiting if not _outlasts(item, word)]
        for oldest in again[:-WAITING_IN_ONE_CHAT]:  # each further last word moves all that it keeps
            self._leave(oldest, "chat sends too much at once")
        again = again[-WAITING_IN_ONE_CHAT:]
        overtaken = map(_Overtaken, [*self.ordinary.take_from(chat), *self.urgent.take_from(chat), *again])
        for item in (*overtaken, *staying, _LastWord(update, word, in_work)):
            self.last_words.put(chat, item)

    def _in_work_of(self, chat: int) -> Iterator[UnderWay]:
        return (other for other in self._in_work if other.chat == chat)

    def _leave(self, update: Incoming, why: str) -> None:
        self.unanswered += 1
        self._untold[why] += 1
        self._end(update, worked_off=True)


def _outlasts(item: _Overtaken | _LastWord, word: LastWord) -> bool:
    """Whether something that waits is answered though another last word came: whoever hides and forgets wants both."""
    return isinstance(item, _LastWord) and item.word != word


def _chat_of(update: Incoming) -> int:
    return update.chat or 0
