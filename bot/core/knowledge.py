"""What is known, as types: entries, contacts, crisis classes, and the languages in which people are answered."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from types import MappingProxyType
from typing import Literal, NamedTuple, get_args

from bot.core.commands import SUPPORT
from bot.core.entry_ids import is_of_courtesies
from bot.core.hours import Hours
from bot.core.word_groups import AfterAnswer, AfterHelp, Ages, Choosing, Left, People, Requests, Sentences

Language = str
"""A two-letter code that the knowledge declares: `kk`, `ru`, `en`."""

Texts = Mapping[Language, str]
"""One text in every language."""

SingleKind = Literal["person", "film", "city", "line", "organisation", "place"]
"""Kinds of topic whose names are those of one thing among several."""

_SINGLE_KINDS = frozenset(get_args(SingleKind))

TopicKind = Literal[SingleKind, "subject", "event", "campaign", "law", "bot"]

_NONE: Mapping[str, str] = MappingProxyType({})
"""A default that nobody can change for all."""

PROGRAM = "bot"
"""The topic of entries about the program itself."""


class LanguageInfo(NamedTuple):
    """What the program must know of a language; `bot/loading/schema` says what each field means."""

    code: Language
    name: str
    # How a date and opening hours are written in it.
    months: tuple[str, ...]
    date_format: str
    day_format: str
    days: tuple[str, ...]
    # By what it is recognised.
    letters: frozenset[str]
    script: Literal["latin", "cyrillic"]
    common_words: frozenset[str]
    # What chooses among what was offered.
    ordinals: tuple[str, ...]
    last_words: frozenset[str]
    # What people type in short, and the other lists of words, by what they are for.
    short_forms: Mapping[str, str]
    sentences: Sentences
    people: People
    ages: Ages
    after_answer: AfterAnswer
    choosing: Choosing
    after_help: AfterHelp
    left: Left
    requests: Requests
    # Who reads it.
    stands_in_for: frozenset[str]
    borrows_from: frozenset[str] = frozenset()
    in_doubt: bool = False


class Source(NamedTuple):
    id: str
    title: str
    url: str
    date: str
    """As the page gives it: `2024`, `2024-11`, `2024-11-27` or `undated`."""


class Contact(NamedTuple):
    """A line or centre that people can reach, as far as replies tell of it; its number stands nowhere else."""

    id: str
    number: str
    name: Texts
    hours: Hours | None
    """None when no hour is confirmed."""
    hours_claimed: Hours | None
    """Longer hours that only some sources give."""
    cost: Literal["free", "paid", "unknown"]
    seen: str
    """The date of its newest source, as exactly as that gives it (see Source.date)."""
    checked_on: date | None
    """The day a person last called it."""
    out_of_service: bool = False
    """It did not answer when it was called: no answer offers it until it does."""


class Asking(NamedTuple):
    """Words with which a short message asks for an entry outright."""

    patterns: tuple[str, ...]
    """Their words stand side by side."""
    after: tuple[str, ...] = ()
    """The entries right after which alone they count; empty where they count anywhere."""


class Entry(NamedTuple):
    """One idea that can be asked about."""

    id: str
    topic: str | None
    title: Texts
    answer: Texts
    phrases: Mapping[Language, tuple[str, ...]]
    related: tuple[str, ...]
    sources: tuple[str, ...]
    sensitive: bool
    """Support rather than event: never answered in a group."""
    goes_with_help: bool = False
    """Whether a question just after help may well mean it: help itself, the law, the program."""
    reassures: bool = False
    """Whether it is for somebody who is out of danger."""
    told_after_help: tuple[str, ...] = ()
    """Patterns: whoever was hurt, and says so after help, gets this answer."""
    own_story: str | None = None
    """The class of help for whoever says after it that this is their own life."""
    asked_with: tuple[Asking, ...] = ()
    only_where: tuple[str, ...] = ()
    """Patterns: only where one of them applies it is offered, or shown beside a cry for help."""

    @property
    def is_courtesy(self) -> bool:
        """Whether it is a greeting, thanks or the like."""
        return is_of_courtesies(self.id)

    @property
    def is_about_the_event(self) -> bool:
        """Neither about help nor about the program."""
        return not self.sensitive and self.topic != PROGRAM


class Topic(NamedTuple):
    """Who or what entries are about: a person, a film, a city; with every name that people use."""

    id: str
    kind: TopicKind
    names: tuple[str, ...]
    follow_up: bool
    """Whether "and who made it?" may refer to it."""

    @property
    def is_single(self) -> bool:
        """Whether it is one thing among several of its kind."""
        return self.kind in _SINGLE_KINDS


class Variant(NamedTuple):
    """Another first reply of a crisis class, for some of those who get it."""

    when: tuple[str, ...]
    """Patterns, of which one must apply; by itself none is a cry for help."""
    reply: Texts
    more: str
    """The entry behind the button More."""
    not_for: tuple[str, ...] = ()
    """Patterns: somebody who says so does not get this reply."""
    to_child: Mapping[Language, str] = _NONE
    """The same for a child; empty where it has the words for everybody."""
    again: Mapping[Language, str] = _NONE
    """What comes in these minutes instead of what would not help whoever got this reply; empty where nothing does."""
    again_to_child: Mapping[Language, str] = _NONE
    in_place_of: frozenset[str] = frozenset()
    """The entries in whose place the words come again."""


class CrisisClass(NamedTuple):
    """A kind of distress: what must set it off, what must not, and the reply."""

    id: str
    examples: Mapping[Language, tuple[str, ...]]
    near_misses: Mapping[Language, tuple[str, ...]]
    rules: tuple[str, ...]
    reply: Texts
    more: str
    """The entry behind the button More."""
    not_for: tuple[str, ...] = ()
    """Patterns: somebody who says so gets help, but not in the words of this class."""
    variants: Mapping[str, Variant] = MappingProxyType({})
    """Other replies of this class, by their ids; the first that is meant for the author of a text counts."""
    to_child: Mapping[Language, str] = _NONE
    """The reply to a child who is in this distress; empty where there is none of its own."""
    instead: Mapping[str, str] = _NONE
    """What is answered, for some time after its words, in place of an entry or of a whole family (`city.*`)."""

    @property
    def replies(self) -> tuple[Texts, ...]:
        """All that may be said first in it."""
        of_variants = ((v.reply, v.to_child, v.again, v.again_to_child) for v in self.variants.values())
        return (self.reply, self.to_child, *(reply for replies in of_variants for reply in replies))


class Menu(NamedTuple):
    """The rows of buttons under the main screen, and which entry each command opens."""

    rows: tuple[tuple[str, ...], ...]
    commands: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Knowledge:
    """Everything curated, checked and ready to answer from."""

    name: str
    time_zone: str
    languages: Mapping[Language, LanguageInfo]
    entries: Mapping[str, Entry]
    contacts: Mapping[str, Contact]
    sources: Mapping[str, Source]
    dates: Mapping[str, date]
    topics: Mapping[str, Topic]
    crisis: Mapping[str, CrisisClass]
    safe_words: frozenset[str]
    texts: Mapping[str, Texts]
    menu: Menu
    soft_words: frozenset[str] = frozenset()
    """Safe words that bring only one soft line."""
    synonyms: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    pattern_words: Mapping[str, Mapping[Language, tuple[str, ...]]] = field(default_factory=dict)
    """Words that patterns name together."""
    out_of_scope: Mapping[Language, tuple[str, ...]] = field(default_factory=dict)
    """What people ask that no entry answers."""
    follow_ups: Mapping[Language, tuple[str, ...]] = field(default_factory=dict)
    """Follow-up questions, which ask nothing without what was shown before."""
    digest: str = ""
    """Changes whenever anything changes that can be learned from; empty where it was not computed."""

    @property
    def help_entry(self) -> str | None:
        """The entry that gives the numbers of help."""
        return self.menu.commands.get(SUPPORT)

    @property
    def no_number_was_called(self) -> bool:
        """Whether it gives numbers of which nobody has called a single one to see that it answers."""
        return bool(self.contacts) and all(contact.checked_on is None for contact in self.contacts.values())

    def topic_of(self, entry: Entry) -> Topic | None:
        return self.topics.get(entry.topic) if entry.topic else None
