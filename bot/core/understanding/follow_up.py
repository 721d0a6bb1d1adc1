"""What a question means after what was just shown: "and who made it?", "the other one?", «оның қызметі ше?».

It is ranked twice, by itself and with what each entry gains by the one shown; what was shown counts for fifteen
minutes.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from bot.core.limits import CERTAIN
from bot.core.model import Entry, Knowledge
from bot.core.scoring.context_ties import ContextTies
from bot.core.scoring.features import Evidence, bare, name_feature
from bot.core.scoring.follow_up_weights import FollowUpWeights
from bot.core.text import normal_forms
from bot.core.understanding.asking_again import AskingAgain
from bot.core.understanding.excluding import Excluding
from bot.core.understanding.going_on import GoesOn
from bot.core.understanding.matching import (
    CHOICES,
    Match,
    Matcher,
    Outcome,
    Ranking,
    Suggestions,
    is_word_for_word,
)
from bot.core.understanding.pronouns import Pronouns
from bot.core.understanding.siblings import Siblings
from bot.core.understanding.word_lists import WordLists

LONGEST_FOLLOW_UP = 18
"""Words; a longer question names what it is about. A bare number chooses (`choosing.py`) or asks nothing."""
_ELLIPTIC = 5
"""Words up to which a question may leave out whom or what it means, however sure it is by itself."""
_LIKELY = 0.4
"""Probability from which a question is taken for one that goes on with what was shown; below it "what did she say" may
be asked of the wrong woman.
"""
_POSSIBLE = 0.2
"""Probability from which it is offered what may be meant after what was shown."""
_LATEST_TURN = 3
"""The first words, among which a turn to something else begins: "ok thanks, another thing"."""
_LEAD_OF_A_NAME = 4.0
"""Lead over all others from which a question names whom it is about, though no name of it is known."""


class FollowUps:
    """Understands questions with the memory of their chat."""

    def __init__(
        self, knowledge: Knowledge, matcher: Matcher, weights: FollowUpWeights, lists: WordLists | None = None
    ) -> None:
        """`lists` are those of the knowledge, where they are made already."""
        self._knowledge, self._matcher = knowledge, matcher
        infos = knowledge.languages.values()
        lists = lists or WordLists.of(infos)
        self._pronouns = Pronouns(infos)
        self._topics = {e.id: topic for e in knowledge.entries.values() if (topic := knowledge.topic_of(e))}
        self._ties = ContextTies(knowledge, matcher.reader.rarity, weights)
        self._goes_on = GoesOn(*weights.goes_on)
        self._siblings, self._asking_again = Siblings(knowledge, lists), AskingAgain(lists, self._ties)
        self._excluding = Excluding(knowledge, self._siblings)
        self._turning = _longest_first(phrase for info in infos for phrase in info.turning_phrases)
        self._further = _longest_first(phrase for info in infos for phrase in info.further_phrases)

    def outcome(self, plain: Outcome, shown: Entry | None, *, was_read: bool = True) -> Outcome:
        """What a text is about after this entry was shown, without what it excludes; `plain` is what it says by
        itself.

        `was_read`: whether the answer itself was shown; where it only stood behind More, nobody asks for it again.
        """
        words = plain.ranking.evidence.words
        found = self._outcome(plain, shown, was_read=was_read)
        others = self._excluding.others(words, found, self._entry_of)
        if not others and shown:
            others = self._excluding.refused(words, shown)
        return _one_of(others, plain.ranking) if others else found

    def _entry_of(self, words: Sequence[str]) -> str | None:
        outcome = self._matcher.match_words(words) if words else None
        return outcome.entry if isinstance(outcome, Match) else None

    def _outcome(self, plain: Outcome, shown: Entry | None, *, was_read: bool) -> Outcome:
        """The same, whatever it excludes."""
        further = self._further_asked(plain.ranking.evidence.words) if shown else ()
        if further:
            plain = self._matcher.match_words(further)
        evidence = plain.ranking.evidence
        words = evidence.words
        turned_to = self._turned_to(words) if shown else None
        if turned_to is not None:
            anew = self._matcher.match_words(turned_to) if turned_to else plain
            return max(plain, anew, key=lambda outcome: outcome.ranking.probability)
        if len(words) > LONGEST_FOLLOW_UP or not any(map(str.isalpha, words)):
            return plain
        if shown is None:
            return self._asked_back(plain)
        named = self._siblings.named(words, self._matcher.reader.names_of, shown)
        if named:
            return Match(named, plain.ranking, follows=True)
        others = [] if self._names_another(evidence, shown) else self._siblings.asked_for(words, shown)
        return _one_of(others, plain.ranking) if others else self._going_on(shown, plain, was_read=was_read)

    def asks_for_another(self, text: str, shown: Entry | None) -> bool:
        """Whether a text asks for the other one of the kind that was shown."""
        return shown is not None and bool(self._siblings.asked_for(normal_forms(text), shown))

    def after(self, words: Sequence[str], shown: Entry) -> Ranking:
        """What words may ask for after this entry was shown."""
        reading = self._matcher.reader.read_words(words, shown.topic)
        return self._matcher.rank_reading(reading, self._ties.gains(shown, words, reading.telling))

    def _turned_to(self, words: Sequence[str]) -> Sequence[str] | None:
        """The words behind "by the way"; None where no such words begin the question."""
        for start in range(min(len(words), _LATEST_TURN)):
            for phrase in self._turning:
                if tuple(words[start : start + len(phrase)]) == phrase:
                    return words[start + len(phrase) :]
        return None

    def _further_asked(self, words: Sequence[str]) -> Sequence[str]:
        """The words behind "what about", whose "about" would ask what a film is about; empty where it does not begin
        so.
        """
        begun = (phrase for phrase in self._further if tuple(words[: len(phrase)]) == phrase)
        return next((words[len(phrase) :] for phrase in begun), ())

    def _going_on(self, shown: Entry, plain: Outcome, *, was_read: bool) -> Outcome:
        """What is asked after what was shown where that is likely, else by itself, or a choice of what may be meant."""
        alone = plain.ranking
        says_all = len(alone.evidence.words) > _ELLIPTIC or self._names_another(alone.evidence, shown)
        if alone.probability >= CERTAIN and says_all:
            return plain
        after = self.after(alone.evidence.words, shown)
        if self._pronouns.are_in(alone.evidence.words) and not self._names_another(alone.evidence, shown):
            after = self._without_others_of_its_kind(after, shown)
        if not after.candidates:
            return plain
        likely = self._goes_on.probability(after, alone)
        if likely >= _LIKELY:
            first = after.candidates[0]
            if was_read and first.entry == shown.id and not self._asking_again.may_be(plain, shown, first):
                return plain
            if alone.probability >= CERTAIN and alone.candidates[0].entry == first.entry:
                return plain  # it leans on nothing
            return Match(first.entry, after, follows=first.context > 0)
        may_be_meant = likely >= _POSSIBLE and not isinstance(plain, Match)
        return self._matcher.suggested(after) if may_be_meant else plain

    def _without_others_of_its_kind(self, after: Ranking, shown: Entry) -> Ranking:
        """The ranking without other things of the kind that was shown: "how long has he been one" means the ambassador
        shown.
        """
        topic = self._topics.get(shown.id)
        if topic is None or not topic.is_single:
            return after
        others = {entry for entry, other in self._topics.items() if other.kind == topic.kind and other.id != topic.id}
        return after._replace(candidates=tuple(c for c in after.candidates if c.entry not in others))

    def _asked_back(self, plain: Outcome) -> Outcome:
        """A choice of people where nothing was shown and a pronoun may mean any of them: "what did she say?".

        In a longer question it mostly refers to somebody of whom that question itself has spoken.
        """
        if (
            not isinstance(plain, Match)
            or len(plain.ranking.evidence.words) > _ELLIPTIC
            or is_word_for_word(plain)
            or plain.ranking.lead >= _LEAD_OF_A_NAME
            or not self._pronouns.are_in(plain.ranking.evidence.words)
        ):
            return plain
        entry = self._knowledge.entries[plain.entry]
        topic = self._knowledge.topic_of(entry)
        if topic is None or not topic.is_single or name_feature(topic.id) in plain.ranking.evidence.names:
            return plain
        others = [e for e in self._siblings.of(entry) if self._kind_of(e) == topic.kind]
        return Suggestions((entry.id, *others)[:CHOICES], plain.ranking) if others else plain

    def _kind_of(self, entry: str) -> str:
        topic = self._topics.get(entry)
        return topic.kind if topic else ""

    def _names_another(self, evidence: Evidence, shown: Entry) -> bool:
        """Whether the question itself names a person, a film or a city other than the one shown."""
        topics = self._knowledge.topics
        return any(name != shown.topic and topics[name].is_single for name in map(bare, evidence.names))


def _one_of(others: Sequence[str], ranking: Ranking) -> Outcome:
    """The only other one of a kind, or a choice of them."""
    if len(others) == 1:
        return Match(others[0], ranking, follows=True)
    return Suggestions(tuple(others[:CHOICES]), ranking)


def _longest_first(phrases: Iterable[str]) -> list[tuple[str, ...]]:
    return sorted((tuple(normal_forms(phrase)) for phrase in phrases), key=len, reverse=True)
