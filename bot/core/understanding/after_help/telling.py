"""What is told after help of somebody who hurts them, though it asks nothing: love or doubt, a truce, or that somebody
was called.
"""

from __future__ import annotations

from collections.abc import Iterable

from bot.core.crisis_classes import CHILD, DANGER, DISCLOSURE, OTHER, STALKING
from bot.core.model import Knowledge
from bot.core.understanding.after_help.said import Cry, Remark, Told
from bot.core.understanding.distress.recogniser import Recogniser
from bot.core.understanding.distress.rules import Found, Rules
from bot.core.understanding.distress.sign import Sign
from bot.core.understanding.matching import Match
from bot.core.understanding.message import Words
from bot.core.understanding.word_lists import WordLists
from bot.core.understanding.zone import Undecided

_LONGEST = 10
"""Words; a longer message tells what is happening."""
_HURT_BY_SOMEBODY = frozenset((DANGER, CHILD, DISCLOSURE, STALKING, OTHER))
"""Classes of people who are hurt by somebody with whom there may be a truce, or fear for one of these."""


class Telling:
    """Knows what the entries of one knowledge, and its languages, list for that."""

    def __init__(self, knowledge: Knowledge, recogniser: Recogniser, lists: WordLists) -> None:
        self._recogniser, self._lists = recogniser, lists
        listed = {entry.id: entry.told_after_help for entry in knowledge.entries.values() if entry.told_after_help}
        self._rules = Rules(listed, lists.negations, recogniser.rule_words)
        undecided = [line for info in lists.languages for line in info.undecided_phrases]
        self._undecided = Rules({"": undecided}, lists.negations, recogniser.rule_words, between=0)

    def undecided(self, remark: Remark) -> Undecided | Cry | None:
        """That its author loves the other, or doubts; fear beside it is a cry."""
        found = self._found(self._undecided, remark)
        if found is None:
            return None
        parts = self._parts_of(remark.message.words)
        beside = [part for part in parts if not self._undecided.first_in(part)]
        # Its words may stand in two parts, and then nothing is beside it: the "a" of "a good father" is «а», too.
        cry = self._cry_in(beside) if len(beside) < len(parts) else None
        return Cry(cry) if cry else Undecided()

    def told(self, remark: Remark) -> Told | Cry | None:
        """What is answered to whoever tells of it; fear beside it is a cry.

        A question counts only as far as it is listed: "why didn't you call?"
        """
        message = remark.message
        asks = "?" in message.text and self._lists.question.isdisjoint(message.typed[:1])
        found = None if asks else self._found(self._rules, remark)
        if found is None:
            return None
        cry = self._cry_in(self._parts_of(message.words))
        if cry:
            return Cry(cry)
        return None if remark.cries else Told(Match(found.crisis, remark.alone.ranking, follows=True), remark.softly)

    def _found(self, rules: Rules, remark: Remark) -> Found | None:
        """The rule that applies to a few words of whoever was helped who is hurt by somebody."""
        is_of_it = len(remark.message.words) <= _LONGEST and remark.talk.helped_with in _HURT_BY_SOMEBODY
        return rules.first_in(remark.message.typed) if is_of_it else None

    def _cry_in(self, parts: Iterable[Words]) -> Sign | None:
        signs = (self._recogniser.recognise(" ".join(part)) for part in parts)
        return next((sign for sign in signs if sign and sign.level == "first"), None)

    def _parts_of(self, words: Words) -> list[Words]:
        """What stands between the words that join clauses, where there is one."""
        places = [place for place, word in enumerate(words) if word in self._lists.joining]
        starts, ends = [0, *(place + 1 for place in places)], [*places, len(words)]
        return [words[start:end] for start, end in zip(starts, ends, strict=True) if places and start < end]
