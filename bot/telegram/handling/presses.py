"""What a press does: most open an entry or a screen, some are the edge's own work."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from functools import partial
from typing import Any, NamedTuple

from telegram import CallbackQuery
from telegram.error import BadRequest

from bot.clock import now_in
from bot.core.model import Question, to_plain
from bot.core.replying.buttons import ASKING, JUDGING, URGENT, Action, Verb
from bot.core.replying.notices import LATE
from bot.telegram.handling.feedback import FeedbackButtons
from bot.telegram.handling.guarded import Guarded
from bot.telegram.handling.last_words import LastWords
from bot.telegram.handling.organisers_chat import question_of
from bot.telegram.handling.questions_to_organisers import QuestionsToOrganisers
from bot.telegram.outgoing.delivery import Delivery
from bot.telegram.outgoing.outbox import Outbox, quietly
from bot.telegram.turn import Turn

LONGEST_DOUBT = 2.0
"""Seconds after which a press counts as made now, where nobody knows when it was made."""

_Do = Callable[[Turn, CallbackQuery, Action], Awaitable[None]]


class _Work(NamedTuple):
    """What the edge itself does for a button, and when."""

    do: _Do
    in_private_only: bool = False
    even_late: bool = True
    """Whether it is done however long the press waited: Hide still hides, and a judgement still counts."""


class Presses:
    """Where no organisers are set up, their buttons, sent in an earlier run, are answered by the dialogue."""

    def __init__(
        self,
        guarded: Guarded,
        outbox: Outbox,
        delivery: Delivery,
        last_words: LastWords,
        feedback: FeedbackButtons,
        organisers: QuestionsToOrganisers | None,
    ) -> None:
        self._guarded, self._outbox, self._delivery = guarded, outbox, delivery
        self._last_words, self._feedback = last_words, feedback
        self._works = self._works_of(organisers)

    async def answer(self, turn: Turn | None, query: CallbackQuery) -> None:
        # Answered whatever happens, so that the button never keeps spinning.
        try:
            pop_up = self._pop_up(query)
        except Exception:
            await quietly(self._stop_spinning(query, {}))
            raise
        answered = asyncio.create_task(self._stop_spinning(query, pop_up))
        try:
            if turn:
                await self._press(turn, query, answered)
        except asyncio.CancelledError:  # the bot stops: a button that spins on keeps nobody from starting it anew
            answered.cancel()
            raise
        finally:
            await quietly(answered)

    async def _stop_spinning(self, query: CallbackQuery, pop_up: Mapping[str, Any]) -> None:
        fields = {"callback_query_id": query.id, **pop_up}
        await self._outbox.call("answerCallbackQuery", fields, urgent=True)

    def _pop_up(self, query: CallbackQuery) -> dict[str, Any]:
        """What the answer to the press shows over the chat, without leaving a message."""
        data = query.data or ""
        action = self._guarded.codes.decode(data)
        if action and action.verb in JUDGING:
            thanks = self._feedback.thanks(action)
            return {"text": thanks} if thanks else {}
        if action is None or action.verb != "brief":
            return {}
        # Only who pressed sees it, wherever that is.
        question = Question("", now_in(self._guarded.time_zone), query.from_user.language_code)
        return {"text": to_plain(self._guarded.alone.press(data, question).paragraphs), "show_alert": True}

    async def _press(self, turn: Turn, query: CallbackQuery, answered: asyncio.Task[Any]) -> None:
        action = self._guarded.codes.decode(query.data or "")
        turn = turn._replace(urgent=action is not None and action.verb in URGENT)
        work = self._work_for(action, turn)
        may_be_late = turn.is_private and not (work and work.even_late)
        if may_be_late and await _is_late(query, answered, self._outbox.clock.now()):
            await self._delivery.tell_late(turn, self._guarded.late)
        elif action and work:
            await work.do(turn, query, action)
        else:
            await self._ask_the_dialogue(turn, query, action)

    def _work_for(self, action: Action | None, turn: Turn) -> _Work | None:
        """What the edge itself does; None where the dialogue answers."""
        work = self._works.get(action.verb) if action else None
        return None if work and work.in_private_only and not turn.is_private else work

    def _works_of(self, organisers: QuestionsToOrganisers | None) -> Mapping[Verb, _Work]:
        works: dict[Verb, _Work] = {
            "brief": _Work(self._nothing_more),
            "helped": _Work(self._judge),
            "not_helped": _Work(self._judge),
            "hide": _Work(self._hide, in_private_only=True),
            "vanish": _Work(self._vanish, in_private_only=True),
        }
        if organisers:
            works["draft"] = _Work(organisers.draft)
            works["ask_yes"] = _Work(organisers.ask, in_private_only=True, even_late=False)
        return works

    async def _nothing_more(self, turn: Turn, query: CallbackQuery, action: Action) -> None:
        """The pop-up was all."""

    async def _judge(self, _: Turn, query: CallbackQuery, action: Action) -> None:
        await self._feedback.count(query, action)

    async def _hide(self, turn: Turn, query: CallbackQuery, _: Action) -> None:
        # After a restart with nothing but memory the message above the button stands in no trail.
        await self._last_words.hide(turn, [query.message.message_id] if query.message else [])

    async def _vanish(self, turn: Turn, query: CallbackQuery, action: Action) -> None:
        if query.message:
            await self._last_words.vanish(turn, query.message.message_id)
        else:
            await self._ask_the_dialogue(turn, query, action)

    async def _ask_the_dialogue(self, turn: Turn, query: CallbackQuery, action: Action | None) -> None:
        if action and action.verb in ASKING and (asked := question_of(query.message, query.from_user.id)):
            turn = turn._replace(message=asked.message_id)
        await self._delivery.answer(turn, partial(self._guarded.press, query.data or ""))


async def _is_late(query: CallbackQuery, answered: asyncio.Task[Any], now: float) -> bool:
    """Whether a press waited as long as a message that is read late.

    Telegram does not tell when a button was pressed, but it soon says that nobody waits for the answer any more; this
    counts only below a message that is old enough itself.
    """
    shown = query.message
    if shown and now - shown.date.timestamp() <= LATE.total_seconds():
        return False
    await asyncio.wait([answered], timeout=LONGEST_DOUBT)
    refused = answered.exception() if answered.done() and not answered.cancelled() else None
    return isinstance(refused, BadRequest) and "query is too old" in str(refused).lower()
