"""Whether a person is in danger or distress: asked before anything else, and of nothing but the text.

Three ways lead to a sign, each enough by itself: a safe word (the whole message is "help", «көмек», "102"), a rule
(words that say it outright) and what was learned from the examples of the crisis classes and from all that is calm.
That is asked of the message, its parts, and the half beside a question about the event, where a cry for help drowns.
What is a near miss word for word says nothing by what was learned; of a grave class it is still heard softly.
A knowledge that was never fitted has learned nothing; a message that is one of the examples, word for word, is then
the sign.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from math import inf
from typing import Literal, Self

from bot.core.crisis_classes import (
    CHILD,
    DANGER,
    DISCLOSURE,
    DISTRESS,
    GRAVE,
    OTHER,
    PERPETRATOR,
    SEXUAL,
    STALKING,
    SUICIDE,
    SUICIDE_OTHER,
)
from bot.core.model import Knowledge
from bot.core.scoring.learned import Learned
from bot.core.scoring.reading import Reading
from bot.core.scoring.thresholds import Level
from bot.core.scoring.weighing import probability_of
from bot.core.text import LONGEST, LONGEST_HEARD, normal_forms, other_readings, signs
from bot.core.understanding.courtesies import is_courtesy
from bot.core.understanding.matching import Match, Matcher
from bot.core.understanding.message import Message, Messages, Words
from bot.core.understanding.rules import Found, Rules
from bot.core.understanding.speaker import Speaker
from bot.core.understanding.word_lists import WordLists

FoundBy = Literal["safe word", "rule", "example", "learned", "half", "after help", "correction", "age"]
"""How a sign was found: the whole message is a safe word; a rule holds; it is an example, word for word, of a knowledge
that was never fitted; what was learned tells it of the message, or of one half beside a question about the event; it
is too faint to tell a class, and counts because help was just shown; or, in a talk about help, it was said to be about
somebody else, or only that a child writes.
"""
PLAIN_CLAUSE, _PLAIN_RUN = 4.0, 2.0
"""Alarm from which a clause by itself counts, and a run of words within a long sentence."""
_MOST_RAISED = 4.0
"""By how much the nearest lines raise an alarm at most, as far as was seen; nothing fainter by more is looked at."""
_LOUD_HALF, _SOFT_HALF, _HALF_RAISED = -0.5, -1.3, 1.5
"""Alarm of one half beside a question about the event from which help comes first, and as one soft line; and by how
much the nearest lines raise it at most. Of 1,620 cries joined to a question .96 bring help first then, and six of a
thousand calm questions.
"""
_LOUD_GRAVE_HALF, _LOUD_OTHER_HALF = 0.5, 2.0
"""The same beside anything else, of a grave class and of the others: "how long is it, he has a gun". Of 13,100 other
lines 53 then alarm that did not.
"""
_ONE_WORD = 1.2
"""Alarm from which one short word brings help first, and half of a message of so few: "now", "he" or "tell me please"
may be said of anything.
"""
_SHORT_WORD, _FEW_WORDS_OF_HALF = 8, 2
"""Letters of such a word at most, and words of such a half."""
_OF_SO_FEW = {2: 0.0, 3: -0.5}
"""Alarm from which a message of so many words brings help first: "the house?" or "address please" say little. Of 110
cries of two or three words one comes below, of 24 other lines that would alarm ten.
"""
_LONGEST_SAFE = 60
"""Characters of a message that may be nothing but a safe word."""
_OF_PARTS = 0.7
"""By how much the alarm of a sentence counts less than that of a message: one of many is easily misread."""
_LEAST_SHARE = {PERPETRATOR: 0.7, CHILD: 0.6, SEXUAL: 0.5}
"""Of all that speaks for a crisis, what must speak for these classes: their words hurt whom they are not meant for."""
_LEAST_SHARE_IF_FAINT = {SUICIDE: 0.6}
"""The same where the alarm only just brings help first. For suicide: of whoever has nowhere to go with the children."""
_LESS_THAN = {DANGER: (DISCLOSURE, STALKING, OTHER), SUICIDE_OTHER: (SUICIDE, OTHER, DISCLOSURE)}
"""Learned classes that a rule of this class outweighs: it tells of a danger to life, or that it is another's life."""
_LEAST_SHARE_OF_SECOND = 0.5
"""The same of what is left where the likeliest class cannot be meant for whoever writes."""
_JUST_ABOVE = 0.5
"""How far above its threshold an alarm is still faint."""


