"""How well labelled questions are answered: one result each, and figures for `senim eval`, `senim fit` and the tests.

Floors are figures of the questions that no fitting saw, a little lowered, stored with the knowledge when it is fitted.
A later fit raises them, and lowers none unless it is told to; whatever else moves scores, a new rapidfuzz for instance,
is seen by `tests/test_floors.py`.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from math import ceil, floor
from time import perf_counter

from bot.core.dialogue import Dialogue
from bot.core.model import Memory, Question, Reply
from bot.measuring.questions import Labelled

MARGIN = 0.03
"""How far a figure may fall below what was measured; by one question it may always fall."""
ALL_IN_SCOPE = "all in scope"
CALM, SMALL_TALK, FAR, NEAR, FOLLOW_UP = "calm", "small_talk", "far_out", "near_out", "follow-up"
"""Styles with a figure of their own."""

Holds = Callable[["Result"], bool]


@dataclass(frozen=True, slots=True)
class Result:
    """One question and what came of it."""

    question: Labelled
    reply: Reply
    seconds: float
    about_support: bool = False
    """Whether an expected entry is: the person may disclose something, so help first is no false alarm."""

    @property
    def right(self) -> bool:
        """Whether it was answered with an expected entry; not answered, where no entry answers; with help first, where
        it is a crisis.

        Help first is also right for a question about support, when the expected entry stands behind More.
        """
        if self.question.is_crisis:
            return self.reply.kind == "crisis"
        if not self.question.in_scope:
            return self.reply.kind in ("fallback", "choices")
        answered = self.reply.kind == "answer" or (self.reply.kind == "crisis" and self.about_support)
        return answered and bool({self.reply.entry, self.reply.also} & set(self.question.expected.entries))

    @property
    def within_choices(self) -> bool:
        return self.right or bool(set(self.reply.choices) & set(self.question.expected.entries))

    @property
    def wrong(self) -> bool:
        """Whether it misleads: a wrong entry, an answer to what no entry answers, or a false alarm."""
        if self.question.is_crisis:
            return False
        return not self.right and self.reply.kind in ("answer", "crisis")

    @property
    def alarmed(self) -> bool:
        return self.reply.kind == "crisis"

    @property
    def got(self) -> str:
        """What was answered: a crisis class, an entry, or nothing."""
        if self.reply.kind == "crisis":
            return f"crisis.{self.reply.crisis}"
        return self.reply.entry or self.reply.kind


@dataclass(frozen=True, slots=True)
class Share:
    """How many of how many."""

    hits: int
    total: int

    @property
    def value(self) -> float:
        return self.hits / self.total if self.total else 0.0


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure of a language: the results of which it is the share, and what holds for those that count."""

    name: str
    title: str
    concerns: Holds
    holds: Holds
    more_is_better: bool = True

    def of(self, results: Iterable[Result]) -> Share:
        concerned = [self.holds(r) for r in results if self.concerns(r)]
        return Share(sum(concerned), len(concerned))

    def is_kept(self, reached: Share, bound: float) -> bool:
        return reached.value >= bound if self.more_is_better else reached.value <= bound

    def stricter(self, *bounds: float) -> float:
        return max(bounds) if self.more_is_better else min(bounds)


def _in_scope(result: Result) -> bool:
    return result.question.in_scope


def _is_of(style: str) -> Holds:
    return lambda result: result.question.style == style


def _is_about_the_event(result: Result) -> bool:
    return result.question.in_scope and not result.about_support and result.question.style != CALM


FIGURES = (
    Figure("right", "Right at once", _in_scope, lambda r: r.right),
    Figure("within_choices", "Right, or within the choices", _in_scope, lambda r: r.within_choices),
    Figure("wrong", "Answered wrongly", _in_scope, lambda r: r.wrong, more_is_better=False),
    Figure("far", "Far out of scope, answered", _is_of(FAR), lambda r: r.wrong, more_is_better=False),
    Figure("near", "Near out of scope, answered", _is_of(NEAR), lambda r: r.wrong, more_is_better=False),
    Figure("follow_up", "Follow-ups right", _is_of(FOLLOW_UP), lambda r: r.right),
    Figure("crisis", "Crisis recognised", lambda r: r.question.is_crisis, lambda r: r.alarmed),
    Figure("calm_alarms", "False alarms, calm words", _is_of(CALM), lambda r: r.alarmed, more_is_better=False),
    Figure("talk_alarms", "False alarms, small talk", _is_of(SMALL_TALK), lambda r: r.alarmed, more_is_better=False),
    Figure("event_alarms", "False alarms, the event", _is_about_the_event, lambda r: r.alarmed, more_is_better=False),
)
"""In the order in which they are shown."""

Floors = Mapping[str, Mapping[str, float]]
"""For each language, the bound of each figure by its name: the least where more is better, otherwise the most."""


