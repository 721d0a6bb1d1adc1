"""What happens on each kind of update. Every update of a private chat gets an answer, whatever it is."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Sequence
from dataclasses import dataclass, replace
from time import monotonic
from typing import Any, TypeVar

from telegram import Bot, CallbackQuery, Chat, ChatMember, ChatMemberUpdated, Message, Update
from telegram.error import TelegramError

from bot.clock import now_in
from bot.core.buttons import Action
from bot.core.help import Answering
from bot.core.model import Button, Memory, Question, Reply, to_plain
from bot.core.organisers import answered, question_of_draft
from bot.core.said import FORGET, HIDE, Command
from bot.logs import event, place_of
from bot.metrics import NO_METRICS, Metrics
from bot.state.chats import ChatState, Claim, Rest
from bot.telegram.hiding import delete_messages
from bot.telegram.order import Urgency
from bot.telegram.organisers import Organisers, answered_by, asked_in
from bot.telegram.outbox import Outbox
from bot.telegram.pressed import remove_buttons
from bot.telegram.sending import Gone, Sender
from bot.telegram.under_way import under_way
from bot.telegram.updates import Heard, hear, is_addressed, is_late, kind_of, topic_of
from bot.telegram.urgency import URGENT_COMMANDS, URGENT_VERBS, urgency_of

_DEEP_LINK = "s"
"""The parameter of links into the private chat; it says nothing, and /start looks the same with it."""
JUDGING = ("helped", "not_helped")
ASKING = ("ask", "ask_yes", "ask_no")
HIDE_ASKS_AGAIN = (0.5, 2.0)
"""Seconds before each further look for a trail that could not be read: a hiccup is over then."""
_OUTSIDE = (ChatMember.LEFT, ChatMember.BANNED)

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class _Turn:
    """Which update is being answered, and where."""

    update: int
    chat: int
    private: bool
    message: int | None = None
    """The person's message, if it was one."""
    topic: int | None = None
    """The topic of a forum in which it was asked: only there will the person look."""
    urgent: bool = False
    """Whether any reply to it is urgent; one that gives help always is."""


