"""What happens with a question to the organisers, and what each side is told of it: it is sent, its answer is brought
back, and a draft may be made of both.
"""

from __future__ import annotations

from collections.abc import Mapping

from telegram import CallbackQuery, Message

from bot.core.model import NOTHING_REMEMBERED, Memory, Reply
from bot.core.replying.buttons import ASKING, Action
from bot.core.replying.own_texts import TextKey
from bot.telegram.handling.guarded import Guarded
from bot.telegram.handling.organisers_chat import Brought, OrganisersChat, answered_by, question_of
from bot.telegram.outgoing.delivery import Delivery
from bot.telegram.outgoing.outbox import Outbox
from bot.telegram.outgoing.spent_buttons import remove_buttons
from bot.telegram.safe_state import SafeState, safely
from bot.telegram.turn import Turn

_BROUGHT: Mapping[Brought, TextKey] = {
    "answered": "organisers.answered",
    "uncertain": "organisers.uncertain",
    "not_now": "organisers.not_now",
    "expired": "organisers.expired",
}
_FAILED = "organisers failed"


class QuestionsToOrganisers:
    def __init__(
        self,
        organisers: OrganisersChat,
        guarded: Guarded,
        state: SafeState,
        outbox: Outbox,
        delivery: Delivery,
    ) -> None:
        self._organisers, self._guarded = organisers, guarded
        self._state, self._outbox, self._delivery = state, outbox, delivery

    async def ask(self, turn: Turn, query: CallbackQuery, _: Action) -> None:
        """Sends what the person has seen and confirmed, unless it meanwhile shows distress."""
        asked = question_of(query.message, query.from_user.id)
        if asked and asked.text and self._guarded.alarms(asked.text):
            await self._delivery.answer(turn.asking(asked.text), self._guarded.reply_to)
            return
        memory = await self._state.memory(turn.chat)
        if not await self._state.sending(turn.update):
            return
        sent = False
        if asked:
            sent = await safely(self._organisers.ask(turn.chat, asked.message_id), otherwise=False, what=_FAILED)
        await remove_buttons(self._outbox, query, ASKING, self._guarded.codes)
        key: TextKey = "organisers.sent" if sent else "organisers.not_sent"
        await self._delivery.send(turn, self._notice(key, turn, memory))

    async def bring_back(self, turn: Turn, reply: Message, *, edited: bool) -> bool:
        """Brings an organiser's answer to the person who asked, once; False where a reply is no such answer."""
        if not self._organisers.is_answer(reply):
            return False
        if not edited and await self._state.sending(turn.update):
            await self._bring_back(turn, reply)
        return True

    async def draft(self, turn: Turn, query: CallbackQuery, action: Action) -> None:
        """Keeps what the organiser sees, question and answer, once."""
        shown = query.message
        if not isinstance(shown, Message) or not await self._state.sending(turn.update):
            return
        if not await remove_buttons(self._outbox, query, (action.verb,), self._guarded.codes):
            return
        kept = await safely(self._keep_draft(turn, shown, action), otherwise=False, what=_FAILED)
        key: TextKey = "organisers.drafted" if kept else "organisers.not_drafted"
        reply = self._notice(key, turn)._replace(quotes=True)
        await self._delivery.send(turn._replace(message=shown.message_id), reply)

    def _notice(self, key: TextKey, turn: Turn, memory: Memory = NOTHING_REMEMBERED) -> Reply:
        notices = self._guarded.notices
        return notices.notice(key, notices.exchange(turn.question, memory))

    async def _keep_draft(self, turn: Turn, shown: Message, action: Action) -> bool:
        replies = self._guarded.replies_to_organisers
        asked = replies.question_of_draft(shown.text or "", action.language, turn.question.at)
        language = replies.language_of(asked, turn.question)
        return await self._organisers.keep_draft(turn.chat, asked, answered_by(shown), language)

    async def _bring_back(self, turn: Turn, message: Message) -> None:
        # Where it fails, the link is put back.
        brought = await safely(self._organisers.bring_back(message), otherwise="not_now", what=_FAILED)
        text = message.text
        if brought == "answered":
            asked = answered_by(message) if text else ""  # of a picture no draft can be made
            replies, alarms = self._guarded.replies_to_organisers, self._guarded.alarms
            reply = replies.answered(asked, turn.question, alarms)._replace(quotes=True)
        else:
            reply = self._notice(_BROUGHT[brought], turn)._replace(quotes=True)
            if brought != "uncertain" and text and self._guarded.alarms(text):
                # No copy, one that was answered, or none that can be found: these may be somebody's own words.
                own = self._guarded.reply_to(turn.asking(text).question, await self._state.memory(turn.chat))
                reply = own if brought == "expired" else own._replace(then=(*own.then, *reply.paragraphs))
        await self._delivery.send(turn, reply)
