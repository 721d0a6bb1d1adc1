"""What an update says, in plain words: the only place that looks inside a Telegram message."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Literal

from telegram import Chat, MaybeInaccessibleMessage, Message, MessageEntity, Update

from bot.core.replying.help import LATE, Media
from bot.core.said import command_of

Said = Literal["text", "media", "nothing"]


@dataclass(frozen=True, slots=True)
class Heard:
    """One message: what kind it is, and what an answer needs of it."""

    said: Said
    text: str = ""
    media: Media = "other"


def hear(message: Message, username: str, *, edited: bool = False) -> Heard:
    """Texts and captions are read; of everything else only its kind is looked at."""
    text = (message.text or message.caption or "").strip()
    if text:
        command = command_of(text)
        if command and command.to.lower() not in ("", username.lower()) and message.chat.type != Chat.PRIVATE:
            return Heard("nothing")
        return Heard("text", _without_mention(text, username))
    if edited:
        # A moved live location, a changed poll: nobody wrote anything.
        return Heard("nothing")
    if message.voice or message.audio or message.video_note:
        return Heard("media", media="voice")
    if message.location or message.venue or message.contact:
        return Heard("media", media="place")
    return Heard("nothing") if _is_service(message) else Heard("media", media="other")


def kind_of(update: Update) -> str:
    """Which of the kinds that are asked for it is; the rest never arrives, whoever sends it."""
    for kind in ("message", "edited_message", "callback_query", "my_chat_member"):
        if getattr(update, kind):
            return kind
    return "other"


def message_of(update: Update) -> Message | None:
    """What a person wrote or changed; the message of a press is the bot's own."""
    return update.message or update.edited_message


def is_addressed(message: Message, bot_id: int, username: str) -> bool:
    """Whether a group message is meant for the bot: a reply to it, a mention of it, or a command."""
    answered = message.reply_to_message
    if answered and answered.from_user and answered.from_user.id == bot_id:
        return True
    entities = message.parse_entities() if message.text else message.parse_caption_entities()
    return any(_is_call(entity, text.lower(), f"@{username}".lower()) for entity, text in entities.items())


def is_late(message: Message) -> bool:
    written = message.edit_date or message.date
    return datetime.now(UTC) - written > LATE


def topic_of(message: MaybeInaccessibleMessage | None) -> int | None:
    """The topic of a forum in which it stands; elsewhere the same number tells chains of replies apart."""
    return message.message_thread_id if isinstance(message, Message) and message.is_topic_message else None


def _without_mention(text: str, username: str) -> str:
    """The Latin letters of the bot's name would count for the language and the keyboard layout of the text."""
    for form in (f"@{username}", f"@{username.lower()}"):
        text = text.replace(form, " ")
    return text.strip()


def _is_call(entity: MessageEntity, text: str, mention: str) -> bool:
    if entity.type == MessageEntity.BOT_COMMAND:
        return entity.offset == 0 and ("@" not in text or text.endswith(mention))
    return entity.type == MessageEntity.MENTION and text == mention


def _is_service(message: Message) -> bool:
    """Messages that nobody wrote: a pinned message, a changed timer, a member who came. Unknown kinds are none."""
    sent = (message.effective_attachment, message.checklist, message.giveaway, message.giveaway_winners)
    return not (any(sent) or message.api_kwargs)
