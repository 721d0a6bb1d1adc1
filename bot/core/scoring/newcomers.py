"""An entry that was added after the last fit competes at once; everything learned before stays as it is.

It is the regression of `bot.measuring.fitting` with one more label: as the margins of the others are given, only the
weights of the newcomer are left to learn, by gradient descent over its own phrases and some hundred of the others' that
come near to it. That takes a quarter of a second and finds nine questions in ten, as a whole `senim fit` does; the
pooled phrases alone find one.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from heapq import nlargest
from math import exp, log, sqrt
from operator import itemgetter, mul
from typing import NamedTuple
from zlib import crc32

from bot.core.knowledge import Entry, Knowledge
from bot.core.sampling import spread
from bot.core.scoring.features import Bag, Vector
from bot.core.scoring.margins import probability_of
from bot.core.scoring.nearest import phrases_of
from bot.core.scoring.weights import LinearModel

MOST = 20
"""Newcomers that are learned; where there are more, it is time for `senim fit`, and centroids must do."""
_RIVALS, _OF_RIVAL, _OF_ALL, _OF_OTHERS = 8, 60, 600, 200
"""Entries that come nearest; phrases of each, of all entries together, and of texts that no entry answers."""
_ROUNDS, _FIRST_STEP, _SLOWER = 12, 2.0, 0.3
"""Rounds of the descent, the step of the first one, and how fast the steps grow smaller."""
_POOLED_SLOPE, _POOLED_OFFSET = 22.0, -1.0
"""The pooled phrases, from which the descent begins."""
_SETTLED = 0.01
"""An error too small to learn from; such samples are looked at again only every few rounds."""
_REVIEW = 4
"""Rounds from one look at all samples to the next."""
_SLOWLY = 20
"""By how much slower the offset moves than the weights."""


class Newcomer(NamedTuple):
    """What speaks for one entry."""

    offset: float
    weights: Mapping[str, float]


class _Sample(NamedTuple):
    text: str
    features: Mapping[str, float]
    others: float
    """The joint margin of the learned labels: the newcomer must exceed it in its own phrases, and stay below it in
    others.
    """
    nearest: tuple[str, ...]
    """The three likeliest of them."""


class Newcomers:
    """`rivals` are the learned labels that a newcomer competes with; `vector_of` gives the features of a text."""

    def __init__(
        self, knowledge: Knowledge, model: LinearModel, rivals: Iterable[str], vector_of: Callable[[str], Vector]
    ) -> None:
        self._knowledge, self._model, self._vector_of = knowledge, model, vector_of
        indexes = {label: index for index, label in enumerate(model.labels)}
        self._rivals = {indexes[label]: label for label in rivals}
        self._samples: dict[str, _Sample] = {}
        self._general = [*self._of_all_entries(), *self._of_no_entry()]

    def learn(self, entry: Entry, beside: Sequence[Entry]) -> Newcomer:
        """`beside` are the other newcomers."""
        own = [self._sample(text) for text in phrases_of(entry)]
        met = Counter(label for sample in own for label in sample.nearest)
        near = [label for label, _ in met.most_common(_RIVALS) if label in self._knowledge.entries]
        others = [*(self._knowledge.entries[label] for label in near), *beside]
        foreign = [*self._general, *(text for e in others for text in spread(phrases_of(e), _OF_RIVAL))]
        known = {sample.text for sample in own}
        against = [self._sample(text) for text in dict.fromkeys(foreign) if text not in known]
        return _descended(own, against)

    def _sample(self, text: str) -> _Sample:
        if text not in self._samples:
            self._samples[text] = self._read(text)
        return self._samples[text]

    def _read(self, text: str) -> _Sample:
        vector = self._vector_of(text)
        margins = self._model.scores(Bag(weights=vector))
        met = {label: margins[index] for index, label in self._rivals.items()}
        others = log(sum(map(exp, met.values()))) if met else 0.0
        nearest = tuple(nlargest(3, met, key=met.__getitem__))
        return _Sample(text, self._model.rarity.normalised(vector), others, nearest)

    def _of_all_entries(self) -> list[str]:
        entries = spread(list(self._knowledge.entries.values()), _OF_ALL)
        return [text for entry in entries for text in spread(phrases_of(entry), max(1, _OF_ALL // len(entries)))]

    def _of_no_entry(self) -> Iterator[str]:
        """Cries for help among them: no entry may ever come near to one."""
        classes = self._knowledge.crisis.values()
        for lines in (
            [text for listed in self._knowledge.out_of_scope.values() for text in listed],
            [text for crisis in classes for listed in crisis.near_misses.values() for text in listed],
            [text for crisis in classes for listed in crisis.examples.values() for text in listed],
        ):
            yield from spread(lines, _OF_OTHERS)


def _descended(own: Sequence[_Sample], against: Sequence[_Sample]) -> Newcomer:
    """Logistic regression with an offset for each sample, by stochastic gradient descent in a fixed order."""
    numbers = {feature: i for i, feature in enumerate(dict.fromkeys(f for s in (*own, *against) for f in s.features))}
    weights, offset = [0.0] * len(numbers), _POOLED_OFFSET
    for feature, weight in _pooled(own).items():
        weights[numbers[feature]] = weight
    rows = [_Row(sample, numbers, wanted) for samples, wanted in ((own, 1.0), (against, 0.0)) for sample in samples]
    rows.sort(key=lambda row: row.order)
    unsettled = rows
    for number in range(_ROUNDS):
        step = _FIRST_STEP / (1 + _SLOWER * number)
        looked_at, unsettled = rows if number % _REVIEW == 0 else unsettled, []
        for row in looked_at:
            error = row.wanted - probability_of(offset + sum(map(mul, row.chosen(weights), row.strengths)) - row.others)
            if abs(error) < _SETTLED:
                continue
            unsettled.append(row)
            offset += step * error / _SLOWLY
            for i, x in zip(row.features, row.strengths, strict=True):
                weights[i] += step * error * x
    return Newcomer(offset, dict(zip(numbers, weights, strict=True)))


class _Row:
    """A sample as numbers, so that a round over hundreds of them is quick."""

    def __init__(self, sample: _Sample, numbers: Mapping[str, int], wanted: float) -> None:
        self.features = tuple(numbers[feature] for feature in sample.features)
        self.strengths = tuple(sample.features.values())
        self.chosen = itemgetter(*self.features, 0, 0)  # never of one alone: that would give no tuple
        self.others, self.wanted = sample.others, wanted
        self.order = crc32(sample.text.encode())


def _pooled(own: Iterable[_Sample]) -> dict[str, float]:
    total: Counter[str] = Counter()
    for sample in own:
        total.update(sample.features)
    length = sqrt(sum(x * x for x in total.values())) or 1.0
    return {feature: _POOLED_SLOPE * x / length for feature, x in total.items()}
