"""What `senim fit` learned from a knowledge: read once and as a whole, so that no part turns out damaged later."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Any, TypeVar

from bot.core.knowledge import Knowledge
from bot.core.scoring.features import raw_features
from bot.core.scoring.follow_up_weights import FollowUpWeights
from bot.core.scoring.lexicon import Lexicon
from bot.core.scoring.near_misses import NearMisses
from bot.core.scoring.nearest import Phrases, phrases_of
from bot.core.scoring.neighbours import Neighbours
from bot.core.scoring.rarity import Rarity
from bot.core.scoring.thresholds import Confidence, Thresholds
from bot.core.scoring.weights import LinearModel

T = TypeVar("T")


class DamagedError(Exception):
    """A part of what was learned is missing or holds something else."""

    def __init__(self, part: str) -> None:
        super().__init__(f"{part}: this is not what was learned")
        self.part = part


@dataclass(frozen=True, slots=True)
class Learned:
    """Everything that understanding takes from what `senim fit` wrote."""

    lexicon: Lexicon
    model: LinearModel
    """Its labels are entries, crisis classes and what neither of them answers."""
    phrases: Phrases
    cries: Neighbours
    """The examples of all crisis classes."""
    unanswered: Neighbours
    """What no entry answers, the calm lines beside the cries for help among it."""
    near_misses: NearMisses
    """Of all crisis classes, word for word."""
    vocabulary: str
    """Words that are spelt right, beside those of the lexicon, in order and with a space between them: in a set they
    would take ten times the memory.
    """
    confidence: Confidence
    thresholds: Thresholds
    languages: LinearModel
    """Its labels are languages; it shares the rarity of `model`, which is learned from the same lines."""
    follow_ups: FollowUpWeights
    made_from: str
    """The digest of the knowledge; empty where it was not computed."""

    @classmethod
    def nothing(cls, knowledge: Knowledge) -> Learned:
        """What serves a knowledge that was never fitted: which words it has, and how rare each of them is."""
        lexicon = Lexicon(knowledge.synonyms, knowledge.topics)
        lines = (line for entry in knowledge.entries.values() for line in phrases_of(entry))
        rarity = Rarity.of_texts(raw_features(lexicon.read(line)) for line in lines)
        return cls(
            lexicon=lexicon,
            model=LinearModel(rarity),
            phrases=Phrases(),
            cries=Neighbours(),
            unanswered=Neighbours(),
            near_misses=NearMisses(),
            vocabulary="",
            confidence=Confidence(),
            thresholds=Thresholds(),
            languages=LinearModel(rarity),
            follow_ups=FollowUpWeights(),
            made_from=knowledge.digest,
        )

    @classmethod
    def from_data(cls, data: Any) -> Learned:
        """Raises DamagedError, and nothing else, where `data` is not what `to_data` gave."""
        model_of = partial(LinearModel.from_data, rarity=_read(data, "rarity", Rarity.from_data))
        return cls(
            lexicon=_read(data, "lexicon", Lexicon.from_data),
            model=_read(data, "model", model_of),
            phrases=_read(data, "phrases", Phrases.from_data),
            cries=_read(data, "cries", Neighbours.from_data),
            unanswered=_read(data, "unanswered", Neighbours.from_data),
            near_misses=_read(data, "near_misses", NearMisses.from_data),
            vocabulary=_read(data, "vocabulary", _text),
            confidence=_read(data, "zones", Confidence.from_data),
            thresholds=_read(data, "alarm", Thresholds.from_data),
            languages=_read(data, "languages", model_of),
            follow_ups=_read(data, "follow_ups", FollowUpWeights.from_data),
            made_from=_read(data, "made_from", _text),
        )

    def to_data(self) -> dict[str, Any]:
        """Plain data and arrays of numbers."""
        return {
            "lexicon": self.lexicon.to_data(),
            "rarity": self.model.rarity.to_data(),
            "model": self.model.to_data(),
            "phrases": self.phrases.to_data(),
            "cries": self.cries.to_data(),
            "unanswered": self.unanswered.to_data(),
            "near_misses": self.near_misses.to_data(),
            "vocabulary": self.vocabulary,
            "zones": self.confidence.to_data(),
            "alarm": self.thresholds.to_data(),
            "languages": self.languages.to_data(),
            "follow_ups": self.follow_ups.to_data(),
            "made_from": self.made_from,
        }

    def is_of(self, knowledge: Knowledge) -> bool:
        """Whether it was learned from this very knowledge, as far as that is known."""
        return bool(self.made_from) and self.made_from == knowledge.digest


def _read(data: Any, part: str, read: Callable[[Any], T]) -> T:
    try:
        return read(data[part])
    except (ArithmeticError, AttributeError, LookupError, TypeError, ValueError) as error:
        raise DamagedError(part) from error


def _text(value: Any) -> str:
    if not isinstance(value, str):
        raise TypeError("this should be text")
    return value
