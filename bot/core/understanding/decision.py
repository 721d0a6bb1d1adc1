"""Decides what a reply rests on: what the text says by itself, then what it says after what was shown before."""

from __future__ import annotations

from datetime import datetime
from typing import Literal, NamedTuple

from bot.core.model import Entry, Knowledge, Memory, Question
from bot.core.scoring.learned import Learned
from bot.core.scoring.reading import Reader
from bot.core.understanding.beside import asked_beside
from bot.core.understanding.choosing import Choosing
from bot.core.understanding.crisis import Recogniser
from bot.core.understanding.follow_up import FollowUps
from bot.core.understanding.heeding import Heeding
from bot.core.understanding.help_talk import HelpTalk, Stage
from bot.core.understanding.helped_with import HelpedWith
from bot.core.understanding.language import LanguageGuess
from bot.core.understanding.matching import Match, Matcher, NoMatch, Outcome, Suggestions
from bot.core.understanding.message import Message
from bot.core.understanding.questions_for_organisers import QuestionsForOrganisers
from bot.core.understanding.reply_language import ReplyLanguage
from bot.core.understanding.said_after_help import SaidAfterHelp
from bot.core.understanding.several import SeveralQuestions
from bot.core.understanding.sign import Sign, louder
from bot.core.understanding.subject import Subject, Subjects
from bot.core.understanding.understood import Understood
from bot.core.understanding.understood_cache import UnderstoodCache
from bot.core.understanding.word_lists import WordLists

Zone = Literal["help first", "not me", "several", "answer", "choices", "fallback"]
"""What kind of reply follows; in a group, what a private chat would get."""


class Decision(NamedTuple):
    """What a text was found to say, and what of it counts."""

    understood: Understood
    outcome: Outcome
    """What it is about, after what was shown before."""
    sign: Sign | None
    """The sign of distress that is heeded: fainter than the one understood, or none, where the question is calm."""
    matches: tuple[Match, ...] = ()
    """Where it asks several things, each of them; in a group one thing is answered."""
    not_me: bool = False
    """Whether it only says that help was not meant for its author."""
    beside: Entry | None = None
    """Where help comes first, what is asked as well: below the help, or behind More where it is about help."""
    for_organisers: bool = False
    """Whether it is a question without an answer that may be sent to the organisers."""
    after_help: bool = False
    """Whether the talk was about help when it came: the numbers are the answer to what is not understood then."""

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


class _Talk(NamedTuple):
    """What a chat was about when a message came."""

    memory: Memory
    at: datetime
    shown: Entry | None
    """The entry that a follow-up may refer to."""
    stage: Stage
    """How far a talk about help has gone."""


