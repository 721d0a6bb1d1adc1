"""Decides what a reply rests on: what the text says by itself, then what it says after what was shown before."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from typing import Literal, NamedTuple

from bot.core.crisis_classes import DISCLOSURE, PERPETRATOR, SUICIDE, SUICIDE_OTHER
from bot.core.knowledge import Knowledge
from bot.core.limits import CLEAR
from bot.core.model import Memory, Question, Where
from bot.core.understanding.after_help.heeding import Heeding
from bot.core.understanding.after_help.help_talk import HelpTalk
from bot.core.understanding.after_help.lasting import Lasting, Reminder
from bot.core.understanding.after_help.said import Cry, Said, Told
from bot.core.understanding.after_help.said_after_help import SaidAfterHelp
from bot.core.understanding.beside import asked_beside, offered_beside
from bot.core.understanding.by_itself import ByItself
from bot.core.understanding.distress.sign import Sign, first_of
from bot.core.understanding.follow_ups.choosing import Choice, Choosing
from bot.core.understanding.follow_ups.own_story import OwnStories
from bot.core.understanding.matching import Match, NoMatch, Outcome, Suggestions, entries_of, is_word_for_word
from bot.core.understanding.message import Message
from bot.core.understanding.questions_for_organisers import QuestionsForOrganisers
from bot.core.understanding.subject import Subject, Subjects
from bot.core.understanding.talk import Talk
from bot.core.understanding.understood import Understood
from bot.core.understanding.zone import (
    Answer,
    Choices,
    Fixed,
    HelpFirst,
    InLanguage,
    SaysOnly,
    Several,
    Unanswered,
    Zone,
)


class Decision(NamedTuple):
    """What a text was found to say, and what kind of reply that brings."""

    understood: Understood
    outcome: Outcome
    """What it is about, after what was shown before."""
    sign: Sign | None
    """The sign of distress that is heeded: fainter than the one understood, or none, where the question is calm."""
    zone: Zone
    after_help: bool
    """Whether the talk was about help when it came."""
    reminder: Reminder | None = None
    """What an answer begins with in such a talk; that of a call only where it tells of a city: "she is in Aktau"."""


class _Found(NamedTuple):
    """What a text says after what was shown, before it is known what kind of reply that brings."""

    understood: Understood
    outcome: Outcome
    sign: Sign | None
    matches: tuple[Match, ...] = ()
    """Where it asks several things, each of them."""
    says_only: SaysOnly | None = None
    """What it says where it asks nothing."""

    @property
    def cry(self) -> Sign | None:
        """The sign as far as it brings help first."""
        return first_of(self.sign)


class Understanding:
    """Understands texts by one knowledge after what was shown, too; what is remembered of their chat is passed in."""

    def __init__(self, knowledge: Knowledge, by_itself: ByItself) -> None:
        self.by_itself = by_itself
        matcher, follow_ups, lists = by_itself.matcher, by_itself.follow_ups, by_itself.lists
        help_talk = HelpTalk(knowledge, lists)
        self._said_after_help = SaidAfterHelp(knowledge, help_talk, matcher, by_itself.recogniser, by_itself.words)
        self._entries, self._talks, self._lists = knowledge.entries, by_itself.talks, lists
        hurting = knowledge.crisis.get(PERPETRATOR)
        self._for_who_hurts = hurting.more if hurting else ""
        caring = knowledge.crisis.get(SUICIDE_OTHER)
        self._for_who_cares = caring.more if caring else ""
        self._only_where = by_itself.only_where
        self._own_stories = OwnStories(by_itself.recogniser, by_itself.words)
        self._choosing = Choosing(knowledge, follow_ups, lists)
        self._subjects = Subjects(matcher, follow_ups, help_talk, by_itself.several, lists)
        speaker = by_itself.words.speaker
        self._heeding = Heeding(knowledge.entries, help_talk, speaker, lists)
        self._for_organisers = QuestionsForOrganisers(knowledge)
        self._lasting = Lasting(knowledge, by_itself.recogniser, speaker)

    def decide(self, question: Question, memory: Memory) -> Decision:
        """What the reply to a text rests on.

        It is understood by itself; then it chooses of what was offered, or is about something after what was shown.
        """
        talk = self._talks.talk_at(memory, question.at)
        understood = self.by_itself.understood(question.text, talk.stage)
        found = (
            self._of_own_story(understood, talk)
            or self._chosen(understood, talk)
            or self._asked(understood, talk, question.where)
        )
        found = found._replace(outcome=self._possible(found.outcome, found.understood))
        return self._in_group(found, talk) if question.where == "group" else self._in_private(found, talk)

    def _in_group(self, found: _Found, talk: Talk) -> Decision:
        """There one thing is answered, nothing that would expose a person, and nothing goes to the organisers."""
        zone = Fixed.TO_PRIVATE if self._exposes(found) else _zone_of(found.outcome, talk)
        return Decision(found.understood, found.outcome, found.sign, zone, after_help=talk.stage != "none")

    def _exposes(self, found: _Found) -> bool:
        """Whether the others of a group would see that somebody is in distress, or asks for help."""
        if found.sign and not is_word_for_word(found.outcome):
            return True
        return any(self._entries[entry].sensitive for entry in entries_of(found.outcome))

    def _in_private(self, found: _Found, talk: Talk) -> Decision:
        understood, outcome, sign = found.understood, found.outcome, found.sign
        after_help, nothing = talk.stage != "none", NoMatch(found.outcome.ranking)
        if understood.asks_for_language:
            return Decision(understood, nothing, None, InLanguage(understood.asks_for_language), after_help)
        if _only_leaves_address(found):
            return Decision(understood, nothing, None, Fixed.ADDRESS_GIVEN, after_help)
        message = self.by_itself.message_of(understood)
        again = self._lasting.again(sign, outcome, found.matches, message, talk)
        if again and found.says_only is not Fixed.NOT_ME:
            return Decision(understood, nothing, again, HelpFirst(again), after_help)
        if found.cry:
            allows = partial(self._allows_beside, found.cry, message)
            beside = asked_beside(found.cry, understood, outcome, self._entries, allows)
            worded = self._lasting.in_variant(found.cry, message, talk)
            offered = offered_beside(found.cry, understood, self._entries, partial(self._may_offer, found.cry, message))
            zone: Zone = HelpFirst(worded, beside, offered, found.matches)
            return Decision(understood, outcome, worded, zone, after_help)
        zone = self._calm_zone(found, talk)
        asks = self._lists.ask(understood.text, understood.alone.ranking.evidence.words)
        return Decision(understood, outcome, sign, zone, after_help, self._lasting.reminder(talk, asks=asks))

    def _calm_zone(self, found: _Found, talk: Talk) -> Zone:
        if found.says_only:
            return found.says_only
        if found.matches:
            return Several(found.matches)
        zone = _zone_of(found.outcome, talk)
        if not isinstance(zone, Unanswered) or found.sign:
            return zone
        text, ranking = found.understood.text, found.outcome.ranking
        return Unanswered(self._for_organisers.include(text, ranking, talk.memory))

    def _allows_beside(self, sign: Sign, message: Message, entry: str) -> bool:
        """Whether an entry may stand beside the words of a class: none for whoever hurts beside those for whoever was
        hurt and struck back.
        """
        is_for_who_hurts = entry == self._for_who_hurts and sign.crisis == DISCLOSURE
        return not is_for_who_hurts and self._only_where.allows(entry, message)

    def _of_own_story(self, understood: Understood, talk: Talk) -> _Found | None:
        """What finds its author in what was shown asks nothing, though it may name what was shown."""
        sign = self._own_stories.sign_in(self.by_itself.message_of(understood), understood.sign, talk)
        return _Found(understood._replace(sign=sign), NoMatch(understood.alone.ranking), sign) if sign else None

    def _may_offer(self, sign: Sign, message: Message, entry: str) -> bool:
        """Whether an entry may be offered below them: to whoever does not want to live, none for whoever cares for such
        a person.
        """
        is_for_who_cares = entry == self._for_who_cares and sign.crisis == SUICIDE
        return not is_for_who_cares and self._allows_beside(sign, message, entry)

    def _chosen(self, understood: Understood, talk: Talk) -> _Found | None:
        """What the person chooses of what was offered, and what is asked about it. Words that alarm choose nothing, but
        a bare "the last one" may alarm faintly.
        """
        sign = understood.sign
        choice = None if first_of(sign) else self._choosing.choice(understood, talk)
        if choice is None or (sign and choice.rest):
            return None
        pointed_at = _Found(understood, Match(choice.entry.id, understood.alone.ranking, follows=True), None)
        return self._asked_of(choice, pointed_at, talk) if choice.rest else pointed_at

    def _asked_of(self, choice: Choice, pointed_at: _Found, talk: Talk) -> _Found | None:
        """What is asked about the entry that was chosen; else the entry itself, where it was surely chosen."""
        rest = self.by_itself.understood(choice.rest, talk.stage)
        if rest.sign:
            return None
        subject = self._subject(rest, talk.turned_to(self._talks.leading_on(choice.entry.id)))
        if not isinstance(subject.outcome, Match):
            return pointed_at if choice.named else None
        is_of_it = self._entries[subject.outcome.entry].topic == choice.entry.topic
        return _Found(rest, subject.outcome, None, subject.matches) if is_of_it else None

    def _asked(self, understood: Understood, talk: Talk, where: Where) -> _Found:
        """What a text says or is about after what was shown, and what sign of distress is heeded: in a group, any."""
        if where == "group":
            return _Found(understood, self._subject(understood, talk).outcome, understood.sign)
        said = self._said(understood, talk)
        if isinstance(said, Told):
            return _Found(understood, said.outcome, said.sign)
        if isinstance(said, Fixed):
            return _Found(understood, NoMatch(understood.alone.ranking), None, says_only=said)
        subject = self._subject(understood, talk)
        cries = understood._replace(sign=said.sign) if isinstance(said, Cry) else understood
        heeded = self._heeding.heeded(cries, subject.outcome, talk)
        return _Found(cries, subject.outcome, heeded, subject.matches)

    def _said(self, understood: Understood, talk: Talk) -> Said | None:
        """What a text says in a talk about help; found only once for a text that is held."""
        if talk.stage == "none":
            return None
        context, message_of = talk.context, self.by_itself.message_of
        alone, sign, judge = understood.alone, understood.sign, self._said_after_help
        return self.by_itself.cache.said(
            understood, context, lambda: judge.said_in(message_of(understood), alone, sign, context)
        )

    def _subject(self, understood: Understood, talk: Talk) -> Subject:
        """What a text is about after what was shown in its chat, in the same way."""
        context, message_of = talk.context, self.by_itself.message_of
        return self.by_itself.cache.subject(
            understood, context, lambda: self._subjects.subject_of(understood, message_of(understood), context)
        )

    def allowed(self, entries: Sequence[str], understood: Understood) -> tuple[str, ...]:
        """Those of some entries that the words of a text leave possible."""
        message = self.by_itself.message_of(understood)
        return tuple(entry for entry in entries if self._only_where.allows(entry, message))

    def _possible(self, outcome: Outcome, understood: Understood) -> Outcome:
        """The outcome with none in its choice that the words of the text leave no room for."""
        if not isinstance(outcome, Suggestions):
            return outcome
        allowed = self.allowed(outcome.entries, understood)
        return replace(outcome, entries=allowed) if allowed else NoMatch(outcome.ranking)


def _zone_of(outcome: Outcome, talk: Talk) -> Answer | Choices | Unanswered | Literal[Fixed.NUMBERS_AGAIN]:
    """The zone of one thing that is asked, or is not understood."""
    match outcome:
        case Match():
            return Answer(outcome)
        case Suggestions():
            return Choices(outcome)
    return Unanswered() if talk.stage == "none" else Fixed.NUMBERS_AGAIN


def _only_leaves_address(found: _Found) -> bool:
    """Whether an address or a telephone number is all that it says: it shows no plain distress and asks nothing."""
    if not found.understood.leaves_address or found.says_only is Fixed.NOT_ME:
        return False
    is_faint = found.cry is None or found.cry.found_by == "after help"
    asks = isinstance(found.outcome, Match) and not found.outcome.follows
    return is_faint and not (asks and found.outcome.ranking.probability >= CLEAR)
