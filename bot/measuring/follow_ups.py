"""Learns from dialogues how a question leans on the answer before it: a part of `senim fit`.

Two things are learned, in turn:

- What an entry gains by the one shown before: conditional logistic regression (McFadden, 1974). All entries compete for
  each turn, by what its words say of them, by their ties to the entry shown before, and by a gain of their own after
  that one. This gain is a sum of three: of the entry, of the two families, and of the two entries; a normal prior
  keeps each near 0, so that a pair of which little is known is judged by its families.
- Whether the first candidate is then meant: logistic regression over the same turns and over questions that no entry
  answers; another one over what is said just after help, where "a lot" or "since March" is no question but tells more
  of the cry. The gains and precedents that they see were learned from other dialogues, or they would look better than
  they are.
"""

from __future__ import annotations

import itertools
import random
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize
from sklearn.linear_model import LogisticRegression

from bot.core.entry_ids import family_of
from bot.core.knowledge import Entry, Knowledge
from bot.core.scoring.context_ties import ContextTies
from bot.core.scoring.follow_up_weights import FollowUpWeights, Transitions
from bot.core.scoring.precedents import Precedent, Precedents
from bot.core.scoring.reading import Reading
from bot.core.understanding.follow_ups.follow_up import LONGEST_FOLLOW_UP
from bot.core.understanding.follow_ups.going_on import GoesOn
from bot.core.understanding.follow_ups.leaning import Leaning
from bot.core.understanding.matching import Matcher
from bot.core.understanding.word_lists import WordLists
from bot.measuring.questions import Labelled

FEWEST_TURNS = 500
"""Follow-ups of this knowledge; of fewer nothing is learned."""
_VARIANCE = 2.0
"""Strength of the prior of each gain; from 1 to 4 the first candidate is right as often, within .003."""
_PARTS = 3
"""Parts into which the dialogues are cut, so that each is ranked with the gains of the others."""
_ASKED_AFTER = 2
"""Entries after which each question out of scope is asked."""
_STEPS = 80

Floats = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class LabelledTurn:
    """A question and the entry that was shown before it."""

    shown: Entry
    words: Sequence[str]
    expected: Sequence[str]
    """Entries; none where no entry answers it, or it cries for help again."""
    part: int
    after_help: bool = False
    """Whether it comes in a talk about help, which a cry brought or a question."""


def learn_follow_ups(
    knowledge: Knowledge, matcher: Matcher, labelled: Sequence[Labelled], fewest: int = FEWEST_TURNS
) -> FollowUpWeights | None:
    """Learns from dialogues and single questions that no entry answers; None where too few are about this knowledge."""
    turns = list(_turns(knowledge, matcher, labelled))
    answered = [turn for turn in turns if turn.expected]
    if len(answered) < fewest:
        return None
    apart = [_precedents(matcher, (turn for turn in answered if turn.part != part)) for part in range(_PARTS)]
    rows = _Rows(knowledge, matcher, answered, apart)
    lists = WordLists(knowledge.languages.values())
    figures: dict[bool, list[tuple[float, ...]]] = {False: [], True: []}
    is_meant: dict[bool, list[bool]] = {False: [], True: []}
    for part, precedents in enumerate(apart):
        weights = replace(rows.learned_from([turn.part != part for turn in answered]), precedents=precedents)
        leaning = Leaning(knowledge, matcher, weights, lists)
        for turn in turns:
            if turn.part == part and (after := leaning.ranked_after(turn.words, turn.shown)).candidates:
                figures[turn.after_help].append(GoesOn.figures(after, matcher.rank_words(turn.words)))
                is_meant[turn.after_help].append(after.candidates[0].entry in turn.expected)
    learned = replace(rows.learned_from([True] * len(answered)), precedents=_precedents(matcher, answered))
    return replace(
        learned,
        goes_on=_curve(figures[False], is_meant[False]) or learned.goes_on,
        goes_on_after_help=_curve(figures[True], is_meant[True]) or learned.goes_on_after_help,
    )


def _curve(figures: Sequence[tuple[float, ...]], is_meant: Sequence[bool]) -> tuple[float, ...]:
    """Its weights, in the order of `GoesOn`; none where there is nothing to be told apart."""
    if len(set(is_meant)) < 2:
        return ()
    curve = LogisticRegression(C=10, fit_intercept=False, max_iter=2000).fit(figures, is_meant)
    return tuple(round(float(weight), 3) for weight in curve.coef_[0])


def _precedents(matcher: Matcher, turns: Iterable[LabelledTurn]) -> Precedents:
    """A turn means the first of the entries that are expected."""
    return Precedents.of(
        (Precedent(turn.shown.id, turn.expected[0], _read(matcher, turn).features) for turn in turns),
        matcher.reader.rarity,
    )


def _read(matcher: Matcher, turn: LabelledTurn) -> Reading:
    return matcher.reader.read_words(turn.words, turn.shown.topic)


def _turns(knowledge: Knowledge, matcher: Matcher, labelled: Sequence[Labelled]) -> Iterator[LabelledTurn]:
    dialogue, after_help = 0, False
    leading: list[Entry] = []
    for before, question in itertools.pairwise(labelled):
        dialogue += not question.earlier
        shown = _shown_after(knowledge, before) if question.earlier else None
        begins = before.expected.kind == "crisis" or (shown is not None and shown.id == knowledge.help_entry)
        goes_on = after_help and shown is not None and shown.goes_with_help
        after_help = bool(question.earlier) and (begins or goes_on)
        if shown and (turn := _turn(matcher, shown, question, dialogue % _PARTS, after_help=after_help)):
            leading.append(shown)
            yield turn
    shuffled = random.Random(3)
    strange = (q for q in labelled if not q.in_dialogue and q.expected.kind == "nothing")
    for number, question in enumerate(strange):
        for shown in shuffled.choices(leading, k=_ASKED_AFTER) if leading else ():
            if turn := _turn(matcher, shown, question, number % _PARTS):
                yield turn


