"""What can be asked and what answers rest on: entries, sources, contacts and topics."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from bot.core.knowledge import TopicKind
from bot.loading.schema.fields import (
    Block,
    Code,
    EntryId,
    LanguageCode,
    Line,
    LinePerLanguage,
    PartialDate,
    PerLanguage,
    Strict,
    WrittenHours,
)


class EntryModel(Strict):
    """One idea that people can ask about."""

    id: EntryId
    """Small Latin letters, parts joined by full stops, like film.title. Never change it: buttons lead to it."""
    topic: Code | None = None
    """Who or what it is about: an id of topics.yaml."""
    title: LinePerLanguage
    """Shown on buttons: at most 40 characters, in every language."""
    answer: PerLanguage
    """Plain text; what was asked comes first; at most about 700 characters.

    Refer to numbers, dates and links by {contact:ID}, {number:ID}, {date:ID}, {day:ID} and {link:ID}.
    """
    phrases: PerLanguage
    """How people ask it: one phrase a line, at least 20 in each language, as they really type.

    A few stand here; the rest may stand under more_phrases in training/.
    """
    related: list[EntryId] = Field(default_factory=list)
    """Ids of other entries; the first three become buttons under the answer."""
    sources: list[Code] = Field(default_factory=list)
    """Ids of sources.yaml; they are shown under the answer."""
    told_after_help: Block | None = None
    """Patterns, one a line, of what somebody says after help who is to get this answer."""
    reassures: bool = False
    """Whether its answer is for somebody who is out of danger: nobody gets it who may be in it still."""
    own_story: Code | None = None
    """The crisis class whose help comes where somebody says after this answer that it shows their own life."""
    asked_with: Block | None = None
    """Patterns, one a line, their words side by side, with which a short message asks for this entry, whatever was
    learned.

    Those below a line "after film.title, film.theme:" count only right after one of these entries.
    """
    only_where: Block | None = None
    """Patterns, one a line, their words side by side, of which a message must hold one.

    Without them the entry comes only where it is clearly asked for: not in a choice, nor beside a cry for help.
    """


class SourceModel(Strict):
    """A page that a fact or a number comes from. Its link stands here and nowhere else."""

    title: Line
    """What people see of the link: who says it."""
    url: Annotated[str, StringConstraints(pattern=r"^https?://[\w-]+(\.[\w-]+)+(:\d+)?([/?#][^\s<>\"]*)?$")]
    """The address of the page, with https://."""
    date: PartialDate
    """When the page was written, as far as it tells: 2024-11-27, 2024-11, 2024 or undated."""


class ContactModel(Strict):
    """One line or centre that people can reach. Its number stands here and nowhere else."""

    id: Code
    """By what answers refer to it: {contact:ID} or {number:ID}."""
    number: Annotated[str, StringConstraints(pattern=r"^(\d{3}|\+\d[\d ]{6,20}\d)$")]
    """In quotes: three digits ("112"), or + with the country code ("+7 700 000 00 00")."""
    channel: Literal["phone", "whatsapp"]
    """How one reaches it."""
    name: LinePerLanguage
    """Who answers."""
    for_whom: LinePerLanguage
    """Whom it is for."""
    hours: WrittenHours
    """When someone surely answers: "24/7" or "Mo-Fr 09:00-18:00; Sa 10:00-14:00"; null where no source says it."""
    hours_claimed: WrittenHours = None
    """Longer hours that only some of the sources give."""
    cost: Literal["free", "paid", "unknown"]
    """What a call costs the person."""
    languages: list[LanguageCode]
    """In which languages people are answered."""
    call: LinePerLanguage
    """What a call sets in motion: who may hear of it, what happens next."""
    city: Code | None = None
    """The city, where it serves only one."""
    sources: Annotated[list[Code], Field(min_length=1)]
    """Ids of sources.yaml that give this number; at least one."""
    checked_on: date | None
    """The day on which a person last called it, like 2024-11-27; null as long as nobody has."""
    out_of_service: bool = False
    """True where it did not answer when it was called: answers then leave it out."""
    emergency: bool = False
    """True for a line that saves lives, like 112: nobody calls it for a test."""
    shelter: bool | None = None
    """True where people may live: its address then stands nowhere. Say it of every contact of one city."""


class TopicModel(Strict):
    """A person, a film, a place, with every name that people use."""

    kind: TopicKind
    """person, film, city, line, organisation and place are names of one thing; the others are not."""
    names: Block
    """One name a line, in whatever language; case endings and typos are understood by themselves."""
    follow_up: bool = True
    """Whether "and who made it?" may refer to it."""
