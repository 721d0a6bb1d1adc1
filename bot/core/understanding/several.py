"""Several questions in one message, in sequence or joined: "who made it and where can I get help".

A part counts only where it asks something clear by itself, or after what the part before it asks: "films and speakers",
"who and when" and "is there a lawyer who is free and kind" are no two questions.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TypeGuard

from bot.core.entry_ids import family_of
from bot.core.knowledge import Entry
from bot.core.limits import CLEAR, PLAIN
from bot.core.understanding.courtesies import is_courtesy
from bot.core.understanding.follow_ups.follow_up import FollowUps
from bot.core.understanding.matching import Match, Matcher, NoMatch, Outcome, is_word_for_word
from bot.core.understanding.message import Halves, Message, Words
from bot.core.understanding.only_where import OnlyWhere
from bot.core.understanding.talk import Talks
from bot.core.understanding.word_lists import WordLists

_MOST_SENTENCES = 4
"""Sentences of a message that asks several things; one with more of them tells a story, if any of them asks nothing."""
_MOST_ASKED = 8
"""Questions of a message that are looked at: two are answered, and each of the others has a button."""
_FEWEST_LISTED = 3
"""Parts of a list of questions; of two it is weighed more closely whether they are two."""
_LIKELY_ABOUT_HELP = 0.5
"""Probability from which a half that asks about help counts."""

Pair = tuple[Match, Match]


class SeveralQuestions:
    """Finds the questions in what looks like one."""

    def __init__(
        self, matcher: Matcher, follow_ups: FollowUps, talks: Talks, lists: WordLists, only_where: OnlyWhere
    ) -> None:
        self._matcher, self._follow_ups, self._talks, self._only_where = matcher, follow_ups, talks, only_where
        self._entries, self._asking = matcher.entries, lists.asking

    def in_turn(self, message: Message, alone: Outcome) -> tuple[Match, ...]:
        """What the sentences of a message ask, each clear by itself; a greeting or thanks beside one asks nothing.

        `alone` is what the whole is taken for.
        """
        parts = message.questions(at_commas=is_courtesy(alone))
        if len(parts) < 2 or self._is_story(parts):
            return ()
        without_roles = [part for part in parts if not self._follow_ups.is_role(part)]
        outcomes = self._one_after_another(message, without_roles[:_MOST_ASKED])
        matches = {o.entry: o for o in outcomes if isinstance(o, Match) and not is_courtesy(o)}
        return tuple(match for match in matches.values() if self._may_be_meant(match, message))

    def _may_be_meant(self, match: Match, message: Message) -> bool:
        """Not what no word of the message speaks of: "what did I do?" asks for no help for whoever hits."""
        return is_word_for_word(match) or self._only_where.allows(match.entry, message)

    def joined(self, message: Message, outcome: Outcome, shown: Entry | None) -> tuple[Match, ...]:
        """What each of two halves asks, or each of three parts and more; nothing where it is one question.

        What the whole is taken for (`outcome`) stands first.
        """
        if isinstance(outcome, NoMatch) or is_courtesy(outcome) or is_word_for_word(outcome):
            return ()
        taken_for = [outcome.entry] if isinstance(outcome, Match) else outcome.entries
        listed = self._listed(message, self._talks.leading_on(taken_for[0]) or shown)
        if listed:
            return tuple(sorted(listed, key=lambda match: match.entry != taken_for[0]))
        halves = filter(self._may_be_two, message.halves)
        pairs = [pair for both in halves if (pair := self._both(message, both, shown))]
        fitting = [pair for pair in pairs if any(part.entry in taken_for for part in pair)]
        best = max(fitting, key=lambda pair: min(part.ranking.probability for part in pair), default=())
        return tuple(sorted(best, key=lambda part: part.entry != taken_for[0]))

    def _listed(self, message: Message, shown: Entry | None) -> tuple[Match, ...]:
        """Three questions or more, each with a word that asks: "when, where and who organised it"."""
        parts = message.listed
        if len(parts) < _FEWEST_LISTED or not all(map(self._asks, parts)):
            return ()
        parts = parts[:_MOST_ASKED]
        outcomes = list(self._one_after_another(message, parts, shown))
        matches = {o.entry: o for o in outcomes if _is_clear(o, CLEAR)}
        return tuple(matches.values()) if len(matches) == len(parts) else ()

    def _outcome_of(self, message: Message, part: Words) -> Outcome:
        """What a part of a message asks by itself."""
        return self._matcher.match_reading(message.read(part))

    def _one_after_another(
        self, message: Message, parts: Iterable[Words], shown: Entry | None = None
    ) -> Iterator[Outcome]:
        """What each part asks, after what the one before it asked: "why so?" speaks of that."""
        for part in parts:
            outcome = self._follow_ups.outcome(self._outcome_of(message, part), shown)
            if isinstance(outcome, Match):
                shown = self._talks.leading_on(outcome.entry)
            yield outcome

    def _both(self, message: Message, halves: Halves, shown: Entry | None) -> Pair | None:
        first = self._follow_ups.outcome(self._outcome_of(message, halves.first), shown)
        if not _is_clear(first, self._least(first, halves)) or not (
            self._asks(halves.first) or is_word_for_word(first)
        ):
            return None
        second = self._second(self._outcome_of(message, halves.second), first, shown)
        if not _is_clear(second, self._least(second, halves)) or second.entry == first.entry:
            return None
        # What is added to a whole question asks even where no word of it does: "is it anonymous and free?"
        added = is_word_for_word(second) or (halves.by_word and is_word_for_word(first))
        if not (self._asks(halves.second) or added):
            return None
        if halves.joint == "none" and (second.follows or family_of(second.entry) == family_of(first.entry)):
            return None  # "why do women stay with men who hurt them" is one question
        return first, second

    def _least(self, outcome: Outcome, halves: Halves) -> float:
        """The probability from which what a half asks is clear: what it asks about help, set apart by a word, must not
        be lost.
        """
        if not halves.by_word:
            return PLAIN
        is_about_help = isinstance(outcome, Match) and self._entries[outcome.entry].sensitive
        return _LIKELY_ABOUT_HELP if is_about_help else CLEAR

    def _second(self, alone: Outcome, first: Match, shown: Entry | None) -> Outcome:
        """What the second part asks after the first, or by itself (`alone`) where it would only ask the same again.

        By itself it must be of the same topic, too: "and what year was it" hardly means another thing.
        """
        after = self._follow_ups.outcome(alone, self._talks.leading_on(first.entry) or shown)
        if not isinstance(after, Match) or after.entry != first.entry or not _is_clear(alone, CLEAR):
            return after
        return alone if self._entries[alone.entry].topic == self._entries[first.entry].topic else after

    def _may_be_two(self, halves: Halves) -> bool:
        """Seen before anything is matched, which takes longer than all else. One word asks nothing before another
        question.
        """
        if len(halves.first) < 2:
            return False
        return halves.by_word or (self._asks(halves.first) and self._asks(halves.second))

    def _is_story(self, parts: Sequence[Words]) -> bool:
        """Whether there are many, and one of them neither asks nor greets nor says who asks."""
        return len(parts) > _MOST_SENTENCES and not all(map(self._asks_or_leads_to_it, parts))

    def _asks_or_leads_to_it(self, part: Words) -> bool:
        return self._asks(part) or self._follow_ups.is_role(part) or self._matcher.reader.is_courtesy(part)

    def _asks(self, part: Words) -> bool:
        """Whether a word in it asks."""
        return not self._asking.isdisjoint(part)


def _is_clear(outcome: Outcome, least: float) -> TypeGuard[Match]:
    return isinstance(outcome, Match) and not is_courtesy(outcome) and outcome.ranking.probability >= least