def _shown_after(knowledge: Knowledge, question: Labelled) -> Entry | None:
    """What the next question may go on with: the answer, or what stands behind More of a crisis class."""
    crisis = knowledge.crisis.get(question.expected.crisis)
    return knowledge.entries.get(crisis.more if crisis else question.expected.label)


def _turn(
    matcher: Matcher, shown: Entry, question: Labelled, part: int, *, after_help: bool = False
) -> LabelledTurn | None:
    """None where it says nothing, or too much for a follow-up; where it cries for help for the first time, which
    nothing shown before changes; and where it asks for an entry that this knowledge does not have.
    """
    words = matcher.reader.words_of(matcher.reader.in_intended_layout(question.text))
    expected = [entry for entry in question.expected.entries if entry in matcher.entries]
    is_known = bool(expected) or question.expected.kind == "nothing" or (after_help and not question.expected.entries)
    is_short = 0 < len(words) <= LONGEST_FOLLOW_UP
    return LabelledTurn(shown, words, expected, part, after_help) if is_known and is_short else None


class _Rows:
    """What each turn says of each entry, ready to learn from."""

    def __init__(
        self, knowledge: Knowledge, matcher: Matcher, turns: Sequence[LabelledTurn], apart: Sequence[Precedents]
    ) -> None:
        """`apart`: for each part of the dialogues the precedents of the others."""
        self._entries = list(matcher.entries)
        indexes = {entry: index for index, entry in enumerate(self._entries)}
        of_parts = [
            ContextTies(knowledge, matcher.reader.rarity, replace(FollowUpWeights(), precedents=precedents))
            for precedents in apart
        ]
        none = [0.0] * len(FollowUpWeights().ties)

        def row(turn: LabelledTurn) -> list[list[float]]:
            reading = _read(matcher, turn)
            margins = matcher.totals(reading)
            tied = of_parts[turn.part].of(turn.shown, turn.words, reading.telling)
            return [[margins[entry], *tied.get(entry, none)] for entry in self._entries]

        self._figures: Floats = np.array([row(turn) for turn in turns], dtype=np.float32)
        self._shown = np.array([indexes[turn.shown.id] for turn in turns])
        self._right = np.zeros((len(turns), len(indexes)), dtype=bool)
        for number, turn in enumerate(turns):
            self._right[number, [indexes[entry] for entry in turn.expected]] = True
        families = sorted({family_of(entry) for entry in self._entries})
        self._family: Floats = np.array(
            [[family_of(entry) == family for family in families] for entry in self._entries], dtype=np.float32
        )

    def learned_from(self, chosen: Sequence[bool]) -> FollowUpWeights:
        """All but what tells whether a question goes on."""
        rows = np.flatnonzero(chosen)
        figures, shown, right = self._figures[rows], self._shown[rows], self._right[rows]
        count, families, signs = len(self._entries), self._family.shape[1], figures.shape[2]
        after = np.zeros((count, len(rows)), dtype=np.float32)
        after[shown, np.arange(len(rows))] = 1

        def gains(weights: NDArray[np.float64]) -> Floats:
            """A row for the entry shown, a column for each that may follow."""
            _, own, of_families, of_pairs = np.split(weights, np.cumsum([signs, count, families**2]))
            by_family = self._family @ of_families.reshape(families, families) @ self._family.T
            together: Floats = (own + by_family + of_pairs.reshape(count, count)).astype(np.float32)
            return together

        def loss(weights: NDArray[np.float64]) -> tuple[float, NDArray[np.float64]]:
            """The negative logarithm of what is meant, with the prior, and its gradient."""
            scores = figures @ weights[:signs].astype(np.float32) + gains(weights)[shown]
            shares = np.exp(scores - scores.max(axis=1, keepdims=True))
            shares /= shares.sum(axis=1, keepdims=True)
            wanted = np.where(right, shares, 0)
            all_wanted = np.maximum(wanted.sum(axis=1, keepdims=True), 1e-12)
            slope = shares - wanted / all_wanted
            of_pairs = after @ slope
            gradient = np.concatenate(
                [
                    np.einsum("te,tef->f", slope, figures),
                    of_pairs.sum(axis=0),
                    (self._family.T @ of_pairs @ self._family).ravel(),
                    of_pairs.ravel(),
                ]
            ).astype(np.float64)
            gradient[1:] += weights[1:] / _VARIANCE
            prior = (weights[1:] ** 2).sum() / (2 * _VARIANCE)
            return float(prior - np.log(all_wanted).sum()), gradient

        start = np.zeros(signs + count + families**2 + count**2)
        start[:signs] = 1.0
        best = minimize(loss, start, jac=True, method="L-BFGS-B", options={"maxiter": _STEPS}).x
        # The matcher's margin counts as it is: all else is measured by it.
        scale = best[0]
        ties = tuple(round(float(weight / scale), 3) for weight in best[1:signs])
        return FollowUpWeights(ties, transitions=Transitions.of(self._entries, (gains(best) / scale).tolist()))
