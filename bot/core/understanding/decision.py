"""Decides what a reply rests on: what the text says by itself, then what it says after what was shown before."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from typing import Literal, NamedTuple

from bot.core.crisis_classes import DISCLOSURE, PERPETRATOR
from bot.core.limits import CLEAR
from bot.core.model import Entry, Knowledge, Language, Memory, Question, Where
from bot.core.understanding.after_help.heeding import Heeding
from bot.core.understanding.after_help.help_talk import HelpTalk
from bot.core.understanding.after_help.lasting import Lasting
from bot.core.understanding.after_help.said_after_help import SaidAfterHelp
from bot.core.understanding.beside import asked_beside
from bot.core.understanding.by_itself import ByItself
from bot.core.understanding.distress.sign import Sign
from bot.core.understanding.distress.speaker import Speaker
from bot.core.understanding.follow_ups.choosing import Choice, Choosing
from bot.core.understanding.matching import Match, NoMatch, Outcome, Suggestions
from bot.core.understanding.message import Message
from bot.core.understanding.only_where import OnlyWhere
from bot.core.understanding.questions_for_organisers import QuestionsForOrganisers
from bot.core.understanding.subject import Subject, Subjects
from bot.core.understanding.talk import Talk
from bot.core.understanding.understood import Understood

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
    closing: bool = False
    """Whether it only greets or takes leave just after help."""
    undecided: bool = False
    """Whether it only says, after help, that its author loves the other or doubts."""
    in_language: Language | None = None
    """The language that it asks for, and for nothing else."""
    beside: Entry | None = None
    """Where help comes first, what is asked as well: below the help, or behind More where it is about help."""
    for_organisers: bool = False
    """Whether it is a question without an answer that may be sent to the organisers."""
    leaves_address: bool = False
    """Whether it leaves an address or a telephone number, so that somebody may come or call back."""
    needs_doctor: bool = False
    """Whether it came after somebody swallowed something, or the like: an answer then begins by saying so."""
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


class Understanding:
    """Understands texts by one knowledge after what was shown, too; what is remembered of their chat is passed in."""

    def __init__(self, knowledge: Knowledge, by_itself: ByItself) -> None:
        self.by_itself = by_itself
        matcher, follow_ups, lists = by_itself.matcher, by_itself.follow_ups, by_itself.lists
        help_talk = HelpTalk(knowledge, lists)
        said = SaidAfterHelp(knowledge, help_talk, matcher, by_itself.recogniser, lists)
        self._entries, self._talks = knowledge.entries, by_itself.talks
        hurting = knowledge.crisis.get(PERPETRATOR)
        self._for_who_hurts = hurting.more if hurting else ""
        self._only_where = OnlyWhere(knowledge.entries, lists.negations, knowledge.rule_words)
        self._choosing = Choosing(knowledge, follow_ups, lists)
        self._subjects = Subjects(matcher, follow_ups, help_talk, said, by_itself.several, lists)
        speaker = Speaker(lists, knowledge.languages.values())
        self._heeding = Heeding(knowledge.entries, help_talk, speaker, lists)
        self._for_organisers = QuestionsForOrganisers(knowledge)
        self._lasting = Lasting(knowledge, by_itself.recogniser, speaker)

    def decide(self, question: Question, memory: Memory) -> Decision:
        """What the reply to a text rests on.

        It is understood by itself; then it chooses of what was offered, or is about something after what was shown.
        """
        talk = self._talks.of(memory, question.at)
        understood = self.by_itself.understood(question.text, talk.stage)
        decided = self._chosen(understood, talk) or self._asked(understood, talk, question.where)
        outcome = self._possible(decided.outcome, decided.understood)
        decided = decided._replace(outcome=outcome, after_help=talk.stage != "none")
        if question.where == "group":
            return decided._replace(matches=())
        in_language = self.by_itself.language_requests.asked_for(understood.text)
        if in_language:
            outcome = NoMatch(understood.alone.ranking)
            return Decision(understood, outcome, None, in_language=in_language, after_help=talk.stage != "none")
        if _only_leaves_address(decided):
            outcome = NoMatch(decided.outcome.ranking)
            return decided._replace(outcome=outcome, sign=None, matches=(), leaves_address=True)
        message = self.by_itself.message_of(decided.understood)
        again = self._lasting.again(decided.sign, decided.outcome, decided.matches, message, talk)
        if again and not decided.not_me:
            return decided._replace(sign=again, outcome=NoMatch(decided.outcome.ranking), matches=(), closing=False)
        if decided.sign and decided.zone == "help first":
            allows = partial(self._allows_beside, decided.sign, message)
            beside = asked_beside(decided.sign, decided.understood, decided.outcome, self._entries, allows)
            sign = self._lasting.in_variant(decided.sign, message, talk)
            return decided._replace(sign=sign, beside=beside)
        for_organisers = self._may_go_to_organisers(decided, memory)
        return decided._replace(for_organisers=for_organisers, needs_doctor=self._lasting.needs_doctor(talk))

    def _allows_beside(self, sign: Sign, message: Message, entry: str) -> bool:
        """Whether an entry may stand beside the words of a class: none for whoever hurts beside those for whoever was
        hurt and struck back.
        """
        is_for_who_hurts = entry == self._for_who_hurts and sign.crisis == DISCLOSURE
        return not is_for_who_hurts and self._only_where.allows(entry, message)

    def _chosen(self, understood: Understood, talk: Talk) -> Decision | None:
        """What the person chooses of what was offered, and what is asked about it. Words that alarm choose nothing, but
        a bare "the last one" may alarm faintly.
        """
        sign = understood.sign
        choice = None if sign and sign.level == "first" else self._choosing.choice(understood, talk)
        if choice is None or (sign and choice.rest):
            return None
        pointed_at = Decision(understood, Match(choice.entry.id, understood.alone.ranking, follows=True), None)
        return self._asked_of(choice, pointed_at, talk) if choice.rest else pointed_at

    def _asked_of(self, choice: Choice, pointed_at: Decision, talk: Talk) -> Decision | None:
        """What is asked about the entry that was chosen; else the entry itself, where it was surely chosen."""
        rest = self.by_itself.understood(choice.rest, talk.stage)
        if rest.sign:
            return None
        subject = self._subject(rest, talk.turned_to(self._talks.leading_on(choice.entry.id)))
        if not isinstance(subject.outcome, Match):
            return pointed_at if choice.named else None
        is_of_it = self._entries[subject.outcome.entry].topic == choice.entry.topic
        return Decision(rest, subject.outcome, None, subject.matches) if is_of_it else None

    def _asked(self, understood: Understood, talk: Talk, where: Where) -> Decision:
        """What a text is about after what was shown, and what sign of distress is heeded: in a group, any."""
        subject = self._subject(understood, talk)
        if where == "group":
            return Decision(understood, subject.outcome, understood.sign)
        said = subject.said
        if said and said.outcome:
            decided = Decision(understood, said.outcome, said.sign, not_me=said.not_me, closing=said.closing)
            return decided._replace(undecided=said.undecided)
        if said:
            understood = understood._replace(sign=said.sign)
        sign = self._heeding.heeded(understood, subject.outcome, talk)
        return Decision(understood, subject.outcome, sign, subject.matches)

    def _subject(self, understood: Understood, talk: Talk) -> Subject:
        """What a text is about after what was shown in its chat; found only once for a text that is held."""
        by_itself, after = self.by_itself, (talk.leading.id if talk.leading else "", talk.stage, talk.helped_with)
        return by_itself.cache.after(
            understood, after, lambda: self._subjects.of(understood, by_itself.message_of(understood), talk)
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

    def _may_go_to_organisers(self, decided: Decision, memory: Memory) -> bool:
        """Whether a question may go to them: it got no answer, in a calm chat."""
        is_unanswered = isinstance(decided.outcome, NoMatch) and not decided.matches
        if decided.sign or decided.after_help or not is_unanswered:
            return False
        return self._for_organisers.include(decided.understood.text, decided.outcome.ranking, memory)


def _only_leaves_address(decided: Decision) -> bool:
    """Whether an address or a telephone number is all that it says: it shows no plain distress and asks nothing."""
    if not decided.understood.leaves_address or decided.zone == "not me":
        return False
    is_faint = decided.sign is None or decided.sign.level == "soft" or decided.sign.found_by == "after help"
    asks = isinstance(decided.outcome, Match) and not decided.outcome.follows
    return is_faint and not (asks and decided.outcome.ranking.probability >= CLEAR)
