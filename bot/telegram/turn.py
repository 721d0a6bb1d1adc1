"""Which update is being answered, where, and what was asked: what every part of an answer must know."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

from telegram import Chat, Update

from bot.core.model import Question
from bot.telegram.updates import message_of, topic_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Turn:
    update: int
    chat: int
    question: Question
    message: int | None = None
    """The person's message, if it was one."""
    topic: int | None = None
    """The topic of a forum in which it was asked: only there will the person look."""
    urgent: bool = False
    """Whether any reply to it is urgent; one that gives help always is."""

    @property
    def is_private(self) -> bool:
        return self.question.where == "private"

    @property
    def trail(self) -> list[int]:
        """What Hide must find of it; in a group nothing is hidden."""
        return [self.message] if self.message and self.is_private else []

    def asking(self, text: str) -> Turn:
        return replace(self, question=replace(self.question, text=text))


def turn_of(update: Update, at: datetime) -> Turn | None:
    """As yet without the words that were typed; None where it belongs to no chat."""
    chat, person = update.effective_chat, update.effective_user
    if chat is None:
        return None
    message, query = message_of(update), update.callback_query
    return Turn(
        update=update.update_id,
        chat=chat.id,
        question=Question(
            "", at, person.language_code if person else None, "private" if chat.type == Chat.PRIVATE else "group"
        ),
        message=message.message_id if message else None,
        topic=topic_of(query.message if query else message),
    )