def evaluate(dialogue: Dialogue, questions: Iterable[Labelled], at: datetime) -> list[Result]:
    entries = dialogue.knowledge.entries
    results = []
    for question in questions:
        memory = Memory()
        for text in question.earlier:
            memory = dialogue.reply_to(Question(text, at), memory).memory
        start = perf_counter()
        reply = dialogue.reply_to(Question(question.text, at), memory)
        seconds = perf_counter() - start
        about_support = any(e in entries and entries[e].sensitive for e in question.expected.entries)
        results.append(Result(question, reply, seconds, about_support))
    return results


def by_language(results: Iterable[Result]) -> dict[str, list[Result]]:
    groups: dict[str, list[Result]] = defaultdict(list)
    for result in results:
        groups[result.question.language].append(result)
    return dict(sorted(groups.items()))


def by_style(results: Iterable[Result]) -> list[tuple[str, str, list[Result]]]:
    """Language, style and results: first all in scope, then each style, and each crisis class."""
    groups: dict[tuple[str, str], list[Result]] = defaultdict(list)
    for result in results:
        question = result.question
        if question.in_scope:
            groups[question.language, ALL_IN_SCOPE].append(result)
        style = question.expected.label if question.is_crisis else question.style
        groups[question.language, style].append(result)
    order = sorted(groups, key=lambda key: (key[0], key[1] != ALL_IN_SCOPE, key[1]))
    return [(language, style, groups[language, style]) for language, style in order]


def confusions(results: Iterable[Result]) -> Counter[tuple[str, str]]:
    """How often a question of the first was answered with the second; choices and fallbacks mislead nobody."""
    counts: Counter[tuple[str, str]] = Counter()
    for result in results:
        if not result.right and result.reply.kind in ("answer", "crisis"):
            counts[result.question.expected.label, result.got] += 1
    return counts


def share(results: Sequence[Result], holds: Holds) -> float:
    return sum(map(holds, results)) / len(results) if results else 0.0


def floors_of(results: Iterable[Result]) -> dict[str, dict[str, float]]:
    """Floors a little below what these results reach; a figure without results has none."""
    return {code: dict(_floors(group)) for code, group in by_language(results).items()}


def _floors(results: Sequence[Result]) -> Iterator[tuple[str, float]]:
    for figure in FIGURES:
        reached = figure.of(results)
        if not reached.total:
            continue
        margin = max(MARGIN, 1 / reached.total)
        # Rounded away from what was measured, so that rounding alone never fails.
        if figure.more_is_better:
            yield figure.name, max(0.0, floor((reached.value - margin) * 1000) / 1000)
        else:
            yield figure.name, min(1.0, ceil((reached.value + margin) * 1000) / 1000)


def raised_floors(results: Iterable[Result], floors: Floors, *, lower: bool = False) -> dict[str, dict[str, float]]:
    """Floors as high as these results allow; none comes down, except with `lower` those that the results miss.

    A floor whose figure has no results here stays as it is.
    """
    results = list(results)
    raised = {code: dict(bounds) for code, bounds in floors.items()}
    if lower:
        for code, figure, _, _ in _missed(results, floors):
            del raised[code][figure.name]
    for code, bounds in floors_of(results).items():
        of_language = raised.setdefault(code, {})
        for figure in FIGURES:
            if figure.name in bounds:
                bound = bounds[figure.name]
                of_language[figure.name] = figure.stricter(bound, of_language.get(figure.name, bound))
    return raised


def missed_floors(results: Iterable[Result], floors: Floors) -> list[str]:
    """Every figure on the wrong side of its floor, and by how much."""
    told = []
    for code, figure, reached, bound in _missed(results, floors):
        side = "below its floor" if figure.more_is_better else "above its bound"
        told.append(
            f"{code}: {figure.title}: {reached.value:.3f} ({reached.hits} of {reached.total}), "
            f"{abs(reached.value - bound):.3f} {side} of {bound:.3f}"
        )
    return told


def unmeasured(results: Iterable[Result], floors: Floors) -> int:
    """How many floors have no figure in these results."""
    return sum(not reached.total for _, _, reached, _ in _against(results, floors))


Against = tuple[str, Figure, Share, float]
"""A language, a figure, what it reached, and its floor."""


def _missed(results: Iterable[Result], floors: Floors) -> Iterator[Against]:
    for code, figure, reached, bound in _against(results, floors):
        if reached.total and not figure.is_kept(reached, bound):
            yield code, figure, reached, bound


def _against(results: Iterable[Result], floors: Floors) -> Iterator[Against]:
    groups = by_language(results)
    for code, bounds in floors.items():
        for figure in FIGURES:
            if figure.name in bounds:
                yield code, figure, figure.of(groups.get(code, [])), bounds[figure.name]
