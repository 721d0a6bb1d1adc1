"""Chooses the crisis class in whose words a person is answered.

The words of some classes hurt people they are not meant for. Where it is not sure enough that they are meant, the reply
is that of another class, or the neutral one of `distress`; help comes first all the same.
"""

from __future__ import annotations

from collections.abc import Mapping

from bot.core.crisis_classes import (
    CHILD,
    DANGER,
    DISCLOSURE,
    DISTRESS,
    OTHER,
    PERPETRATOR,
    SEXUAL,
    STALKING,
    SUICIDE,
    SUICIDE_OTHER,
)
from bot.core.scoring.reading import Reading
from bot.core.scoring.thresholds import Thresholds
from bot.core.text import normal_forms
from bot.core.understanding.distress.sign import Sign
from bot.core.understanding.distress.speaker import Speaker
from bot.core.understanding.message import Message
from bot.core.understanding.patterns import Found, Patterns

_LEAST_SHARE = {PERPETRATOR: 0.7, CHILD: 0.6, SEXUAL: 0.5}
"""The share that these classes need of all that speaks for a crisis."""
_LEAST_SHARE_IF_FAINT = {SUICIDE: 0.6, SUICIDE_OTHER: 0.6, PERPETRATOR: 0.85}
"""The same where the alarm is faint: "nowhere to go with the children" sounds like suicide, too, "they will take the
children" like the suicide of another, and "I lost my child" like what somebody did.
"""
_LEAST_SHARE_OF_CARER = 0.6
"""The share that the suicide of another needs where nobody else is named: "in the bath with a razor"."""
_JUST_ABOVE = 0.5
"""An alarm is faint up to this far above the threshold from which help comes first."""
_LEAST_SHARE_OF_SECOND = 0.5
"""The share that the next likeliest class needs, where the likeliest of all cannot be meant."""
_FAINT = 0.5
"""Alarm below which what was learned does not know better than a rule: "my husband chokes me" is no sexual violence."""
_LESS_THAN = {
    DANGER: (DISCLOSURE, STALKING, OTHER, CHILD, SUICIDE, SUICIDE_OTHER),
    SUICIDE: (STALKING,),
    SUICIDE_OTHER: (SUICIDE, OTHER, DISCLOSURE),
    PERPETRATOR: (DANGER, OTHER, CHILD, STALKING, SUICIDE),
    CHILD: (SEXUAL, DISCLOSURE, STALKING, OTHER),
    SEXUAL: (DISCLOSURE, STALKING),
}
"""For the class of a rule, the learned classes that give way to it: the rule tells of a danger to life, that it is
another's life, that the danger is whoever writes, that a child writes, or that it was more than blows. What they say of
their own despair outright has a rule of its own.
"""

_OF_A_CHILD = (CHILD, SEXUAL)
"""Classes that a parent's words sound like who tells of what is done to a child: "my daughter is 15, a teacher …"."""
_PLAINLY_TOLD = 2.0
"""Alarm from which a part of a message plainly tells of something done."""
_SAID_OF_ONESELF = (SUICIDE, DISCLOSURE)
"""Classes whose `not_for` holds only against what was learned: a rule of theirs says outright to whom it happens."""


