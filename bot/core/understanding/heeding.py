"""Which signs of distress count, given what was shown before, and what is asked once help was shown.

A sign tells of one text alone; what was shown before it, and how plainly it asks for something, tells the rest.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from math import inf

from bot.core.crisis_classes import DANGER, DISTRESS, GRAVE, STALKING, SUICIDE
from bot.core.limits import CLEAR, PLAIN
from bot.core.model import Entry
from bot.core.understanding.courtesies import is_courtesy
from bot.core.understanding.crisis import Sign
from bot.core.understanding.matching import Match, NoMatch, Outcome, Suggestions, is_word_for_word

_LOUD_ALARM = 0.5
"""Alarm that no matching outweighs; were it higher, a clear question would hide what is told beside it."""
_PLAIN_ALARM = 2.0
"""Alarm that no phrase of an entry about help outweighs, since somebody may have taught a cry for help to it; and from
which, after help, the words of its class are said once more.
"""
_FAINT_ALARM = -0.5
"""The same for a follow-up of a few words more than the shortest: they can already tell that something happens."""
_VERY_FEW_WORDS, _FEW_WORDS = 3, 5
"""Words of a follow-up that may be calm for what was shown before: more of them speak for themselves."""
_DESPAIR = 1.0
"""Alarm from which the words for whoever does not want to live are said after other help: "i could just die"."""
_SOMEBODY_IS_NEAR = frozenset((DANGER, STALKING))
"""Classes of whoever writes that somebody is near."""


class Heeding:
    """By the entries of one knowledge, of which `help` is the one that gives the numbers.

    `quiet`: words that tell that nothing happens now; `courteous`: those that thank.
    """

    def __init__(
        self,
        entries: Mapping[str, Entry],
        help: str | None,
        quiet: frozenset[str] = frozenset(),
        courteous: frozenset[str] = frozenset(),
    ) -> None:
        self._entries, self._help, self._quiet, self._courteous = entries, help, quiet, courteous

    def is_help(self, shown: Entry | None) -> bool:
        """Whether help was shown last: its numbers, asked for or because of an alarm."""
        return shown is not None and shown.id == self._help

    def about_help(self, outcome: Outcome, plain: Outcome, shown: Entry | None) -> Outcome:
        """The outcome as it counts in a talk about help: what goes with help, and anything else only where it is plain.

        "How long do I have" then asks of no film. `plain` is what the text says by itself, `shown` what was shown last.
        """
        if self.is_help(shown) and self._says_too_little(outcome, plain):
            return NoMatch(outcome.ranking)
        if isinstance(outcome, Suggestions):
            about_help = tuple(entry for entry in outcome.entries if self._entries[entry].goes_with_help)
            return replace(outcome, entries=about_help) if about_help else NoMatch(outcome.ranking)
        return outcome if self.goes_with_help(outcome) else NoMatch(outcome.ranking)

    def goes_with_help(self, outcome: Outcome) -> bool:
        """Whether it counts in a talk about help, since it goes with help or is plainly asked."""
        if not isinstance(outcome, Match) or is_courtesy(outcome) or self._entries[outcome.entry].goes_with_help:
            return True
        return outcome.ranking.probability >= PLAIN or bool(outcome.ranking.evidence.names)

    def _says_too_little(self, outcome: Outcome, plain: Outcome) -> bool:
        """Whether it may be somebody's last word just after the numbers: "yes", "no", "bye"; «дома пока тихо» says none
        of these.
        """
        if is_courtesy(outcome):
            return not (is_word_for_word(outcome) and self._is_courteous(outcome))
        return isinstance(plain, NoMatch) and len(plain.ranking.evidence.words) <= 1

    def heeded(self, sign: Sign, outcome: Outcome, shown: Entry | None, *, asks: bool = False) -> Sign | None:
        """The sign as it counts after what was shown; None where the question is calm.

        `asks`: whether the text is worded as a question.
        """
        if self.is_help(shown):
            return self._after_help(sign, outcome)
        if not self._is_calm(sign, outcome, shown, asks=asks):
            return sign
        is_suppressed = _follows(outcome) and (asks or sign.crisis not in GRAVE)
        return None if is_suppressed else replace(sign, level="soft")

    def is_plain(self, sign: Sign) -> bool:
        """Whether a sign is so plain that the words of its class are said even where help was just shown."""
        return sign.is_outright or (sign.alarm >= _PLAIN_ALARM and sign.crisis != DISTRESS)

    def _after_help(self, sign: Sign, outcome: Outcome) -> Sign:
        """Whoever was just shown help is not calm, but a faint alarm does not tell what about: "it is quiet now".

        Who has the numbers and asks for something gets that; the words of a class come where it is plain, those of
        danger unless it is quiet, those on suicide from a lower alarm.
        """
        if self.is_plain(sign):
            return sign
        if sign.crisis == DANGER and sign.level == "first" and not self._is_quiet(outcome):
            return sign
        if sign.crisis == SUICIDE and sign.alarm >= _DESPAIR:
            return sign
        if self._asks_on(sign, outcome):
            return replace(sign, level="soft")
        return Sign(DISTRESS, "first", "after help", sign.alarm)

    def _asks_on(self, sign: Sign, outcome: Outcome) -> bool:
        """Whether somebody who has the numbers already asks for more than the same numbers again, or says thanks."""
        if not isinstance(outcome, Match) or not self._entries[outcome.entry].goes_with_help:
            return False
        is_grave = sign.level == "first" and sign.crisis in GRAVE
        return outcome.ranking.probability >= CLEAR and not is_grave

    def _is_courteous(self, outcome: Outcome) -> bool:
        """Whether a word of it thanks or says that it is understood: "thank you"."""
        return not self._courteous.isdisjoint(outcome.ranking.evidence.words)

    def _is_quiet(self, outcome: Outcome) -> bool:
        return not self._quiet.isdisjoint(outcome.ranking.evidence.words)

    def _is_calm(self, sign: Sign, outcome: Outcome, shown: Entry | None, *, asks: bool) -> bool:
        """A question that is clearly about the event outweighs a faint alarm; nothing outweighs a loud one.

        `shown`: what a few words may continue, even where it is unclear how.
        """
        if sign.is_outright or sign.found_by == "half":  # the question that stands beside it is no reason for calm
            return False
        if asks and self._asks_who_is_near(sign, outcome, shown):
            return True
        if isinstance(outcome, NoMatch) and sign.crisis in GRAVE:
            return False  # nothing outweighs it
        if _tells_who_is_near(sign, asks=asks) and (not is_word_for_word(outcome) or _follows(outcome)):
            return False  # "he came in" leans on no film that was shown
        if not isinstance(outcome, Match) or outcome.follows:
            return shown is not None and sign.alarm < _suppressed_below(len(outcome.ranking.evidence.words))
        if self._entries[outcome.entry].sensitive:
            return sign.alarm < _PLAIN_ALARM and is_word_for_word(outcome)
        return sign.alarm < _LOUD_ALARM and outcome.ranking.probability >= CLEAR

    def _asks_who_is_near(self, sign: Sign, outcome: Outcome, shown: Entry | None) -> bool:
        """Whether it asks after somebody in a talk about the event: "is he here?" of a speaker."""
        if shown is None or self._entries[shown.id].sensitive or sign.alarm >= _PLAIN_ALARM:
            return False
        return sign.crisis in _SOMEBODY_IS_NEAR and len(outcome.ranking.evidence.words) <= _VERY_FEW_WORDS


def _tells_who_is_near(sign: Sign, *, asks: bool) -> bool:
    """Whether it says that somebody came or is here; "and when did he come?" asks of whoever was shown."""
    return sign.level == "first" and sign.crisis in _SOMEBODY_IS_NEAR and not asks


def _follows(outcome: Outcome) -> bool:
    return isinstance(outcome, Match) and outcome.follows


def _suppressed_below(count: int) -> float:
    """The alarm that a follow-up of so many words must reach to be more than the continuation of a calm talk."""
    return _LOUD_ALARM if count <= _VERY_FEW_WORDS else _FAINT_ALARM if count <= _FEW_WORDS else -inf
