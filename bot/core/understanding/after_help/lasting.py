"""What was heard once counts for as long as the talk is about help: that a child writes, and which variant of the words
of a class was meant.

Who has swallowed something is in danger however calm the next message sounds, so nothing that follows may say that a
call can wait.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from bot.core.crisis_classes import CHILD, DANGER, SEXUAL, SUICIDE, SUICIDE_OTHER
from bot.core.knowledge import Knowledge, Variant
from bot.core.understanding.distress.recogniser import Recogniser
from bot.core.understanding.distress.sign import Sign, first_of
from bot.core.understanding.distress.speaker import Speaker
from bot.core.understanding.matching import Match, Outcome
from bot.core.understanding.message import Message
from bot.core.understanding.talk import Talk

Reminder = Literal["doctor", "call"]
"""A line above an answer, of what may still save a life: a doctor, or a call that tells the city of which is asked."""


class Lasting:
    """Judges by the variants of one knowledge."""

    def __init__(self, knowledge: Knowledge, recogniser: Recogniser, speaker: Speaker) -> None:
        self._crisis, self._recogniser, self._speaker = knowledge.crisis, recogniser, speaker

    def in_variant(self, sign: Sign, message: Message, talk: Talk) -> Sign:
        """The sign in the words that are meant for the author of a message, given what was said before."""
        before = talk.helped_as if talk.helped_with == sign.crisis else None
        known = self._recogniser.in_variant(sign, message, before)
        goes_on = talk.of_child and self._speaker.may_address(CHILD, message.words, message.typed)
        return known._replace(to_child=known.to_child or goes_on)

    def again(
        self, sign: Sign | None, outcome: Outcome, matches: Sequence[Match], message: Message, talk: Talk
    ) -> Sign | None:
        """The sign that brings the words for whoever goes on after a variant that has such; None where something else
        is plainly said or asked. `sign`, `outcome` and `matches` are what the message shows and asks.
        """
        variant = self._said_before(talk)
        if variant is None or self._tells_another(sign, message, talk):
            return None
        asked = matches or ((outcome,) if isinstance(outcome, Match) else ())
        is_answered = asked and variant.in_place_of.isdisjoint(match.entry for match in asked)
        if is_answered and not first_of(sign):
            return None
        going_on = Sign(talk.helped_with, "first", "variant", variant=talk.helped_as, again=True)
        return self.in_variant(going_on, message, talk)._replace(variant=talk.helped_as)

    def reminder(self, talk: Talk, *, asks: bool) -> Reminder | None:
        """What stands above an answer: somebody may die of what was done already, whatever is asked, or help came for a
        life in danger, which a call may save wherever it is.

        Where a text `asks` something ("which centre is there in Aktau?"), it does not tell where to send help.
        """
        if talk.helped_with == SUICIDE and self._said_before(talk):
            return "doctor"
        return "call" if talk.helped_with in (DANGER, SUICIDE_OTHER) and not asks else None

    def _said_before(self, talk: Talk) -> Variant | None:
        """The variant in whose words help came, where it has words for whoever goes on."""
        crisis = self._crisis.get(talk.helped_with)
        # The talk may have begun by another knowledge.
        variant = crisis.variants.get(talk.helped_as or "") if crisis else None
        return variant if variant and variant.again else None

    def _tells_another(self, sign: Sign | None, message: Message, talk: Talk) -> bool:
        """Whether a message plainly tells of danger from somebody, of somebody else's life, or anew what it was.

        After a danger that nobody need have brought about, such as a heart attack, and after what was done long ago,
        whatever is plainly told is another.
        """
        if sign is None or not sign.comes_first:
            return False
        if talk.helped_with in (DANGER, SEXUAL) and sign.tells_its_class:
            return True
        if sign.crisis == talk.helped_with:
            return self._recogniser.in_variant(sign, message).variant is not None
        words = (*message.words, *message.typed)
        return sign.crisis in (DANGER, SUICIDE_OTHER) and sign.tells_its_class and self._speaker.names_another(words)
