"""What a text says in a talk about help before anything is looked for in it: thanks, a yes, a correction, an age or a
name.

A mere "thank you" or "it's not about me" needs nothing more there. What stands beside thanks may: "thank you, but he is
back" is a cry for help, "thanks, I need a lawyer" a question.
"""

from __future__ import annotations

from collections.abc import Collection
from functools import cached_property
from typing import Literal, NamedTuple

from bot.core.crisis_classes import CHILD, DANGER, DISCLOSURE, OTHER, STALKING, SUICIDE, SUICIDE_OTHER
from bot.core.limits import CLEAR
from bot.core.model import Knowledge
from bot.core.text import normal_forms
from bot.core.understanding.after_help.help_talk import HelpTalk
from bot.core.understanding.courtesies import is_courtesy, words_beside
from bot.core.understanding.distress.recogniser import Recogniser
from bot.core.understanding.distress.rules import Found, Rules
from bot.core.understanding.distress.sign import Sign
from bot.core.understanding.distress.speaker import Speaker
from bot.core.understanding.matching import Match, Matcher, NoMatch, Outcome
from bot.core.understanding.message import Message, Words
from bot.core.understanding.talk import Talk
from bot.core.understanding.word_lists import WordLists

_PLAIN_CRY = 2.0
"""Alarm from which what stands beside thanks is a cry, of whatever class; below it "i will" easily sounds like one."""
_MOST_BESIDE = 5
"""Words beside thanks; a longer message tells something."""
_LONGEST_CORRECTION = 10
"""Words; a longer message tells what is happening, and would be lost as a correction."""
_LONGEST_NAME = 3
"""Words of a name; a longer message tells more."""
_LONGEST_AGE_OF_ANOTHER = 5
"""Words of a message that tells nothing but the age of somebody else."""
_GOES_ON_IN_VARIANT = frozenset((DANGER, DISCLOSURE, CHILD))
"""Classes whose words are said again, in another variant, to whoever says after them what asks for that one."""
_AGE_IS_BESIDE = frozenset((DANGER, SUICIDE, SUICIDE_OTHER))
"""Classes that weigh more than that a child writes: it gets their words as they are said to a child."""
_OF_ANOTHER = Sign(OTHER, "first", "correction")
_OF_THEMSELVES = {OTHER: DISCLOSURE, SUICIDE_OTHER: SUICIDE}
"""By the class in whose words somebody was helped who feared for another: what they tell of themselves."""
_HURT_BY_SOMEBODY = frozenset((DANGER, CHILD, DISCLOSURE, STALKING, OTHER))
"""Classes of people who are hurt by somebody with whom there may be a truce, or fear for one of these."""
_MAY_BE_OF_ANOTHER = frozenset((CHILD, DANGER, SUICIDE_OTHER))
"""Classes whose words also fit somebody who fears for another person."""


class Said(NamedTuple):
    """What is said in a talk about help before anything is looked for in it."""

    sign: Sign | None
    """The sign of distress that counts."""
    outcome: Outcome | None = None
    """What it is about; None where that is still to be found."""
    not_me: bool = False
    """Whether it only says that help was not meant for its author."""
    closing: bool = False
    """Whether it only greets or takes leave just after help."""
    undecided: bool = False
    """Whether it only says that its author loves the other or doubts."""


