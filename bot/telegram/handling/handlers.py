"""What happens on each kind of update: who answers it, and what is said where that fails."""

from __future__ import annotations

import logging
from datetime import datetime
from time import monotonic

from telegram import Bot, Chat, ChatMember, ChatMemberUpdated

from bot.clock import now_in
from bot.core.answering import Answering
from bot.core.dialogue import Dialogue
from bot.core.model import Button
from bot.logs import event, origin_of
from bot.operating.metrics import Metrics
from bot.state.chats import ChatState, Kept
from bot.state.claims import Claim
from bot.telegram.handling.feedback import FeedbackButtons
from bot.telegram.handling.guarded import Guarded
from bot.telegram.handling.last_words import LastWords
from bot.telegram.handling.messages import Messages
from bot.telegram.handling.organisers_chat import OrganisersChat
from bot.telegram.handling.presses import Presses
from bot.telegram.handling.questions_to_organisers import QuestionsToOrganisers
from bot.telegram.outgoing.delivery import Delivery
from bot.telegram.outgoing.outbox import Outbox
from bot.telegram.safe_state import SafeState
from bot.telegram.scheduling.order import LastWord
from bot.telegram.scheduling.urgency import is_urgent, last_word_of
from bot.telegram.turn import Turn, turn_of
from bot.telegram.under_way import under_way
from bot.telegram.update import Incoming

_DEEP_LINK = "s"
"""The parameter of links into the private chat; it says nothing, and /start looks the same with it."""
_OUTSIDE = (ChatMember.LEFT, ChatMember.BANNED)


class Handlers:
    """The bot's side of every conversation."""

    def __init__(
        self,
        answering: Answering,
        state: ChatState,
        bot: Bot,
        outbox: Outbox,
        metrics: Metrics,
        organisers: OrganisersChat | None,
    ) -> None:
        self._bot, self._metrics, self._clock = bot, metrics, outbox.clock
        self._guarded = guarded = Guarded(answering)
        self._state = safe = SafeState(state)
        self._delivery = delivery = Delivery(safe, outbox, self._link_of, metrics)
        last_words = LastWords(guarded, safe, outbox, delivery)
        feedback = FeedbackButtons(guarded, safe, outbox, metrics)
        self._organisers = QuestionsToOrganisers(organisers, guarded, safe, outbox, delivery) if organisers else None
        self._messages = Messages(guarded, delivery, last_words, outbox.clock)
        self._presses = Presses(guarded, outbox, delivery, last_words, feedback, self._organisers)

    def use(self, dialogue: Dialogue) -> None:
        """Answers from another knowledge from now on; buttons already sent keep their meaning."""
        self._guarded.use(dialogue)

    def last_word_of(self, update: Incoming) -> LastWord | None:
        return last_word_of(update, self._guarded.asked)

    def is_urgent(self, update: Incoming) -> bool:
        # Not of what is guarded: an update that cannot be judged is urgent.
        return is_urgent(update, self._guarded.asked)

    async def answer(self, update: Incoming) -> Claim:
        """The one way in. Never raises; NEW where this call has answered the update."""
        begun = under_way().taken_at
        claim = await self._state.claim(update.number)
        if claim is Claim.NEW:
            try:
                await self._on_new(update)
            except Exception as error:  # the last resort: the log gets type and origin, the person gets numbers
                event("update failed", logging.ERROR, error=origin_of(error))
                await self._apologise(update)
            await self._state.done(update.number)
            self._metrics.update(update.kind, monotonic() - begun)
        return claim

    async def pass_over(self, update: Incoming) -> Claim:
        """Leaves an update unanswered that a last word overtook; its message is to be hidden too."""
        claim = await self._state.claim(update.number)
        if claim is Claim.NEW:
            turn = turn_of(update, self._now())
            chat, trail = (turn.chat, turn.trail) if turn else (None, [])
            await self._state.done(update.number, Kept(chat, trail=trail))
        return claim

    async def _on_new(self, update: Incoming) -> None:
        turn = turn_of(update, self._now())
        if update.press:
            await self._presses.answer(turn, update.press)
        elif turn and update.membership:
            await self._on_membership(turn, update.membership)
        elif turn and not await self._is_brought_back(turn, update):
            await self._messages.answer(turn, update)

    async def _is_brought_back(self, turn: Turn, update: Incoming) -> bool:
        if not (self._organisers and update.answer):
            return False
        return await self._organisers.bring_back(turn, update.answer, edited=update.is_edited)

    async def _on_membership(self, turn: Turn, change: ChatMemberUpdated) -> None:
        """Forgets a chat that blocks or removes the bot; greets a group once."""
        if change.new_chat_member.status in _OUTSIDE:
            await self._state.forget(turn.chat)
        elif change.chat.type in (Chat.GROUP, Chat.SUPERGROUP) and change.old_chat_member.status in _OUTSIDE:
            notices = self._guarded.notices
            await self._delivery.deliver(turn, notices.notice("group.hello", notices.exchange(turn.question)))

    async def _apologise(self, update: Incoming) -> None:
        """Numbers, and help first for a person who wrote of danger; nothing in a group."""
        try:
            turn = turn_of(update, self._now())
            if turn is None or not turn.is_private:
                return
            turn, memory = turn.asking(update.text, urgent=True), await self._state.memory(turn.chat)
            say = self._guarded.late if update.is_late(self._clock.now()) else self._guarded.alone.reply_to
            await self._delivery.send(turn, say(turn.question, memory))
        except Exception as error:
            event("numbers not sent", logging.ERROR, error=origin_of(error))

    def _now(self) -> datetime:
        return now_in(self._guarded.time_zone)

    def _link_of(self, button: Button) -> str | None:
        if self._guarded.codes.verb_of(button.data) == "private":
            return f"https://t.me/{self._bot.username}?start={_DEEP_LINK}"
        return None
