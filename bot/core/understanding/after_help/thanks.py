"""Thanks or a yes after help, and what stands beside it.

A mere "thank you" needs nothing more. What stands beside it may: "thank you, but he is back" is a cry for help,
"thanks, I need a lawyer" a question.
"""

from __future__ import annotations

from bot.core.crisis_classes import DANGER
from bot.core.limits import CLEAR
from bot.core.understanding.after_help.help_talk import HelpTalk
from bot.core.understanding.after_help.listed_phrases import ListedPhrases
from bot.core.understanding.after_help.said import Cry, Remark, Told
from bot.core.understanding.courtesies import is_courtesy, words_beside
from bot.core.understanding.distress.recogniser import Recogniser
from bot.core.understanding.distress.sign import Sign
from bot.core.understanding.matching import Match, Matcher
from bot.core.understanding.message import Message, Words
from bot.core.understanding.word_lists import WordLists

_PLAIN_CRY = 2.0
"""Alarm from which what stands beside thanks is a cry, of whatever class; below it "i will" easily sounds like one."""
_MOST_BESIDE = 5
"""Words beside thanks; a longer message tells something."""


class Thanks:
    """Judges by the words of one knowledge's languages; `help_talk` tells what goes with help."""

    def __init__(
        self,
        help_talk: HelpTalk,
        matcher: Matcher,
        recogniser: Recogniser,
        lists: WordLists,
    ) -> None:
        self._help_talk, self._matcher, self._recogniser, self._lists = help_talk, matcher, recogniser, lists
        self._beside = ListedPhrases(matcher.reader, lists.after_help.courtesy_phrases)

    def said(self, remark: Remark) -> Told | Cry | None:
        """What a message says that thanks or agrees; None where it says nothing known of help."""
        rest = self._rest(remark.message)
        if rest is None:
            return None
        thanks = self._thanks(remark.message, rest)
        if thanks:
            return Told(thanks, None)
        if self._help_talk.is_known_to_go_with_help(remark.alone):
            return None
        cry = self._cry(rest)
        if cry:
            return Cry(cry)
        question = None if remark.sign else self._question_about_help(rest)
        return Told(question, None) if question else None

    def _rest(self, message: Message) -> Words | None:
        """The few words beside thanks or a yes; None where there is neither, or where more is said."""
        courtesies = self._lists.after_help.courtesy_words | self._lists.choosing.yes_words
        rest = words_beside(message.words, courtesies, self._lists.sentences.joining_words)
        return rest if courtesies.intersection(message.words) and len(rest) <= _MOST_BESIDE else None

    def _thanks(self, message: Message, rest: Words) -> Match | None:
        """The entry that returns thanks, where nothing else is said: "i feel better", "calling now".

        "Thanks, it's too late" says something else.
        """
        courteous = self._lists.after_help.courtesy_words
        said = (rest, tuple(word for word in rest if word not in self._lists.myself), message.words)
        if not any(self._beside.make_up(words, courteous) for words in said):
            return None
        alone = (self._matcher.match_of((word,)) for word in message.words if word in courteous)
        return next((match for match in alone if match and is_courtesy(match)), None)

    def _cry(self, rest: Words) -> Sign | None:
        """The sign of what stands beside thanks: "thank you, but he is back" shows it only without them.

        Only danger counts, and a plain alarm: so few words, "i will" or "i feel better", easily sound like any class.
        """
        sign = self._recogniser.recognise_words(rest)
        if sign is None or not sign.comes_first:
            return None
        return sign if sign.crisis == DANGER or sign.alarm >= _PLAIN_CRY else None

    def _question_about_help(self, rest: Words) -> Match | None:
        """What is clearly asked about help beside thanks; None for any other question."""
        match = self._matcher.match_of(rest)
        if match is None or is_courtesy(match) or match.ranking.probability < CLEAR:
            return None
        return match if self._help_talk.goes_with_help(match) else None
