"""From a curated text to paragraphs: numbers, dates and links are filled in from the one place where each stands."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime

from bot.core.hours import Opening, opening_at
from bot.core.knowledge import Contact, Entry, Knowledge, Language, Source
from bot.core.model import Paragraph, Span
from bot.core.replying.own_texts import TextKey
from bot.core.replying.privacy import KEEPS_NOTHING, Retention, StoragePlace

PLACEHOLDER_KINDS = ("contact", "number", "date", "day", "link", "storage", "bot")
PLACEHOLDER = re.compile(r"\{(?P<kind>\w+): ?(?P<name>\w+)\}")
BOT_NAME = "{bot:name}"
_OFFER = re.compile(r"\s*(?:• )?\{(?:contact|number): ?\w+\}")
"""A line that begins with a contact: an item of a list of places to call."""
_BLANK_LINE = re.compile(r"\n\s*\n")

COSTS: Mapping[str, TextKey] = {"free": "contact.free", "paid": "contact.paid"}
"""What is said of a call, where its cost is known."""
_PLACES: Mapping[StoragePlace, TextKey] = {
    "memory": "privacy.place.memory",
    "file": "privacy.place.file",
    "redis": "privacy.place.redis",
}
_OPENINGS: Mapping[Opening, TextKey] = {
    Opening.OPEN: "contact.open",
    Opening.CLOSED: "contact.closed",
    Opening.UNSURE: "contact.unsure",
}
_FILLED_IN: Mapping[str, frozenset[str]] = {
    **dict.fromkeys(_OPENINGS.values(), frozenset({"hours"})),
    "contact.seen": frozenset({"date"}),
    "contact.checked": frozenset({"date"}),
}
DATE_VALUES: Mapping[str, tuple[str, ...]] = {"date_format": ("day", "month", "year"), "day_format": ("day", "month")}
"""What each of these formats of a language names in braces."""


def filled_in(key: str) -> frozenset[str]:
    """What this text of the program may name in braces, without a kind before it."""
    if key.startswith("privacy."):
        return frozenset({"place", *KEEPS_NOTHING.figures})
    return _FILLED_IN.get(key, frozenset())


class Composer:
    """Fills the texts of one knowledge."""

    def __init__(self, knowledge: Knowledge, retention: Retention = KEEPS_NOTHING) -> None:
        self._knowledge, self._retention = knowledge, retention
        self._same_at_any_time: dict[tuple[str, Language], tuple[Paragraph, ...]] = {}
        """Answers in which no opening hours stand: made once."""

    def text(self, key: TextKey, language: Language, **values: str) -> str:
        """One of the program's own texts; where it lacks this language, in whichever comes first."""
        return self._own(key, language, values)

    def command(self, name: str, language: Language) -> str:
        """What a command does: each of the menu has a text of its own."""
        return self._own(f"command.{name}", language, {})

    def _own(self, key: str, language: Language, values: Mapping[str, str]) -> str:
        texts = self._knowledge.texts[key]
        text = texts.get(language) or next(iter(texts.values()))
        return _fill(text.replace(BOT_NAME, self._knowledge.name), values)

    def paragraphs(self, text: str, language: Language, at: datetime) -> tuple[Paragraph, ...]:
        """A curated text, split at blank lines, with every placeholder filled in."""
        parts = _BLANK_LINE.split(self._in_service(text).strip())
        return tuple(tuple(self._spans(part, language, at)) for part in parts)

    def screen(self, key: TextKey, language: Language, at: datetime) -> tuple[Paragraph, ...]:
        """One of the program's own texts as paragraphs."""
        return self.paragraphs(self.text(key, language), language, at)

    def answer(self, entry: Entry, language: Language, at: datetime) -> tuple[Paragraph, ...]:
        """An entry's answer, and where it comes from."""
        known = self._same_at_any_time.get((entry.id, language))
        if known:
            return known
        text = entry.answer.get(language) or next(iter(entry.answer.values()))
        paragraphs = self.paragraphs(text, language, at)
        sources = [self._knowledge.sources[s] for s in entry.sources]
        answer = (*paragraphs, self._source_line(sources, language)) if sources else paragraphs
        if "{contact:" not in text:
            self._same_at_any_time[entry.id, language] = answer
        return answer

    def _in_service(self, text: str) -> str:
        """Without the lines that offer only what is out of service; whole where nothing else would be left."""
        kept = "\n".join(line for line in text.split("\n") if not self._offers_nothing(line))
        return kept if kept.strip() else text

    def _offers_nothing(self, line: str) -> bool:
        named = contacts_named(line)
        return bool(_OFFER.match(line)) and all(self._knowledge.contacts[c].out_of_service for c in named)

    def _spans(self, text: str, language: Language, at: datetime) -> Iterator[Span]:
        end = 0
        for placeholder in PLACEHOLDER.finditer(text):
            if text[end : placeholder.start()]:
                yield Span(text[end : placeholder.start()])
            yield from self._filled(placeholder["kind"], placeholder["name"], language, at)
            end = placeholder.end()
        if text[end:]:
            yield Span(text[end:])

    def _filled(self, kind: str, name: str, language: Language, at: datetime) -> Iterator[Span]:
        match kind:
            case "contact" | "number" if self._knowledge.contacts[name].out_of_service:
                # A sentence that names it must not fall apart, nor send anyone to a dead line.
                note = self.text("contact.out_of_service", language)
                yield Span(f"{self._knowledge.contacts[name].number} ({note})")
            case "contact":
                yield from self._contact(self._knowledge.contacts[name], language, at)
            case "number":
                yield Span(self._knowledge.contacts[name].number, bold=True)
            case "date" | "day":
                yield Span(self.date(self._knowledge.dates[name], language, with_year=kind == "date"))
            case "link":
                source = self._knowledge.sources[name]
                yield Span(source.title, link=source.url)
            case "storage":
                yield Span(self._kept(language))
            case "bot":
                yield Span(self._knowledge.name)
            case _:
                yield Span(f"{{{kind}:{name}}}")

    def _kept(self, language: Language) -> str:
        """What is kept of people, a line each."""
        place = self._retention.place
        where = "" if place == "nowhere" else self.text(_PLACES[place], language)
        lines = (self.text(key, language, place=where, **self._retention.figures) for key in self._retention.texts)
        return "\n".join(lines)

    def date(self, day: date, language: Language, *, with_year: bool = True) -> str:
        info = self._knowledge.languages[language]
        pattern = info.date_format if with_year else info.day_format
        return _fill(pattern, {"day": str(day.day), "month": info.months[day.month - 1], "year": str(day.year)})

    def _contact(self, contact: Contact, language: Language, at: datetime) -> Iterator[Span]:
        name = contact.name.get(language, contact.id)
        yield Span(contact.number, bold=True)
        yield Span(f" · {name}\n" + " · ".join(self._contact_facts(contact, language, at)))

    def _contact_facts(self, contact: Contact, language: Language, at: datetime) -> Iterator[str]:
        if contact.hours or contact.hours_claimed:
            yield self._hours(contact, language, at)
        if contact.cost in COSTS:
            yield self.text(COSTS[contact.cost], language)
        if contact.checked_on:
            yield self.text("contact.checked", language, date=self.date(contact.checked_on, language))
        elif contact.seen != "undated":
            yield self.text("contact.seen", language, date=_short_date(contact.seen))

    def _hours(self, contact: Contact, language: Language, at: datetime) -> str:
        if contact.hours is None:
            return self.text("contact.no_hours", language)
        if contact.hours.always:
            return self.text("contact.always", language)
        opening = opening_at(contact.hours, contact.hours_claimed, at)
        sure = contact.hours_claimed is None or opening is Opening.OPEN
        key = _OPENINGS[opening if sure else Opening.UNSURE]
        return self.text(key, language, hours=contact.hours.with_days(self._knowledge.languages[language].days))

    def _source_line(self, sources: Sequence[Source], language: Language) -> Paragraph:
        spans = [Span(self.text("source.label", language) + " ", italic=True)]
        for i, source in enumerate(sources):
            if i:
                spans.append(Span("; ", italic=True))
            spans.append(Span(source.title, italic=True, link=source.url))
            if source.date != "undated":
                spans.append(Span(f", {_short_date(source.date)}", italic=True))
        return tuple(spans)


def contacts_named(text: str) -> list[str]:
    """The ids of the contacts to which a text refers, in its order."""
    return [found["name"] for found in PLACEHOLDER.finditer(text) if found["kind"] in ("contact", "number")]


def _short_date(iso: str) -> str:
    """`2024-11-27` as 27.11.2024, `2024-11` as 11.2024."""
    return ".".join(reversed(iso.split("-")))


def _fill(text: str, values: Mapping[str, str]) -> str:
    for name, value in values.items():
        text = text.replace(f"{{{name}}}", value)
    return text