@dataclass(frozen=True, slots=True)
class Sign:
    """A crisis class, how it was found, and whether help comes first or as one soft line."""

    crisis: str
    level: Level
    found_by: FoundBy
    alarm: float = inf
    """The logarithm of the odds of a crisis; infinite for what is said outright."""
    rule: str = ""
    """The words of the rule that found it; of a list the one that was said."""

    @property
    def is_outright(self) -> bool:
        """Whether it was said in so many words, whatever was learned."""
        return self.found_by in ("safe word", "rule", "example")

    @property
    def probability(self) -> float:
        return probability_of(self.alarm)


class Recogniser:
    """Finds signs of distress in a text, by one knowledge."""

    def __init__(
        self, knowledge: Knowledge, matcher: Matcher, learned: Learned, lists: WordLists | None = None
    ) -> None:
        """`matcher` is asked only whether half of a message is about the event.

        `lists` are those of the knowledge, where they are made already.
        """
        self._matcher, self.thresholds, self._near_misses = matcher, learned.thresholds, learned.near_misses
        self.messages = Messages(knowledge, matcher.reader)
        self._safe = {tuple(normal_forms(word)) for word in knowledge.safe_words} - {()}
        """Without what has no letters: punctuation is no cry for help."""
        bare = (word for word in knowledge.safe_words if not normal_forms(word))
        self._safe_signs = frozenset(sign for word in bare for sign in signs(word))
        self._longest_safe = max(map(len, self._safe), default=0)
        self._lists = lists = lists or WordLists.of(knowledge.languages.values())
        self._speaker = Speaker(lists)
        negations, rule_words = lists.negations, knowledge.rule_words
        self._rules = Rules({crisis.id: crisis.rules for crisis in knowledge.crisis.values()}, negations, rule_words)
        self._not_for = {
            crisis.id: Rules({crisis.id: crisis.not_for}, negations, rule_words, between=0)
            for crisis in knowledge.crisis.values()
        }
        self._examples: dict[tuple[str, ...], str] = {}
        if not matcher.reader.has_learned:
            self._examples = {
                tuple(normal_forms(example)): crisis.id
                for crisis in knowledge.crisis.values()
                for listed in crisis.examples.values()
                for example in listed
            }

    @classmethod
    def of(cls, knowledge: Knowledge, learned: Learned | None = None) -> Self:
        """With a matcher of its own; without what was learned, for a knowledge that was never fitted."""
        learned = learned or Learned.nothing(knowledge)
        return cls(knowledge, Matcher.of(knowledge, learned), learned)

    def recognise(self, text: str) -> Sign | None:
        """The sign that a text shows by itself, as it is typed."""
        return self.sign_of(self.messages.of(text))

    def sign_of(self, message: Message) -> Sign | None:
        """What is said outright, else the loudest sign of the message and of its halves."""
        sign = self._of_the_whole(message)
        if sign and sign.is_outright:
            return sign
        if message.typed in self._near_misses:
            return replace(sign, level="soft") if sign and sign.crisis in GRAVE else None
        half = self._of_a_half(message)
        if half and sign and sign.crisis == CHILD and sign.level == "first" and half.crisis not in GRAVE:
            return sign  # "I am 12, dad drinks and hits me": the half does not tell who it is
        return louder(sign, half)

    def _of_the_whole(self, message: Message) -> Sign | None:
        if self._is_safe_word(message.text):
            return Sign(DISTRESS, "first", "safe word")
        words = message.words if len(message.text) <= LONGEST else message.all_words
        if all(len(word) < 2 or word in self._lists.myself for word in words):
            return None  # «әй» sounds as the English "I"
        crisis = self._examples.get(words)
        if crisis:
            return Sign(crisis, "first", "example")
        # Spelling correction splits rare words, "overdose" among them: rules see what was typed, too.
        learned, typed = self._by_learning(message), message.typed
        ruled = self._rules.first_in(words) or (self._rules.first_in(typed) if typed != [*words] else None)
        if ruled is None or (ruled.crisis == SUICIDE_OTHER and not self._lists.story.isdisjoint(words)):
            return learned
        return Sign(self._class_of(ruled, learned, message), "first", "rule", rule=ruled.words)

    def _class_of(self, ruled: Found, learned: Sign | None, message: Message) -> str:
        """Of what is said outright nothing is suppressed; what was learned tells better to whom it is said.

        But no one who says to be hit is told to answer for it, and `_LESS_THAN` tells which rules tell more.
        """
        if ruled.crisis == PERPETRATOR and (self._is_excused(PERPETRATOR, message) or _is_of(SEXUAL, learned)):
            return DISTRESS  # "I raped you" may be quoted: the words for one of the two would hurt the other
        if ruled.crisis == SEXUAL and _is_of(PERPETRATOR, learned):
            return DISTRESS  # "I was drunk and raped her" holds "I was raped"
        if learned is None or learned.level != "first" or learned.crisis in (DISTRESS, PERPETRATOR):
            return ruled.crisis
        if ruled.crisis == SUICIDE and learned.crisis == OTHER:
            return SUICIDE_OTHER  # what is said outright does not tell of whom: "to kill herself"
        return ruled.crisis if learned.crisis in _LESS_THAN.get(ruled.crisis, ()) else learned.crisis

    def is_outright(self, text: str) -> bool:
        """Whether a safe word or a rule alone sets off help, whatever was learned."""
        return self._is_safe_word(text) or self._rules.first_in(normal_forms(text[:LONGEST_HEARD])) is not None

    def _of_a_half(self, message: Message) -> Sign | None:
        """The loudest sign of one half; where the other is no clear question about the event, it must be louder."""
        joined = [halves for halves in message.cuts if halves.joint != "none"]
        pairs = [(h.second, h.first) for h in joined] + [(h.first, h.second) for h in joined if len(h.first) > 1]
        halves = ((self._heard_in_half(message, words), words, beside) for words, beside in pairs)
        signs = [
            sign
            for sign, words, beside in halves
            if sign and (_is_loud_half(sign, words) or self._is_of_the_event(message.read(beside)))
        ]
        return max(signs, key=_loudness, default=None)

    def _is_of_the_event(self, half: Reading) -> bool:
        """Whether that is clearly what it asks."""
        outcome = self._matcher.judge(self._matcher.rank_reading(half))
        if not isinstance(outcome, Match) or is_courtesy(outcome):
            return False
        return not self._matcher.entries[outcome.entry].sensitive

    def _heard_in_half(self, message: Message, half: Words) -> Sign | None:
        if half in self._near_misses:
            return None
        least = _ONE_WORD if len(half) <= _FEW_WORDS_OF_HALF else _SOFT_HALF
        reading = message.read_if_loud(half, least - _HALF_RAISED)
        if reading is None or not reading.crisis or self._corrected_at_most(reading) < least:
            return None
        alarm = self.corrected(reading)
        if alarm < least:
            return None
        crisis = self._class_to_address(reading, alarm, message)
        return Sign(crisis, "first" if alarm >= _LOUD_HALF else "soft", "half", alarm)

    def loudest(self, message: Message) -> Reading:
        """The reading of a message, or of that part of it that alarms most: nothing may drown in a long question."""
        loudest = message.whole
        for part, least, less in self._parts_of(message):
            reading = message.read_if_loud(part, max(least, loudest.alarm + less))
            if reading:
                loudest = replace(reading, alarm=reading.alarm - less)
        return loudest

    def corrected(self, reading: Reading) -> float:
        """The alarm of a reading, corrected by the nearest cries for help and the nearest lines that are none."""
        return reading.alarm + self.thresholds.correction.of(reading.likeness_to_cries, reading.likeness_to_unanswered)

    def _corrected_at_most(self, reading: Reading) -> float:
        """The same whatever the nearest calm lines are: they take as long to find as the cries."""
        of, cries = self.thresholds.correction.of, reading.likeness_to_cries
        return reading.alarm + max(of(cries, 0.0), of(cries, 1.0))

    def _parts_of(self, message: Message) -> Iterator[tuple[Words, float, float]]:
        """Each with the alarm from which it counts, and by how much it counts less than that of a message.

        What a clause or a run denies ("... he does not beat me") only the whole message weighs.
        """
        for sentence in message.sentences:
            if sentence not in self._near_misses:
                yield sentence, -inf, _OF_PARTS
        for parts, least in (message.clauses, PLAIN_CLAUSE), (message.runs, _PLAIN_RUN):
            yield from ((part, least, 0.0) for part in parts if self._lists.negations.isdisjoint(part))

    def _is_safe_word(self, text: str) -> bool:
        """As it is typed, however often, whatever was learned: no spelling is corrected here."""
        if self._is_of_safe_signs(text):
            return True
        typed = text.replace("@", " ")  # "@help" is no address
        if len(text) > _LONGEST_SAFE or len(_different(typed)) > self._longest_safe:
            return False
        read = [normal_forms(reading) for reading in (typed, *other_readings(typed))]
        return any(tuple(words) in self._safe or (len(set(words)) == 1 and (words[0],) in self._safe) for words in read)

    def _is_of_safe_signs(self, text: str) -> bool:
        """Whether a message without words holds rather such signs than others: who cries and laughs may be joking."""
        seen = signs(text) if self._safe_signs and len(text) <= LONGEST else []
        safe = sum(sign in self._safe_signs for sign in seen)
        return 2 * safe > len(seen) and not normal_forms(text)

    def _by_learning(self, message: Message) -> Sign | None:
        loudest = self.loudest(message)
        if not loudest.crisis or loudest.alarm < self.thresholds.faintest - _MOST_RAISED:
            return None
        alarm = self.corrected(loudest)
        level = self.thresholds.level(loudest.crisis, alarm)
        if level == "first" and alarm < _least_of_few(loudest.evidence.words, loudest.crisis):
            level = "soft"
        return Sign(self._class_to_address(loudest, alarm, message), level, "learned", alarm) if level else None

    def _class_to_address(self, reading: Reading, alarm: float, message: Message) -> str:
        """The class of a reading if so much speaks for it that its own words may be said, else the neutral one."""
        crisis, share = reading.crisis, reading.share
        is_excused = self._is_excused(crisis, message)
        if is_excused or not self._may_address(reading, message):
            crisis, share = reading.likeliest_but(crisis)
            who_is_unclear = reading.crisis == PERPETRATOR and not is_excused
            if who_is_unclear or _cannot_address_instead(crisis, share):
                return DISTRESS
        least = _LEAST_SHARE.get(crisis, 0.0)
        if self.thresholds.level(crisis, alarm - _JUST_ABOVE) != "first":
            least = max(least, _LEAST_SHARE_IF_FAINT.get(crisis, 0.0))
        return crisis if share >= least else DISTRESS

    def _is_excused(self, crisis: str, message: Message) -> bool:
        """Whether a message holds words by which those of this class are not meant for whoever writes."""
        return crisis in self._not_for and self._not_for[crisis].first_in(message.typed) is not None

    def _may_address(self, reading: Reading, message: Message) -> bool:
        if self._speaker.may_address(reading.crisis, reading.evidence.words, message.typed):
            return True
        return reading.crisis == PERPETRATOR and self._tells_of_it_apart(message)

    def _tells_of_it_apart(self, message: Message) -> bool:
        """Whether nothing is done where "me" stands, beside what was done: "hit my wife, it scares me"."""
        parts = [message.read(part) for part in message.sentences or message.clauses]
        did = [part for part in parts if self._speaker.may_address(PERPETRATOR, part.evidence.words)]
        beside = [part for part in parts if part not in did]
        return any(part.crisis == PERPETRATOR for part in did) and all(part.alarm < _PLAIN_RUN for part in beside)