class Handlers:
    """The bot's side of every conversation."""

    def __init__(
        self,
        dialogue: Answering,
        state: ChatState,
        bot: Bot,
        outbox: Outbox,
        metrics: Metrics = NO_METRICS,
        organisers: Organisers | None = None,
    ) -> None:
        self.use(dialogue)
        self._state, self._bot, self._outbox = state, bot, outbox
        self._metrics, self._organisers = metrics, organisers
        self._sender = Sender(outbox, self._link_of)

    def use(self, dialogue: Answering) -> None:
        """Answers from another knowledge from now on; buttons already sent keep their meaning."""
        self._dialogue, self._help = dialogue, dialogue.help

    # ---- updates --------------------------------------------------------------------------------

    async def answer(self, update: Update) -> Claim:
        """The one way in. Never raises; NEW where this call has answered the update."""
        begun = under_way().taken_at
        claim = await self._claim(update)
        if claim is Claim.NEW:
            try:
                await self._on_new(update)
            except Exception as error:  # the last resort: the log gets type and place, the person gets numbers
                event("update failed", logging.ERROR, error=place_of(error))
                await self._apologise(update)
            await self._safely(self._state.done(update.update_id), None)
            self._metrics.update(kind_of(update), monotonic() - begun)
        return claim

    async def pass_over(self, update: Update) -> Claim:
        """Leaves an update unanswered that a last word overtook; its message is to be hidden too."""
        claim = await self._claim(update)
        if claim is Claim.NEW:
            chat, message = update.effective_chat, _message_of(update)
            trail = [message] if message and chat and chat.type == Chat.PRIVATE else []
            await self._safely(self._state.done(update.update_id, chat.id if chat else None, trail=trail), None)
        return claim

    def urgency_of(self, update: Update) -> Urgency:
        return urgency_of(update, self._dialogue, self._bot.username)

    async def _claim(self, update: Update) -> Claim:
        return await self._safely(self._state.claim(update.update_id), Claim.NEW)

    async def _on_new(self, update: Update) -> None:
        if update.callback_query:
            await self._on_button(update.update_id, update.callback_query)
        elif update.my_chat_member:
            await self._on_membership(update.update_id, update.my_chat_member)
        elif update.message:
            await self._on_message(update.update_id, update.message)
        elif update.edited_message:
            await self._on_message(update.update_id, update.edited_message, edited=True)

    async def _apologise(self, update: Update) -> None:
        chat = update.effective_chat
        if chat is None or chat.type != Chat.PRIVATE:
            return
        try:
            topic = topic_of(update.effective_message)
            turn = _Turn(update.update_id, chat.id, True, _message_of(update), topic, urgent=True)
            await self._send(turn, self._apology(update, await self._memory(chat.id)))
        except Exception as error:
            event("numbers not sent", logging.ERROR, error=place_of(error))

    def _apology(self, update: Update, memory: Memory) -> Reply:
        """Numbers, and help first for a person who wrote of danger."""
        message = None if update.callback_query else update.effective_message
        text = (message.text or message.caption or "") if message else ""
        person = update.effective_user
        question = self._question(text, person.language_code if person else None, private=True)
        if message and is_late(message):
            return self._help.late(question, memory)
        return self._help.reply_to(question, memory)

    # ---- messages -------------------------------------------------------------------------------

    async def _on_message(self, update: int, message: Message, *, edited: bool = False) -> None:
        private = message.chat.type == Chat.PRIVATE
        if self._organisers and self._organisers.is_answer(message, self._bot.id):
            if not edited:
                await self._bring_back(self._organisers, update, message)
            return
        if not private and not is_addressed(message, self._bot.id, self._bot.username):
            return
        heard = hear(message, self._bot.username, edited=edited)
        if heard.said == "nothing" or (not private and heard.said == "media"):
            return
        said = self._meant(heard.text)
        command = said.name if isinstance(said, Command) else None
        urgent, topic = command in URGENT_COMMANDS, topic_of(message)
        turn = _Turn(update, message.chat_id, private, message.message_id, topic, urgent)
        text, person = (said if isinstance(said, str) else ""), message.from_user
        question = self._question(text, person.language_code if person else None, private)
        if command == HIDE and private:
            await self._hide(turn, question)
        elif command == FORGET:
            await self._forget(turn, question)
        elif private and is_late(message):
            await self._tell_late(turn, question)
        else:
            memory = await self._memory(turn.chat)
            await self._deliver(turn, self._reply(heard, said, question, memory))

    async def _tell_late(self, turn: _Turn, question: Question) -> None:
        """One line for all that waited: ten of them would be seen by whoever holds the phone now."""
        if await self._safely(self._state.was_told_late(turn.chat), False):
            trail = [turn.message] if turn.message else []
            await self._safely(self._state.done(turn.update, turn.chat, trail=trail), None)
            return
        if await self._deliver(turn, self._late(question, await self._memory(turn.chat))):
            await self._safely(self._state.told_late(turn.chat), None)

    def _late(self, question: Question, memory: Memory) -> Reply:
        try:
            return self._help.late(question, memory)
        except Exception as error:  # whatever is broken, the person still gets the numbers
            event("answering failed", logging.ERROR, error=place_of(error))
            return self._help.reply_to(question, memory)

    def _meant(self, text: str) -> Command | str:
        try:
            return self._dialogue.meant(text)
        except Exception as error:  # whatever is broken, whoever hides must be able to
            event("answering failed", logging.ERROR, error=place_of(error))
            return self._help.meant(text)

    def _reply(self, heard: Heard, said: Command | str, question: Question, memory: Memory) -> Reply:
        try:
            if heard.said == "media":
                return self._help.media(heard.media, question, memory)
            if isinstance(said, Command):
                return self._dialogue.command(said.name, question, memory)
            return self._dialogue.reply_to(question, memory)
        except Exception as error:  # whatever is broken, the person still gets the numbers
            event("answering failed", logging.ERROR, error=place_of(error))
            if isinstance(said, Command):  # whose name is in no language
                return self._help.command(said.name, question, memory)
            return self._help.reply_to(question, memory)

    async def _hide(self, turn: _Turn, question: Question) -> None:
        under_way().go_on()  # the trail is taken once: another Hide would not find what this one leaves
        whole = await self._take_away(turn)
        reply = self._help.hidden(whole, question, await self._memory(turn.chat))
        if not under_way().is_forgotten:
            await self._safely(self._state.remember(turn.chat, reply.memory), None)  # even if its line does not arrive
        await self._deliver(replace(turn, message=None, urgent=True), reply)

    async def _take_away(self, turn: _Turn) -> bool:
        """Whether all is gone; what lies in a store that is away is asked for again while what is known goes."""
        ids, rest = await self._take_trail(turn.chat)
        whole = await delete_messages(self._outbox, turn.chat, [*ids, turn.message] if turn.message else ids)
        for pause in HIDE_ASKS_AGAIN:
            if rest != "unread":
                break
            await asyncio.sleep(pause)
            ids, rest = await self._take_trail(turn.chat)
            whole &= await delete_messages(self._outbox, turn.chat, ids)
        return whole and rest == "nothing"

    async def _take_trail(self, chat: int) -> tuple[list[int], Rest]:
        return await self._safely(self._state.take_trail(chat), ([], "older"))

    async def _forget(self, turn: _Turn, question: Question) -> None:
        """Nothing of the chat is kept, not even of this exchange."""
        reply = self._help.forgotten(question, await self._memory(turn.chat))
        await self._safely(self._state.forget(turn.chat), None)
        await self._deliver(turn, reply, keep=False)

    # ---- the organisers -------------------------------------------------------------------------

    async def _bring_back(self, organisers: Organisers, update: int, message: Message) -> None:
        if not await self._safely(self._state.sending(update), True):
            return
        brought = await self._safely(organisers.bring_back(message), "uncertain")
        person = message.from_user
        question = self._question("", person.language_code if person else None, private=False)
        if brought == "answered":
            asked = answered_by(message) if message.text else ""  # of a picture no draft can be made
            reply = replace(answered(self._help, asked, question, self._dialogue.alarms), quotes=True)
        elif brought == "expired" and message.text and self._dialogue.alarms(message.text):
            # No copy, or one that was answered: then these are somebody's own words.
            reply = self._dialogue.reply_to(replace(question, text=message.text), await self._memory(message.chat_id))
        else:
            reply = replace(self._help.notice(f"organisers.{brought}", question), quotes=True)
        await self._send(_Turn(update, message.chat_id, False, message.message_id, topic_of(message)), reply)

    async def _ask(self, organisers: Organisers, turn: _Turn, query: CallbackQuery, question: Question) -> None:
        """Sends what the person has seen and confirmed, unless it meanwhile shows distress."""
        asked = asked_in(query.message, query.from_user.id)
        memory = await self._memory(turn.chat)
        if asked and asked.text and self._dialogue.alarms(asked.text):
            await self._deliver(turn, self._dialogue.reply_to(replace(question, text=asked.text), memory))
            return
        if not await self._safely(self._state.sending(turn.update), True):
            return
        sent = asked is not None and await self._safely(organisers.ask(turn.chat, asked.message_id), False)
        await self._without_buttons(query, ASKING)
        reply = self._help.notice("organisers.sent" if sent else "organisers.not_sent", question, memory)
        await self._send(turn, reply)

    async def _draft(self, organisers: Organisers, turn: _Turn, query: CallbackQuery, action: Action) -> None:
        """Keeps what the organiser sees, question and answer, once."""
        shown, question = query.message, self._question("", query.from_user.language_code, private=False)
        if not isinstance(shown, Message) or not await self._safely(self._state.sending(turn.update), True):
            return
        if not await self._without_buttons(query, (action.verb,)):
            return
        asked = question_of_draft(shown.text or "", self._help.screens, action.language, question.at)
        language = self._help.language.of(question, Memory(), self._help.language.of_text(asked))
        kept = await self._safely(organisers.keep_draft(turn.chat, asked, answered_by(shown), language), False)
        reply = self._help.notice("organisers.drafted" if kept else "organisers.not_drafted", question)
        await self._send(replace(turn, message=shown.message_id), replace(reply, quotes=True))

    async def _count_help(self, query: CallbackQuery, action: Action) -> None:
        """One press a message: its two buttons go, and only then it counts, if people are still asked."""
        if await self._without_buttons(query, JUDGING) and self._help.asks_whether_it_helped:
            await self._safely(self._state.count(f"{action.verb}.{action.target}.{action.language}"), None)
            self._metrics.feedback(action.verb, action.target, action.language)

    async def _without_buttons(self, query: CallbackQuery, verbs: Sequence[str]) -> bool:
        return await remove_buttons(self._outbox, query, lambda data: self._help.verb_of(data) in verbs)

    # ---- buttons and membership -----------------------------------------------------------------

    async def _on_button(self, update: int, query: CallbackQuery) -> None:
        # Answered whatever happens, so that the button never keeps spinning.
        fields = {"callback_query_id": query.id, **self._pop_up(query)}
        answered = asyncio.create_task(self._quietly(self._outbox.call("answerCallbackQuery", fields, urgent=True)))
        try:
            if query.message:
                await self._press(update, query, query.message.chat)
        finally:
            await answered

    def _pop_up(self, query: CallbackQuery) -> dict[str, Any]:
        """What an answer to the press shows over the chat, without leaving a message."""
        action = self._help.action_of(query.data or "")
        question = self._question("", query.from_user.language_code, private=True)
        if action and action.verb in JUDGING and self._help.asks_whether_it_helped:
            return {"text": self._help.say("helped.thanks", action.language)}
        if action is None or action.verb != "brief":
            return {}
        reply = self._help.press(query.data or "", question)
        return {"text": to_plain(reply.paragraphs), "show_alert": True}

    async def _press(self, update: int, query: CallbackQuery, chat: Chat) -> None:
        action = self._help.action_of(query.data or "")
        verb = action.verb if action else None
        topic, urgent = topic_of(query.message), verb in URGENT_VERBS
        turn = _Turn(update, chat.id, chat.type == Chat.PRIVATE, topic=topic, urgent=urgent)
        question = self._question("", query.from_user.language_code, turn.private)
        if verb == "brief":
            return
        if action and verb in JUDGING:
            await self._count_help(query, action)
            return
        if action and verb == "draft" and self._organisers:
            await self._draft(self._organisers, turn, query, action)
            return
        if verb == "ask_yes" and self._organisers and turn.private:
            await self._ask(self._organisers, turn, query, question)
            return
        if verb in ASKING and (asked := asked_in(query.message, query.from_user.id)):
            turn = replace(turn, message=asked.message_id)
        if verb == HIDE and turn.private:
            await self._hide(turn, question)
        elif verb == "vanish" and turn.private and query.message:
            message = {"message_id": query.message.message_id}
            await self._quietly(self._outbox.persist("deleteMessage", chat.id, message, urgent=True))
        else:
            await self._deliver(turn, self._dialogue.press(query.data or "", question, await self._memory(chat.id)))

    async def _on_membership(self, update: int, change: ChatMemberUpdated) -> None:
        """Forgets whoever blocks or removes the bot; greets a group once."""
        chat, status = change.chat, change.new_chat_member.status
        if status in _OUTSIDE:
            await self._safely(self._state.forget(chat.id), None)
        elif chat.type in (Chat.GROUP, Chat.SUPERGROUP) and change.old_chat_member.status in _OUTSIDE:
            question = self._question("", change.from_user.language_code, private=False)
            await self._deliver(_Turn(update, chat.id, private=False), self._help.notice("group.hello", question))

    # ---- sending --------------------------------------------------------------------------------

    async def _deliver(self, turn: _Turn, reply: Reply, *, keep: bool = True) -> bool:
        """Sends the reply, unless another has taken the update over meanwhile; whether it arrived."""
        urgent = turn.urgent or reply.soft_help or reply.kind == "crisis"
        if await self._safely(self._state.sending(turn.update, again=urgent), True):
            return await self._send(replace(turn, urgent=urgent), reply, keep=keep)
        return False

    async def _send(self, turn: _Turn, reply: Reply, *, keep: bool = True) -> bool:
        # Only an answer is tied to its question: quoting what belongs in private would show it to all once more.
        tied = reply.quotes or (not turn.private and (reply.entry or reply.choices))
        reply_to = turn.message if tied else None
        try:
            sent = await self._sender.send(turn.chat, reply, reply_to, turn.topic, urgent=turn.urgent)
        except Gone:
            await self._safely(self._state.forget(turn.chat), None)
            return False
        trail = [*([turn.message] if turn.message else []), *sent.messages] if turn.private and keep else []
        if not (sent.arrived or under_way().is_hushed):
            self._metrics.unsent_reply()
        if under_way().is_hushed or not sent.arrived:
            await self._leave_unsent(turn, trail, take_back=bool(sent.messages) and under_way().is_hushed)
            return False
        count = f"{reply.crisis or reply.kind}.{reply.language}"
        memory = await self._to_remember(turn, reply.memory)
        chat, kept = (turn.chat, memory) if keep and not under_way().is_forgotten else (None, None)
        await self._safely(self._state.done(turn.update, chat, kept, trail, count), None)
        self._metrics.reply(reply)
        # Not in a usual log: the minute of a cry for help may tell of a person.
        event("replied", logging.DEBUG, kind=reply.kind, entry=reply.entry, language=reply.language)
        return True

    async def _to_remember(self, turn: _Turn, memory: Memory) -> Memory:
        """Of an ordinary reply that help overtook only the chosen language: after help nothing else was shown."""
        if turn.urgent or not under_way().is_overtaken:
            return memory
        return replace(await self._memory(turn.chat), chosen_language=memory.chosen_language)

    async def _leave_unsent(self, turn: _Turn, trail: list[int], *, take_back: bool) -> None:
        """Nothing was said, so nothing is remembered or counted; what arrived although hushed goes again."""
        under_way().go_on()
        if take_back and await delete_messages(self._outbox, turn.chat, trail):
            trail = []
        chat = None if under_way().is_forgotten else turn.chat
        await self._safely(self._state.done(turn.update, chat, trail=trail), None)

    async def _memory(self, chat: int) -> Memory:
        return await self._safely(self._state.memory(chat), Memory())

    async def _safely(self, asking: Awaitable[T], otherwise: T) -> T:
        """Whatever happens to the state of chats, it never costs a person the answer."""
        try:
            return await asking
        except Exception as error:
            event("state failed", logging.ERROR, error=place_of(error))
            return otherwise

    def _question(self, text: str, client_language: str | None, private: bool) -> Question:
        at = now_in(self._help.knowledge.time_zone)
        return Question(text, at, client_language, "private" if private else "group")

    def _link_of(self, button: Button) -> str | None:
        if self._help.verb_of(button.data) == "private":
            return f"https://t.me/{self._bot.username}?start={_DEEP_LINK}"
        return None

    async def _quietly(self, call: Awaitable[Any]) -> None:
        """For what may fail without harm: an old button, a message that is gone already."""
        try:
            await call
        except TelegramError as error:
            event("telegram refused", logging.DEBUG, error=type(error).__name__)


def _message_of(update: Update) -> int | None:
    """The person's message; that of a press is the bot's own."""
    message = update.message or update.edited_message
    return message.message_id if message else None
