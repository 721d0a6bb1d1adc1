"""What a question means after what was just shown: "and who made it?", "the other one?", «оның қызметі ше?».

A question that names something new is never dragged back; what was shown counts for fifteen minutes.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from math import exp, log
from operator import mul
from typing import NamedTuple

from bot.core.entry_ids import parts_of
from bot.core.limits import CERTAIN
from bot.core.model import Entry, Knowledge, Memory
from bot.core.scoring.context_ties import ContextTies
from bot.core.scoring.features import Evidence, bare, name_feature
from bot.core.scoring.follow_up_weights import FollowUpWeights
from bot.core.text import forms_of, normal_forms
from bot.core.understanding.courtesies import is_courtesy
from bot.core.understanding.matching import CHOICES, Candidate, Context, Match, Matcher, Outcome, Ranking, Suggestions

REMEMBERED = timedelta(minutes=15)
"""How long what was shown last counts for a follow-up."""
_ALMOST_A_PHRASE = 0.93
"""Likeness to a phrase from which a question is surely that question, and no disclosure."""
LONGEST_FOLLOW_UP = 9
"""Words; a longer question names what it is about."""
_ELLIPTIC = 4
"""Words up to which a question gets a context, however sure it is by itself."""
_LIKELY = 0.4
"""Probability from which a question is taken for one that goes on with what was shown; below it "what did she say" may
be asked of the wrong woman.
"""
_LESS_LIKELY = 0.8
"""After what was shown a question may be less likely understood than by itself: at least this share of it."""
_LATEST_TURN = 3
"""The first words, among which a turn to something else begins: "ok thanks, another thing"."""
_MOSTLY_IN_ANSWER = 0.5
"""The share of a question's words that stand in an answer from which it asks for that answer again."""
_LIKE_ITS_OWN = 0.6
"""Likeness to a phrase of the entry shown from which even a phrase of another entry may ask for it."""
_SCREENS = ("start", "help")
"""Commands whose screens are no answers: nearly every talk begins with one, and nothing goes on with it."""
_NEVER_ZERO = 1e-9
"""Stands for no doubt and for no odds."""
_MOST_ODDS = 9.0
"""Logarithm of those of .9999; unbounded, one figure of certainty would outweigh all others."""
_LEAD_OF_A_NAME = 4.0
"""Lead over all others from which a question names whom it is about, though no name of it is known."""


class GoesOn(NamedTuple):
    """What each figure of a question, ranked after what was shown and by itself, adds to the log odds that its first
    candidate is meant; a logistic regression, learned from dialogues (`FollowUpWeights.goes_on`).
    """

    constant: float
    word: float
    nearest: float
    """Likeness to the nearest phrase, 0 to 1."""
    after: float
    """Log odds of the first candidate after what was shown, and by itself."""
    alone: float
    unanswered: float
    """Likeness to the nearest lines that no entry answers, 0 to 1."""
    known: float
    """Share of known words, 0 to 1."""

    @staticmethod
    def figures(after: Ranking, alone: Ranking) -> tuple[float, ...]:
        """In the order of the fields; of a question that has candidates."""
        return (
            1.0,
            float(len(alone.evidence.words)),
            after.candidates[0].nearest,
            _log_odds(after.probability),
            _log_odds(alone.probability),
            alone.unanswered,
            alone.known,
        )

    def probability(self, after: Ranking, alone: Ranking) -> float:
        return 1 / (1 + exp(-sum(map(mul, self, self.figures(after, alone)))))