class SaidAfterHelp:
    """Judges by the words of one knowledge's languages; `help_talk` tells what goes with help."""

    def __init__(
        self, knowledge: Knowledge, help_talk: HelpTalk, matcher: Matcher, recogniser: Recogniser, lists: WordLists
    ) -> None:
        self._languages, self._lists = knowledge.languages.values(), lists
        self._help_talk, self._matcher, self._recogniser = help_talk, matcher, recogniser
        self._speaker = Speaker(lists, self._languages)
        telling = {entry.id: entry.told_after_help for entry in knowledge.entries.values() if entry.told_after_help}
        self._telling = Rules(telling, lists.negations, knowledge.rule_words)
        undecided = [line for info in self._languages for line in info.undecided_phrases]
        self._undecided = Rules({"": undecided}, lists.negations, knowledge.rule_words, between=0)

    # Read when they are first needed: the tables in which their words are looked up are made after the start.

    @cached_property
    def _beside(self) -> list[Words]:
        return [self._read(phrase) for info in self._languages for phrase in info.courtesy_phrases]

    @cached_property
    def _not_me(self) -> list[Words]:
        return [self._read(phrase) for info in self._languages for phrase in info.not_me_phrases]

    @cached_property
    def _of_me(self) -> list[Words]:
        return [self._read(phrase) for info in self._languages for phrase in info.of_me_phrases]

    @cached_property
    def _closing(self) -> list[Words]:
        return [self._read(phrase) for info in self._languages for phrase in info.closing_phrases]

    @cached_property
    def _farewell(self) -> list[Words]:
        return [self._read(phrase) for info in self._languages for phrase in info.farewell_phrases]

    @cached_property
    def _spelt_out(self) -> dict[str, Words]:
        listed = {short: full for info in self._languages for short, full in info.spelt_out.items()}
        return {"".join(normal_forms(short)): tuple(normal_forms(full)) for short, full in listed.items()}

    @cached_property
    def _before_name(self) -> list[Words]:
        return [self._read(phrase) for info in self._languages for phrase in info.name_phrases]

    def of(self, message: Message, alone: Outcome, sign: Sign | None, talk: Talk) -> Said | None:
        """What it says where it thanks, agrees, corrects, or tells an age or a name; None where it does not, or is
        plainly a cry.

        `alone` and `sign` are what it says and shows by itself.
        """
        is_age = self._speaker.is_age_of_child(message.words)
        if sign and sign.tells_its_class and not (is_age and sign.crisis == CHILD):
            return None
        varied = self._in_other_words(message, talk)
        if varied:
            return Said(varied, NoMatch(alone.ranking))
        if is_age:
            crisis = talk.helped_with if talk.helped_with in _AGE_IS_BESIDE else CHILD
            return Said(Sign(crisis, "first", "age"), NoMatch(alone.ranking))
        childs = self._age_of_another(message, talk)
        if childs:
            return Said(childs, NoMatch(alone.ranking))
        parting = self._parting(message, alone, sign, talk)
        if parting:
            return parting
        told = self._told(message, alone, sign, talk)
        if told:
            return told
        of_themselves = _OF_THEMSELVES.get(talk.helped_with)
        if of_themselves and self._is_of_me(message):
            return Said(Sign(of_themselves, "first", "correction"), NoMatch(alone.ranking))
        corrected = self._corrected(message)
        if corrected == "not me":
            return Said(None, NoMatch(alone.ranking), not_me=True)
        if corrected == "of another":
            return Said(_of_another(sign), NoMatch(alone.ranking))
        known = self._known_when_spelt_out(message, alone)
        if known:
            return Said(sign and sign._replace(level="soft"), known)
        if sign is None and self._tells_name(message):
            return Said(None, NoMatch(alone.ranking))
        rest = self._said_with_courtesy(message)
        return None if rest is None else self._said_beside(message, rest, alone, sign)

    def _in_other_words(self, message: Message, talk: Talk) -> Sign | None:
        """The sign of what asks for a variant of the words that were just said: whoever dares not call is not told
        that it can be done later, and whose husband is a policeman not that the police will help.
        """
        if talk.helped_with not in _GOES_ON_IN_VARIANT or not self._lists.quiet.isdisjoint(message.words):
            return None
        sign = self._recogniser.in_variant(Sign(talk.helped_with, "first", "variant"), message)
        return None if sign.variant is None else sign

    def _age_of_another(self, message: Message, talk: Talk) -> Sign | None:
        """The sign of what only tells that somebody for whom its author fears is a child: "she is 17"."""
        if talk.helped_with != OTHER or len(message.words) > _LONGEST_AGE_OF_ANOTHER or "?" in message.text:
            return None
        if not any(word.isdecimal() for word in message.typed):
            return None
        sign = self._recogniser.in_variant(_OF_ANOTHER, message)
        return None if sign.variant is None else sign

    def _parting(self, message: Message, alone: Outcome, sign: Sign | None, talk: Talk) -> Said | None:
        """What a mere greeting or goodbye brings: after the words for despair a farewell brings these again."""
        words = [message.words, words_beside(message.words, self._lists.courteous, self._lists.joining)]
        if talk.helped_with == SUICIDE and any(_is_made_of(self._farewell, said) for said in words if said):
            return Said(Sign(SUICIDE, "first", "farewell"), NoMatch(alone.ranking))
        if talk.stage != "just shown" or (sign and (sign.level == "first" or talk.helped_with == SUICIDE)):
            return None
        closes = any(_is_made_of(self._closing, said) for said in words if said)
        return Said(None, NoMatch(alone.ranking), closing=True) if closes else None

    def _known_when_spelt_out(self, message: Message, alone: Outcome) -> Match | None:
        """The listed phrase about help that it is once its contractions are spelt out: "i'm ok now"."""
        words = tuple(full for word in message.words for full in self._spelt_out.get(word, (word,)))
        if words == message.words:
            return None
        known = (alone, self._match_of(words))
        return next((m for m in known if isinstance(m, Match) and self._help_talk.is_known_to_go_with_help(m)), None)

    def _told(self, message: Message, alone: Outcome, sign: Sign | None, talk: Talk) -> Said | None:
        """What is answered to whoever tells of a truce with somebody who hurts them, loves them or doubts, or believes
        that somebody was called; fear beside it is a cry. A question counts only as far as it is listed: "why didn't
        you call?"
        """
        if len(message.words) > _LONGEST_CORRECTION or talk.helped_with not in _HURT_BY_SOMEBODY:
            return None
        doubts = self._undecided.first_in(message.typed)
        asks = "?" in message.text and self._lists.question.isdisjoint(message.typed[:1])
        found = doubts or (None if asks else self._telling.first_in(message.typed))
        if found is None:
            return None
        cries = (self._recogniser.recognise(" ".join(part)) for part in self._parts_beside(message.words, doubts))
        cry = next((sign for sign in cries if sign and sign.level == "first"), None)
        if cry:
            return Said(cry)
        if doubts:
            return Said(None, NoMatch(alone.ranking), undecided=True)
        if sign and sign.level == "first":
            return None
        soft = sign and sign._replace(level="soft")
        return Said(soft, Match(found.crisis, alone.ranking, follows=True))

    def _parts_beside(self, words: Words, doubts: Found | None) -> list[Words]:
        """The parts of a text, but for the one that doubts; none where the words of the doubt stand in two of them, as
        "he is a good father" does, whose "a" is «а».
        """
        parts = self._parts_of(words)
        if doubts is None:
            return parts
        beside = [part for part in parts if not self._undecided.first_in(part)]
        return beside if len(beside) < len(parts) else []

    def _parts_of(self, words: Words) -> list[Words]:
        """What stands between the words that join clauses, where there is one."""
        places = [place for place, word in enumerate(words) if word in self._lists.joining]
        starts, ends = [0, *(place + 1 for place in places)], [*places, len(words)]
        return [words[start:end] for start, end in zip(starts, ends, strict=True) if places and start < end]

    def _said_beside(self, message: Message, rest: Words, alone: Outcome, sign: Sign | None) -> Said | None:
        """What a message that thanks or agrees says in a talk about help; `rest` is what else stands there."""
        thanks = self._thanks(message, rest)
        if thanks:
            return Said(None, thanks)
        if self._help_talk.is_known_to_go_with_help(alone):
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
        said = (rest, tuple(word for word in rest if word not in self._lists.myself), message.words)
        if not any(map(self._is_said_with_thanks, said)):
            return None
        alone = (self._match_of((word,)) for word in message.words if word in self._lists.courteous)
        return next((match for match in alone if match and is_courtesy(match)), None)

    def _is_said_with_thanks(self, rest: Words) -> bool:
        """Whether it is made of nothing but what is said with thanks: "i feel better", "calling now"."""
        return _is_made_of([*self._beside, *((word,) for word in self._lists.courteous)], rest)

    def _is_of_me(self, message: Message) -> bool:
        """Whether it says nothing but that it is about its author: "ok it's about me", "no friend, it's me"."""
        if len(message.words) > _LONGEST_CORRECTION or "?" in message.text:
            return False
        rest = words_beside(message.words, self._lists.courteous | self._lists.agreeing, self._lists.joining)
        return any(_is_made_of(self._of_me, words) for words in (message.words, rest) if words)

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
        return match if self._help_talk.goes_with_help(match) else None

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

    def _tells_name(self, message: Message) -> bool:
        """Whether it only tells its author's name, which nobody keeps: "my name is Aigul" asks for nothing."""
        words = message.words
        rest = next((words[len(phrase) :] for phrase in self._before_name if words[: len(phrase)] == phrase), ())
        return 0 < len(rest) <= _LONGEST_NAME and not self._lists.ask(message.text, rest)

    def _read(self, phrase: str) -> Words:
        return tuple(self._matcher.reader.words_of(phrase))

    def _match_of(self, words: Words) -> Match | None:
        outcome = self._matcher.match_words(words) if words else None
        return outcome if isinstance(outcome, Match) else None


def _is_made_of(phrases: Collection[Words], words: Words) -> bool:
    """Whether these words are nothing but some of the phrases, one after the other.

    Phrases overlap ("bye", "bye bye"), so each place is reached once: to try each way would double with every word.
    """
    reached = {0}
    for start in range(len(words)):
        if start in reached:
            reached |= {start + len(phrase) for phrase in phrases if words[start : start + len(phrase)] == phrase}
    return len(words) in reached


def _of_another(sign: Sign | None) -> Sign:
    """The sign that counts where a message is said to be about somebody else; `sign` is what it shows by itself."""
    if sign is None or sign.level != "first":
        return _OF_ANOTHER
    if sign.crisis == SUICIDE:
        return sign._replace(crisis=SUICIDE_OTHER)
    return sign if sign.crisis in _MAY_BE_OF_ANOTHER else _OF_ANOTHER
