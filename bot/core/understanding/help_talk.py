"""A talk about help: how far it has gone, and which outcomes and signs count in it.

Just after the numbers were shown, and as long as the talk goes on about help, the same words mean something else than
in a talk about the event: an unclear question is not about a film, and a faint alarm is no accident.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import Literal

from bot.core.crisis_classes import DANGER, DISTRESS, GRAVE, SUICIDE
from bot.core.limits import CLEAR, PLAIN
from bot.core.model import Entry, Knowledge, Memory, is_remembered
from bot.core.understanding.courtesies import is_courtesy
from bot.core.understanding.matching import Match, NoMatch, Outcome, Suggestions, is_word_for_word
from bot.core.understanding.sign import Sign
from bot.core.understanding.word_lists import WordLists

_PLAIN_CLASS = 2.0
"""Alarm from which the words of its class are said once more."""
_DESPAIR = 1.0
"""Alarm from which the words for somebody who does not want to live are said after other help: "i could just die"."""
_SURELY_OVER = 0.985
"""Probability from which somebody is told that it is good if things are calmer, where that only follows from the talk:
"he is gone", not "a lot" after "I am bleeding".
"""
_MOST_LEANING = 3
"""A question of so few words depends on what is happening: "how long" asks when the police come."""

Stage = Literal["none", "just shown", "goes on"]
"""`just shown`: the numbers of help were shown last, asked for or because of an alarm. `goes on`: they were shown
lately, and since then nothing but what goes with help.
"""


class HelpTalk:
    """Judges by one knowledge: its entries, the one of them that gives the numbers, and the words of its languages."""

    def __init__(self, knowledge: Knowledge, lists: WordLists) -> None:
        self._entries, self._help, self._lists = knowledge.entries, knowledge.help_entry, lists

    def stage(self, memory: Memory, shown: Entry | None, at: datetime) -> Stage:
        """How far it has gone; `shown` is what was shown last, if that still counts."""
        if shown is None:
            return "none"
        if shown.id == self._help:
            return "just shown"
        return "goes on" if shown.goes_with_help and is_remembered(memory.helped_at, at) else "none"

    # ---- what a text is about -------------------------------------------------------------------

    def outcome(self, stage: Stage, outcome: Outcome, plain: Outcome) -> Outcome:
        """The outcome as it counts: in a talk about help what goes with it, and anything else only where it is plain.

        "How long do I have" then asks of no film. `plain` is what the text says by itself.
        """
        if stage == "none":
            return outcome
        if stage == "just shown" and self._says_too_little(outcome, plain):
            return plain if self.is_known_to_go_with_help(plain) else NoMatch(outcome.ranking)
        if self._reassures_too_soon(outcome, plain):
            return NoMatch(outcome.ranking)
        if isinstance(outcome, Suggestions) and not outcome.ranking.evidence.names:
            return self._about_help(outcome)
        return outcome if self.counts(stage, outcome) else NoMatch(outcome.ranking)

    def _reassures_too_soon(self, outcome: Outcome, plain: Outcome) -> bool:
        """Whether it would be taken to be over by what was shown before rather than by what is said."""
        if not isinstance(outcome, Match) or not self._entries[outcome.entry].reassures:
            return False
        says_so = isinstance(plain, Match) and plain.entry == outcome.entry
        return not says_so and outcome.ranking.probability < _SURELY_OVER

    def _about_help(self, outcome: Suggestions) -> Outcome:
        """What of a choice goes with help; nothing where its first does not: "on the 3rd floor" asks of no hall."""
        first, *others = outcome.entries
        if not self._entries[first].goes_with_help:
            return NoMatch(outcome.ranking)
        return replace(outcome, entries=(first, *(entry for entry in others if self._entries[entry].goes_with_help)))

    def counts(self, stage: Stage, outcome: Outcome) -> bool:
        """Whether a question counts: it goes with help, it is plain, or the talk is not about help."""
        if stage == "none" or not isinstance(outcome, Match) or is_courtesy(outcome) or self.goes_with_help(outcome):
            return True
        evidence = outcome.ranking.evidence
        if evidence.names or not self._lists.story.isdisjoint(evidence.words):
            return True
        asks = len(evidence.words) > _MOST_LEANING and not self._lists.question.isdisjoint(evidence.words)
        return asks and outcome.ranking.probability >= PLAIN

    def _says_too_little(self, outcome: Outcome, plain: Outcome) -> bool:
        """Whether it may be somebody's last word just after the numbers: "yes", "no", "bye"; «дома пока тихо» is none
        of these.
        """
        if is_courtesy(outcome):
            is_thanks = not self._lists.courteous.isdisjoint(outcome.ranking.evidence.words)
            return not (is_thanks and is_word_for_word(outcome))
        return isinstance(plain, NoMatch) and len(plain.ranking.evidence.words) <= 1

    def goes_with_help(self, outcome: Outcome) -> bool:
        return isinstance(outcome, Match) and self._entries[outcome.entry].goes_with_help

    def is_known_to_go_with_help(self, outcome: Outcome) -> bool:
        """Whether it is one of the phrases that editors listed for what goes with help: "i am ok now", "he left"."""
        return self.goes_with_help(outcome) and not is_courtesy(outcome) and is_word_for_word(outcome)

    # ---- which signs count just after the numbers ----------------------------------------------

    def heeded(self, sign: Sign, outcome: Outcome, plain: Outcome) -> Sign:
        """The sign as it counts just after help: nobody is calm then, but a faint alarm does not tell what it is about.

        A person who has the numbers and asks for something gets that; a listed phrase is answered even where it sounds
        like danger. The words of a class come where the alarm is plain, those of danger unless it is quiet now, those
        on suicide from a lower alarm. `plain` is what the text asks by itself.
        """
        if tells_its_class(sign):
            return sign
        if self.is_known_to_go_with_help(outcome):
            return sign._replace(level="soft")
        is_quiet = not self._lists.quiet.isdisjoint(outcome.ranking.evidence.words)
        if sign.crisis == DANGER and sign.level == "first" and not is_quiet and not self._plainly_asks(outcome, plain):
            return sign
        if sign.crisis == SUICIDE and sign.alarm >= _DESPAIR:
            return sign
        if self._asks_on(sign, outcome):
            return sign._replace(level="soft")
        return Sign(DISTRESS, "first", "after help", sign.alarm)

    def _plainly_asks(self, outcome: Outcome, plain: Outcome) -> bool:
        """Whether it plainly asks for what goes with help, also by itself; the answer then stands below the numbers:
        "can't call, he hears".
        """
        if not isinstance(outcome, Match) or not isinstance(plain, Match) or plain.entry != outcome.entry:
            return False
        return self.goes_with_help(outcome) and outcome.ranking.probability >= PLAIN

    def _asks_on(self, sign: Sign, outcome: Outcome) -> bool:
        """Whether somebody who has the numbers asks for something else, or says thanks."""
        is_grave = sign.level == "first" and sign.crisis in GRAVE
        return self.goes_with_help(outcome) and outcome.ranking.probability >= CLEAR and not is_grave


def tells_its_class(sign: Sign) -> bool:
    """Whether a sign is so plain that the words of its class are said even where help was just shown."""
    return sign.is_outright or (sign.alarm >= _PLAIN_CLASS and sign.crisis != DISTRESS)
