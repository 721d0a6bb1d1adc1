"""The contacts as a table: which must be called first, and what depends on each of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal, get_args

from bot.checking.contacts import OVERDUE
from bot.checking.out_of_service import named_in
from bot.core.hours import opening_at
from bot.desk.kinds import digest_of
from bot.desk.opened import Location, Opened
from bot.loading.folder import hours_of
from bot.loading.schema import ContactModel, SourceModel

ReferenceKind = Literal["crisis", "variants", "texts", "entries"]
State = Literal["out_of_service", "never_called", "overdue", "called", "emergency"]


@dataclass(frozen=True, slots=True)
class Reference:
    """A text that names a contact."""

    kind: ReferenceKind
    name: str
    location: Location | None


@dataclass(frozen=True, slots=True)
class Age:
    """How old a source is; `key` names the text that says it."""

    key: Literal["undated", "this_year", "this_month", "years", "months", "both"]
    years: int = 0
    months: int = 0

    @property
    def unit(self) -> Literal["one", "few", "many"]:
        """As Russian counts years: 1 год, 2 года, 5 лет."""
        if self.years // 10 % 10 == 1 or self.years % 10 not in (1, 2, 3, 4):
            return "many"
        return "one" if self.years % 10 == 1 else "few"


@dataclass(frozen=True, slots=True)
class ContactRow:
    model: ContactModel
    location: Location | None
    state: State
    open_now: str
    days_since_call: int | None
    sources: tuple[tuple[str, SourceModel, Age], ...]
    """Each with how old it is."""
    references: tuple[Reference, ...]

    @property
    def digest(self) -> str:
        return digest_of(self.model)


def contact_rows(opened: Opened, at: datetime) -> list[ContactRow]:
    """The contacts, the most in need of a call first."""
    rows = [_row(opened, model, at) for model in opened.contacts.values()]
    return sorted(rows, key=_urgency)


def state_of(model: ContactModel, today: date) -> State:
    if model.out_of_service:
        return "out_of_service"
    if model.emergency:
        return "emergency"
    if model.checked_on is None:
        return "never_called"
    return "overdue" if today - model.checked_on > OVERDUE else "called"


def references_to(opened: Opened, contact: str) -> list[Reference]:
    """Every answer, crisis reply and text of the program that names it."""
    found: list[tuple[ReferenceKind, str]] = []
    for part in opened.parts:
        found += [("crisis", c.id) for c in part.model.crisis if any(contact in named_in(reply) for reply in c.replies)]
        found += [("variants", v.id) for v in part.model.variants if any(contact in named_in(r) for r in v.replies)]
        found += [("texts", key) for key, texts in part.model.texts.items() if contact in named_in(texts)]
        found += [("entries", e.id) for e in part.model.entries if contact in named_in(e.answer)]
    kinds = get_args(ReferenceKind)
    found.sort(key=lambda pair: kinds.index(pair[0]))
    return [Reference(kind, name, opened.location_of(kind, name)) for kind, name in found]


def age_of(seen: str, today: date) -> Age:
    """The age of a source as far as its date tells it: `2024-11` may be any day of that month."""
    if seen == "undated":
        return Age("undated")
    year, month, _ = ([int(part) for part in seen.split("-")] + [1, 1])[:3]
    months = max(0, (today.year - year) * 12 + (today.month - month if "-" in seen else 0))
    if "-" not in seen:
        return Age("years", months // 12) if months else Age("this_year")
    if months < 12:
        return Age("months", 0, months) if months else Age("this_month")
    return Age("both", *divmod(months, 12)) if months % 12 else Age("years", months // 12)


def _row(opened: Opened, model: ContactModel, at: datetime) -> ContactRow:
    known = opened.sources
    sources = [(name, known[name]) for name in model.sources if name in known]
    return ContactRow(
        model=model,
        location=opened.location_of("contacts", model.id),
        state=state_of(model, at.date()),
        open_now=opening_at(hours_of(model.hours), hours_of(model.hours_claimed), at).value,
        days_since_call=(at.date() - model.checked_on).days if model.checked_on else None,
        sources=tuple((name, source, age_of(source.date, at.date())) for name, source in _newest_first(sources)),
        references=tuple(references_to(opened, model.id)),
    )


def _newest_first(sources: Sequence[tuple[str, SourceModel]]) -> list[tuple[str, SourceModel]]:
    return sorted(sources, key=lambda pair: "" if pair[1].date == "undated" else pair[1].date, reverse=True)


def _urgency(row: ContactRow) -> tuple[int, int, str]:
    order: tuple[State, ...] = ("out_of_service", "never_called", "overdue", "called", "emergency")
    return order.index(row.state), -(row.days_since_call or 0), row.model.id
