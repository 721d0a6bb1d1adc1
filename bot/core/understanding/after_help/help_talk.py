"""What counts as asked in a talk about help.

Just after the numbers were shown, and as long as the talk goes on about help, the same words mean something else than
in a talk about the event: an unclear question is not about a film.
"""

from __future__ import annotations

from dataclasses import replace

from bot.core.knowledge import Knowledge
from bot.core.limits import CLEAR, PLAIN
from bot.core.understanding.courtesies import is_courtesy
from bot.core.understanding.matching import Match, NoMatch, Outcome, Suggestions, is_word_for_word
from bot.core.understanding.talk import Stage
from bot.core.understanding.word_lists import WordLists

_SURELY_OVER = 0.985
"""Probability from which somebody is told that it is good if things are calmer, where that only follows from the talk:
"he is gone", not "a lot" after "I am bleeding".
"""
_MOST_LEANING = 3
"""A question of so few words depends on what is happening: "how long" asks when the police come."""


class HelpTalk:
    """Judges by the entries of one knowledge and the words of its languages."""

    def __init__(self, knowledge: Knowledge, lists: WordLists) -> None:
        self._entries, self._lists = knowledge.entries, lists

    def outcome(self, stage: Stage, outcome: Outcome, alone: Outcome, text: str = "") -> Outcome:
        """The outcome as it counts: in a talk about help what goes with it, and anything else only where it is plain.

        "How long do I have" then asks of no film. `alone` is what `text` says by itself.
        """
        if stage == "none":
            return outcome
        if stage == "just shown" and self._says_too_little(outcome, alone):
            outcome = alone if self.is_known_to_go_with_help(alone) else NoMatch(outcome.ranking)
        if self._reassures_too_soon(outcome, alone, text):
            return NoMatch(outcome.ranking)
        if isinstance(outcome, Suggestions) and not outcome.ranking.evidence.names:
            return self._about_help(outcome)
        return outcome if self.counts(stage, outcome, alone) else NoMatch(outcome.ranking)

    def _reassures_too_soon(self, outcome: Outcome, alone: Outcome, text: str) -> bool:
        """Whether it would be taken to be over by what was shown before rather than by what is said, or though it is
        asked: "are they coming?"
        """
        if not isinstance(outcome, Match) or not self._entries[outcome.entry].reassures:
            return False
        says_so = isinstance(alone, Match) and alone.entry == outcome.entry
        is_listed = says_so and is_word_for_word(alone) and "?" not in text
        if not is_listed and self._lists.plainly_ask(text, outcome.ranking.evidence.words):
            return True
        return not says_so and outcome.ranking.probability < _SURELY_OVER

    def without_reassurance(self, matches: tuple[Match, ...], text: str) -> tuple[Match, ...]:
        """What a text asks in turn; where it holds a "?", nothing of that is for whoever is out of danger."""
        return tuple(m for m in matches if "?" not in text or not self._entries[m.entry].reassures)

    def _about_help(self, outcome: Suggestions) -> Outcome:
        """What of a choice goes with help; nothing where its first does not: "on the 3rd floor" asks of no hall."""
        first, *others = outcome.entries
        if not self._entries[first].goes_with_help:
            return NoMatch(outcome.ranking)
        return replace(outcome, entries=(first, *(entry for entry in others if self._entries[entry].goes_with_help)))

    def counts(self, stage: Stage, outcome: Outcome, alone: Outcome | None = None) -> bool:
        """Whether a question counts: it goes with help, it is plain, or the talk is not about help.

        Where it asks the same by itself (`alone`), a clear one is plain enough: "where is the university".
        """
        if stage == "none" or not isinstance(outcome, Match) or is_courtesy(outcome) or self.goes_with_help(outcome):
            return True
        evidence = outcome.ranking.evidence
        if outcome.ranking.probability == 1 and not outcome.follows:  # asked with words that editors listed
            return True
        if evidence.names or not self._lists.people.story_words.isdisjoint(evidence.words):
            return True
        if len(evidence.words) <= _MOST_LEANING or self._lists.sentences.question_words.isdisjoint(evidence.words):
            return False
        asks_by_itself = isinstance(alone, Match) and alone.entry == outcome.entry
        return outcome.ranking.probability >= (CLEAR if asks_by_itself else PLAIN)

    def _says_too_little(self, outcome: Outcome, alone: Outcome) -> bool:
        """Whether it may be somebody's last word just after the numbers: "yes", "no", "bye"; «дома пока тихо» is none
        of these.
        """
        if is_courtesy(outcome):
            is_thanks = not self._lists.after_help.courtesy_words.isdisjoint(outcome.ranking.evidence.words)
            return not (is_thanks and is_word_for_word(outcome))
        return isinstance(alone, NoMatch) and len(alone.ranking.evidence.words) <= 1

    def goes_with_help(self, outcome: Outcome) -> bool:
        return isinstance(outcome, Match) and self._entries[outcome.entry].goes_with_help

    def is_known_to_go_with_help(self, outcome: Outcome) -> bool:
        """Whether it is one of the phrases that editors listed for what goes with help: "i am ok now", "he left"."""
        return self.goes_with_help(outcome) and not is_courtesy(outcome) and is_word_for_word(outcome)
