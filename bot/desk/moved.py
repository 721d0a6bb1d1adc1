"""What a change of the knowledge did to the labelled questions: those that are now answered differently."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from bot.measuring.evaluation import Result

Direction = Literal["worse", "better", "other"]
_ORDER: tuple[Direction, ...] = ("worse", "other", "better")


@dataclass(frozen=True, slots=True)
class Moved:
    """One question whose reply has changed."""

    before: Result
    after: Result

    @property
    def direction(self) -> Direction:
        """Whether it is right now, or was right before; `other` where it was wrong and still is."""
        if self.before.right == self.after.right:
            return "other"
        return "better" if self.after.right else "worse"


def moved(before: Sequence[Result], after: Sequence[Result]) -> list[Moved]:
    """The changed ones among the same questions in the same order; those that got worse come first."""
    pairs = [Moved(b, a) for b, a in zip(before, after, strict=True) if outcome(b) != outcome(a)]
    return sorted(pairs, key=lambda pair: _ORDER.index(pair.direction))


def outcome(result: Result) -> tuple[str, ...]:
    """What a person was shown: one entry or class, or the choices."""
    return result.reply.choices if result.reply.kind == "choices" else (result.got,)
