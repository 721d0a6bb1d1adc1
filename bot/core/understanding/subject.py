"""What a text is about after what was shown before it: one thing or several."""

from __future__ import annotations

from typing import NamedTuple

from bot.core.entry_ids import is_of_courtesies
from bot.core.knowledge import Entry
from bot.core.limits import CERTAIN, CLEAR, PLAIN
from bot.core.understanding.after_help.help_talk import HelpTalk
from bot.core.understanding.courtesies import is_courtesy, without_courtesies
from bot.core.understanding.follow_ups.follow_up import FollowUps
from bot.core.understanding.matching import Match, Matcher, NoMatch, Outcome, finds, is_word_for_word
from bot.core.understanding.message import Message
from bot.core.understanding.several import SeveralQuestions
from bot.core.understanding.talk import Context, Stage
from bot.core.understanding.understood import Understood
from bot.core.understanding.word_lists import WordLists

_FEWEST_WORDS_ASKING = 4
"""Words of a part that asks plainly: "how do i register a firm, need a lawyer" asks for no lawyer against violence."""


class Subject(NamedTuple):
    """What a text is about after what was shown before it."""

    outcome: Outcome
    matches: tuple[Match, ...]
    """Where it asks several things, each of them."""


class Subjects:
    """Finds what texts are about."""

    def __init__(
        self,
        matcher: Matcher,
        follow_ups: FollowUps,
        help_talk: HelpTalk,
        several: SeveralQuestions,
        lists: WordLists,
    ) -> None:
        self._matcher, self._follow_ups = matcher, follow_ups
        self._help_talk, self._entries = help_talk, matcher.entries
        self._several, self._negations, self._asking = several, lists.sentences.negations, lists.asking

    def subject_of(self, understood: Understood, message: Message, talk: Context) -> Subject:
        """What a text is about in this talk."""
        shown, stage = self._entries.get(talk.leading), talk.stage
        after_help = stage != "none"
        alarms = understood.sign is not None
        corrected = self._follow_ups.corrected(message, shown, after_help=after_help, alarms=alarms)
        if isinstance(corrected, Match):
            return Subject(self._help_talk.outcome(stage, corrected, corrected, understood.text), ())
        outcome = without_courtesies(self._follow_ups.outcome(understood.alone, shown, after_help=after_help))
        if self._returns_what_was_denied(outcome):
            outcome = NoMatch(outcome.ranking)
        outcome = self._asked_behind_courtesy(outcome, shown, after_help=after_help)
        outcome = self._asked_in_a_story(outcome, message)
        outcome = self._help_talk.outcome(stage, outcome, understood.alone, understood.text)
        matches = understood.matches_with(outcome)
        if len(matches) < 2:
            matches = self._joined(message, outcome, shown, stage) or matches
        asked = matches if stage == "none" else self._help_talk.without_reassurance(matches, understood.text)
        if len(asked) == 1 and (is_courtesy(outcome) or len(matches) > 1):
            outcome = asked[0]
        return Subject(outcome, asked if len(asked) > 1 else ())

    def _returns_what_was_denied(self, outcome: Outcome) -> bool:
        """Whether it is an unsure courtesy, and something is denied: "you did not help me" thanks for nothing."""
        if not isinstance(outcome, Match) or not is_courtesy(outcome) or is_word_for_word(outcome):
            return False
        is_unsure = outcome.follows or outcome.ranking.probability < CLEAR
        return is_unsure and not self._negations.isdisjoint(outcome.ranking.evidence.words)

    def _asked_behind_courtesy(self, outcome: Outcome, shown: Entry | None, *, after_help: bool) -> Outcome:
        """What is asked behind an "ok" or a greeting, where the text as a whole asks nothing: "ok will they come".

        A single word must ask by itself: the "you" of "ok thank you" asks for nobody.
        """
        asks = isinstance(outcome, Match) and not is_courtesy(outcome)
        words = outcome.ranking.evidence.words
        opened = self._follow_ups.openers.of(words)
        rest, greeted = opened.rest, opened.kinds[:1] == ("greeting",)
        if asks or is_word_for_word(outcome) or not (opened.courteous and rest):
            return outcome
        by_itself = self._matcher.match_words(rest)
        names_or_asks = bool(by_itself.ranking.evidence.names) or not self._asking.isdisjoint(rest)
        is_sure = is_courtesy(outcome) and not names_or_asks if greeted else outcome.ranking.probability >= CERTAIN
        if is_sure:  # "thanks for the information"
            return outcome
        if is_courtesy(outcome) and len(rest) == 1 and not isinstance(by_itself, Match):
            return outcome
        leading = None if "turn" in opened.kinds else shown
        behind = self._follow_ups.outcome(by_itself, leading, after_help=after_help)
        return behind if isinstance(behind, Match) and (is_courtesy(outcome) or not is_courtesy(behind)) else outcome

    def _asked_in_a_story(self, outcome: Outcome, message: Message) -> Outcome:
        """The likeliest entry, where a part of the message asks for it plainly: what stands around that part only makes
        the whole unsure.
        """
        likeliest = next((candidate.entry for candidate in outcome.ranking.candidates), None)
        if isinstance(outcome, Match) or likeliest is None or is_of_courtesies(likeliest):
            return outcome
        parts = (part for part in message.parts if len(part) >= _FEWEST_WORDS_ASKING)
        matches = (self._matcher.match_reading(message.read(part)) for part in parts)
        is_asked = any(finds(match, likeliest) and match.ranking.probability >= PLAIN for match in matches)
        return Match(likeliest, outcome.ranking) if is_asked else outcome

    def _joined(self, message: Message, outcome: Outcome, shown: Entry | None, stage: Stage) -> tuple[Match, ...]:
        """What is asked in two questions between which no full stop stands."""
        matches = self._several.joined(message, outcome, shown)
        matches = matches or self._follow_ups.of_each_named(message.words, outcome)
        return matches if all(self._help_talk.counts(stage, part) for part in matches) else ()
