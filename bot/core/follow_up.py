"""What a question means after what was just shown: "and who made it?", "the other one?", «оның қызметі ше?».

A question that names something new is never dragged back; what was shown counts for fifteen minutes.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime, timedelta

from bot.core.matching import CHOICES, Context, Match, Matcher, NoMatch, Outcome, Suggestions
from bot.core.model import SINGLE_KINDS, Entry, Knowledge, Memory, Question
from bot.core.reading import Reading
from bot.core.text import words

REMEMBERED = timedelta(minutes=15)
"""How long what was shown last counts for a follow-up."""
_ALMOST_A_PHRASE = 0.93
"""Likeness to a phrase from which a question is surely that question, and no disclosure."""
_LONGEST = 9
"""Words; a longer question names what it is about."""
_SHORT = 5
"""Words; so short a question may leave out what it is about."""
_SAME_TOPIC, _IS_RELATED, _LINKED_TOPIC = 2.6, 3.0, 2.2
"""What a follow-up gains for an entry of the same topic, a related one, and one of a related entry's topic."""
_FAMILIAR = 0.6
"""Share of known words from which a question may be understood from the context alone."""
_SMALL_TOPIC = 15
"""Entries; in a larger topic being of the same one says less."""


class FollowUps:
    """Understands questions with the memory of their chat."""

    def __init__(self, knowledge: Knowledge, matcher: Matcher) -> None:
        self._knowledge, self._matcher = knowledge, matcher
        self._refer_back = _forms(info.follow_up_words for info in knowledge.languages.values())
        self._other = _forms(info.other_words for info in knowledge.languages.values())

    def outcome(self, question: Question, reading: Reading, memory: Memory) -> Outcome:
        """What the question is about, where need be with what was just shown."""
        plain = self._matcher.judge(self._matcher.rank_reading(reading))
        shown = self._shown(memory, question.at)
        found = reading.evidence.words
        if shown is None or len(found) > _LONGEST:
            return plain
        named = self._single_names(reading, shown)
        if self._other & set(found) and not named:
            others = self._siblings(shown)[:CHOICES]
            if others:
                only = len(others) == 1
                return Match(others[0], plain.ranking, True) if only else Suggestions(tuple(others), plain.ranking)
        if named:
            return plain
        return self._with_context(question.text, shown, plain)

    def _with_context(self, text: str, shown: Entry, plain: Outcome) -> Outcome:
        context = self._matcher.match(text, self._context(shown))
        found = plain.ranking.evidence.words
        if isinstance(context, Match) and _is_tied(context):
            context = replace(context, follows=True)
            if self._refer_back & set(found) or (len(found) <= _SHORT and not is_sure_question(plain)):
                return context
        if isinstance(plain, Match) and len(found) > _SHORT:
            return plain
        return context if _certainty(context) >= _certainty(plain) else plain

    def _single_names(self, reading: Reading, shown: Entry) -> list[str]:
        """Persons, films, cities that the question names itself, other than the one shown: it speaks of them."""
        topics = self._knowledge.topics
        names = (name[1:] for name in reading.evidence.names)
        return [name for name in names if name != shown.topic and topics[name].kind in SINGLE_KINDS]

    def _shown(self, memory: Memory, at: datetime) -> Entry | None:
        """The entry that a follow-up may refer to."""
        if memory.shown is None or memory.shown_at is None:
            return None
        entry = self._knowledge.entries.get(memory.shown)
        if entry is None or entry.topic is None or not timedelta(0) <= at - memory.shown_at <= REMEMBERED:
            return None
        topic = self._knowledge.topics.get(entry.topic)
        return entry if topic and topic.follow_up else None

    def _context(self, shown: Entry) -> Context:
        """The more closely an entry is tied to the one shown, the more it gains."""
        assert shown.topic is not None
        entries = self._knowledge.entries
        same = [e for e in entries.values() if e.topic == shown.topic]
        gains = Counter({e.id: _SAME_TOPIC if len(same) <= _SMALL_TOPIC else _SAME_TOPIC / 2 for e in same})
        linked = {entries[r].topic for r in shown.related if r in entries}
        gains.update({e.id: _LINKED_TOPIC for e in entries.values() if e.topic in linked and e.topic != shown.topic})
        gains.update(dict.fromkeys(shown.related, _IS_RELATED))
        return Context(shown.topic, gains)

    def _siblings(self, shown: Entry) -> list[str]:
        """The same question about the others of a kind: the other film, the other speakers."""
        kind, _, rest = shown.id.partition(".")
        name, _, aspect = rest.partition(".")
        entries = self._knowledge.entries
        others = dict.fromkeys(e.split(".")[1] for e in entries if e.startswith(kind + ".") and e.split(".")[1] != name)
        exact = [f"{kind}.{other}.{aspect}" if aspect else f"{kind}.{other}" for other in others]
        nearest = [e if e in entries else e.rpartition(".")[0] for e in exact]
        return [e for e in nearest if e in entries]


def is_sure_question(outcome: Outcome) -> bool:
    """Whether the question is all but one of the phrases."""
    return isinstance(outcome, Match) and outcome.ranking.candidates[0].nearest >= _ALMOST_A_PHRASE


def _is_tied(context: Match) -> bool:
    """Whether the answer lies near what was shown, and the question holds no strange word."""
    return context.ranking.candidates[0].context > 0 and context.ranking.known >= _FAMILIAR


def _certainty(outcome: Outcome) -> float:
    return -1.0 if isinstance(outcome, NoMatch) else outcome.ranking.probability


def _forms(listed: Iterable[frozenset[str]]) -> frozenset[str]:
    return frozenset(form for group in listed for word in group for form in words(word))
