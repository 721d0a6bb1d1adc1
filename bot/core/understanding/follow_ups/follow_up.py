"""What a question means after what was just shown: "and who made it?", "the other one?", «оның қызметі ше?».

What was shown counts for fifteen minutes (`talk.py`).
"""

from __future__ import annotations

from collections.abc import Sequence

from bot.core.knowledge import Entry, Knowledge
from bot.core.limits import PLAIN
from bot.core.scoring.features import Evidence
from bot.core.scoring.follow_up_weights import FollowUpWeights
from bot.core.text import normal_forms
from bot.core.understanding.courtesies import is_courtesy
from bot.core.understanding.follow_ups.asked_outright import AskedOutright
from bot.core.understanding.follow_ups.asking_back import AskingBack
from bot.core.understanding.follow_ups.correcting import Correcting
from bot.core.understanding.follow_ups.excluding import Excluding
from bot.core.understanding.follow_ups.leaning import Leaning
from bot.core.understanding.follow_ups.siblings import Siblings
from bot.core.understanding.matching import (
    CHOICES,
    Match,
    Matcher,
    NoMatch,
    Outcome,
    Ranking,
    Suggestions,
    finds,
    is_word_for_word,
)
from bot.core.understanding.message import Message
from bot.core.understanding.openers import Opened, Openers
from bot.core.understanding.pronouns import Pronouns
from bot.core.understanding.vocabulary import Vocabulary

LONGEST_FOLLOW_UP = 18
"""Words; a longer question names what it is about. A bare number chooses (`choosing.py`) or asks nothing."""


