"""What `senim fit` learned from dialogues: how a question leans on the answer before it."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from bot.core.scoring.precedents import Precedents

_STEPS_OF_ONE = 16
"""Steps into which a gain of 1 is divided in the file; gains beyond ±8 are cut."""
_NO_GAIN = 128
_TIES, _GOES_ON = 11, 7


class Transitions:
    """What each entry gains after each other one, by what people ask after what."""

    def __init__(self, entries: Sequence[str] = (), gains: array[int] | None = None) -> None:
        """`gains`: row by row, as `of` writes them; ValueError where they are not those of so many entries."""
        self._indexes = {entry: index for index, entry in enumerate(entries)}
        self._gains = gains if gains is not None else array("B")
        if len(self._gains) != len(self._indexes) ** 2:
            raise ValueError("there should be a gain for each pair of entries")

    @classmethod
    def of(cls, entries: Sequence[str], gains: Iterable[Iterable[float]]) -> Transitions:
        """`gains` has a row for each entry shown, with a gain for each one that may follow; they are rounded as they
        are stored.
        """
        rounded = (round(gain * _STEPS_OF_ONE) + _NO_GAIN for row in gains for gain in row)
        return cls(entries, array("B", (min(max(number, 0), 255) for number in rounded)))

    def after(self, shown: str) -> dict[str, float]:
        """The gain of every entry after this one; empty where nothing is known of it."""
        index, count = self._indexes.get(shown), len(self._indexes)
        if index is None:
            return {}
        row = self._gains[index * count : (index + 1) * count]
        return {entry: (number - _NO_GAIN) / _STEPS_OF_ONE for entry, number in zip(self._indexes, row, strict=True)}

    def to_data(self) -> dict[str, Any]:
        return {"entries": " ".join(self._indexes), "gains": self._gains}

    @classmethod
    def from_data(cls, data: Mapping[str, Any]) -> Transitions:
        return cls(data["entries"].split(), data["gains"])


@dataclass(frozen=True, slots=True)
class FollowUpWeights:
    """The defaults serve a knowledge that was never fitted; they come from the shipped one, and need not follow it."""

    ties: tuple[float, ...] = (0.66, 0.71, 1.22, 1.67, 1.1, 2.85, 5.93, 1.92, 4.39, 3.86, 3.39)
    """What an entry gains for each tie to the one shown, in the order of `ContextTies.of`."""
    goes_on: tuple[float, ...] = (-2.15, -0.26, 1.95, 0.41, 0.1, -1.22, 2.43)
    """In the order of `GoesOn`."""
    goes_on_after_help: tuple[float, ...] = (-2.15, -0.26, 1.95, 0.41, 0.1, -1.22, 2.43)
    """The curve for what is said just after the numbers of help were shown, in the order of `GoesOn`."""
    transitions: Transitions = field(default_factory=Transitions)
    precedents: Precedents = field(default_factory=Precedents)

    def without_entries(self) -> FollowUpWeights:
        """The weights for another event, where single entries, and what was said of them, tell nothing."""
        return replace(self, transitions=Transitions(), precedents=Precedents())

    def to_data(self) -> dict[str, Any]:
        return {
            "ties": list(self.ties),
            "goes_on": list(self.goes_on),
            "goes_on_after_help": list(self.goes_on_after_help),
            "transitions": self.transitions.to_data(),
            "precedents": self.precedents.to_data(),
        }

    @classmethod
    def from_data(cls, data: Mapping[str, Any]) -> FollowUpWeights:
        """Raises LookupError, TypeError or ValueError where `data` is not what `to_data` gave."""
        names = ("ties", "goes_on", "goes_on_after_help")
        ties, goes_on, after_help = (tuple(map(float, data[name])) for name in names)
        if (len(ties), len(goes_on), len(after_help)) != (_TIES, _GOES_ON, _GOES_ON):
            raise ValueError("there should be a weight for each tie and each figure")
        transitions, precedents = (data[key] for key in ("transitions", "precedents"))
        return cls(ties, goes_on, after_help, Transitions.from_data(transitions), Precedents.from_data(precedents))
