"""Whom help was meant for, where a message after help says nothing else: not its author, another, or its author after
all.
"""

from __future__ import annotations

from typing import Literal

from bot.core.crisis_classes import CHILD, DANGER, DISCLOSURE, DISTRESS, OTHER, SUICIDE, SUICIDE_OTHER
from bot.core.scoring.reading import Reader
from bot.core.understanding.after_help.listed_phrases import ListedPhrases
from bot.core.understanding.after_help.said import Remark, Told
from bot.core.understanding.courtesies import words_beside
from bot.core.understanding.distress.sign import Sign
from bot.core.understanding.message import Words
from bot.core.understanding.word_lists import WordLists
from bot.core.understanding.zone import Fixed

_LONGEST = 10
"""Words; a longer message tells what is happening, and would be lost as a correction."""
_OF_THEMSELVES = {OTHER: DISCLOSURE, DISTRESS: DISCLOSURE, SUICIDE_OTHER: SUICIDE}
"""By the class in whose words somebody was helped who feared for another, or may have: what they tell of themselves."""
OF_ANOTHER = Sign(OTHER, "first", "correction")
"""What brings the words for whoever fears for another."""
_MAY_BE_OF_ANOTHER = frozenset((CHILD, DANGER, SUICIDE_OTHER))
"""Classes whose words also fit somebody who fears for another person."""


class Corrections:
    """Knows the phrases of one knowledge's languages."""

    def __init__(self, reader: Reader, lists: WordLists) -> None:
        self._lists = lists
        self._not_me = ListedPhrases(reader, lists.after_help.not_me_phrases)
        self._of_me = ListedPhrases(reader, lists.after_help.of_me_phrases)
        self._candid = ListedPhrases(reader, lists.after_help.candid_phrases)

    def of_themselves(self, remark: Remark) -> Told | None:
        """That it is about its author, who feared for another: "ok it's about me", "no friend, it's me"."""
        crisis, message = _OF_THEMSELVES.get(remark.talk.helped_with), remark.message
        if crisis is None or len(message.words) > _LONGEST or "?" in message.text:
            return None
        courtesies = self._lists.after_help.courtesy_words | self._lists.choosing.yes_words
        rest = words_beside(message.words, courtesies, self._lists.sentences.joining_words)
        # "It" is a word that chooses, too, so what stands behind "actually" is read as it came.
        said = (message.words, rest, self._candid.behind(rest), self._candid.behind(message.words))
        is_of_me = any(self._of_me.make_up(words) for words in said if words)
        return remark.asks_nothing(Sign(crisis, "first", "correction")) if is_of_me else None

    def not_me(self, remark: Remark) -> Literal[Fixed.NOT_ME] | Told | None:
        """That help was not meant for its author: "it's not about me"; "not me, my sister" also says whom it is about.

        Nothing is taken back where it speaks of its author or asks: "it's not me who is to blame".
        """
        rest = self._behind_not_me(remark)
        if rest is None:
            return None
        if self._lists.sentences.joining_words.issuperset(rest):
            return Fixed.NOT_ME
        return None if self._lists.people.kin_words.isdisjoint(rest) else remark.asks_nothing(_of_another(remark.sign))

    def _behind_not_me(self, remark: Remark) -> Words | None:
        message = remark.message
        if len(message.words) > _LONGEST or "?" in message.text:
            return None
        rest = self._not_me.behind(message.words)
        speaks_on = rest is None or not (self._lists.myself | self._lists.sentences.question_words).isdisjoint(rest)
        return None if speaks_on else rest


def _of_another(sign: Sign | None) -> Sign:
    """The sign that counts where a message is said to be about somebody else; `sign` is what it shows by itself."""
    if sign is None or not sign.comes_first:
        return OF_ANOTHER
    if sign.crisis == SUICIDE:
        return sign._replace(crisis=SUICIDE_OTHER)
    return sign if sign.crisis in _MAY_BE_OF_ANOTHER else OF_ANOTHER
