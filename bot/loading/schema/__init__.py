"""The shape of a knowledge file, as typed models."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from pydantic import Field, StringConstraints

from bot.loading.schema.crisis import REPLIES, CrisisModel, ForbiddenModel, RequiredModel, VariantModel
from bot.loading.schema.entries import ContactModel, EntryModel, SourceModel, TopicModel
from bot.loading.schema.fields import (
    BY_ID,
    ONE_A_LINE,
    PATTERN_KEYS,
    TEXTS_BY_ID,
    Block,
    Code,
    EntryId,
    LanguageCode,
    Line,
    PerLanguage,
    Strict,
)
from bot.loading.schema.languages import LanguageModel

__all__ = [
    "BY_ID",
    "ONE_A_LINE",
    "PATTERN_KEYS",
    "REPLIES",
    "TEXTS_BY_ID",
    "ContactModel",
    "CrisisModel",
    "EntryModel",
    "ForbiddenModel",
    "KnowledgeFile",
    "LanguageModel",
    "MenuModel",
    "RequiredModel",
    "SourceModel",
    "TopicModel",
    "VariantModel",
]


class MenuModel(Strict):
    """What the main screen and the command list offer."""

    rows: list[list[EntryId]]
    """Rows of buttons, each an id of an entry."""
    commands: dict[Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]{0,31}$")], EntryId]
    """Which entry each command opens; each needs a text command.NAME."""


class KnowledgeFile(Strict):
    """Every key that a file may have; each file uses the few that fit its name."""

    name: Line | None = None
    """The name of the bot."""
    time_zone: Line | None = None
    """Of the contacts' hours, like Asia/Almaty."""
    private: list[Code] = Field(default_factory=list)
    """First parts of entry ids that are never answered in a group."""
    goes_with_help: list[Code] = Field(default_factory=list)
    """First parts of further entry ids that a question just after help may well mean, such as those about the law."""
    menu: MenuModel | None = None
    languages: dict[LanguageCode, LanguageModel] = Field(default_factory=dict)
    """Each language that the bot speaks, by its two-letter code; the first is spoken where nothing else is known."""
    entries: list[EntryModel] = Field(default_factory=list)
    """What can be asked."""
    contacts: list[ContactModel] = Field(default_factory=list)
    """Lines and centres that people can reach."""
    sources: dict[Code, SourceModel] = Field(default_factory=dict)
    """Pages that facts and numbers come from, each by an id."""
    dates: dict[Code, date] = Field(default_factory=dict)
    """Dates to which answers refer by {date:ID} or {day:ID}."""
    topics: dict[Code, TopicModel] = Field(default_factory=dict)
    """Who and what entries are about, each by an id."""
    synonyms: dict[Code, Block] = Field(default_factory=dict)
    """Words that mean the same in every language, separated by spaces or lines; `*` stands for any ending."""
    crisis: list[CrisisModel] = Field(default_factory=list)
    """Kinds of distress and the replies to them."""
    variants: list[VariantModel] = Field(default_factory=list)
    """Other first replies of crisis classes, each listed by its class."""
    pattern_words: dict[Code, PerLanguage] = Field(default_factory=dict)
    """Words that patterns name together, by an id: {ID:LANGUAGE} in a pattern stands for any one of them.

    Separated by spaces or lines; `*` stands for any ending.
    """
    safe_words: Block | None = None
    """Words that bring help at once, whatever was said before; one a line."""
    soft_words: Block | None = None
    """The same, but below the reply they bring one soft line with numbers: emojis of somebody sad, one a line."""
    forbidden: dict[Code, ForbiddenModel] = Field(default_factory=dict)
    """Words that help may not hold."""
    required: dict[Code, RequiredModel] = Field(default_factory=dict)
    """Words that help must hold."""
    out_of_scope: PerLanguage = Field(default_factory=dict)
    """What people ask that no entry answers; one a line."""
    follow_ups: PerLanguage = Field(default_factory=dict)
    """Short questions that lean on what was shown before and by themselves ask nothing; one a line."""
    more_phrases: dict[EntryId, PerLanguage] = Field(default_factory=dict)
    """Further phrases of entries, by the id of the entry: they follow those beside its answer."""
    more_examples: dict[Code, PerLanguage] = Field(default_factory=dict)
    """Further examples of crisis classes, by the id of the class: they follow those beside its reply."""
    more_near_misses: dict[Code, PerLanguage] = Field(default_factory=dict)
    """Further near misses of crisis classes, by the id of the class."""
    more_rules: dict[Code, PerLanguage] = Field(default_factory=dict)
    """Further rules of crisis classes, by the id of the class: those of one theme stand in a file of its own."""
    texts: dict[EntryId, PerLanguage] = Field(default_factory=dict)
    """What the program itself says: buttons, short lines, the profile and the command list."""
