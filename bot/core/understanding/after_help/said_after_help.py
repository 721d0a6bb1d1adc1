"""What a text says in a talk about help before anything is looked for in it: which of the readings that are possible
there comes first.

A mere "thank you" or "it's not about me" needs nothing more there.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cached_property

from bot.core.crisis_classes import CHILD, DANGER, DISCLOSURE, SEXUAL
from bot.core.knowledge import Knowledge
from bot.core.text import normal_forms
from bot.core.understanding.after_help.ages import Ages
from bot.core.understanding.after_help.corrections import Corrections
from bot.core.understanding.after_help.help_talk import HelpTalk
from bot.core.understanding.after_help.listed_phrases import ListedPhrases
from bot.core.understanding.after_help.partings import Partings
from bot.core.understanding.after_help.said import Remark, Said, Told
from bot.core.understanding.after_help.telling import Telling
from bot.core.understanding.after_help.thanks import Thanks
from bot.core.understanding.distress.recogniser import Recogniser
from bot.core.understanding.distress.sign import Sign
from bot.core.understanding.matching import Match, Matcher, Outcome
from bot.core.understanding.message import Message, Words
from bot.core.understanding.talk import Context
from bot.core.understanding.vocabulary import Vocabulary

_LONGEST_NAME = 3
"""Words of a name; a longer message tells more."""
_GOES_ON_IN_VARIANT = frozenset((DANGER, DISCLOSURE, CHILD, SEXUAL))
"""Classes whose words are said again, in another variant, to whoever says after them what asks for that one."""

Rule = Callable[[Remark], Said | None]
"""What a message says as far as one rule knows; None where it knows nothing of it."""


class SaidAfterHelp:
    """Judges by the words of one knowledge's languages; `help_talk` tells what goes with help."""

    def __init__(
        self, knowledge: Knowledge, help_talk: HelpTalk, matcher: Matcher, recogniser: Recogniser, words: Vocabulary
    ) -> None:
        reader, lists = matcher.reader, words.lists
        self._lists, self._help_talk, self._matcher, self._recogniser = lists, help_talk, matcher, recogniser
        self._before_name = ListedPhrases(reader, lists.left.name_phrases)
        self._ages = ages = Ages(words.speaker, recogniser)
        partings, corrections = Partings(reader, lists), Corrections(reader, lists)
        telling = Telling(knowledge, recogniser, lists, words.pattern_words)
        self._rules: tuple[Rule, ...] = (
            # What brings help in the words that are meant, whatever else is said.
            self._in_other_words,
            ages.own,
            ages.grown_up,
            ages.of_another,
            partings.farewell,
            telling.in_earnest,
            telling.asks_whether_over,
            telling.arrived,
            # What needs no more than a line, or an entry of its own.
            partings.closing,
            telling.undecided,
            telling.of_their_own,
            telling.told,
            # What says whom help is meant for.
            corrections.of_themselves,
            corrections.not_me,
            # What would easily be taken for something else.
            self._known_when_spelt_out,
            self._name,
            Thanks(help_talk, matcher, recogniser, lists).said,
        )
        """In the order in which they are tried: the first that knows what is said counts."""

    def said_in(self, message: Message, alone: Outcome, sign: Sign | None, talk: Context) -> Said | None:
        """What it says where it thanks, agrees, corrects, or tells an age or a name; None where it does not, or is
        plainly a cry.

        `alone` and `sign` are what it says and shows by itself.
        """
        remark = Remark(message, alone, sign, talk)
        if self._is_plainly_a_cry(remark):
            return None
        return next((said for rule in self._rules if (said := rule(remark))), None)

    def _is_plainly_a_cry(self, remark: Remark) -> bool:
        """An age that sounds of the class of children is none: it tells who wrote the cry before it."""
        sign = remark.sign
        if sign is None or not sign.tells_its_class:
            return False
        return sign.crisis != CHILD or not self._ages.is_of_child(remark)

    def _in_other_words(self, remark: Remark) -> Told | None:
        """What asks for a variant of the words that were just said: whoever dares not call is not told that it can be
        done later, and whose husband is a policeman not that the police will help.
        """
        helped_with, message = remark.talk.helped_with, remark.message
        if helped_with not in _GOES_ON_IN_VARIANT or not self._lists.after_help.quiet_words.isdisjoint(message.words):
            return None
        sign = self._recogniser.in_variant(Sign(helped_with, "first", "variant"), message)
        return None if sign.variant is None else remark.asks_nothing(sign)

    @cached_property
    def _spelt_out(self) -> Mapping[str, Words]:
        """The words for which a contraction stands."""
        return {short: tuple(normal_forms(full)) for short, full in self._lists.after_help.spelt_out.items()}

    def _known_when_spelt_out(self, remark: Remark) -> Told | None:
        """The listed phrase about help that it is once its contractions are spelt out: "i'm ok now"."""
        words = remark.message.words
        full = tuple(part for word in words for part in self._spelt_out.get(word, (word,)))
        if full == words:
            return None
        known = (remark.alone, self._matcher.match_of(full))
        found = (m for m in known if isinstance(m, Match) and self._help_talk.is_known_to_go_with_help(m))
        match = next(found, None)
        return Told(match, remark.softly) if match else None

    def _name(self, remark: Remark) -> Told | None:
        """Its author's name, which nobody keeps: "my name is Aigul" asks for nothing."""
        rest = self._before_name.behind(remark.message.words)
        is_name = rest and len(rest) <= _LONGEST_NAME and not self._lists.ask(remark.message.text, rest)
        return remark.asks_nothing() if is_name and remark.sign is None else None
