"""From a text to what its reply rests on: what it says by itself, then what it says after what was shown before."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Literal

from bot.core.model import Entry, Knowledge, Memory, Question, is_remembered
from bot.core.scoring.learned import Learned
from bot.core.scoring.reading import Reader
from bot.core.text import forms_of
from bot.core.understanding.after_help import AfterHelp
from bot.core.understanding.beside import asked_beside
from bot.core.understanding.choosing import Choosing
from bot.core.understanding.courtesies import is_courtesy, without_courtesies
from bot.core.understanding.crisis import Recogniser, Sign, louder
from bot.core.understanding.follow_up import FollowUps
from bot.core.understanding.for_organisers import ForOrganisers
from bot.core.understanding.heeding import Heeding
from bot.core.understanding.language import LanguageGuess
from bot.core.understanding.matching import Match, Matcher, NoMatch, Outcome, Suggestions
from bot.core.understanding.message import Message
from bot.core.understanding.reply_language import ReplyLanguage
from bot.core.understanding.several import SeveralQuestions
from bot.core.understanding.understood_cache import Subject, Understood, UnderstoodCache

Zone = Literal["help first", "not me", "several", "answer", "choices", "fallback"]
"""What kind of reply follows; in a group, what a private chat would get."""


@dataclass(frozen=True, slots=True)
class Decision:
    """What a text was found to say, and what counts of it."""

    understood: Understood
    outcome: Outcome
    """What it is about, after what was shown before."""
    sign: Sign | None
    """The sign of distress that is heeded: fainter than the one understood, or none, where the question is calm."""
    matches: tuple[Match, ...] = ()
    """Where it asks several things, each of them; in a group one thing is answered."""
    not_me: bool = False
    """Whether it only says that help was not meant for whoever writes."""
    beside: Entry | None = None
    """Where help comes first, what is asked as well: below the help, or behind More where it is about help."""
    for_organisers: bool = False
    """Whether it is a question without an answer that may be sent to the organisers."""

    @property
    def zone(self) -> Zone:
        if self.sign and self.sign.level == "first":
            return "help first"
        if self.not_me:
            return "not me"
        if self.matches:
            return "several"
        if isinstance(self.outcome, Match):
            return "answer"
        return "choices" if isinstance(self.outcome, Suggestions) else "fallback"


class Understanding:
    """Of the texts that are sent to one knowledge; what is remembered of a chat comes in."""

    def __init__(self, knowledge: Knowledge, learned: Learned | None = None) -> None:
        self._entries = knowledge.entries
        learned = learned or Learned.nothing(knowledge)
        self.reader = Reader(knowledge, learned)
        self.matcher = Matcher(knowledge, self.reader, learned.zones)
        self.recogniser = Recogniser(knowledge, self.matcher, learned.thresholds)
        self.reply_language = ReplyLanguage(knowledge, LanguageGuess(knowledge, learned))
        languages = knowledge.languages.values()
        quiet = forms_of(word for info in languages for word in info.quiet_words)
        courteous = forms_of(word for info in languages for word in info.courtesy_words)
        self._heeding = Heeding(knowledge.entries, knowledge.help_entry, quiet, courteous)
        self._follow_ups = FollowUps(knowledge, self.matcher, learned.follow_ups)
        self._choosing = Choosing(knowledge, self._follow_ups)
        self._several = SeveralQuestions(knowledge, self.matcher, self._follow_ups)
        self._for_organisers = ForOrganisers(knowledge)
        self._after_help = AfterHelp(knowledge.languages.values(), self.matcher, self.recogniser)
        self.cache = UnderstoodCache()

    def alarms(self, text: str) -> bool:
        """Whether a text shows distress, be it faintly."""
        return self._understood(text).sign is not None

    def decide(self, question: Question, memory: Memory) -> Decision:
        """What the reply to a text rests on."""
        decided = self._decided(question, memory)
        if question.where == "group":
            return replace(decided, matches=())
        if decided.sign and decided.zone == "help first":
            beside = asked_beside(decided.sign, decided.understood, decided.outcome, self._entries)
            return replace(decided, beside=beside)
        return replace(decided, for_organisers=self._may_go_to_organisers(decided, memory, question.at))

    def _decided(self, question: Question, memory: Memory) -> Decision:
        """What is asked, and what sign of distress is heeded."""
        understood, shown = self._understood(question.text), self._follow_ups.shown(memory, question.at)
        choice = self._chosen(understood, shown, question.at, memory)
        if choice:
            return choice
        in_help = self._is_about_help(memory, shown, question.at)
        if in_help and question.where == "private":
            understood, decided = self._said_after_help(understood)
            if decided:
                return decided
        subject, sign = self._subject(understood, shown, in_help=in_help), understood.sign
        if sign and question.where == "private":
            asks = self._several.asks(understood.text, subject.outcome.ranking.evidence.words)
            sign = self._heeding.heeded(sign, subject.outcome, shown, asks=asks)
        return Decision(understood, subject.outcome, sign, subject.matches)

    def is_about_help(self, memory: Memory, at: datetime) -> bool:
        """Whether help was shown lately, and since then nothing but what goes with it."""
        return self._is_about_help(memory, self._follow_ups.shown(memory, at), at)

    def _is_about_help(self, memory: Memory, shown: Entry | None, at: datetime) -> bool:
        was_helped = is_remembered(memory.helped_at, at) and shown is not None and shown.goes_with_help
        return was_helped or self._heeding.is_help(shown)

    def _may_go_to_organisers(self, decided: Decision, memory: Memory, at: datetime) -> bool:
        """In a calm chat, what got no answer."""
        is_unanswered = isinstance(decided.outcome, NoMatch) and not decided.matches
        if decided.sign or not is_unanswered or self.is_about_help(memory, at):
            return False
        return self._for_organisers.may_get(decided.understood.text, decided.outcome.ranking, memory)

    # ---- by itself ------------------------------------------------------------------------------

    def _understood(self, text: str) -> Understood:
        understood = self.cache.get(text) or self._understood_anew(text)
        self.cache.keep(text, understood)
        return understood

    def _understood_anew(self, text: str) -> Understood:
        message = self.recogniser.messages.in_intended_layout(text)
        sign = self.recogniser.sign_of(message)
        if message.text != text and (sign is None or sign.found_by == "half"):
            sign = louder(sign, self.recogniser.recognise(text))
        plain = self._matched(message)
        language = self.reply_language.guess(message.text, message.words)
        in_turn = self._several.in_turn(message, plain)
        return Understood(message.text, language, sign, plain, in_turn, message)

    def _matched(self, message: Message) -> Outcome:
        return self.matcher.judge(self.matcher.rank_reading(message.whole))

    # ---- after what was shown -------------------------------------------------------------------

    def _subject(self, understood: Understood, shown: Entry | None, *, in_help: bool = False) -> Subject:
        """What a text is about after what was shown in its chat; `in_help` where they speak of help."""
        after = (shown.id if shown else "", in_help)
        return self.cache.after(understood, after, lambda: self._subject_anew(understood, shown, in_help=in_help))

    def _subject_anew(self, understood: Understood, shown: Entry | None, *, in_help: bool) -> Subject:
        outcome = without_courtesies(self._follow_ups.outcome(understood.plain, shown))
        if in_help:
            outcome = self._heeding.about_help(outcome, understood.plain, shown)
        matches = understood.matches_with(outcome)
        if len(matches) < 2:
            matches = self._joined(understood, outcome, shown, in_help=in_help) or matches
        if len(matches) == 1 and is_courtesy(outcome):
            outcome = matches[0]
        return Subject(outcome, matches if len(matches) > 1 else ())

    def _said_after_help(self, understood: Understood) -> tuple[Understood, Decision | None]:
        """The decision where it only thanks or corrects, and else what it says, a cry beside thanks among it."""
        message, plain, sign = self._message(understood), understood.plain, understood.sign
        if sign and self._heeding.is_plain(sign):
            return understood, None
        correction = self._after_help.correction(message)
        if correction:
            of_another = self._after_help.of_another(sign) if correction == "of another" else None
            return understood, Decision(understood, NoMatch(plain.ranking), of_another, not_me=of_another is None)
        rest = self._after_help.beside_courtesy(message)
        if rest is None:
            return understood, None
        thanks = self._after_help.thanks(message, rest)
        if thanks:
            return understood, Decision(understood, thanks, None)
        cry = self._after_help.cry(rest)
        if cry:
            return replace(understood, sign=cry), None
        question = None if sign else self._after_help.question_about_help(rest)
        return understood, Decision(understood, question, None) if question else None

    def _message(self, understood: Understood) -> Message:
        return understood.message or self.recogniser.messages.of(understood.text)

    def _joined(
        self, understood: Understood, outcome: Outcome, shown: Entry | None, *, in_help: bool
    ) -> tuple[Match, ...]:
        """What two questions ask that no full stop parts; after help the event only where it is plainly asked."""
        matches = self._several.joined(self._message(understood), outcome, shown)
        if in_help and not all(self._heeding.goes_with_help(part) for part in matches):
            return ()
        return matches

    def _chosen(self, understood: Understood, shown: Entry | None, at: datetime, memory: Memory) -> Decision | None:
        """What is taken of that which was offered, and what is asked of it; words that alarm choose nothing."""
        plain = understood.plain
        choice = self._choosing.choice(understood.text, plain, memory, shown, at) if understood.sign is None else None
        if choice is None or not choice.rest:
            return Decision(understood, Match(choice.entry.id, plain.ranking, follows=True), None) if choice else None
        rest = self._understood(choice.rest)
        if rest.sign:
            return None
        subject = self._subject(rest, self._follow_ups.leading_on(choice.entry.id))
        if isinstance(subject.outcome, Match):
            is_of_it = self._entries[subject.outcome.entry].topic == choice.entry.topic
            return Decision(rest, subject.outcome, None, subject.matches) if is_of_it else None
        return Decision(understood, Match(choice.entry.id, plain.ranking, follows=True), None) if choice.named else None
