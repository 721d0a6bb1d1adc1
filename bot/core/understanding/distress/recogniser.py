"""Whether a person is in danger or distress: asked before anything else, and of nothing but the text.

Three ways lead to a sign, each enough by itself: a safe word, a rule (words that say it outright), and what was learned
from the examples of the crisis classes and from all that is calm, of the message and of each part of it.
Of a message that is a near miss word for word what was learned does not count, nor of one that says hardly more than
something harmless, where a rule within these words counts no more; where it sounds like a grave class, a soft sign
stays.
A knowledge that was never fitted has learned nothing; there, a message that is an example word for word is a sign.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Self

from bot.core.crisis_classes import CALM, CHILD, DISCLOSURE, DISTRESS, GRAVE, OTHER, SEXUAL, STALKING, SUICIDE_OTHER
from bot.core.knowledge import Knowledge
from bot.core.scoring.learned import Learned
from bot.core.text import LONGEST_HEARD, normal_forms
from bot.core.understanding.courtesies import is_courtesy
from bot.core.understanding.distress.addressing import Addressing
from bot.core.understanding.distress.harmless import Harmless
from bot.core.understanding.distress.learned_signs import LearnedSigns
from bot.core.understanding.distress.part_signs import PartSigns
from bot.core.understanding.distress.rules import CrisisRules
from bot.core.understanding.distress.safe_words import SafeWords
from bot.core.understanding.distress.set_aside import SetAside
from bot.core.understanding.distress.sign import Sign, first_of, louder
from bot.core.understanding.distress.variants import Variants
from bot.core.understanding.matching import Matcher, entries_of
from bot.core.understanding.message import Message, MessageReader, Words
from bot.core.understanding.openers import Openers
from bot.core.understanding.patterns import Found, Patterns
from bot.core.understanding.vocabulary import Vocabulary

_OF_WHOEVER_IS_HURT = frozenset((SEXUAL, DISCLOSURE, STALKING, OTHER, DISTRESS))
"""Classes whose words speak to grown-ups who are hurt, or fear for somebody at home, where a child needs its own."""


class Recogniser:
    """Finds signs of distress in a text, by one knowledge."""

    def __init__(
        self, knowledge: Knowledge, matcher: Matcher, learned: Learned, words: Vocabulary | None = None
    ) -> None:
        """`words` are those of the knowledge, where they are made already."""
        lists, pattern_words, speaker = words or Vocabulary.of(knowledge)
        not_for = {
            crisis.id: Patterns({crisis.id: crisis.not_for}, pattern_words, between=0)
            for crisis in knowledge.crisis.values()
        }
        addressing = Addressing(speaker, not_for, learned.thresholds)
        self.messages = MessageReader(knowledge, matcher.reader)
        self.learned_signs = LearnedSigns(learned.thresholds, Openers(matcher.reader, lists), addressing)
        self.part_signs = PartSigns(learned.thresholds, learned.near_misses, self.learned_signs, addressing)
        self._safe_words, self._soft_words = SafeWords(knowledge.safe_words), SafeWords(knowledge.soft_words)
        rules = {crisis.id: crisis.rules for crisis in knowledge.crisis.values()}
        self._harmless = Harmless(rules.pop(CALM, ()), pattern_words)
        self._rules = CrisisRules(rules, pattern_words)
        self._set_aside = SetAside(lists, pattern_words)
        self._variants = Variants(knowledge.crisis, pattern_words)
        self._examples = {} if matcher.reader.has_learned else _examples_of(knowledge)
        self._matcher, self._addressing = matcher, addressing
        self._near_misses, self._lists = learned.near_misses, lists

    @classmethod
    def of(cls, knowledge: Knowledge, learned: Learned | None = None) -> Self:
        """With a matcher of its own; without what was learned, for a knowledge that was never fitted."""
        learned = learned or Learned.nothing(knowledge)
        return cls(knowledge, Matcher.of(knowledge, learned), learned)

    def recognise(self, text: str) -> Sign | None:
        """The sign that a text shows by itself, as it is typed."""
        return self._recognised(self.messages.of(text))

    def recognise_words(self, words: Sequence[str]) -> Sign | None:
        """The sign that some words of a text show by themselves, given in their normal form."""
        return self._recognised(self.messages.of_words(words))

    def _recognised(self, message: Message) -> Sign | None:
        sign = self.sign_of(message)
        return self.in_variant(sign, message) if sign else None

    def in_variant(self, sign: Sign, message: Message, said_before: str | None = None) -> Sign:
        """The sign with the variant of its class that is meant for the author of the message, and the words for a child
        where one writes; a variant that was said before is meant again unless another is.
        """
        variant = self._variants.meant_in(sign.crisis, message.readings)
        if variant is None and said_before and self._variants.may_go_on(sign.crisis, said_before, message.readings):
            variant = said_before
        return sign._replace(variant=variant, to_child=sign.to_child or self._addressing.is_by_child(message))

    def sign_of(self, message: Message) -> Sign | None:
        """What is said outright, else the loudest sign of the message and of its parts; of whoever is hurt and says to
        be a child, in the words for one.
        """
        sign = self._whoever_it_is_of(message)
        if sign and sign.comes_first:
            sign = self._unless_set_aside(sign, message)
        cry = first_of(sign)
        if cry and cry.crisis in _OF_WHOEVER_IS_HURT and self._addressing.is_by_child(message):
            return cry._replace(crisis=CHILD)
        return sign

    def _whoever_it_is_of(self, message: Message) -> Sign | None:
        sign = self._of_the_whole(message)
        is_harmless = self._is_harmless(message)
        if sign and sign.is_outright and not (is_harmless and sign.found_by == "rule"):
            return sign
        if is_harmless or message.typed in self._near_misses:
            return sign._replace(level="soft") if sign and sign.crisis in GRAVE else None
        return _with_part(sign, self.part_signs.loudest_of(message))

    def is_left_to_parts(self, message: Message) -> bool:
        """Whether only a part of it can bring help first: the whole does not, and is not known to be calm."""
        is_calm = message.typed in self._near_misses or self._is_harmless(message)
        return not is_calm and first_of(self._of_the_whole(message)) is None

    def _is_harmless(self, message: Message) -> bool:
        return self._harmless.is_all_of(message.readings, self._rules)

    def _unless_set_aside(self, sign: Sign, message: Message) -> Sign:
        """The sign of what is left without what is quoted, or leads to a question; a soft one where that is calm.

        Who asks for a grave cry in another language may want to show it to somebody.
        """
        rest = self._set_aside.without_quotes(message)
        if rest is not None:
            return self._left(sign, self.messages.of(rest))
        if sign.crisis not in GRAVE and self._set_aside.is_to_translate(message):
            return sign._replace(level="soft")
        asked = self.asked_beside_asides(message)
        return self._left(sign, asked) if asked else sign

    def asked_beside_asides(self, message: Message) -> Message | None:
        """The question about the event to which what sounds like a cry only leads; None where there is none."""
        question = self._set_aside.beside_asides(message)
        asked = self.messages.of_words(question) if question else None
        return asked if asked and self._may_ask_of_event(asked) else None

    def _may_ask_of_event(self, question: Message) -> bool:
        """Whether that is all that it may ask, however unsure."""
        outcome = self._matcher.match_reading(question.whole)
        asked = () if is_courtesy(outcome) else entries_of(outcome)
        return bool(asked) and not any(self._matcher.entries[entry].sensitive for entry in asked)

    def _left(self, sign: Sign, rest: Message) -> Sign:
        return first_of(self._whoever_it_is_of(rest)) or sign._replace(level="soft")

    def is_outright(self, text: str) -> bool:
        """Whether a safe word or a rule alone sets off help, whatever was learned."""
        if self._safe_words.are_all_of(text):
            return True
        return self._rules.first_in(normal_forms(text[:LONGEST_HEARD])) is not None

    def _of_the_whole(self, message: Message) -> Sign | None:
        if _are_all_of(message, self._safe_words):
            return Sign(DISTRESS, "first", "safe word")
        if _are_all_of(message, self._soft_words):
            return Sign(DISTRESS, "soft", "safe word")
        words, *_ = message.readings
        if all(len(word) < 2 or word in self._lists.myself for word in words):
            return None  # «әй» sounds as the English "I"
        crisis = self._examples.get(words)
        if crisis:
            return Sign(crisis, "first", "example")
        learned, ruled = self.learned_signs.sign_in(message), self._rule_in(message.readings)
        if ruled is None:
            return learned
        return Sign(self._addressing.by_rule(ruled, learned, message), "first", "rule", rule=ruled.words)

    def _rule_in(self, readings: Sequence[Words]) -> Found | None:
        """The rule that applies; what a story tells of another's suicide is no sign."""
        found = self._rules.first_in_any(readings)
        if found is None or found.owner != SUICIDE_OTHER:
            return found
        return found if all(map(self._lists.people.story_words.isdisjoint, readings)) else None


def _are_all_of(message: Message, listed: SafeWords) -> bool:
    return listed.are_all_of(message.text) if message.text else listed.are_all_words(message.typed)


def _with_part(whole: Sign | None, part: Sign | None) -> Sign | None:
    """The sign of a message by that of the whole and the loudest of a part, which takes no help back.

    The whole tells of whom it is ("a child cries next door, they beat it"), but for a grave part, and for `distress`,
    which tells nothing.
    """
    if whole is None or part is None or not whole.comes_first:
        return first_of(part) or louder(whole, part)
    loudest = louder(whole, part) or whole
    tells = loudest is part and part.comes_first and (whole.crisis == DISTRESS or part.crisis in GRAVE)
    return loudest._replace(crisis=part.crisis if tells else whole.crisis, level="first")


def _examples_of(knowledge: Knowledge) -> dict[tuple[str, ...], str]:
    """The class of each example, by its words."""
    return {
        tuple(normal_forms(example)): crisis.id
        for crisis in knowledge.crisis.values()
        for listed in crisis.examples.values()
        for example in listed
    }
