"""An age that is all somebody tells after help: their own, as a child or as somebody taken for one, or that of a child
they fear for.
"""

from __future__ import annotations

from bot.core.crisis_classes import CHILD, DANGER, DISCLOSURE, OTHER, SUICIDE, SUICIDE_OTHER
from bot.core.understanding.after_help.corrections import OF_ANOTHER
from bot.core.understanding.after_help.said import Remark, Told
from bot.core.understanding.distress.recogniser import Recogniser
from bot.core.understanding.distress.sign import Sign
from bot.core.understanding.distress.speaker import Speaker

_LONGEST_OF_ANOTHER = 5
"""Words of a message that tells nothing but the age of somebody else."""
_WEIGHS_MORE = frozenset((DANGER, SUICIDE, SUICIDE_OTHER))
"""Classes that weigh more than that a child writes: it gets their words as they are said to a child."""


class Ages:
    """Judges by what `speaker` takes for an age, and by the variants for those who fear for a child."""

    def __init__(self, speaker: Speaker, recogniser: Recogniser) -> None:
        self._speaker, self._recogniser = speaker, recogniser

    def is_of_child(self, remark: Remark) -> bool:
        """Whether a message only says that its author is a child."""
        return self._speaker.is_age_of_child(remark.message.words)

    def own(self, remark: Remark) -> Told | None:
        """That a child writes: "am 12"."""
        if not self.is_of_child(remark):
            return None
        helped_with = remark.talk.helped_with
        return remark.asks_nothing(Sign(helped_with if helped_with in _WEIGHS_MORE else CHILD, "first", "age"))

    def grown_up(self, remark: Remark) -> Told | None:
        """That whoever was taken for a child is none: "I am 23 now"."""
        if remark.talk.helped_with != CHILD or not self._speaker.is_age_of_grown_up(remark.message.words):
            return None
        return remark.asks_nothing(Sign(DISCLOSURE, "first", "age"))

    def of_another(self, remark: Remark) -> Told | None:
        """That somebody for whom the author fears is a child: "she is 17"."""
        message = remark.message
        if remark.talk.helped_with != OTHER or len(message.words) > _LONGEST_OF_ANOTHER or "?" in message.text:
            return None
        if not any(word.isdecimal() for word in message.typed):
            return None
        sign = self._recogniser.in_variant(OF_ANOTHER, message)
        return None if sign.variant is None else remark.asks_nothing(sign)
