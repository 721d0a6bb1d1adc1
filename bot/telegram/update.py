"""What an update says, as plain data: the only place that looks inside a Telegram message.

Thousands may wait to be answered, and an `Update` holds several times as much memory as what Senim needs of it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal, get_args

from telegram import (
    CallbackQuery,
    Chat,
    ChatMemberUpdated,
    MaybeInaccessibleMessage,
    Message,
    MessageEntity,
    Update,
)

from bot.core.commands import command_of
from bot.core.model import Where
from bot.core.replying.notices import LATE, Media

Wanted = Literal["message", "edited_message", "callback_query", "my_chat_member"]
Kind = Wanted | Literal["other"]
UPDATES: tuple[Wanted, ...] = get_args(Wanted)
"""What is asked of Telegram; channel posts, polls, inline queries and the rest never arrive."""
Said = Literal["text"] | Media
"""Texts and captions are read; of everything else only its kind is looked at."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Incoming:
    """What an answer needs of an update; some parts stay objects of the library, where a module needs still more."""

    number: int
    """Telegram's number of the update."""
    kind: Kind = "other"
    chat: int | None = None
    where: Where = "group"
    language: str | None = None
    """The language of the person's app."""
    message: int | None = None
    """What a person wrote or changed; the message of a press is the bot's own."""
    written: int = 0
    """When it was written or changed, in seconds since 1970."""
    said: Said | None = None
    """None where nobody wrote anything."""
    text: str = ""
    is_addressed: bool = True
    """Whether it is meant for the bot; not everything in a group is."""
    album: str | None = None
    """The album to which it belongs: each picture of one comes as a message of its own."""
    topic: int | None = None
    """The topic of a forum in which it stands."""
    answer: Message | None = None
    """A reply to the bot in a group: an organiser's answer, perhaps."""
    press: CallbackQuery | None = None
    membership: ChatMemberUpdated | None = None

    @property
    def is_private(self) -> bool:
        return self.where == "private"

    @property
    def is_edited(self) -> bool:
        return self.kind == "edited_message"

    def is_late(self, now: float) -> bool:
        """Whether a message was written so long ago that its author may no longer be there."""
        return self.message is not None and now - self.written > LATE.total_seconds()


def incoming_of(update: Update, bot_id: int, username: str) -> Incoming:
    chat, person, press = update.effective_chat, update.effective_user, update.callback_query
    message = update.message or update.edited_message
    kind, where = _kind_of(update), _where(chat)
    said, text = _hear(message, username, edited=kind == "edited_message") if message else (None, "")
    is_answer = message is not None and where == "group" and _answers(message, bot_id)
    return Incoming(
        number=update.update_id,
        kind=kind,
        chat=chat.id if chat else None,
        where=where,
        language=person.language_code if person else None,
        message=message.message_id if message else None,
        written=int((message.edit_date or message.date).timestamp()) if message else 0,
        said=said,
        text=text,
        is_addressed=message is None or where == "private" or is_answer or _calls(message, username),
        album=message.media_group_id if message else None,
        topic=_topic_of(press.message if press else message),
        answer=message if is_answer else None,
        press=press,
        membership=update.my_chat_member,
    )


def without_mention(text: str, username: str) -> str:
    """The Latin letters of the bot's name would count for the language and the keyboard layout of the text."""
    if "@" not in text:
        return text
    return re.sub(rf"@{re.escape(username)}\b", " ", text, flags=re.IGNORECASE).strip()


def _kind_of(update: Update) -> Kind:
    return next((kind for kind in UPDATES if getattr(update, kind)), "other")


def _where(chat: Chat | None) -> Where:
    return "private" if chat and chat.type == Chat.PRIVATE else "group"


def _hear(message: Message, username: str, *, edited: bool) -> tuple[Said | None, str]:
    text = (message.text or message.caption or "").strip()
    if text:
        command = command_of(text)
        if command and command.to.lower() not in ("", username.lower()) and message.chat.type != Chat.PRIVATE:
            return None, ""
        return "text", without_mention(text, username)
    if edited:
        # A moved live location, a changed poll: nobody wrote anything.
        return None, ""
    if message.voice or message.audio or message.video_note:
        return "voice", ""
    if message.location or message.venue or message.contact:
        return "place", ""
    return None if _is_service(message) else "other", ""


def _answers(message: Message, bot_id: int) -> bool:
    answered = message.reply_to_message
    return answered is not None and answered.from_user is not None and answered.from_user.id == bot_id


def _calls(message: Message, username: str) -> bool:
    """Whether it mentions the bot or is a command for it."""
    entities = message.parse_entities() if message.text else message.parse_caption_entities()
    return any(_is_call(entity, text.lower(), f"@{username}".lower()) for entity, text in entities.items())


def _is_call(entity: MessageEntity, text: str, mention: str) -> bool:
    if entity.type == MessageEntity.BOT_COMMAND:
        return entity.offset == 0 and ("@" not in text or text.endswith(mention))
    return entity.type == MessageEntity.MENTION and text == mention


def _topic_of(message: MaybeInaccessibleMessage | None) -> int | None:
    """Outside forums the same number tells chains of replies apart."""
    return message.message_thread_id if isinstance(message, Message) and message.is_topic_message else None


def _is_service(message: Message) -> bool:
    """Messages that nobody wrote: a pinned message, a changed timer, a member who came. Unknown kinds are none."""
    sent = (message.effective_attachment, message.checklist, message.giveaway, message.giveaway_winners)
    return not (any(sent) or message.api_kwargs)
