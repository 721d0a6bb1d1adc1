"""Turns a decision (`understanding`) into a reply: help first, then what was asked; help is always one tap away."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import chain
from typing import assert_never

from bot.core.commands import Command
from bot.core.entry_ids import is_of_courtesies
from bot.core.knowledge import PROGRAM, Entry, Knowledge, Language
from bot.core.limits import CLEAR
from bot.core.model import NOTHING_REMEMBERED, Exchange, Memory, Question, Reply, is_remembered
from bot.core.replying.audience import Audience, Audiences
from bot.core.replying.help import Help
from bot.core.replying.notices import Notices
from bot.core.replying.own_texts import TextKey
from bot.core.replying.pressing import pressed
from bot.core.replying.privacy import KEEPS_NOTHING, Retention
from bot.core.replying.replies_to_organisers import RepliesToOrganisers
from bot.core.replying.screens import Screens
from bot.core.scoring.learned import Learned
from bot.core.text import LONGEST
from bot.core.understanding.by_itself import ByItself
from bot.core.understanding.decision import Decision, Understanding
from bot.core.understanding.matching import CHOICES, Match
from bot.core.understanding.zone import (
    Answer,
    Calm,
    Choices,
    Fixed,
    HelpFirst,
    InLanguage,
    Several,
    Unanswered,
    Zone,
)


class Dialogue:
    """Answers from one knowledge. Holds no state of any chat: what is remembered of a chat comes in and goes out.

    `cache_key`: a secret, under which it knows texts again that came once.
    """

    def __init__(
        self,
        knowledge: Knowledge,
        learned: Learned | None = None,
        retention: Retention = KEEPS_NOTHING,
        cache_key: str = "",
    ) -> None:
        self.knowledge, self.offers = knowledge, retention.offers
        by_itself = ByItself(knowledge, learned or Learned.nothing(knowledge), cache_key)
        self.understanding = Understanding(knowledge, by_itself)
        self._reply_language = language = by_itself.reply_language
        self._screens = screens = Screens(knowledge, retention)
        self.codes = screens.codes
        self.notices = Notices(screens, language)
        """The texts that need no understanding."""
        self.replies_to_organisers = RepliesToOrganisers(screens, self.notices, language, self.offers)
        self._audiences = Audiences(knowledge, screens, language, self.offers)
        self.alone = Help(knowledge, by_itself.recogniser, language, screens)
        """Asked whenever answering fails."""

    @property
    def time_zone(self) -> str:
        return self.knowledge.time_zone

    @property
    def by_itself(self) -> ByItself:
        """What understands a text by itself; each of its parts can be asked alone."""
        return self.understanding.by_itself

    @property
    def has_learned(self) -> bool:
        """Whether cries for help in people's own words are recognised, beyond safe words and rules."""
        return self.by_itself.reader.has_learned

    # ---- what a person can do -------------------------------------------------------------------

    def command_or_words(self, text: str) -> Command | str:
        """The command that a text is, or the words in it that are to be answered."""
        return self.alone.command_or_words(text, self.alarms)

    def alarms(self, text: str) -> bool:
        """Whether a text shows distress, however faintly; for an adapter that must know before it is answered."""
        return self.by_itself.alarms(text)

    def reply_to(self, question: Question, memory: Memory = NOTHING_REMEMBERED) -> Reply:
        """The one way in for text, wherever it comes from."""
        decided = self.understanding.decide(question, memory)
        question = question._replace(text=decided.understood.text)
        guess = decided.understood.language
        exchange = self._reply_language.exchange(question, memory, guess)
        if decided.zone is Fixed.TO_PRIVATE:
            return self._screens.to_private(exchange)
        if exchange.in_group:
            return self._in_group(decided.zone, exchange)
        match decided.zone:
            case HelpFirst(sign, beside, offered):
                in_doubt = self._reply_language.in_doubt(question, memory, guess)
                return self._audiences.audience_for(exchange, sign).crisis_replies.first(
                    sign, exchange, beside, offered, in_doubt
                )
            case Fixed.NOT_ME:
                exchange = exchange.without_help()
                return self._audiences.audience_for(exchange).replies.not_me(exchange)
            case InLanguage(language):
                return self._in_language(exchange.choosing(language))
            case zone:
                others = self._reply_language.in_doubt_of_letters(question, memory, guess)
                return self._calm(zone, decided, exchange, others)

    def press(self, data: str, question: Question, memory: Memory = NOTHING_REMEMBERED) -> Reply:
        """What a button does; unknown data, from an older knowledge or a forger, opens the menu."""
        action, language = self.codes.decode(data), self.codes.language_of(data)
        known = language if language in self.knowledge.languages else None
        exchange = self._reply_language.exchange(question, memory, known)
        if action is None or known is None:
            return self.notices.notice("button.old", exchange)
        exchange = exchange.without_help() if action.verb == "not_me" else exchange
        return pressed(action, exchange, self._audiences.audience_for(exchange).replies)

    def command(self, name: str, question: Question, memory: Memory = NOTHING_REMEMBERED) -> Reply:
        """A command of the menu, without its slash."""
        exchange = self._reply_language.exchange(question, memory)
        return self._audiences.audience_for(exchange).replies.command(name, exchange)

    def show(self, entry: Entry, exchange: Exchange) -> Reply:
        """One entry, whatever was asked."""
        return self._audiences.audience_for(exchange).replies.entry(entry, exchange)

    # ---- what was decided, as a reply -----------------------------------------------------------

    def _calm(self, zone: Calm, decided: Decision, exchange: Exchange, others: Sequence[Language]) -> Reply:
        """The reply where help does not come first; one that tells nothing of the event has the same in the other
        languages below it, none of which is remembered as the one that is spoken.
        """
        reply = self._near_help(zone, decided, exchange)
        if not others or not self._is_of_the_program(reply):
            return reply
        below = [self._near_help(zone, decided, exchange._replace(language=other)).paragraphs for other in others]
        memory = reply.memory._replace(last_language=exchange.memory.last_language)
        return reply._replace(paragraphs=tuple(chain(reply.paragraphs, *below)), memory=memory)

    def _near_help(self, zone: Calm, decided: Decision, exchange: Exchange) -> Reply:
        """The reply with the way to help where that may be needed."""
        to = self._audiences.audience_for(exchange)
        reply = self._of_zone(zone, decided, exchange, to)
        is_choice_of_help = reply.kind == "choices" and self._are_about_help(reply.choices)
        may_need_help = decided.sign is not None or (decided.after_help and reply.kind == "choices")
        soft = (may_need_help or is_choice_of_help) and not reply.soft_help and not self._is_about_help(reply)
        if decided.reminder == "doctor" or (decided.reminder == "call" and self._is_about_city(reply)):
            return to.replies.with_reminder(reply, decided.reminder, exchange.at)
        return to.replies.with_soft_help(reply, exchange.at) if soft else reply

    def _in_language(self, exchange: Exchange) -> Reply:
        """What was said last, in the language that was asked for."""
        memory, to, at = exchange.memory, self._audiences.audience_for(exchange), exchange.at
        if memory.offered and is_remembered(memory.asked_at, at):
            return to.replies.choices(memory.offered, exchange)
        shown = to.knowledge.entries.get(memory.shown or "")
        if shown is None or not is_remembered(memory.shown_at, at):
            return to.replies.menu("language.set", exchange)
        if memory.shown_at == memory.helped_at and memory.class_of_help(at):
            return to.crisis_replies.once_more(exchange)
        return to.replies.entry(shown, exchange)

    def _is_about_city(self, reply: Reply) -> bool:
        entry = self.knowledge.entries.get(reply.entry or "")
        topic = self.knowledge.topic_of(entry) if entry else None
        return topic is not None and topic.kind == "city"

    def _is_of_the_program(self, reply: Reply) -> bool:
        """Whether a reply is no answer about the event or about help: it says that nothing was understood, returns a
        courtesy or tells of the program.
        """
        if reply.entry is None:
            return reply.kind == "fallback"
        entry = self.knowledge.entries[reply.entry]
        return reply.also is None and (entry.is_courtesy or entry.topic == PROGRAM)

    def _of_zone(self, zone: Calm, decided: Decision, exchange: Exchange, to: Audience) -> Reply:
        match zone:
            case Several(matches):
                return to.replies.several(matches, exchange)
            case Answer(asked):
                reply = self._answer(asked, decided, exchange, to)
            case Choices(offered):
                reply = to.replies.choices(offered.entries, exchange)
            case Fixed.CLOSING:
                reply = to.crisis_replies.closing(exchange)
            case Fixed.UNDECIDED:
                reply = to.crisis_replies.undecided(exchange)
            case Fixed.ADDRESS_GIVEN:
                reply = to.replies.notices.notice("address.left", exchange)
            case Fixed.NUMBERS_AGAIN:
                reply = to.crisis_replies.not_understood(exchange)
            case Unanswered(for_organisers):
                reply = self._unanswered(exchange, to, may_be_sent=for_organisers, soft=decided.sign is not None)
            case _:
                assert_never(zone)
        return reply._replace(score=decided.outcome.ranking.probability)

    def _answer(self, asked: Match, decided: Decision, exchange: Exchange, to: Audience) -> Reply:
        entry = to.knowledge.entries[asked.entry]
        near = [] if asked.ranking.probability >= CLEAR or asked.follows else self._rivals(asked, decided)
        reply = to.replies.entry(entry, exchange, near)
        if self._stands_above(entry, exchange):
            return to.replies.knowing_no_more(reply, entry, exchange)
        calm = decided.sign is None and not decided.after_help and not entry.sensitive
        return to.replies.asking_whether_it_helped(reply, entry) if calm else reply

    def _unanswered(self, exchange: Exchange, to: Audience, *, may_be_sent: bool, soft: bool) -> Reply:
        """That it is not known; `soft`: something faint in it sounds of distress."""
        key: TextKey = "media.long" if len(exchange.question.text) > LONGEST else "fallback.text"
        # The line for those in distress has the numbers, too.
        reply = to.replies.notices.notice(key, exchange, with_numbers=not soft)
        if may_be_sent and self.offers.organisers_hours:
            reply = to.replies.offering_to_ask(reply)
        return to.replies.with_soft_help_first(reply, exchange.at) if soft else reply

    def _stands_above(self, entry: Entry, exchange: Exchange) -> bool:
        """Whether this very answer was just given, in the same language; help and the numbers may come again."""
        memory = exchange.memory
        is_above = memory.has_just_shown(entry, exchange.at) and memory.last_language == exchange.language
        return is_above and not entry.sensitive

    def _rivals(self, match: Match, decided: Decision) -> list[str]:
        """What else a question that was not surely understood may have meant, as far as its words leave that possible.

        In a talk about help that is nothing else, nor an answer for somebody who is out of danger.
        """
        others = [c.entry for c in match.ranking.candidates if c.entry != match.entry and not is_of_courtesies(c.entry)]
        if decided.after_help:
            entries = map(self.knowledge.entries.__getitem__, others)
            others = [e.id for e in entries if e.goes_with_help and not e.reassures]
        return list(self.understanding.allowed(others, decided.understood)[: CHOICES - 1])

    def _is_about_help(self, reply: Reply) -> bool:
        return reply.entry is not None and reply.also is None and self.knowledge.entries[reply.entry].sensitive

    def _are_about_help(self, entries: Iterable[str]) -> bool:
        """Whether all of these are: who is offered nothing else may need help, whatever they asked."""
        return all(self.knowledge.entries[entry].sensitive for entry in entries)

    def _in_group(self, zone: Zone, exchange: Exchange) -> Reply:
        """Event facts only, and nothing that the next number typed by anybody would choose."""
        replies = self._audiences.audience_for(exchange).replies
        match zone:
            case Answer(asked):
                reply = replies.entry(self.knowledge.entries[asked.entry], exchange)
                return reply._replace(score=asked.ranking.probability) if reply.entry else reply
            case Choices(offered):
                reply = replies.choices(offered.entries, exchange)
                memory = reply.memory._replace(offered=(), asked_at=None)
                return reply._replace(buttons=reply.buttons[: len(offered.entries)], memory=memory)
            case _:
                return self._screens.to_private(exchange, kind="fallback")
