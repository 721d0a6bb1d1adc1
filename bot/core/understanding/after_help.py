"""What is said just after help was shown and asks for nothing: thanks, a yes, or that it was about somebody else."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from functools import cached_property
from typing import Literal

from bot.core.crisis_classes import CHILD, DANGER, OTHER, SUICIDE, SUICIDE_OTHER
from bot.core.limits import CLEAR
from bot.core.model import LanguageInfo
from bot.core.text import forms_of
from bot.core.understanding.courtesies import is_courtesy
from bot.core.understanding.crisis import Recogniser, Sign
from bot.core.understanding.matching import Match, Matcher
from bot.core.understanding.message import Message, Words

_MOST_BESIDE = 5
"""Words beside thanks; whoever writes more tells something."""
_LONGEST_CORRECTION = 10
"""Words; whoever writes more tells of what happens, and a correction would lose it."""
_PLAIN_CRY = 2.0
"""Alarm from which what stands beside thanks is a cry, of whatever class; below it "i will" easily sounds like one."""
_OF_ANOTHER = Sign(OTHER, "first", "correction")
_MAY_BE_OF_ANOTHER = frozenset((CHILD, DANGER, SUICIDE_OTHER))
"""Classes whose words fit whoever fears for somebody else."""

Correction = Literal["not me", "of another"]
"""Whether it is only said that it was not about whoever writes, or also about whom it was."""


class AfterHelp:
    """By the words of the languages of one knowledge."""

    def __init__(self, languages: Iterable[LanguageInfo], matcher: Matcher, recogniser: Recogniser) -> None:
        self._languages = languages = list(languages)
        self._matcher, self._recogniser = matcher, recogniser
        self._courteous = forms_of(word for info in languages for word in info.courtesy_words)
        self._agreeing = forms_of(word for info in languages for word in info.yes_words)
        self._joining = forms_of(word for info in languages for word in info.joining_words)
        self._questions = forms_of(word for info in languages for word in info.question_words)
        self._kin = forms_of(word for info in languages for word in info.kin_words)
        self._self = forms_of(word for info in languages for word in (*info.i_words, *info.me_words))

    # To read them as messages are read looks up their words, and what that takes is made after the start, not for it.

    @cached_property
    def _beside(self) -> list[Words]:
        return [self._read(phrase) for info in self._languages for phrase in info.courtesy_phrases]

    @cached_property
    def _not_me(self) -> list[Words]:
        return [self._read(phrase) for info in self._languages for phrase in info.not_me_phrases]

    def beside_courtesy(self, message: Message) -> Words | None:
        """What stands beside thanks or a yes; None where there is neither, or more than a few other words."""
        courtesies = self._courteous | self._agreeing
        rest = tuple(word for word in message.words if word not in courtesies | self._joining)
        return rest if courtesies.intersection(message.words) and len(rest) <= _MOST_BESIDE else None

    def cry(self, rest: Words) -> Sign | None:
        """The sign of what stands beside thanks (`rest`): "thank you, but he is back" shows it only without them.

        Only danger counts, and a plain alarm: so few words, "i will" or "i feel better", easily sound like any class.
        """
        sign = self._recogniser.recognise(" ".join(rest)) if rest else None
        if sign is None or sign.level != "first":
            return None
        return sign if sign.crisis == DANGER or sign.alarm >= _PLAIN_CRY else None

    def question_about_help(self, rest: Words) -> Match | None:
        """What is clearly asked about help beside thanks; None for any other question."""
        match = self._match_of(rest)
        if match is None or is_courtesy(match) or match.ranking.probability < CLEAR:
            return None
        return match if self._matcher.entries[match.entry].goes_with_help else None

    def thanks(self, message: Message, rest: Words) -> Match | None:
        """The entry that returns thanks, where nothing else is said; "thanks, it's too late" says something else."""
        if not self._is_said_with_thanks(tuple(word for word in rest if word not in self._self)):
            return None
        alone = (self._match_of((word,)) for word in message.words if word in self._courteous)
        return next((match for match in alone if match and is_courtesy(match)), None)

    def _is_said_with_thanks(self, rest: Words) -> bool:
        """Whether it is made of nothing but what is said with thanks: "i feel better", "calling now"."""
        starts = (phrase for phrase in self._beside if rest[: len(phrase)] == phrase)
        return not rest or any(self._is_said_with_thanks(rest[len(phrase) :]) for phrase in starts)

    def _read(self, phrase: str) -> Words:
        return tuple(self._matcher.reader.words_of(phrase))

    def _match_of(self, words: Words) -> Match | None:
        outcome = self._matcher.judge(self._matcher.rank_words(words)) if words else None
        return outcome if isinstance(outcome, Match) else None

    def correction(self, message: Message) -> Correction | None:
        """What a message takes back: "it's not about me"; nothing where it speaks of its author or asks.

        "It's not me who is to blame" takes nothing back.
        """
        words = message.words
        rest = next((words[len(phrase) :] for phrase in self._not_me if words[: len(phrase)] == phrase), None)
        if rest is None or len(words) > _LONGEST_CORRECTION or not self._self.isdisjoint(rest):
            return None
        if "?" in message.text or not self._questions.isdisjoint(rest):
            return None
        if self._joining.issuperset(rest):
            return "not me"
        return None if self._kin.isdisjoint(rest) else "of another"

    def of_another(self, sign: Sign | None) -> Sign:
        """The sign that counts where a message is said to be about somebody else; `sign` is what it shows by itself."""
        if sign is None or sign.level != "first":
            return _OF_ANOTHER
        if sign.crisis == SUICIDE:
            return replace(sign, crisis=SUICIDE_OTHER)
        return sign if sign.crisis in _MAY_BE_OF_ANOTHER else _OF_ANOTHER