class Addressing:
    """Chooses the class; `not_for` are the words by which the reply of a class is not meant for their author."""

    def __init__(self, speaker: Speaker, not_for: Mapping[str, Patterns], thresholds: Thresholds) -> None:
        self._speaker, self._not_for, self._thresholds = speaker, not_for, thresholds

    def by_rule(self, ruled: Found, learned: Sign | None, message: Message) -> str:
        """The class to answer in where a rule applies; `learned` is the sign by what was learned.

        Nothing that is said outright is suppressed, but what was learned knows better to whom it happens. Nobody who
        was hit is told to answer for it.
        """
        if ruled.owner == PERPETRATOR and self._is_excused(PERPETRATOR, message):
            return DISTRESS
        if ruled.owner == PERPETRATOR and _is_of(SEXUAL, learned):
            # "I raped you" may be quoted: the words for one of the two would hurt the other.
            return PERPETRATOR if self._says_to_whom(ruled) else DISTRESS
        is_own = ruled.owner in _SAID_OF_ONESELF and not _is_of(CHILD, learned)
        if is_own and self._is_excused(ruled.owner, message):
            return ruled.owner  # "I don't want to live with him, I want to hang myself": the rest tells of a reason
        if ruled.owner == SEXUAL and _is_of(PERPETRATOR, learned):
            return DISTRESS  # "I was drunk and raped her" holds "I was raped"
        if ruled.owner == SEXUAL and self._is_excused(SEXUAL, message):
            return SEXUAL  # more was told than what is written of: "he raped me and wants pictures"
        if ruled.owner == CHILD and not self._may_be_by_child(message):
            # A grown-up has a stepfather, too.
            return learned.crisis if learned and learned.comes_first else DISTRESS
        if learned is None or not learned.comes_first or learned.crisis in (DISTRESS, PERPETRATOR):
            return ruled.owner
        if ruled.owner == SUICIDE and learned.crisis == OTHER:
            return SUICIDE_OTHER  # the rule does not tell whose life it is: "to kill herself"
        gives_way = learned.alarm < _FAINT or learned.crisis in _LESS_THAN.get(ruled.owner, ())
        return ruled.owner if gives_way else learned.crisis

    def by_learning(self, reading: Reading, alarm: float, message: Message) -> str:
        """The class of a reading if enough speaks for it, else the next likeliest or the neutral one."""
        crisis, share = reading.crisis, reading.share
        is_excused = self._is_excused(crisis, message)
        if is_excused and crisis in _OF_A_CHILD and self._speaker.tells_of_younger(message.typed):
            return OTHER
        if is_excused or not self._may_address(reading, message):
            crisis, share = reading.likeliest_but(crisis)
            who_is_unclear = reading.crisis == PERPETRATOR and not is_excused
            if who_is_unclear or _cannot_address_instead(crisis, share) or self._is_excused(crisis, message):
                return DISTRESS
        least = _LEAST_SHARE.get(crisis, 0.0)
        if self._thresholds.level(crisis, alarm - _JUST_ABOVE) != "first":
            least = max(least, _LEAST_SHARE_IF_FAINT.get(crisis, 0.0))
        return crisis if share >= least else DISTRESS

    def is_by_child(self, message: Message) -> bool:
        """Whether its author says to be a child, and nothing that no child says of itself."""
        says_so = any(map(self._speaker.says_to_be_a_child, message.readings))
        return says_so and self._may_be_by_child(message)

    def _says_to_whom(self, ruled: Found) -> bool:
        """Whether the rule of who hurts names somebody else to whom it was done: "I forced my girlfriend"."""
        return self._speaker.names_another(normal_forms(ruled.words))

    def _may_be_by_child(self, message: Message) -> bool:
        """Whether nothing tells that a grown-up wrote it: their age, or something else that no child says of itself ("I
        am a teacher, a boy in class 8 …").
        """
        if not self._speaker.may_address(CHILD, message.words, message.typed):
            return False
        return self._speaker.tells_age_of_child(message.typed) or not self._is_excused(CHILD, message)

    def _is_excused(self, crisis: str, message: Message) -> bool:
        """Whether a message holds words by which the reply of this class is not meant for its author."""
        return crisis in self._not_for and self._not_for[crisis].first_in_any(message.readings) is not None

    def _may_address(self, reading: Reading, message: Message) -> bool:
        if reading.crisis == SUICIDE_OTHER and reading.share < _LEAST_SHARE_OF_CARER:
            return self._speaker.names_another((*reading.evidence.words, *message.typed))
        if self._speaker.may_address(reading.crisis, reading.evidence.words, message.typed):
            return True
        return reading.crisis == PERPETRATOR and self._tells_of_it_apart(message)

    def _tells_of_it_apart(self, message: Message) -> bool:
        """Whether one part says what was done, and nothing is done to the author in another: "hit my wife, it scares
        me".
        """
        parts = [message.read(part) for part in message.listed]
        did = [part for part in parts if self._speaker.may_address(PERPETRATOR, part.evidence.words)]
        beside = [part for part in parts if part not in did]
        return any(part.crisis == PERPETRATOR for part in did) and all(part.alarm < _PLAINLY_TOLD for part in beside)


def _cannot_address_instead(second: str, share: float) -> bool:
    """Whether the next likeliest class may not be meant either: the words for a victim or a witness would hurt, too."""
    return second == OTHER or share < _LEAST_SHARE_OF_SECOND


def _is_of(crisis: str, sign: Sign | None) -> bool:
    """Whether help comes first in this class."""
    return sign is not None and sign.comes_first and sign.crisis == crisis
