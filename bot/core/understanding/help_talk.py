"""A talk about help: how far it has gone, and what counts in it.

Just after the numbers were shown, and as long as the talk goes on about help, the same words mean something else than
in a talk about the event: an unclear question is not about a film, a faint alarm is no accident, and a mere "thank you"
or "it's not about me" needs nothing more.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from functools import cached_property
from typing import Literal, NamedTuple

from bot.core.crisis_classes import CHILD, DANGER, DISTRESS, GRAVE, OTHER, SUICIDE, SUICIDE_OTHER
from bot.core.limits import CLEAR, PLAIN
from bot.core.model import Entry, Knowledge, Memory, is_remembered
from bot.core.understanding.courtesies import is_courtesy, words_beside
from bot.core.understanding.crisis import Recogniser
from bot.core.understanding.matching import Match, Matcher, NoMatch, Outcome, Suggestions, is_word_for_word
from bot.core.understanding.message import Message, Words
from bot.core.understanding.sign import Sign
from bot.core.understanding.speaker import Speaker
from bot.core.understanding.word_lists import WordLists

_PLAIN_CLASS = 2.0
"""Alarm from which the words of its class are said once more."""
_DESPAIR = 1.0
"""Alarm from which the words for somebody who does not want to live are said after other help: "i could just die"."""
_PLAIN_CRY = 2.0
"""Alarm from which what stands beside thanks is a cry, of whatever class; below it "i will" easily sounds like one."""
_MOST_LEANING = 3
"""Words of a question that depends on what is happening: "how long" asks when the police come."""
_MOST_BESIDE = 5
"""Words beside thanks; a longer message tells something."""
_LONGEST_CORRECTION = 10
"""Words; a longer message tells what is happening, and would be lost as a correction."""
_OF_A_CHILD = Sign(CHILD, "first", "age")
_OF_ANOTHER = Sign(OTHER, "first", "correction")
_MAY_BE_OF_ANOTHER = frozenset((CHILD, DANGER, SUICIDE_OTHER))
"""Classes whose words also fit somebody who fears for another person."""

Stage = Literal["none", "just shown", "goes on"]
"""Whether there is such a talk: the numbers of help were shown last, asked for or because of an alarm; or they were
shown lately, and since then nothing but what goes with help.
"""


class Said(NamedTuple):
    """What is said in a talk about help before anything is looked for in it."""

    sign: Sign | None
    """The sign of distress that counts."""
    outcome: Outcome | None = None
    """What it is about; None where that is still to be found."""
    not_me: bool = False
    """Whether it only says that help was not meant for its author."""


class HelpTalk:
    """Judges by one knowledge: its entries, the one of them that gives the numbers, and the words of its languages."""

    def __init__(self, knowledge: Knowledge, matcher: Matcher, recogniser: Recogniser, lists: WordLists) -> None:
        self._entries, self._help = knowledge.entries, knowledge.help_entry
        self._languages, self._lists = knowledge.languages.values(), lists
        self._matcher, self._recogniser, self._speaker = matcher, recogniser, Speaker(lists)

    # Read when they are first needed: the tables in which their words are looked up are made after the start.

    @cached_property
    def _beside(self) -> list[Words]:
        return [self._read(phrase) for info in self._languages for phrase in info.courtesy_phrases]

    @cached_property
    def _not_me(self) -> list[Words]:
        return [self._read(phrase) for info in self._languages for phrase in info.not_me_phrases]

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
            return plain if self._is_known_to_go_with_help(plain) else NoMatch(outcome.ranking)
        if isinstance(outcome, Suggestions) and not outcome.ranking.evidence.names:
            return self._about_help(outcome)
        return outcome if self.counts(stage, outcome) else NoMatch(outcome.ranking)

    def _about_help(self, outcome: Suggestions) -> Outcome:
        """What of a choice goes with help; nothing where its first does not: "on the 3rd floor" asks of no hall."""
        first, *others = outcome.entries
        if not self._entries[first].goes_with_help:
            return NoMatch(outcome.ranking)
        return replace(outcome, entries=(first, *(entry for entry in others if self._entries[entry].goes_with_help)))

    def counts(self, stage: Stage, outcome: Outcome) -> bool:
        """Whether a question counts: it goes with help, it is plain, or the talk is not about help."""
        if stage == "none" or not isinstance(outcome, Match) or is_courtesy(outcome) or self._goes_with_help(outcome):
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

    def _goes_with_help(self, outcome: Outcome) -> bool:
        return isinstance(outcome, Match) and self._entries[outcome.entry].goes_with_help

    def _is_known_to_go_with_help(self, outcome: Outcome) -> bool:
        """Whether it is one of the phrases that editors listed for what goes with help: "i am ok now", "he left"."""
        return self._goes_with_help(outcome) and not is_courtesy(outcome) and is_word_for_word(outcome)

    # ---- which signs count just after the numbers ----------------------------------------------

    def heeded(self, sign: Sign, outcome: Outcome, plain: Outcome) -> Sign:
        """The sign as it counts just after help: nobody is calm then, but a faint alarm does not tell what it is about.

        A person who has the numbers and asks for something gets that; a listed phrase, even where it sounds like
        danger. The words of a class come where the alarm is plain, those of danger unless it is quiet now, those on
        suicide from a lower alarm. `plain` is what the text asks by itself.
        """
        if _is_plain(sign):
            return sign
        if self._is_known_to_go_with_help(outcome):
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
        """Whether it plainly asks for what goes with help, by itself too, which then stands below the numbers: "can't
        call, he hears".
        """
        if not isinstance(outcome, Match) or not isinstance(plain, Match) or plain.entry != outcome.entry:
            return False
        return self._goes_with_help(outcome) and outcome.ranking.probability >= PLAIN

    def _asks_on(self, sign: Sign, outcome: Outcome) -> bool:
        """Whether somebody who has the numbers already asks for more than the same numbers again, or says thanks."""
        is_grave = sign.level == "first" and sign.crisis in GRAVE
        return self._goes_with_help(outcome) and outcome.ranking.probability >= CLEAR and not is_grave

    # ---- what thanks, corrections and cries beside thanks mean ---------------------------------

    def said(self, message: Message, plain: Outcome, sign: Sign | None) -> Said | None:
        """What it says where it thanks, agrees, corrects or tells an age; None where it does not, or is plainly a cry.

        `plain` and `sign` are what it says and shows by itself.
        """
        if sign and _is_plain(sign):
            return None
        if self._speaker.is_age_of_child(message.words):
            return Said(_OF_A_CHILD, NoMatch(plain.ranking))
        corrected = self._corrected(message)
        if corrected == "not me":
            return Said(None, NoMatch(plain.ranking), not_me=True)
        if corrected == "of another":
            return Said(_of_another(sign), NoMatch(plain.ranking))
        rest = self._said_with_courtesy(message)
        return None if rest is None else self._said_beside(message, rest, plain, sign)

    def _said_beside(self, message: Message, rest: Words, plain: Outcome, sign: Sign | None) -> Said | None:
        """The same of a message that thanks or agrees; `rest` is what else stands there."""
        thanks = self._thanks(message, rest)
        if thanks:
            return Said(None, thanks)
        if self._is_known_to_go_with_help(plain):
            return None
        cry = self._cry(rest)
        if cry:
            return Said(cry)
        question = None if sign else self._question_about_help(rest)
        return Said(None, question) if question else None

    def _said_with_courtesy(self, message: Message) -> Words | None:
        """The few words beside thanks or a yes; None where there is neither, or where more is said."""
        courtesies = self._lists.courteous | self._lists.agreeing
        rest = words_beside(message.words, courtesies, self._lists.joining)
        return rest if courtesies.intersection(message.words) and len(rest) <= _MOST_BESIDE else None

    def _thanks(self, message: Message, rest: Words) -> Match | None:
        """The entry that returns thanks, where nothing else is said; "thanks, it's too late" says something else."""
        if not self._is_said_with_thanks(tuple(word for word in rest if word not in self._lists.myself)):
            return None
        alone = (self._match_of((word,)) for word in message.words if word in self._lists.courteous)
        return next((match for match in alone if match and is_courtesy(match)), None)

    def _is_said_with_thanks(self, rest: Words) -> bool:
        """Whether it is made of nothing but what is said with thanks: "i feel better", "calling now"."""
        starts = (phrase for phrase in self._beside if rest[: len(phrase)] == phrase)
        return not rest or any(self._is_said_with_thanks(rest[len(phrase) :]) for phrase in starts)

    def _cry(self, rest: Words) -> Sign | None:
        """The sign of what stands beside thanks: "thank you, but he is back" shows it only without them.

        Only danger counts, and a plain alarm: so few words, "i will" or "i feel better", easily sound like any class.
        """
        sign = self._recogniser.recognise(" ".join(rest)) if rest else None
        if sign is None or sign.level != "first":
            return None
        return sign if sign.crisis == DANGER or sign.alarm >= _PLAIN_CRY else None

    def _question_about_help(self, rest: Words) -> Match | None:
        """What is clearly asked about help beside thanks; None for any other question."""
        match = self._match_of(rest)
        if match is None or is_courtesy(match) or match.ranking.probability < CLEAR:
            return None
        return match if self._goes_with_help(match) else None

    def _corrected(self, message: Message) -> Literal["not me", "of another"] | None:
        """What a message takes back: "it's not about me"; nothing where it speaks of its author or asks.

        "It's not me who is to blame" takes nothing back; "not me, my sister" also says whom it is about.
        """
        words = message.words
        rest = next((words[len(phrase) :] for phrase in self._not_me if words[: len(phrase)] == phrase), None)
        if rest is None or len(words) > _LONGEST_CORRECTION or not self._lists.myself.isdisjoint(rest):
            return None
        if "?" in message.text or not self._lists.question.isdisjoint(rest):
            return None
        if self._lists.joining.issuperset(rest):
            return "not me"
        return None if self._lists.kin.isdisjoint(rest) else "of another"

    def _read(self, phrase: str) -> Words:
        return tuple(self._matcher.reader.words_of(phrase))

    def _match_of(self, words: Words) -> Match | None:
        outcome = self._matcher.match_words(words) if words else None
        return outcome if isinstance(outcome, Match) else None


def _is_plain(sign: Sign) -> bool:
    """Whether a sign is so plain that the words of its class are said even where help was just shown."""
    return sign.is_outright or (sign.alarm >= _PLAIN_CLASS and sign.crisis != DISTRESS)


def _of_another(sign: Sign | None) -> Sign:
    """The sign that counts where a message is said to be about somebody else; `sign` is what it shows by itself."""
    if sign is None or sign.level != "first":
        return _OF_ANOTHER
    if sign.crisis == SUICIDE:
        return sign._replace(crisis=SUICIDE_OTHER)
    return sign if sign.crisis in _MAY_BE_OF_ANOTHER else _OF_ANOTHER