def louder(*signs: Sign | None) -> Sign | None:
    """The loudest of these, the first of equals; None where there is none."""
    return max((sign for sign in signs if sign), key=_loudness, default=None)


def _loudness(sign: Sign) -> float:
    return sign.alarm


def _cannot_address_instead(second: str, share: float) -> bool:
    """Whether the likeliest class that is left may not be meant: the words for a victim or a witness then hurt too."""
    return second == OTHER or share < _LEAST_SHARE_OF_SECOND


def _is_of(crisis: str, sign: Sign | None) -> bool:
    """Whether help comes first in this class."""
    return sign is not None and sign.level == "first" and sign.crisis == crisis


def _is_loud_half(sign: Sign, words: Words) -> bool:
    """Whether it counts whatever stands beside it; "i feel better" says too little of what is grave but no danger."""
    is_grave = sign.crisis == DANGER or (sign.crisis in GRAVE and len(words) > _FEW_WORDS_OF_HALF)
    return sign.alarm >= (_LOUD_GRAVE_HALF if is_grave else _LOUD_OTHER_HALF)


def _different(typed: str) -> set[str]:
    """What stands between spaces, however decorated and repeated: in no keyboard layout are these more than words."""
    bare = ("".join(filter(str.isalnum, chunk)) for chunk in typed.casefold().split())
    return {chunk for chunk in bare if len(chunk) > 1}


def _least_of_few(words: Sequence[str], crisis: str) -> float:
    """The alarm from which so few words bring help first; who is in danger may have no time for a third one."""
    if len(words) == 1:
        return _ONE_WORD if len(words[0]) <= _SHORT_WORD else -inf
    return -inf if crisis == DANGER else _OF_SO_FEW.get(len(words), -inf)
