"""Which update is being answered, where, and what was asked: what every part of the edge needs for an answer."""

from __future__ import annotations

from datetime import datetime
from typing import NamedTuple

from bot.core.model import Question
from bot.telegram.update import Incoming


class Turn(NamedTuple):
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
        """The messages of it that Hide must find; in a group nothing is hidden."""
        return [self.message] if self.message and self.is_private else []

    def asking(self, text: str, *, urgent: bool = False) -> Turn:
        return self._replace(question=self.question._replace(text=text), urgent=urgent or self.urgent)


def turn_of(update: Incoming, at: datetime) -> Turn | None:
    """A turn without the words that were typed, as yet; None where the update belongs to no chat."""
    if update.chat is None:
        return None
    question = Question("", at, update.language, update.where)
    return Turn(update.number, update.chat, question, update.message, update.topic)
