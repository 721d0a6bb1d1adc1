"""What a press does: most open an entry or a screen, some are the edge's own work."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from dataclasses import replace
from functools import partial
from typing import Any

from telegram import CallbackQuery
from telegram.error import BadRequest

from bot.clock import now_in
from bot.core.model import Question, to_plain
from bot.core.replying.buttons import ASKING, HIDING, JUDGING, URGENT
from bot.core.replying.notices import LATE
from bot.telegram.asking_organisers import AskingOrganisers
from bot.telegram.delivery import Delivery
from bot.telegram.feedback import FeedbackButtons
from bot.telegram.guarded import Guarded
from bot.telegram.last_words import LastWords
from bot.telegram.organisers import question_of
from bot.telegram.outbox import Outbox, quietly
from bot.telegram.turn import Turn

LONGEST_DOUBT = 2.0
"""Seconds after which a press counts as made now, where nobody knows when it was made."""


class Presses:
    """Where no organisers are set up, their buttons, sent in an earlier run, are answered by the dialogue."""

    def __init__(
        self,
        answering: Guarded,
        outbox: Outbox,
        delivery: Delivery,
        last_words: LastWords,
        feedback: FeedbackButtons,
        organisers: AskingOrganisers | None,
    ) -> None:
        self._answering, self._outbox, self._delivery = answering, outbox, delivery
        self._last_words, self._feedback, self._organisers = last_words, feedback, organisers

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
        finally:
            await quietly(answered)

    async def _stop_spinning(self, query: CallbackQuery, pop_up: Mapping[str, Any]) -> None:
        fields = {"callback_query_id": query.id, **pop_up}
        await self._outbox.call("answerCallbackQuery", fields, urgent=True)

    def _pop_up(self, query: CallbackQuery) -> dict[str, Any]:
        """What the answer to the press shows over the chat, without leaving a message."""
        data = query.data or ""
        action = self._answering.codes.decode(data)
        if action and action.verb in JUDGING:
            thanks = self._feedback.thanks(action)
            return {"text": thanks} if thanks else {}
        if action is None or action.verb != "brief":
            return {}
        # Only who pressed sees it, wherever that is.
        question = Question("", now_in(self._answering.time_zone), query.from_user.language_code)
        return {"text": to_plain(self._answering.alone.press(data, question).paragraphs), "show_alert": True}

    async def _press(self, turn: Turn, query: CallbackQuery, answered: asyncio.Task[Any]) -> None:
        action, shown = self._answering.codes.decode(query.data or ""), query.message
        verb = action.verb if action else None
        turn = replace(turn, urgent=verb in URGENT)
        if verb == "brief":
            return
        if action and verb in JUDGING:
            await self._feedback.count(query, action)
        elif action and verb == "draft" and self._organisers:
            await self._organisers.draft(turn, query, action)
        elif verb not in HIDING and turn.is_private and await _is_late(query, answered, self._outbox.clock.now()):
            await self._delivery.tell_late(turn, self._answering.late)
        elif verb == "ask_yes" and self._organisers and turn.is_private:
            await self._organisers.ask(turn, query)
        elif verb == "hide" and turn.is_private:
            # After a restart with nothing but memory the message above the button stands in no trail.
            await self._last_words.hide(turn, [shown.message_id] if shown else [])
        elif verb == "vanish" and turn.is_private and shown:
            await self._last_words.vanish(turn, shown.message_id)
        else:
            if verb in ASKING and (asked := question_of(shown, query.from_user.id)):
                turn = replace(turn, message=asked.message_id)
            await self._delivery.answer(turn, partial(self._answering.press, query.data or ""))


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
