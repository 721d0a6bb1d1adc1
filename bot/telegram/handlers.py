"""What happens on each kind of update. Every update of a private chat gets an answer, whatever it is."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable
from contextlib import suppress
from typing import Any

from telegram import Bot, CallbackQuery, Chat, ChatMember, ChatMemberUpdated, Message, Update
from telegram.error import TelegramError

from bot.clock import now_in
from bot.core.help import Help
from bot.core.model import Button, Memory, Question, Reply
from bot.core.render import to_plain
from bot.logs import event, place_of
from bot.state.memory import ChatState
from bot.telegram.hiding import delete_messages
from bot.telegram.order import Urgency
from bot.telegram.outbox import Outbox
from bot.telegram.sending import Gone, Sender
from bot.telegram.updates import Heard, hear, is_addressed, is_late
from bot.telegram.urgency import HIDE, URGENT_COMMANDS, URGENT_VERBS, urgency_of

_DEEP_LINK = "s"
"""The parameter of links into the private chat; it says nothing, and /start looks the same with it."""
_OUTSIDE = (ChatMember.LEFT, ChatMember.BANNED)


class Handlers:
    """The bot's side of every conversation."""

    def __init__(self, dialogue: Help, state: ChatState, bot: Bot, outbox: Outbox) -> None:
        self._dialogue, self._state, self._bot, self._outbox = dialogue, state, bot, outbox
        self._sender = Sender(outbox, self._link_of)

    async def answer(self, update: Update) -> None:
        """The one way in. Never raises: whatever goes wrong, the person gets numbers and the log type and place."""
        try:
            await self.on_update(update)
        except Exception as error:
            event("update failed", logging.ERROR, error=place_of(error))
            try:
                await self._on_failure(update)
            except Exception as another:
                event("numbers not sent", logging.ERROR, error=place_of(another))

    def urgency_of(self, update: Update) -> Urgency:
        return urgency_of(update, self._dialogue, self._bot.username)

    def hush(self, chat: int) -> None:
        self._outbox.hush(chat)

    async def pass_over(self, update: Update) -> None:
        """Leaves an update unanswered that Hide overtook; its message is to be hidden too."""
        message = update.message
        if message and message.chat.type == Chat.PRIVATE and self._is_new(update):
            self._state.leave_trail(message.chat_id, message.message_id)

    async def on_update(self, update: Update) -> None:
        """Which kind of update it is decides the rest."""
        if not self._is_new(update):
            return
        if update.callback_query:
            await self._on_button(update.callback_query)
        elif update.my_chat_member:
            await self._on_membership(update.my_chat_member)
        elif update.message:
            await self._on_message(update.message)
        elif update.edited_message:
            await self._on_message(update.edited_message, edited=True)

    def _is_new(self, update: Update) -> bool:
        try:
            return self._state.is_new(update.update_id)
        except Exception as error:  # twice an answer is better than none
            event("answering without memory", logging.ERROR, error=place_of(error))
            return True

    async def _on_failure(self, update: Update) -> None:
        """The last resort: the person gets numbers."""
        chat = update.effective_chat
        if chat is None or chat.type != Chat.PRIVATE:
            return
        try:
            reply = self._apology(update, self._state.memory(chat.id))
            await self._deliver(chat.id, reply, private=True, urgent=True)
        except Exception as error:  # the memory of chats may be the very thing that failed
            event("answering without memory", logging.ERROR, error=place_of(error))
            with suppress(Gone):
                await self._sender.send(chat.id, self._apology(update), urgent=True)

    def _apology(self, update: Update, memory: Memory | None = None) -> Reply:
        """Numbers, and help first for a person who wrote of danger."""
        message = None if update.callback_query else update.effective_message
        text = (message.text or message.caption or "") if message else ""
        person = update.effective_user
        question = self._question(text, person.language_code if person else None, private=True)
        if message and is_late(message):
            return self._dialogue.help.late(question, memory)
        return self._dialogue.help.reply_to(question, memory)

    async def _on_message(self, message: Message, *, edited: bool = False) -> None:
        chat, private = message.chat_id, message.chat.type == Chat.PRIVATE
        if not private and not is_addressed(message, self._bot.id, self._bot.username):
            return
        heard = hear(message, self._bot.username, edited=edited)
        if heard.said == "nothing" or (not private and heard.said == "media"):
            return
        if private:
            self._state.leave_trail(chat, message.message_id)
        if private and heard.said == "command" and heard.text == HIDE:
            await self._hide(chat, message.from_user.language_code if message.from_user else None)
            return
        question = self._question(heard.text, message.from_user.language_code if message.from_user else None, private)
        reply = self._reply(message, heard, question, private)
        # Only an answer is tied to its question: quoting what belongs in private would show it to all once more.
        tied = not private and (reply.entry or reply.choices)
        urgent = heard.said == "command" and heard.text in URGENT_COMMANDS
        await self._deliver(chat, reply, private, message.message_id if tied else None, urgent=urgent)

    def _reply(self, message: Message, heard: Heard, question: Question, private: bool) -> Reply:
        memory = self._state.memory(message.chat_id)
        try:
            if private and is_late(message):
                return self._dialogue.late(question, memory)
            if heard.said == "command":
                return self._dialogue.command(heard.text, question, memory)
            if heard.said == "media":
                return self._dialogue.media(heard.media, question, memory)
            return self._dialogue.reply_to(question, memory)
        except Exception as error:  # whatever is broken, the person still gets the numbers
            event("answering failed", logging.ERROR, error=place_of(error))
            return self._dialogue.help.reply_to(question, memory)

    async def _on_button(self, query: CallbackQuery) -> None:
        # Answered whatever happens, so that the button never keeps spinning.
        answered = asyncio.create_task(self._answer_press(query, self._pop_up(query)))
        try:
            if query.message:
                await self._press(query, query.message.chat)
        finally:
            await answered

    async def _answer_press(self, query: CallbackQuery, pop_up: dict[str, Any]) -> None:
        fields = {"callback_query_id": query.id, **pop_up}
        await self._quietly(lambda: self._outbox.call("answerCallbackQuery", fields, urgent=True))

    def _pop_up(self, query: CallbackQuery) -> dict[str, Any]:
        """What an answer to the press shows over the chat, without leaving a message."""
        if self._dialogue.help.verb_of(query.data or "") != "brief":
            return {}
        question = self._question("", query.from_user.language_code, private=True)
        reply = self._dialogue.help.press(query.data or "", question)
        return {"text": to_plain(reply.paragraphs), "show_alert": True}

    async def _press(self, query: CallbackQuery, chat: Chat) -> None:
        verb = self._dialogue.help.verb_of(query.data or "")
        private = chat.type == Chat.PRIVATE
        if verb == "brief":
            return
        if verb == HIDE and private:
            await self._hide(chat.id, query.from_user.language_code)
        elif verb == "vanish" and private and query.message:
            message = {"message_id": query.message.message_id}
            await self._quietly(lambda: self._outbox.persist("deleteMessage", chat.id, message, urgent=True))
        else:
            question = self._question("", query.from_user.language_code, private)
            reply = self._dialogue.press(query.data or "", question, self._state.memory(chat.id))
            await self._deliver(chat.id, reply, private, urgent=verb in URGENT_VERBS)

    async def _on_membership(self, change: ChatMemberUpdated) -> None:
        """Forgets whoever blocks or removes the bot; greets a group once."""
        chat, status = change.chat, change.new_chat_member.status
        if status in _OUTSIDE:
            self._state.forget(chat.id)
        elif chat.type in (Chat.GROUP, Chat.SUPERGROUP) and change.old_chat_member.status in _OUTSIDE:
            question = self._question("", change.from_user.language_code, private=False)
            await self._deliver(chat.id, self._dialogue.notice("group.hello", question), private=False)

    async def _hide(self, chat: int, client_language: str | None) -> None:
        ids, whole = self._state.take_trail(chat)
        whole &= await delete_messages(self._outbox, chat, ids)
        question = self._question("", client_language, private=True)
        reply = self._dialogue.help.hidden(whole, question, self._state.memory(chat))
        await self._deliver(chat, reply, private=True, urgent=True)

    async def _deliver(
        self, chat: int, reply: Reply, private: bool, reply_to: int | None = None, *, urgent: bool = False
    ) -> None:
        self._state.remember(chat, reply.memory)
        try:
            sent = await self._sender.send(
                chat, reply, reply_to, urgent=urgent or reply.soft_help or reply.kind == "crisis"
            )
        except Gone:
            self._state.forget(chat)
            return
        if private:
            for message in sent:
                self._state.leave_trail(chat, message)
        event("replied", kind=reply.kind, entry=reply.entry, language=reply.language)

    def _question(self, text: str, client_language: str | None, private: bool) -> Question:
        at = now_in(self._dialogue.knowledge.time_zone)
        return Question(text, at, client_language, "private" if private else "group")

    def _link_of(self, button: Button) -> str | None:
        if self._dialogue.help.verb_of(button.data) == "private":
            return f"https://t.me/{self._bot.username}?start={_DEEP_LINK}"
        return None

    async def _quietly(self, call: Callable[[], Awaitable[Any]]) -> bool:
        """For what may fail without harm: an old button, a message that is gone already."""
        try:
            await call()
        except TelegramError as error:
            event("telegram refused", logging.DEBUG, error=type(error).__name__)
            return False
        return True
