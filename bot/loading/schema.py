"""The shape of a knowledge file, as typed models."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, StringConstraints

from bot.core.hours import parse_hours

EntryId = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]*(\.[a-z0-9_]+)*$", max_length=60)]
"""`film.gulmira`: lower-case words joined by full stops."""
Code = Annotated[str, StringConstraints(pattern=r"^[a-z0-9_]+$", max_length=60)]
LanguageCode = Annotated[str, StringConstraints(pattern=r"^[a-z]{2}$")]
Line = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=300)]
Block = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=200_000)]
PartialDate = Annotated[str, BeforeValidator(str), StringConstraints(pattern=r"^(\d{4}(-\d{2}(-\d{2})?)?|undated)$")]
"""As far as a page tells its date; YAML reads a whole one as a date and a bare year as a number."""


def _check_hours(hours: str | None) -> str | None:
    if hours is not None:
        parse_hours(hours)
    return hours


Hours = Annotated[str | None, AfterValidator(_check_hours)]
PerLanguage = dict[LanguageCode, Block]


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class EntryModel(_Strict):
    id: EntryId
    topic: Code | None = None
    title: PerLanguage
    answer: PerLanguage
    phrases: PerLanguage
    """One phrase a line."""
    related: list[EntryId] = Field(default_factory=list)
    sources: list[Code] = Field(default_factory=list)


class SourceModel(_Strict):
    title: Line
    url: Annotated[str, StringConstraints(pattern=r"^https?://[^\s<>\"]+$")]
    date: PartialDate


class ContactModel(_Strict):
    id: Code
    number: Annotated[str, StringConstraints(pattern=r"^(\d{3}|\+\d[\d ]{6,20}\d)$")]
    channel: Literal["phone", "whatsapp"]
    name: PerLanguage
    for_whom: PerLanguage
    hours: Hours
    hours_claimed: Hours = None
    cost: Literal["free", "paid", "unknown"]
    languages: list[LanguageCode]
    call: PerLanguage
    city: Code | None = None
    sources: Annotated[list[Code], Field(min_length=1)]
    checked_on: date | None
    out_of_service: bool = False


class TopicModel(_Strict):
    kind: Code
    names: Block
    """One name a line, in whatever language."""
    follow_up: bool = True


class CrisisModel(_Strict):
    id: Code
    examples: PerLanguage = Field(default_factory=dict)
    near_misses: PerLanguage = Field(default_factory=dict)
    rules: Block | None = None
    reply: PerLanguage | None = None
    more: EntryId | None = None


class LanguageModel(_Strict):
    name: Line
    months: Annotated[list[Line], Field(min_length=12, max_length=12)]
    date_format: Line
    day_format: Line
    days: Annotated[list[Line], Field(min_length=7, max_length=7)]
    letters: str = ""
    script: Literal["latin", "cyrillic"]
    common_words: Block
    follow_up_words: Block
    other_words: Block
    stands_in_for: list[LanguageCode] = Field(default_factory=list)


class MenuModel(_Strict):
    rows: list[list[EntryId]]
    commands: dict[Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]{0,31}$")], EntryId]


class ForbiddenModel(_Strict):
    """Words that may not stand in some texts; one a line, `*` stands for any ending."""

    why: Line
    """Told to whoever wrote one: what to do instead."""
    where: list[Literal["opening", "crisis", "support", "face"]] = Field(default_factory=list)
    classes: list[Code] = Field(default_factory=list)
    """Only in these crisis classes and what their button More leads to."""
    words: PerLanguage


class RequiredModel(_Strict):
    """Words of which some texts must hold one."""

    why: Line
    where: list[Literal["crisis", "support"]]
    beside: Code | None = None
    """Only where this contact is given."""
    after: PerLanguage | None = None
    """Only where one of these words stands."""
    not_in: list[EntryId] = Field(default_factory=list)
    words: PerLanguage


class KnowledgeFile(_Strict):
    """Every key that a file may have; each file uses the few that fit its name."""

    name: Line | None = None
    time_zone: Line | None = None
    private: list[Code] = Field(default_factory=list)
    """First parts of entry ids that are never answered in a group."""
    menu: MenuModel | None = None
    languages: dict[LanguageCode, LanguageModel] = Field(default_factory=dict)
    entries: list[EntryModel] = Field(default_factory=list)
    contacts: list[ContactModel] = Field(default_factory=list)
    sources: dict[Code, SourceModel] = Field(default_factory=dict)
    dates: dict[Code, date] = Field(default_factory=dict)
    topics: dict[Code, TopicModel] = Field(default_factory=dict)
    synonyms: dict[Code, Block] = Field(default_factory=dict)
    """Words that mean the same in every language, separated by spaces or lines; `*` stands for any ending."""
    crisis: list[CrisisModel] = Field(default_factory=list)
    safe_words: Block | None = None
    forbidden: dict[Code, ForbiddenModel] = Field(default_factory=dict)
    required: dict[Code, RequiredModel] = Field(default_factory=dict)
    out_of_scope: PerLanguage = Field(default_factory=dict)
    texts: dict[EntryId, PerLanguage] = Field(default_factory=dict)
