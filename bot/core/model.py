"""A chat as types: what a person sends, what is remembered of it, and the reply."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Literal, NamedTuple

from bot.core.crisis_classes import CHILD
from bot.core.knowledge import Entry, Language

ReplyKind = Literal["answer", "choices", "fallback", "crisis"]
Where = Literal["private", "group"]


# ---- what goes in -------------------------------------------------------------------------------


class Question(NamedTuple):
    """What a person sent, and the little that the adapter knows about the sender."""

    text: str
    at: datetime
    """When it is being answered; aware, in the knowledge's time zone."""
    client_language: str | None = None
    where: Where = "private"


REMEMBERED = timedelta(minutes=15)
"""How long what was shown or offered last counts."""


def is_remembered(since: datetime | None, at: datetime) -> bool:
    """Whether what was then shown or offered still counts."""
    return since is not None and timedelta(0) <= at - since <= REMEMBERED


class Memory(NamedTuple):
    """What is remembered of one chat: no text, no name; all but the chosen language for minutes only."""

    chosen_language: Language | None = None
    last_language: Language | None = None
    shown: str | None = None
    """The entry shown last."""
    shown_at: datetime | None = None
    offered: tuple[str, ...] = ()
    """The entries that were offered last, in the order of their buttons; none after an alarm."""
    asked_at: datetime | None = None
    """When the bot asked which of them was meant; None where they are only offered below an answer."""
    short_card: bool = False
    """Whether the last reply was the numbers in one line, which come just after help, in their first wording."""
    helped_at: datetime | None = None
    """When the numbers of help were shown last, whether they were asked for or an alarm brought them."""
    helped_with: str | None = None
    """The class of the last alarm that brought them in these minutes; None where they were only asked for."""
    helped_as: str | None = None
    """The variant of that class in whose words they came; None for those of the class itself."""
    helped_child: bool = False
    """Whether they came for a child, as far as it said to be one."""
    stored_language: Language | None = None
    """The chosen language as it was read, so that a slow reply does not undo a choice made meanwhile."""

    def has_just_shown(self, entry: Entry, at: datetime) -> bool:
        """Whether this entry stands right above a question of this moment."""
        return self.shown == entry.id and is_remembered(self.shown_at, at)

    def showing(self, entry: str | None, at: datetime | None, offered: tuple[str, ...] = ()) -> Memory:
        """The memory after this entry was shown, or after a screen that nothing may refer to (None); what was offered
        is gone.
        """
        return self._replace(shown=entry, shown_at=at, offered=offered, asked_at=None, short_card=False)

    def helping(self, entry: str | None, at: datetime, crisis: str | None = None, variant: str | None = None) -> Memory:
        """The memory after the numbers of help were shown, in the words of this class of distress or of its variant, if
        it is known; this entry counts as shown.
        """
        helped_with, goes_on = crisis or self.class_of_help(at), is_remembered(self.helped_at, at)
        helped_as = variant if crisis else self.helped_as if goes_on else None
        of_child = goes_on and self.helped_child
        shown = self.showing(entry, at)
        return shown._replace(helped_at=at, helped_with=helped_with, helped_as=helped_as, helped_child=of_child)

    def class_of_help(self, at: datetime) -> str | None:
        """The class in whose words help came lately; None where it did not come, or was only asked for."""
        return self.helped_with if is_remembered(self.helped_at, at) else None

    @property
    def is_of_child(self) -> bool:
        """Whether help came for a child, in whatever words."""
        return self.helped_child or self.helped_with == CHILD

    def without_help(self) -> Memory:
        """The memory as if no help had been shown."""
        return self._replace(helped_at=None, helped_with=None, helped_as=None, helped_child=False)


NOTHING_REMEMBERED = Memory()


class Exchange(NamedTuple):
    """What every part of one reply must know."""

    question: Question
    language: Language
    """Of the reply."""
    memory: Memory = NOTHING_REMEMBERED
    is_language_told: bool = True
    """Whether the message, the talk or the app tells it; where it is merely the first one, nobody speaks it."""

    @property
    def at(self) -> datetime:
        return self.question.at

    @property
    def in_group(self) -> bool:
        return self.question.where == "group"

    @property
    def remembered(self) -> Memory:
        """The memory after the reply, with its language where that is told."""
        return self.memory._replace(last_language=self.language) if self.is_language_told else self.memory

    def without_help(self) -> Exchange:
        """The exchange with a person who says that the help just shown was not meant for them."""
        return self._replace(memory=self.memory.without_help())

    def choosing(self, language: Language) -> Exchange:
        """The exchange in the language that the person chose."""
        return self._replace(language=language, memory=self.memory._replace(chosen_language=language))


# ---- what comes out -----------------------------------------------------------------------------


class Span(NamedTuple):
    text: str
    bold: bool = False
    italic: bool = False
    link: str | None = None


Paragraph = tuple[Span, ...]


def to_plain(paragraphs: Iterable[Paragraph]) -> str:
    """The paragraphs as a person reads them, without markup."""
    return "\n\n".join("".join(span.text for span in paragraph) for paragraph in paragraphs)


class Button(NamedTuple):
    label: str
    data: str
    """Opaque, and short: what `ActionCodes` makes of what the button does."""


class Reply(NamedTuple):
    """One screen for one person, before any markup."""

    kind: ReplyKind
    language: Language
    paragraphs: tuple[Paragraph, ...]
    buttons: tuple[tuple[Button, ...], ...] = ()
    then: tuple[Paragraph, ...] = ()
    """A second screen: the answer to a question that came together with a disclosure."""
    entry: str | None = None
    also: str | None = None
    """A second entry, whose answer stands below the first one's."""
    choices: tuple[str, ...] = ()
    crisis: str | None = None
    soft_help: bool = False
    quotes: bool = False
    """Whether it must quote the message that it is about."""
    score: float = 0.0
    """The probability that it is right: of an answer or the first choice, or that there is a crisis."""
    memory: Memory = NOTHING_REMEMBERED

    @property
    def text(self) -> str:
        """The whole reply as a person reads it, without markup."""
        return to_plain((*self.paragraphs, *self.then))

    def with_row_above_menu(self, row: tuple[Button, ...]) -> Reply:
        """The same with one more row of buttons; the last one, which leads to the menu, stays the last."""
        *rows, menu = self.buttons
        return self._replace(buttons=(*rows, row, menu))
