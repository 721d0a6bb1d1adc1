"""What is kept of people, as the running program knows it: the privacy text is made from this."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal, NamedTuple

from bot.core.replying.own_texts import TextKey

StoragePlace = Literal["nowhere", "memory", "file", "redis"]


class Offers(NamedTuple):
    """What an operator has switched on for people beside the answers; each keeps something of them."""

    feedback: bool = False
    """Whether people are asked if an answer helped; buttons that were sent earlier may still stand in their chats."""
    organisers_hours: int = 0
    """How long a question that was sent to the organisers may be answered; 0 where none can be sent."""
    draft_days: int = 0
    """How long a draft lies that organisers make of a question and their answer; 0 where they make none."""


NO_OFFERS = Offers()


class Retention(NamedTuple):
    """What is kept, where and for how long; a conversation in the terminal keeps nothing."""

    place: StoragePlace = "nowhere"
    language_days: int = 0
    context_minutes: int = 0
    trail_hours: int = 0
    count_months: int = 0
    metrics: bool = False
    """Whether counts can also be read by the operator's monitoring."""
    offers: Offers = NO_OFFERS

    @property
    def texts(self) -> tuple[TextKey, ...]:
        """Ids of the texts that tell of it, in their order."""
        if self.place == "nowhere":
            return ("privacy.nothing",)
        applies: Mapping[TextKey, bool] = {
            "privacy.kept": True,
            "privacy.counted": True,
            "privacy.feedback": self.offers.feedback,
            "privacy.organisers": self.offers.organisers_hours > 0,
            "privacy.drafts": self.offers.draft_days > 0,
            "privacy.metrics": self.metrics,
        }
        return tuple(key for key, is_so in applies.items() if is_so)

    @property
    def figures(self) -> Mapping[str, str]:
        """What those texts name in braces."""
        kept = ("language_days", "context_minutes", "trail_hours", "count_months")
        offered = ("organisers_hours", "draft_days")
        own = {name: str(getattr(self, name)) for name in kept}
        return own | {name: str(getattr(self.offers, name)) for name in offered}


KEEPS_NOTHING = Retention()