class FollowUps:
    """Understands questions with the memory of their chat."""

    def __init__(self, knowledge: Knowledge, matcher: Matcher, weights: FollowUpWeights, words: Vocabulary) -> None:
        lists = words.lists
        self._matcher, self._siblings = matcher, Siblings(knowledge, lists)
        self.openers, self._pronouns = Openers(matcher.reader, lists), Pronouns(lists)
        self._asking_back = AskingBack(knowledge, lists)
        self._leaning = Leaning(knowledge, matcher, weights, lists)
        self._asked_outright = AskedOutright(knowledge, words.pattern_words)
        self._excluding = Excluding(knowledge, self._siblings, lists)
        self._correcting = Correcting(matcher.match_words, matcher.reader.names_of, lists)

    def outcome(self, alone: Outcome, shown: Entry | None, *, after_help: bool = False) -> Outcome:
        """What a text is about after this entry was shown, without what it excludes; `alone` is what it says by
        itself.

        `after_help`: whether the talk is about help, where a text may tell more of a cry rather than ask.
        """
        opened = self.openers.of(alone.ranking.evidence.words)
        if _says_only_a_role(opened) and not is_word_for_word(alone):
            return self._matcher.match_words(opened.says) if opened.says else NoMatch(alone.ranking)
        alone = self._asked_in_a_role(alone, opened)
        outright = self._asked_outright.match(alone, shown)
        if outright:
            return outright
        if shown:
            found = self._after(alone, opened, shown, after_help=after_help)
            found = self._asking_back.after(shown, found, alone.ranking)
        else:
            found = self._asking_back.outcome(alone, alone.ranking)
        left = self._left(alone.ranking.evidence.words, found, shown)
        return _one_of(left, alone.ranking) if left else found

    def corrected(
        self, message: Message, shown: Entry | None, *, after_help: bool = False, alarms: bool = False
    ) -> Outcome | None:
        """What a text is about that takes something else back: "not Almaty, Taraz"; None where it takes nothing back.

        What names another one of the kind shown asks the same of it, and what asks by itself leans on nothing.
        """
        meant = self._correcting.meant(message, alarms=alarms)
        if meant is None:
            return None
        another = self._another_named(meant, shown) if shown else None
        if another or (isinstance(meant, Match) and not self._refers(meant.ranking.evidence)):
            return another or meant
        return self.outcome(meant, shown, after_help=after_help)

    def _refers(self, evidence: Evidence) -> bool:
        """Whether it names nothing and speaks of what was shown by "it"."""
        return not evidence.names and self._pronouns.are_in(evidence.words)

    def asks_for_another(self, text: str, shown: Entry | None) -> bool:
        """Whether a text asks for the other one of the kind that was shown."""
        return shown is not None and bool(self._siblings.asked_for(normal_forms(text), shown))

    def _asked_in_a_role(self, alone: Outcome, opened: Opened) -> Outcome:
        """What is asked behind "i am a lawyer", where that is clear or offers a choice."""
        if "role" not in opened.kinds or not opened.rest:
            return alone
        anew = self._matcher.match_words(opened.rest)
        return alone if isinstance(anew, NoMatch) else anew

    def of_each_named(self, words: Sequence[str], outcome: Outcome) -> tuple[Match, ...]:
        """Finds the entry asked for of each thing that a text names ("centres in Almaty and Shymkent"), where by itself
        the text is taken for a question about one of them.
        """
        if not isinstance(outcome, Match) or outcome.follows:
            return ()
        same = self._siblings.of_each_named(words, self._matcher.reader.names_of, outcome.entry)
        return tuple(Match(entry, outcome.ranking) for entry in same)

    def is_role(self, words: Sequence[str]) -> bool:
        """Whether they say no more than in which role somebody asks."""
        return _says_only_a_role(self.openers.of(words))

    # ---- the rules: the first that says something counts -----------------------------------------

    def _after(self, alone: Outcome, opened: Opened, shown: Entry, *, after_help: bool) -> Outcome:
        """What a text is about after this entry, whatever it excludes."""
        alone = self._behind_what_about(alone, opened)
        return (
            self._turned_away(alone, opened)
            or self._leaning_on_nothing(alone)
            or self._another_named(alone, shown)
            or self._another_asked_for(alone, shown)
            or self._leaning.outcome(alone, shown, after_help=after_help)
        )

    def _behind_what_about(self, alone: Outcome, opened: Opened) -> Outcome:
        """What is asked behind "what about", where the text begins so."""
        return self._matcher.match_words(opened.rest) if "further" in opened.kinds and opened.rest else alone

    def _turned_away(self, alone: Outcome, opened: Opened) -> Outcome | None:
        """What is asked behind "by the way", or by the whole if that is surer: it is no courtesy then."""
        if "turn" not in opened.kinds:
            return None
        anew = self._matcher.match_words(opened.says) if opened.says else alone
        return anew if is_courtesy(alone) else max(alone, anew, key=lambda outcome: outcome.ranking.probability)

    def _leaning_on_nothing(self, alone: Outcome) -> Outcome | None:
        """What it says by itself, where it is too long for a follow-up or says no word."""
        words = alone.ranking.evidence.words
        return alone if len(words) > LONGEST_FOLLOW_UP or not any(map(str.isalpha, words)) else None

    def _another_named(self, alone: Outcome, shown: Entry) -> Outcome | None:
        """What was shown, of another one that is named: "and Maria?"."""
        words = alone.ranking.evidence.words
        named = self._siblings.named(words, self._matcher.reader.names_of, shown)
        return Match(named, alone.ranking, follows=True) if named else None

    def _another_asked_for(self, alone: Outcome, shown: Entry) -> Outcome | None:
        """The other one of its kind, or a choice of the others: "the other film?".

        "Who else spoke" after one speaker asks by itself for all of them.
        """
        evidence = alone.ranking.evidence
        others = self._siblings.asked_for(evidence.words, shown)
        if not others or self._siblings.names_another(evidence, shown):
            return None
        asks_by_itself = isinstance(alone, Match) and alone.ranking.probability >= PLAIN
        return alone if asks_by_itself and not finds(alone, shown.id) else _one_of(others, alone.ranking)

    # ---- what is excluded -----------------------------------------------------------------------

    def _left(self, words: Sequence[str], found: Outcome, shown: Entry | None) -> list[str]:
        """What is left of a kind, where the words exclude one of it: "besides her", "not her"."""
        others = self._excluding.others(words, found, self._entry_of)
        return others or (self._excluding.refused(words, shown) if shown else [])

    def _entry_of(self, words: Sequence[str]) -> str | None:
        match = self._matcher.match_of(words)
        return match.entry if match else None


def _says_only_a_role(opened: Opened) -> bool:
    """Whether nothing stands behind "i am a lawyer", which asks for no lawyer."""
    return "role" in opened.kinds and not opened.rest


def _one_of(others: Sequence[str], ranking: Ranking) -> Outcome:
    """The only other one of a kind, or a choice of them."""
    if len(others) == 1:
        return Match(others[0], ranking, follows=True)
    return Suggestions(tuple(others[:CHOICES]), ranking)
