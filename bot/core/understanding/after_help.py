"""What is said just after help was shown and asks for nothing: thanks, a yes, or that it was about somebody else."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal

from bot.core.classes import DANGER, SUICIDE_OTHER, WITNESS
from bot.core.entry_ids import is_of_courtesies
from bot.core.limits import CLEAR
from bot.core.model import LanguageInfo
from bot.core.text import forms_of, words
from bot.core.understanding.courtesies import is_courtesy
from bot.core.understanding.crisis import Recogniser, Sign
from bot.core.understanding.matching import Match, Matcher, NoMatch, Outcome
from bot.core.understanding.message import Message, Words

_MOST_BESIDE = 5
"""Words beside thanks or a yes; whoever writes more tells something."""
_LONGEST_CORRECTION = 10
"""Words."""
_PLAIN_CRY = 2.0
"""Alarm."""
_OF_ANOTHER = Sign(WITNESS, "first", "correction")
_MAY_BE_OF_ANOTHER = frozenset((DANGER, SUICIDE_OTHER))
"""Classes whose words fit whoever fears for somebody else."""

Correction = Literal["not me", "of another"]
"""Whether it is only said that it was not about whoever writes, or also about whom it was."""


class AfterHelp:
    """By the words of the languages of one knowledge."""

    def __init__(self, languages: Iterable[LanguageInfo], matcher: Matcher, recogniser: Recogniser) -> None:
        languages = list(languages)
        self._matcher, self._recogniser = matcher, recogniser
        self._courteous = forms_of(word for info in languages for word in info.courtesy_words)
        self._joining = forms_of(word for info in languages for word in info.joining_words)
        not_me = (tuple(words(phrase)) for info in languages for phrase in info.not_me_phrases)
        self._not_me = sorted(not_me, key=len, reverse=True)
        small = (word for i in languages for word in (*i.common_words, *i.pointing_words, *i.yes_words))
        self._small = forms_of(small) | self._courteous | self._joining

    def beside_courtesy(self, message: Message) -> Words | None:
        """What stands beside thanks or a yes; None where there is no such word, or more than a few others."""
        rest = tuple(word for word in message.words if word not in self._courteous | self._joining)
        return rest if self._courteous.intersection(message.words) and len(rest) <= _MOST_BESIDE else None

    def cry(self, rest: Words) -> Sign | None:
        """A sign that "thank you, but he is back" shows only without its thanks.

        Of danger or plain: so few words, "i will" or "i feel better", easily sound like another class.
        """
        sign = self._recogniser.recognise(" ".join(rest)) if rest else None
        if sign is None or sign.level != "first":
            return None
        return sign if sign.crisis == DANGER or sign.alarm >= _PLAIN_CRY else None

    def meant(self, message: Message, plain: Outcome, rest: Words) -> Match | None:
        """What of help stands beside the thanks, or else the thanks; `plain` is what the whole says by itself."""
        asked = self._asked(rest)
        if asked and not is_courtesy(asked):
            return asked if self._matcher.entries[asked.entry].goes_with_help else None
        if isinstance(plain, Match):
            return plain if is_courtesy(plain) else None
        if not isinstance(plain, NoMatch) and not is_of_courtesies(plain.entries[0]):
            return None
        alone = (self._asked((word,)) for word in message.words if word in self._courteous)
        return next((match for match in alone if match and is_courtesy(match)), None)

    def _asked(self, said: Words) -> Match | None:
        outcome = self._matcher.judge(self._matcher.rank_words(said)) if said else None
        return outcome if isinstance(outcome, Match) else None

    def correction(self, message: Message, plain: Outcome) -> Correction | None:
        """Whether it says that it was not about whoever writes, and asks nothing that is clear."""
        is_clear = isinstance(plain, Match) and plain.ranking.probability >= CLEAR and not is_courtesy(plain)
        if is_clear or len(message.words) > _LONGEST_CORRECTION:
            return None
        found = next((phrase for phrase in self._not_me if self._begins_with(phrase, message.words)), None)
        if found is None:
            return None
        return "not me" if self._small.union(found).issuperset(message.words) else "of another"

    def of_another(self, sign: Sign | None) -> Sign:
        """The sign of a message that says whom it is about, where this is what it shows by itself."""
        if sign and sign.level == "first" and sign.crisis in _MAY_BE_OF_ANOTHER:
            return sign
        return _OF_ANOTHER

    def _begins_with(self, phrase: Words, said: Words) -> bool:
        """Whether nothing but small words stands before the phrase: "it is not me who is to blame" corrects nothing."""
        starts = (start for start in range(len(said)) if said[start : start + len(phrase)] == phrase)
        return any(self._small.issuperset(said[:start]) for start in starts)
