"""Why a question gets its reply, as plain data: what was understood, what came near, and what of it counts.

It is the very decision of the reply; `senim explain` and the desk only show it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from bot.core.crisis_classes import GRAVE
from bot.core.dialogue import Dialogue
from bot.core.knowledge import Language
from bot.core.model import Memory, Question
from bot.core.scoring.features import bare
from bot.core.scoring.margins import probability_of
from bot.core.understanding.by_itself import ByItself
from bot.core.understanding.decision import Decision
from bot.core.understanding.distress.sign import Sign
from bot.core.understanding.matching import Match, Matcher, Ranking
from bot.core.understanding.zone import Fixed, HelpFirst, Several, ZoneName, name_of

_RIVALS_SHOWN, _REASONS_SHOWN = 5, 6
"""Entries that are shown, and features that speak for the first of them."""
_OUT_OF_REACH = 6.0
"""A candidate that is so far behind the first one is out of the question."""


@dataclass(frozen=True, slots=True)
class Asked:
    """One of several things that are asked."""

    entry: str
    title: str
    probability: float


@dataclass(frozen=True, slots=True)
class Beside:
    """What is asked beside a cry for help."""

    entry: str
    title: str


@dataclass(frozen=True, slots=True)
class Rival:
    """One entry that was weighed."""

    entry: str
    title: str
    total: float
    linear: float
    share: float
    """How near it is to the first candidate, 1 to 0, for a bar."""
    nearest: float
    phrase: str
    context: float


@dataclass(frozen=True, slots=True)
class Crisis:
    """What the crisis check found, in probabilities; without a sign, how far away the nearest threshold was."""

    sign: Sign | None
    """The sign of the text by itself."""
    heeded: Sign | None
    """The same as it counts beside what is asked and after what was shown."""
    likely: float
    first_from: float
    soft_from: float
    is_not_me: bool = False
    """Whether the text says that help was not meant for its author."""

    @property
    def without_help_first(self) -> Literal["none", "not_me", "unheeded", "outweighed", "faint"]:
        """Why the reply does not begin with help."""
        if self.sign is None:
            return "none"
        if self.heeded is None:
            return "not_me" if self.is_not_me else "unheeded"
        return "outweighed" if self.sign.comes_first else "faint"


@dataclass(frozen=True, slots=True)
class Why:
    zone: ZoneName
    probability: float
    answer_from: float
    choices_from: float
    follows: bool
    asked: tuple[Asked, ...]
    """Where several things are asked, each of them."""
    beside: Beside | None
    typed: str
    """The question as it was read, where that is in another keyboard layout; else empty."""
    words: tuple[str, ...]
    names: tuple[str, ...]
    meanings: tuple[str, ...]
    known: float
    strange: float
    """By how much the label of questions that no entry answers is ahead of the first candidate."""
    unanswered: float
    language: Language | None
    """As the text shows it; None where it does not."""
    rivals: tuple[Rival, ...]
    reasons: tuple[tuple[str, float], ...]
    """What speaks for the first of them, and how much."""
    crisis: Crisis


def why(dialogue: Dialogue, question: Question, memory: Memory, language: Language) -> Why:
    """Explains the reply to a question; titles are in `language`."""
    by_itself, decided = dialogue.by_itself, dialogue.understanding.decide(question, memory)
    outcome, zone, text = decided.outcome, decided.zone, decided.understood.text
    matches = zone.matches if isinstance(zone, HelpFirst | Several) else ()
    beside = zone.beside if isinstance(zone, HelpFirst) else None
    ranking, confidence = outcome.ranking, by_itself.matcher.confidence
    titles = {entry.id: entry.title.get(language) or entry.id for entry in dialogue.knowledge.entries.values()}
    return Why(
        zone=name_of(zone),
        probability=ranking.probability,
        answer_from=confidence.answer,
        choices_from=confidence.suggest,
        follows=isinstance(outcome, Match) and outcome.follows,
        asked=tuple(Asked(part.entry, titles[part.entry], part.ranking.probability) for part in matches),
        beside=Beside(beside.id, titles[beside.id]) if beside else None,
        typed=text if text == by_itself.reader.in_intended_layout(question.text) != question.text else "",
        words=ranking.evidence.words,
        names=tuple(map(bare, ranking.evidence.names)),
        meanings=tuple(map(bare, ranking.evidence.meanings)),
        known=ranking.known,
        strange=_strangeness(ranking),
        unanswered=ranking.unanswered,
        language=decided.understood.language,
        rivals=_rivals(by_itself.matcher, ranking, titles),
        reasons=_reasons(by_itself.matcher, ranking, text),
        crisis=_crisis(by_itself, decided),
    )


def _strangeness(ranking: Ranking) -> float:
    """A margin says nothing by itself, only beside another one of the same model."""
    return ranking.strange - (ranking.candidates[0].linear if ranking.candidates else 0.0)


def _rivals(matcher: Matcher, ranking: Ranking, titles: Mapping[str, str]) -> tuple[Rival, ...]:
    best = max((c.total for c in ranking.candidates), default=0.0)
    return tuple(
        Rival(
            entry=c.entry,
            title=titles[c.entry],
            total=c.total,
            linear=c.linear,
            share=max(0.0, 1 - (best - c.total) / _OUT_OF_REACH),
            nearest=c.nearest,
            phrase=matcher.phrase_of(c),
            context=c.context,
        )
        for c in ranking.candidates[:_RIVALS_SHOWN]
    )


def _reasons(matcher: Matcher, ranking: Ranking, text: str) -> tuple[tuple[str, float], ...]:
    first = ranking.candidates[0].entry if ranking.candidates else None
    return tuple(matcher.reasons(text, first)[:_REASONS_SHOWN]) if first else ()


def _crisis(by_itself: ByItself, decided: Decision) -> Crisis:
    learned_signs, understood = by_itself.recogniser.learned_signs, decided.understood
    limits, sign = learned_signs.thresholds, decided.sign or understood.sign
    first_from = limits.grave if sign and sign.crisis in GRAVE else limits.first
    message = by_itself.message_of(understood)
    alarm = sign.alarm if sign else learned_signs.corrected(learned_signs.whole_of(message))
    return Crisis(
        sign=understood.sign,
        heeded=decided.sign,
        likely=probability_of(alarm),
        first_from=probability_of(first_from),
        soft_from=probability_of(limits.soft),
        is_not_me=decided.zone is Fixed.NOT_ME,
    )