class Understanding:
    """Understands texts by one knowledge; what is remembered of their chat is passed in."""

    def __init__(self, knowledge: Knowledge, learned: Learned | None = None, cache_key: str = "") -> None:
        self._entries = knowledge.entries
        self.learned = learned = learned or Learned.nothing(knowledge)
        self.reader = Reader(knowledge, learned)
        self.matcher = Matcher(knowledge, self.reader, learned.zones)
        lists = WordLists.of(knowledge.languages.values())
        self.recogniser = Recogniser(knowledge, self.matcher, learned, lists)
        self.reply_language = ReplyLanguage(knowledge, LanguageGuess(knowledge, learned))
        self._heeding, self._helped_with = Heeding(knowledge.entries), HelpedWith(knowledge)
        self._help_talk = HelpTalk(knowledge, lists)
        self._follow_ups = FollowUps(knowledge, self.matcher, learned.follow_ups, lists)
        self._choosing = Choosing(knowledge, self._follow_ups, lists)
        self._several = several = SeveralQuestions(self.matcher, self._follow_ups, lists)
        said = SaidAfterHelp(knowledge, self._help_talk, self.matcher, self.recogniser, lists)
        self._subjects = Subjects(self.matcher, self._follow_ups, self._help_talk, said, several, lists)
        self._for_organisers = QuestionsForOrganisers(knowledge)
        self.cache = UnderstoodCache(cache_key)

    def alarms(self, text: str) -> bool:
        """Whether a text shows distress, however faintly."""
        return self.cache.sign(text, lambda: self._sign(text, self._in_intended_layout(text))) is not None

    def message_of(self, understood: Understood) -> Message:
        """The message that was understood; a text that is held is read again, since its reading is not."""
        return understood.message or self.recogniser.messages.of(understood.text)

    def decide(self, question: Question, memory: Memory) -> Decision:
        """What the reply to a text rests on."""
        talk = self._talk(memory, question.at)
        decided = self._decided(question, talk)._replace(after_help=talk.stage != "none")
        if question.where == "group":
            return decided._replace(matches=())
        if decided.sign and decided.zone == "help first":
            beside = asked_beside(decided.sign, decided.understood, decided.outcome, self._entries)
            return decided._replace(beside=beside)
        return decided._replace(for_organisers=self._may_go_to_organisers(decided, memory))

    def _talk(self, memory: Memory, at: datetime) -> _Talk:
        shown = self._follow_ups.shown(memory, at)
        return _Talk(memory, at, shown, self._help_talk.stage(memory, shown, at))

    def _decided(self, question: Question, talk: _Talk) -> Decision:
        """What is asked, and what sign of distress is heeded."""
        understood = self._understood(question.text, talk.stage)
        choice = self._chosen(understood, talk)
        if choice:
            return choice
        subject = self._subject(
            understood, self._helped_with.leading_on(talk.stage, talk.memory, talk.shown), talk.stage
        )
        if question.where == "group":
            return Decision(understood, subject.outcome, understood.sign, subject.matches)
        said = subject.said
        if said and said.outcome:
            return Decision(understood, said.outcome, said.sign, not_me=said.not_me)
        understood = understood._replace(sign=said.sign) if said else understood
        sign = self._heeded(understood, subject.outcome, talk)
        return Decision(understood, subject.outcome, sign, subject.matches)

    def _heeded(self, understood: Understood, outcome: Outcome, talk: _Talk) -> Sign | None:
        if understood.sign is None:
            return None
        sign = self._helped_with.sign(talk.stage, talk.memory, understood.sign)
        if talk.stage == "just shown":
            return self._help_talk.heeded(sign, outcome, understood.plain)
        asks = self._several.asks(understood.text, outcome.ranking.evidence.words)
        return self._heeding.heeded(sign, outcome, talk.shown, asks=asks)

    def _may_go_to_organisers(self, decided: Decision, memory: Memory) -> bool:
        """Whether a question may go to them: it got no answer, in a calm chat."""
        is_unanswered = isinstance(decided.outcome, NoMatch) and not decided.matches
        if decided.sign or decided.after_help or not is_unanswered:
            return False
        return self._for_organisers.include(decided.understood.text, decided.outcome.ranking, memory)

    # ---- by itself ------------------------------------------------------------------------------

    def _understood(self, text: str, stage: Stage) -> Understood:
        """Understands a message that is being answered.

        What is told after help, rather than asked, may be of a person: it is not held for whoever types the same.
        """
        understood = self.cache.get(text) or self._understood_anew(text)
        self.cache.note(text, understood, hold_calm=stage == "none" or self._is_question(understood))
        return understood

    def _is_question(self, understood: Understood) -> bool:
        """Whether a text asks for an entry, or is at least worded so."""
        plain = understood.plain
        return isinstance(plain, Match) or self._several.asks(understood.text, plain.ranking.evidence.words)

    def _understood_anew(self, text: str) -> Understood:
        message = self._in_intended_layout(text)
        sign = self.cache.sign(text, lambda: self._sign(text, message))
        plain = self.matcher.match_reading(message.whole)
        language = self.reply_language.guess(message.text, message.words)
        in_turn = self._several.in_turn(message, plain)
        return Understood(message.text, language, sign, plain, in_turn, message)

    def _in_intended_layout(self, text: str) -> Message:
        return self.recogniser.messages.in_intended_layout(text)

    def _sign(self, text: str, message: Message) -> Sign | None:
        """The sign of a text in the layout that was meant.

        Where that shows none, or only by one half of it, the text as it was typed is heard as well.
        """
        sign = self.recogniser.sign_of(message)
        if message.text != text and (sign is None or sign.found_by == "half"):
            return louder(sign, self.recogniser.recognise(text))
        return sign

    # ---- after what was shown -------------------------------------------------------------------

    def _subject(self, understood: Understood, shown: Entry | None, stage: Stage = "none") -> Subject:
        """What a text is about after what was shown in its chat; found only once for a text that is held."""
        after = (shown.id if shown else "", stage)
        return self.cache.after(
            understood, after, lambda: self._subjects.of(understood, self.message_of(understood), shown, stage)
        )

    def _chosen(self, understood: Understood, talk: _Talk) -> Decision | None:
        """What the person chooses of what was offered, and what is asked about it. Words that alarm choose nothing, but
        a bare "the last one" may alarm faintly.
        """
        plain, sign = understood.plain, understood.sign
        is_loud = sign is not None and sign.level == "first"
        choice = None if is_loud else self._choosing.choice(understood.text, plain, talk.memory, talk.shown, talk.at)
        if choice is None or (sign and choice.rest):
            return None
        pointed_at = Decision(understood, Match(choice.entry.id, plain.ranking, follows=True), None)
        if not choice.rest:
            return pointed_at
        rest = self._understood(choice.rest, talk.stage)
        if rest.sign:
            return None
        subject = self._subject(rest, self._follow_ups.leading_on(choice.entry.id))
        if isinstance(subject.outcome, Match):
            is_of_it = self._entries[subject.outcome.entry].topic == choice.entry.topic
            return Decision(rest, subject.outcome, None, subject.matches) if is_of_it else None
        return pointed_at if choice.named else None
