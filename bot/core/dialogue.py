"""Turns a decision (`understanding`) into a reply: help first, then what was asked; help is always one tap away."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import chain

from bot.core.commands import Command
from bot.core.entry_ids import is_of_courtesies
from bot.core.limits import CLEAR
from bot.core.model import (
    NOTHING_REMEMBERED,
    PROGRAM,
    Entry,
    Exchange,
    Knowledge,
    Language,
    Memory,
    Question,
    Reply,
    is_remembered,
)
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
from bot.core.understanding.matching import CHOICES, Match, NoMatch, Suggestions, is_word_for_word


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
    def has_learned(self) -> bool:
        """Whether cries for help in people's own words are recognised, beyond safe words and rules."""
        return self.understanding.by_itself.reader.has_learned

    # ---- what a person can do -------------------------------------------------------------------

    def command_or_words(self, text: str) -> Command | str:
        """The command that a text is, or the words in it that are to be answered."""
        return self.alone.command_or_words(text, self.alarms)

    def alarms(self, text: str) -> bool:
        """Whether a text shows distress, however faintly; for an adapter that must know before it is answered."""
        return self.understanding.by_itself.alarms(text)

    def reply_to(self, question: Question, memory: Memory = NOTHING_REMEMBERED) -> Reply:
        """The one way in for text, wherever it comes from."""
        decided = self.understanding.decide(question, memory)
        question, sign = question._replace(text=decided.understood.text), decided.sign
        guess = decided.understood.language
        exchange = self._reply_language.exchange(question, memory, guess)
        if exchange.in_group:
            return self._in_group(exchange, decided)
        if decided.in_language:
            return self._in_language(decided.in_language, exchange)
        if decided.zone == "not me":
            exchange = exchange.not_meant()
            return self._audiences.of(exchange).replies.not_about_me(exchange)
        if sign and decided.zone == "help first":
            in_doubt = self._reply_language.in_doubt(question, memory, guess)
            crisis_replies = self._audiences.of(exchange, sign).crisis_replies
            return crisis_replies.first(sign, exchange, decided.beside, in_doubt)
        reply = self._without_cry(decided, exchange)
        others = self._reply_language.in_doubt_of_letters(question, memory, guess)
        return self._in_all(reply, decided, exchange, others) if others and self._is_of_the_program(reply) else reply

    def press(self, data: str, question: Question, memory: Memory = NOTHING_REMEMBERED) -> Reply:
        """What a button does; unknown data, from an older knowledge or a forger, opens the menu."""
        action, language = self.codes.decode(data), self.codes.language_of(data)
        known = language if language in self.knowledge.languages else None
        exchange = self._reply_language.exchange(question, memory, known)
        if action is None or known is None:
            return self.notices.notice("button.old", exchange)
        exchange = exchange.not_meant() if action.verb == "not_me" else exchange
        return pressed(action, exchange, self._audiences.of(exchange).replies)

    def command(self, name: str, question: Question, memory: Memory = NOTHING_REMEMBERED) -> Reply:
        """A command of the menu, without its slash."""
        exchange = self._reply_language.exchange(question, memory)
        return self._audiences.of(exchange).replies.command(name, exchange)

    def show(self, entry: Entry, exchange: Exchange) -> Reply:
        """One entry, whatever was asked."""
        return self._audiences.of(exchange).replies.entry(entry, exchange)

    # ---- what was decided, as a reply -----------------------------------------------------------

    def _without_cry(self, decided: Decision, exchange: Exchange) -> Reply:
        """The reply where help does not come first."""
        to, is_several = self._audiences.of(exchange), decided.zone == "several"
        reply = to.replies.several(decided.matches, exchange) if is_several else self._about(decided, exchange, to)
        is_choice_of_help = reply.kind == "choices" and self._are_about_help(reply.choices)
        may_need_help = decided.sign is not None or (decided.after_help and reply.kind == "choices")
        soft = (may_need_help or is_choice_of_help) and not reply.soft_help and not self._is_about_help(reply)
        if decided.needs_doctor:
            return to.replies.with_doctor_first(reply, exchange.at)
        return to.replies.with_soft_help(reply, exchange.at) if soft else reply

    def _in_language(self, language: Language, exchange: Exchange) -> Reply:
        """What was said last, in the language that was asked for; from now on everything is in that language."""
        exchange = exchange.choosing(language)
        memory, to, entries = exchange.memory, self._audiences.of(exchange), self.knowledge.entries
        if is_remembered(memory.asked_at, exchange.at) and memory.offered:
            return to.replies.choices(memory.offered, exchange)
        shown = entries.get(memory.shown or "")
        if shown is None or not is_remembered(memory.shown_at, exchange.at):
            return to.replies.menu("language.set", exchange)
        if memory.shown_at == memory.helped_at and memory.class_of_help(exchange.at):
            return to.crisis_replies.once_more(exchange)
        return to.replies.entry(shown, exchange)

    def _in_all(self, reply: Reply, decided: Decision, exchange: Exchange, others: Sequence[Language]) -> Reply:
        """The reply with the same in other languages below it; none of them is remembered as the one that is spoken."""
        below = [self._without_cry(decided, exchange._replace(language=other)).paragraphs for other in others]
        memory = replace(reply.memory, last_language=exchange.memory.last_language)
        return reply._replace(paragraphs=tuple(chain(reply.paragraphs, *below)), memory=memory)

    def _is_of_the_program(self, reply: Reply) -> bool:
        """Whether a reply is no answer about the event or about help: it says that nothing was understood, returns a
        courtesy or tells of the program.
        """
        if reply.entry is None:
            return reply.kind == "fallback"
        entry = self.knowledge.entries[reply.entry]
        return reply.also is None and (entry.is_courtesy or entry.topic == PROGRAM)

    def _about(self, decided: Decision, exchange: Exchange, to: Audience) -> Reply:
        """The answer to what was asked, the choice of what may have been, or that it is not known."""
        outcome = decided.outcome
        score = outcome.ranking.probability
        if isinstance(outcome, NoMatch):
            return self._not_understood(decided, exchange, to)._replace(score=score)
        if isinstance(outcome, Suggestions):
            return to.replies.choices(outcome.entries, exchange)._replace(score=score)
        entry = to.knowledge.entries[outcome.entry]
        near = [] if score >= CLEAR or outcome.follows else self._rivals(outcome, decided)
        reply = to.replies.entry(entry, exchange, near)._replace(score=score)
        if self._stands_above(entry, exchange):
            return to.replies.knowing_no_more(reply, entry, exchange)
        calm = decided.sign is None and not decided.after_help and not entry.sensitive
        return to.replies.asking_whether_it_helped(reply, entry) if calm else reply

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

    def _not_understood(self, decided: Decision, exchange: Exchange, to: Audience) -> Reply:
        if decided.closing:
            return to.crisis_replies.closing(exchange)
        if decided.undecided:
            return to.crisis_replies.undecided(exchange)
        if decided.leaves_address:
            return to.replies.notices.notice("address.left", exchange)
        if decided.after_help:
            return to.crisis_replies.not_understood(exchange)
        key: TextKey = "media.long" if len(exchange.question.text) > LONGEST else "fallback.text"
        # Above it stand the numbers where it may be distress.
        reply = to.replies.notices.notice(key, exchange, with_numbers=decided.sign is None)
        if decided.for_organisers and self.offers.organisers_hours:
            reply = to.replies.offering_to_ask(reply)
        return to.replies.with_soft_help_first(reply, exchange.at) if decided.sign else reply

    def _in_group(self, exchange: Exchange, decided: Decision) -> Reply:
        """Event facts only; whatever would expose the person goes to the private chat."""
        outcome, replies = decided.outcome, self._audiences.of(exchange).replies
        if decided.sign and not is_word_for_word(outcome):
            return self._screens.to_private(exchange)
        if isinstance(outcome, Match):
            reply = replies.entry(self.knowledge.entries[outcome.entry], exchange)
            return reply._replace(score=outcome.ranking.probability) if reply.entry else reply
        if isinstance(outcome, Suggestions):
            entries = [e for e in outcome.entries if not self.knowledge.entries[e].sensitive]
            if len(entries) < len(outcome.entries):
                return self._screens.to_private(exchange)
            reply = replies.choices(entries, exchange)
            memory = replace(reply.memory, offered=(), asked_at=None)
            return reply._replace(buttons=reply.buttons[: len(entries)], memory=memory)
        return self._screens.to_private(exchange, kind="fallback")