class FollowUps:
    """Understands questions with the memory of their chat."""

    def __init__(self, knowledge: Knowledge, matcher: Matcher, weights: FollowUpWeights) -> None:
        self._knowledge, self._matcher = knowledge, matcher
        infos = knowledge.languages.values()
        self._refer_back = forms_of(word for info in infos for word in info.follow_up_words)
        self._asking = forms_of(word for info in infos for word in (*info.question_words, *info.asking_words))
        self._self = forms_of(word for info in infos for word in (*info.i_words, *info.me_words))
        self._ties = ContextTies(knowledge.entries, matcher.reader.rarity, weights)
        self._goes_on = GoesOn(*weights.goes_on)
        self._screens = frozenset(knowledge.menu.commands.get(name) for name in _SCREENS)
        self._other = forms_of(word for info in infos for word in info.other_words)
        turning = (tuple(normal_forms(phrase)) for info in infos for phrase in info.turning_phrases)
        self._turning = sorted(turning, key=len, reverse=True)

    def outcome(self, plain: Outcome, shown: Entry | None) -> Outcome:
        """What a text is about after this entry was shown; `plain` is what it says by itself."""
        evidence = plain.ranking.evidence
        words = evidence.words
        turned_to = self._turned_to(words) if shown else None
        if turned_to is not None:
            anew = self._matcher.judge(self._matcher.rank_words(turned_to)) if turned_to else plain
            return max(plain, anew, key=lambda outcome: outcome.ranking.probability)
        if len(words) > LONGEST_FOLLOW_UP:
            return plain
        if shown is None:
            return self._asked_back(plain)
        named = self._single_names(evidence, shown)
        if self._other & set(words) and not named:
            others = self._siblings(shown)[:CHOICES]
            if others:
                only = len(others) == 1
                return (
                    Match(others[0], plain.ranking, follows=True) if only else Suggestions(tuple(others), plain.ranking)
                )
        return plain if named else self._with_context(shown, plain)

    def shown(self, memory: Memory, at: datetime) -> Entry | None:
        """The entry that a follow-up may refer to."""
        if memory.shown is None or not is_remembered(memory.shown_at, at):
            return None
        return self.leading_on(memory.shown)

    def leading_on(self, entry_id: str) -> Entry | None:
        """The entry of this id, if a question may lean on it: no screen, and of a topic that has follow-ups."""
        entry = self._knowledge.entries.get(entry_id)
        if entry is None or entry.id in self._screens:
            return None
        topic = self._knowledge.topic_of(entry)
        return entry if topic and topic.follow_up else None

    def asks_for_another(self, text: str, shown: Entry | None) -> bool:
        """Whether a text asks for the other one of the kind that was shown."""
        return shown is not None and bool(self._other.intersection(normal_forms(text)) and self._siblings(shown))

    def _turned_to(self, words: Sequence[str]) -> Sequence[str] | None:
        """What stands behind "by the way"; None where no such words begin the question."""
        for start in range(min(len(words), _LATEST_TURN)):
            for phrase in self._turning:
                if tuple(words[start : start + len(phrase)]) == phrase:
                    return words[start + len(phrase) :]
        return None

    def _with_context(self, shown: Entry, plain: Outcome) -> Outcome:
        """By itself or after what was shown: as it is surer."""
        words, sure = plain.ranking.evidence.words, plain.ranking.probability
        if sure >= CERTAIN and len(words) > _ELLIPTIC:
            return plain
        after = self._matcher.rank_words(words, Context(shown.topic or "", self._ties.gains(shown, words)))
        if not after.candidates:
            return plain
        if self._goes_on.probability(after, plain.ranking) < max(_LIKELY, _LESS_LIKELY * min(sure, CERTAIN)):
            return plain
        first = after.candidates[0]
        if first.entry == shown.id and not (self._asks_of(shown, words) and _may_ask_again(plain, first)):
            return plain
        return Match(first.entry, after, follows=first.context > 0)

    def _asks_of(self, shown: Entry, words: Sequence[str]) -> bool:
        """Whether a question may be for more of what was just shown: "that's me" and "same" ask nothing of it."""
        if not self._asking.isdisjoint(words):
            return True
        if not self._self.isdisjoint(words):
            return False
        if len(words) > 1 or not self._refer_back.isdisjoint(words):
            return True
        return self._ties.share_in_answer(shown.id, words) >= _MOSTLY_IN_ANSWER

    def _asked_back(self, plain: Outcome) -> Outcome:
        """Of whom "what did she say?" speaks, only its author knows, where nothing was shown."""
        if (
            not isinstance(plain, Match)
            or is_sure_question(plain)
            or plain.ranking.lead >= _LEAD_OF_A_NAME
            or not self._refer_back & set(plain.ranking.evidence.words)
        ):
            return plain
        entry = self._knowledge.entries[plain.entry]
        topic = self._knowledge.topic_of(entry)
        if topic is None or not topic.is_single or name_feature(topic.id) in plain.ranking.evidence.names:
            return plain
        others = [e for e in self._siblings(entry) if self._kind_of(e) == topic.kind]
        return Suggestions((entry.id, *others)[:CHOICES], plain.ranking) if others else plain

    def _kind_of(self, entry: str) -> str:
        topic = self._knowledge.topic_of(self._knowledge.entries[entry])
        return topic.kind if topic else ""

    def _single_names(self, evidence: Evidence, shown: Entry) -> list[str]:
        """Persons, films, cities that the question names itself, other than the one shown: it speaks of them."""
        topics = self._knowledge.topics
        names = map(bare, evidence.names)
        return [name for name in names if name != shown.topic and topics[name].is_single]

    def _siblings(self, shown: Entry) -> list[str]:
        """The same question about the others of a kind: the other film, the other speakers."""
        topic = self._knowledge.topic_of(shown)
        if topic is None or not topic.is_single:
            return []
        own, entries = parts_of(shown.id), self._knowledge.entries
        family = [parts for parts in map(parts_of, entries) if parts.family == own.family]
        others = dict.fromkeys(parts.thing for parts in family if parts.thing not in ("", own.thing))
        exact = [own.of_another(other) for other in others]
        nearest = [e if e in entries else parts_of(e).whole for e in exact]
        return [e for e in nearest if e in entries]


def is_remembered(since: datetime | None, at: datetime) -> bool:
    """Whether what was then shown or offered still counts."""
    return since is not None and timedelta(0) <= at - since <= REMEMBERED


def _may_ask_again(plain: Outcome, first: Candidate) -> bool:
    """Whether a question is not surely another one by itself: "who are you", thanks; but "address" is asked of all."""
    return not is_courtesy(plain) and (not is_sure_question(plain) or first.nearest >= _LIKE_ITS_OWN)


def is_sure_question(outcome: Outcome) -> bool:
    """Whether the question is a phrase of its entry, almost word for word."""
    return isinstance(outcome, Match) and outcome.ranking.candidates[0].nearest >= _ALMOST_A_PHRASE


def _log_odds(probability: float) -> float:
    """Bounded, so that no figure outweighs all others."""
    return max(-_MOST_ODDS, min(_MOST_ODDS, log(max(probability, _NEVER_ZERO) / max(1 - probability, _NEVER_ZERO))))
