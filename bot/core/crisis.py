"""Whether a person is in danger or distress: asked before anything else, and of nothing but the text.

Three ways lead to a sign, each enough by itself: a safe word (the whole message is "help", «көмек», "102"), a rule
(words that say it outright) and a linear model learned from the examples and near misses of the crisis classes.
A knowledge that was never fitted has no model; a message that is one of the examples, word for word, is then the sign.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from bot.core.features import Evidence, Lexicon, add_pairs, weigh
from bot.core.model import Knowledge
from bot.core.text import other_layouts, words
from bot.core.weights import LinearModel

CALM = "calm"
ORDER = ("danger", "child", "suicide", "sexual", "disclosure", "stalking", "other", "perpetrator", "distress")
"""Which class wins where several apply: life first, then the least protected."""
SAFE_WORD, SAFE_WORD_CLASS = "safe word", "distress"
_SENTENCE = re.compile(r"[.!?…;\n]+")
_CLAUSE = re.compile(r"[.!?…;,\n]+| (?:and|but|also|и|а|но|ещё|еще|және|бірақ|әрі|ал) ", re.IGNORECASE)
PLAIN_CLAUSE = 0.5
"""Alarm from which a clause by itself counts."""
_RULE_WINDOW = 3
"""Words that may stand between two words of a rule."""

Level = Literal["first", "soft"]


@dataclass(frozen=True, slots=True)
class Sign:
    """A crisis class, how it was found, and whether help comes first or as one soft line."""

    crisis: str
    level: Level
    rule: str
    """`safe word`, the words of the rule, or `examples`."""
    score: float


@dataclass(frozen=True, slots=True)
class Thresholds:
    first: float = 0.0
    soft: float = -0.35


class Recogniser:
    """Ready to recognise by one knowledge; `fitted` is what `bot.fitting` learned from its crisis classes."""

    def __init__(
        self, knowledge: Knowledge, fitted: Mapping[str, Any] | None = None, lexicon: Lexicon | None = None
    ) -> None:
        self._safe = {tuple(words(word)) for word in knowledge.safe_words}
        self._rules = [
            (crisis.id, rule, tuple(_stem(w) for w in rule.split()))
            for crisis in knowledge.crisis.values()
            for rule in crisis.rules
        ]
        self._lexicon = lexicon or Lexicon(knowledge.synonyms, knowledge.topics)
        self.thresholds = Thresholds()
        self._model: LinearModel | None = None
        self._examples: dict[tuple[str, ...], str] = {}
        if not fitted:
            self._examples = {
                tuple(words(example)): crisis.id
                for crisis in knowledge.crisis.values()
                for listed in crisis.examples.values()
                for example in listed
            }
        else:
            self._model = LinearModel.from_data(fitted["crisis"])
            self.thresholds = Thresholds(fitted["alarm"]["first"], fitted["alarm"]["soft"])

    def recognise(self, text: str) -> Sign | None:
        found = words(text)
        if not found:
            return None
        if self._is_safe_word(text, found):
            return Sign(SAFE_WORD_CLASS, "first", SAFE_WORD, 1.0)
        return self._by_rule(found) or self._by_examples(text)

    def _is_safe_word(self, text: str, found: Sequence[str]) -> bool:
        if tuple(found) in self._safe:
            return True
        return len(found) <= 2 and any(tuple(words(other)) in self._safe for other in other_layouts(text))

    def _by_rule(self, found: Sequence[str]) -> Sign | None:
        hits = {crisis: rule for crisis, rule, stems in self._rules if _follows(found, stems)}
        for crisis in ORDER:
            if crisis in hits:
                return Sign(crisis, "first", hits[crisis], 1.0)
        return None

    def _by_examples(self, text: str) -> Sign | None:
        if self._model is None:
            known = self._examples.get(tuple(words(text)))
            return Sign(known, "first", "examples", 1.0) if known else None
        margins = [self.margins(part) for part in _parts(text, _SENTENCE)]
        # A clause is short and easily misread: it must say it plainly.
        clauses = [self.margins(part) for part in _parts(text, _CLAUSE)[1:]]
        margins += [margin for margin in clauses if -margin[CALM] > PLAIN_CLAUSE]
        loudest = max(margins, key=lambda m: -m[CALM])
        alarm = -loudest[CALM]
        if alarm < self.thresholds.soft:
            return None
        level: Level = "first" if alarm >= self.thresholds.first else "soft"
        classes = {label: margin for label, margin in loudest.items() if label != CALM}
        return Sign(max(classes, key=classes.__getitem__), level, "examples", alarm)

    def margins(self, text: str) -> dict[str, float]:
        """The margin of every class, and of `calm`; needs a fitted model."""
        assert self._model is not None
        return dict(zip(self._model.labels, self._model.scores(crisis_features(self._lexicon, text)), strict=True))


def crisis_features(lexicon: Lexicon, text: str) -> dict[str, float]:
    """The matcher's features without names, and pairs of neighbouring words."""
    found = words(text)
    evidence = lexicon.evidence(found)
    # Names say who a question is about, never whether its writer is in danger.
    raw = weigh(Evidence(evidence.words, evidence.meanings, ()))
    add_pairs(raw, found)
    return raw


def _parts(text: str, border: re.Pattern[str]) -> list[str]:
    """The whole text and its parts: a disclosure must not drown in a long question."""
    parts = [part for part in border.split(text) if len(part.split()) >= 2]
    return [text, *parts] if len(parts) > 1 else [text]


def _stem(word: str) -> tuple[str, bool]:
    form = "".join(words(word.rstrip("*")))
    return form, word.endswith("*")


def _follows(found: Sequence[str], stems: Sequence[tuple[str, bool]]) -> bool:
    """Whether the rule's words stand in this order, with at most a few words between them."""
    return any(
        _fits(word, stems[0]) and _rest_follows(found[place + 1 :], stems[1:]) for place, word in enumerate(found)
    )


def _rest_follows(found: Sequence[str], stems: Sequence[tuple[str, bool]]) -> bool:
    if not stems:
        return True
    return any(
        _fits(word, stems[0]) and _rest_follows(found[place + 1 :], stems[1:])
        for place, word in enumerate(found[: _RULE_WINDOW + 1])
    )


def _fits(word: str, stem: tuple[str, bool]) -> bool:
    form, open_end = stem
    return word == form or (open_end and word.startswith(form))
