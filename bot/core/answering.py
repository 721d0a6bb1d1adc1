"""What the edge may ask of whoever answers, be it a dialogue or help alone."""

from __future__ import annotations

from typing import Protocol

from bot.core.commands import Command
from bot.core.model import NOTHING_REMEMBERED, Memory, Question, Reply
from bot.core.replying.buttons import ActionCodes
from bot.core.replying.help import Help
from bot.core.replying.notices import Notices
from bot.core.replying.organisers import OrganisersReplies
from bot.core.replying.privacy import Offers


class Answering(Protocol):
    """Whoever answers: a dialogue, or help alone where none can be built."""

    @property
    def help(self) -> Help:
        """Asked whenever answering fails; itself where it is alone."""

    @property
    def codes(self) -> ActionCodes:
        """What the buttons that people have before them stand for."""

    @property
    def notices(self) -> Notices:
        """What needs no understanding."""

    @property
    def organisers_replies(self) -> OrganisersReplies:
        """What organisers read."""

    @property
    def offers(self) -> Offers:
        """What people can do beside asking."""

    @property
    def has_learned(self) -> bool:
        """Whether people may rely on being heard when they cry for help in their own words."""

    def command_or_words(self, text: str) -> Command | str:
        """The command that a text is, or the words in it that are to be answered."""

    def alarms(self, text: str) -> bool:
        """Whether a text shows distress, be it faintly; for an adapter that must know before it is answered."""

    def reply_to(self, question: Question, memory: Memory = NOTHING_REMEMBERED) -> Reply:
        """The one way in for text, wherever it comes from."""

    def press(self, data: str, question: Question, memory: Memory = NOTHING_REMEMBERED) -> Reply:
        """What a button does."""

    def command(self, name: str, question: Question, memory: Memory = NOTHING_REMEMBERED) -> Reply:
        """A command of the menu, without its slash."""


def is_help_only(answering: Answering) -> bool:
    return answering.help is answering
