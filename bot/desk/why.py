"""Why a reply is what it is, in an editor's words: what was understood, what else was near, and where it stands."""

from __future__ import annotations

from dataclasses import dataclass
from math import exp
from typing import Literal

from bot.core.classes import GRAVE
from bot.core.compose import Composer
from bot.core.crisis import FoundBy, Recogniser
from bot.core.dialogue import Dialogue
from bot.core.features import bare
from bot.core.matching import Match, Outcome, Ranking, Suggestions
from bot.core.message import Message
from bot.core.model import Memory, Question, Reply
from bot.core.understanding import Decision

_SHOWN = 5
_FAR = 6.0
"""A candidate that is so far behind the first one is out of the question."""

Zone = Literal["answer", "choices", "fallback"]


@dataclass(frozen=True, slots=True)
class Rival:
    """One entry that was weighed."""

    entry: str
    title: str
    total: float
    share: float
    """How near it is to the first candidate, 1 to 0, for a bar."""
    nearest: float
    phrase: str
    context: float


@dataclass(frozen=True, slots=True)
class Crisis:
    """What the crisis check found, in probabilities; without a sign, how far away the nearest threshold was."""

    name: str | None
    first: bool
    found_by: FoundBy | None
    rule: str
    likely: float
    first_from: float
    soft_from: float


@dataclass(frozen=True, slots=True)
class Origin:
    """What the words of a reply are in the files: an entry, a crisis class or one of the program's own texts."""

    kind: Literal["entries", "crisis", "texts"]
    name: str


@dataclass(frozen=True, slots=True)
class Why:
    zone: Zone
    probability: float
    answer_from: float
    choices_from: float
    follows: bool
    typed: str
    """The question as it was read, where that is in another keyboard layout; else empty."""
    words: tuple[str, ...]
    names: tuple[str, ...]
    meanings: tuple[str, ...]
    known: float
    language: str | None
    """As the text shows it; None where it does not."""
    rivals: tuple[Rival, ...]
    crisis: Crisis


def why(dialogue: Dialogue, question: Question, memory: Memory, language: str) -> Why:
    """Of a typed question; `language` is that in which titles are shown."""
    decided = dialogue.understanding.decide(question, memory)
    outcome, typed = decided.outcome, decided.understood.text
    ranking, zones = outcome.ranking, dialogue.understanding.matcher.zones
    return Why(
        zone=_zone(outcome),
        probability=ranking.probability,
        answer_from=zones.answer,
        choices_from=zones.suggest,
        follows=isinstance(outcome, Match) and outcome.follows,
        typed=typed if typed != question.text else "",
        words=ranking.evidence.words,
        names=tuple(map(bare, ranking.evidence.names)),
        meanings=tuple(map(bare, ranking.evidence.meanings)),
        known=ranking.known,
        language=decided.understood.language,
        rivals=_rivals(dialogue, ranking, language),
        crisis=_crisis(dialogue.understanding.recogniser, decided),
    )


def origins_of(dialogue: Dialogue, reply: Reply, question: Question) -> list[Origin]:
    """Everything that the reply's words come from, the first paragraph first."""
    if reply.kind == "crisis" and reply.crisis:
        shown = [Origin("entries", reply.entry)] if reply.entry and reply.then else []
        return [Origin("crisis", reply.crisis), *shown]
    if reply.kind == "answer" and reply.entry:
        return [Origin("entries", entry) for entry in (reply.entry, reply.also) if entry]
    return [Origin("texts", key) for key in _texts_of(dialogue, reply, question)]


def _texts_of(dialogue: Dialogue, reply: Reply, question: Question) -> list[str]:
    """The program's own texts of which the reply consists."""
    composer = Composer(dialogue.knowledge)
    shown = set(reply.paragraphs)
    found = []
    for key in dialogue.knowledge.texts:
        if shown >= set(composer.screen(key, reply.language, question.at)):
            found.append(key)
    return found


def _zone(outcome: Outcome) -> Zone:
    if isinstance(outcome, Match):
        return "answer"
    return "choices" if isinstance(outcome, Suggestions) else "fallback"


def _rivals(dialogue: Dialogue, ranking: Ranking, language: str) -> tuple[Rival, ...]:
    entries = dialogue.knowledge.entries
    best = max((c.total for c in ranking.candidates), default=0.0)
    return tuple(
        Rival(
            entry=c.entry,
            title=entries[c.entry].title.get(language) or c.entry,
            total=c.total,
            share=max(0.0, 1 - (best - c.total) / _FAR),
            nearest=c.nearest,
            phrase=dialogue.understanding.matcher.phrase_of(c),
            context=c.context,
        )
        for c in ranking.candidates[:_SHOWN]
    )


def _crisis(recogniser: Recogniser, decided: Decision) -> Crisis:
    sign, limits = decided.sign, recogniser.thresholds
    first_from = limits.grave if sign and sign.crisis in GRAVE else limits.first
    message = Message(decided.understood.text, recogniser.reader)
    alarm = sign.alarm if sign else recogniser.corrected(recogniser.loudest(message))
    shares = (_share(odds) for odds in (alarm, first_from, limits.soft))
    if sign:
        return Crisis(sign.crisis, sign.level == "first", sign.found_by, sign.rule, *shares)
    return Crisis(None, False, None, "", *shares)


def _share(log_odds: float) -> float:
    """The alarm is the logarithm of the odds of a crisis; people read a probability more easily."""
    return 1 / (1 + exp(-log_odds))
