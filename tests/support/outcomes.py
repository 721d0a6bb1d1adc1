"""Entries, signs of distress and outcomes as tests need them: no knowledge is read and nothing is understood."""

from __future__ import annotations

from bot.core.knowledge import Entry
from bot.core.scoring.features import Evidence
from bot.core.scoring.thresholds import Level
from bot.core.understanding.distress.sign import FoundBy, Sign
from bot.core.understanding.matching import Candidate, Match, NoMatch, Outcome, Ranking


def entry(name: str, *, sensitive: bool = False, goes_with_help: bool = False) -> Entry:
    return Entry(name, "topic", {}, {}, {}, (), (), sensitive, sensitive or goes_with_help)


HELP, SHELTER = entry("support.help", sensitive=True), entry("support.shelter", sensitive=True)
LAW, THANKS, FILM = (
    entry("law.crime", goes_with_help=True),
    entry("chat.thanks", goes_with_help=True),
    entry("film.one"),
)
CALMER = entry("support.calmer", sensitive=True)._replace(reassures=True)
ENTRIES = {entry.id: entry for entry in (HELP, SHELTER, LAW, THANKS, FILM, CALMER)}


def sign(crisis: str, alarm: float, level: Level = "first", found_by: FoundBy = "learned") -> Sign:
    return Sign(crisis, level, found_by, alarm)


def ranking(probability: float, entry: str = "", words: int = 6) -> Ranking:
    candidates = (Candidate(entry, 1.0, 0.5),) if entry else ()
    return Ranking(Evidence(("word",) * words, (), ()), candidates, 1.0, 0.0, 0.0, (), probability)


def match(entry: Entry, probability: float = 0.9) -> Outcome:
    return Match(entry.id, ranking(probability, entry.id))


UNCLEAR = NoMatch(ranking(0.1))
