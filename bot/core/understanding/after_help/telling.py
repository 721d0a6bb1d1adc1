"""What is told after help though it asks nothing: love, doubt or a truce with somebody who hurts them, that nobody
jokes, the wish to hear that it is over, that whoever hurts them has come, that somebody was called, that a friend who
wants to die does not reply, or the promise never to hit again.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal

from bot.core.crisis_classes import CHILD, DANGER, DISCLOSURE, OTHER, PERPETRATOR, STALKING, SUICIDE_OTHER
from bot.core.knowledge import Knowledge
from bot.core.understanding.after_help.said import Cry, Remark, Told
from bot.core.understanding.distress.recogniser import Recogniser
from bot.core.understanding.distress.sign import Sign, first_of
from bot.core.understanding.matching import Match
from bot.core.understanding.message import Message, Words
from bot.core.understanding.patterns import Found, Patterns, PatternWords
from bot.core.understanding.word_lists import WordLists
from bot.core.understanding.zone import Fixed

_LONGEST = 10
"""Words; a longer message tells what is happening."""
_HURT_BY_SOMEBODY = frozenset((DANGER, CHILD, DISCLOSURE, STALKING, OTHER))
"""Classes of people who are hurt by somebody with whom there may be a truce, or fear for one of these."""
_FEARS_WHO_COMES = frozenset((DANGER, CHILD, DISCLOSURE, STALKING))
"""Classes of people who say that somebody came because they fear him; of a stolen bride it is good news."""
_OF_THEIR_OWN = frozenset((SUICIDE_OTHER, PERPETRATOR))
"""Classes after which only what is told of their own entry counts: "she does not answer", "I won't do it again"."""


class Telling:
    """Knows what the entries of one knowledge, and its languages, list for that."""

    def __init__(
        self, knowledge: Knowledge, recogniser: Recogniser, lists: WordLists, pattern_words: PatternWords
    ) -> None:
        self._recogniser, self._lists = recogniser, lists
        listed = {entry.id: entry.told_after_help for entry in knowledge.entries.values() if entry.told_after_help}
        own = {crisis: knowledge.crisis[crisis].more for crisis in _OF_THEIR_OWN.intersection(knowledge.crisis)}
        self._of_their_own = {
            crisis: Patterns({entry: listed[entry]}, pattern_words) for crisis, entry in own.items() if entry in listed
        }
        of_the_hurt = {entry: told for entry, told in listed.items() if entry not in own.values()}
        self._told = Patterns(of_the_hurt, pattern_words)
        undecided = lists.after_help.undecided_patterns
        self._undecided = Patterns({"": undecided}, pattern_words, between=0)
        earnest = lists.after_help.earnest_patterns
        self._earnest = Patterns({"": earnest}, pattern_words, between=0)
        self._over = Patterns({"": lists.after_help.fine_right_patterns}, pattern_words, between=0)
        arrived = lists.after_help.arrived_patterns
        self._arrived = Patterns({"": arrived}, pattern_words, between=0)

    def undecided(self, remark: Remark) -> Literal[Fixed.UNDECIDED] | Cry | None:
        """That its author loves the other, or doubts; fear beside it is a cry."""
        found = self._found(self._undecided, remark)
        if found is None:
            return None
        parts = _parts_of(remark.message)
        beside = [part for part in parts if not self._undecided.first_in(part)]
        # Its words may stand in two parts, and then nothing is beside it.
        cry = self._cry_in(beside) if len(beside) < len(parts) else None
        return Cry(cry) if cry else Fixed.UNDECIDED

    def in_earnest(self, remark: Remark) -> Told | None:
        """That nobody jokes: the same help again, since "it is no joke" sounds as what takes a joke back."""
        helped_with, message = remark.talk.helped_with, remark.message
        if not helped_with or len(message.words) > _LONGEST or "?" in message.text:
            return None
        said = self._earnest.first_in_any(message.readings)
        return remark.asks_nothing(Sign(helped_with, "first", "earnest")) if said else None

    def asks_whether_over(self, remark: Remark) -> Told | None:
        """That its author wants to hear that it is over, which nobody here knows: the same help again."""
        helped_with, message = remark.talk.helped_with, remark.message
        if not helped_with or len(message.words) > _LONGEST:
            return None
        asked = self._over.first_in_any(message.readings)
        return remark.asks_nothing(Sign(helped_with, "first", "earnest")) if asked else None

    def arrived(self, remark: Remark) -> Told | None:
        """That whoever hurts its author has come, and nothing else: "he is here"."""
        words = remark.message.typed
        if remark.talk.helped_with not in _FEARS_WHO_COMES or "?" in remark.message.text:
            return None
        is_all = any(len(found.places) == len(words) for found in self._arrived.all_in(words))
        return remark.asks_nothing(Sign(DANGER, "first", "arrival")) if is_all else None

    def of_their_own(self, remark: Remark) -> Told | None:
        """What is answered to whoever fears for the life of somebody who is silent, or has hurt somebody and promises
        better. The sign is unsure here: a plain one was heeded before.
        """
        patterns, message = self._of_their_own.get(remark.talk.helped_with), remark.message
        if patterns is None or len(message.words) > _LONGEST or any(map(str.isdecimal, message.typed)):
            return None  # "111 does not answer" tells of nobody's life
        found = patterns.first_in_any(message.readings)
        return found and Told(Match(found.owner, remark.alone.ranking, follows=True), remark.softly)

    def told(self, remark: Remark) -> Told | Cry | None:
        """What is answered to whoever tells of it and is hurt; fear beside it is a cry.

        A question counts only as far as it is listed: "why didn't you call?"
        """
        message = remark.message
        asks = "?" in message.text and self._lists.sentences.question_words.isdisjoint(message.typed[:1])
        found = None if asks else self._found(self._told, remark)
        if found is None:
            return None
        cry = self._cry_in(_parts_of(message))
        if cry:
            return Cry(cry)
        return None if remark.cries else Told(Match(found.owner, remark.alone.ranking, follows=True), remark.softly)

    def _found(self, patterns: Patterns, remark: Remark) -> Found | None:
        """What applies to a few words of whoever was helped who is hurt by somebody."""
        is_of_it = len(remark.message.words) <= _LONGEST and remark.talk.helped_with in _HURT_BY_SOMEBODY
        return patterns.first_in_any(remark.message.readings) if is_of_it else None

    def _cry_in(self, parts: Iterable[Words]) -> Sign | None:
        signs = map(self._recogniser.recognise_words, parts)
        return next((sign for sign in signs if first_of(sign)), None)


def _parts_of(message: Message) -> list[Words]:
    """What stands between the words that join clauses, where there is one."""
    return message.joined if len(message.joined) > 1 else []
