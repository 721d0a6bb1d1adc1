"""What is meant where a message says that something else is not: "not Almaty, Taraz", «не адвокат, а психолог»,
«Алматы емес, Ақтау».

By its words such a message is about both, and mostly about what was just shown, which is what it takes back.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from bot.core.scoring.features import bare
from bot.core.understanding.courtesies import is_courtesy
from bot.core.understanding.follow_ups.siblings import NamesOf
from bot.core.understanding.matching import Match, Outcome
from bot.core.understanding.message import Message, Words
from bot.core.understanding.word_lists import WordLists, longest_first

_LONGEST_CORRECTION = 14
"""Words; a longer message tells something."""
_MOST_DENIED = 5
"""Words of what is not meant."""
_MOST_BEFORE = 3
"""Words that may stand before the "not": "no, i am"."""

MatchWords = Callable[[Sequence[str]], Outcome]
"""What words in their normal form ask for by themselves."""


class _Corrected(NamedTuple):
    """What a message may take back, and what it says in its place."""

    before: Words
    """What stands before the "not"."""
    denied: Words
    meant: Words


class Correcting:
    """Finds it by the words of one knowledge's languages."""

    def __init__(self, match: MatchWords, names_of: NamesOf, lists: WordLists) -> None:
        self._match, self._names_of, self._lists = match, names_of, lists
        self._negations, self._behind = lists.sentences.negations, lists.after_answer.denying_behind_words
        self._refused = frozenset(longest_first(lists.after_answer.refusing_phrases))
        self._beside = (
            lists.choosing.denying_words
            | lists.choosing.pointing_words
            | lists.choosing.yes_words
            | lists.after_help.courtesy_words
            | lists.after_answer.swap_words
            | lists.myself
            | lists.sentences.joining_words
        )

    def meant(self, message: Message, *, alarms: bool) -> Outcome | None:
        """What the words behind "not Almaty" ask for by themselves; None where nothing is taken back so.

        In a message that alarms (`alarms`) only a name is: "he is not my husband, he beats me".
        """
        if len(message.words) > _LONGEST_CORRECTION:
            return None
        said = (said for said in self._said(message) if self._may_take_back(said, message, alarms=alarms))
        return next((meant for meant in map(self._instead, said) if meant), None)

    def _may_take_back(self, said: _Corrected, message: Message, *, alarms: bool) -> bool:
        """Whether nothing but "no, I am" stands before the "not", and no question of its own behind what is denied: "I
        am no relative, can I call?" takes nothing back.
        """
        if not said.meant or not 0 < len(said.denied) <= _MOST_DENIED or len(said.before) > _MOST_BEFORE:
            return False
        asks_nothing = self._lists.asking.isdisjoint
        goes_on = asks_nothing(said.denied) and self._lists.ask(message.text, said.meant)
        if self._names(said.denied):
            return asks_nothing(said.before) and (not goes_on or bool(self._names(said.meant)))
        return not alarms and not goes_on and self._beside.issuperset(said.before)

    def _instead(self, said: _Corrected) -> Outcome | None:
        """What is meant, where the message denies something that is known, and does not mean the same."""
        meant, denied = self._match(said.meant), self._names(said.denied)
        if denied:
            return meant if self._names(said.meant) - denied or _asks(meant) else None
        if self._is_refused(said.denied):
            return meant if _asks(meant) else None
        other = self._match(said.denied)
        is_another = _asks(other) and _entry_of(other) != _entry_of(meant)
        return meant if is_another and not is_courtesy(meant) else None

    def _is_refused(self, denied: Words) -> bool:
        """Whether a mere pronoun is denied: "not her"."""
        return any((negation, *denied) in self._refused for negation in self._negations)

    def _names(self, words: Sequence[str]) -> frozenset[str]:
        """The things that they can only name."""
        return frozenset(
            bare(name) for names in map(set, map(self._names_of, words)) if len(names) == 1 for name in names
        )

    # ---- where the two stand --------------------------------------------------------------------

    def _said(self, message: Message) -> Iterator[_Corrected]:
        for cut in message.halves:
            yield from self._denied_in(cut.first, cut.second)
            if cut.second[:1] and cut.second[0] in self._negations and self._names(cut.second):  # "Taraz, not Almaty"
                yield from self._denied_in(cut.second, cut.first)
        yield from self._side_by_side(message.words)

    def _denied_in(self, words: Words, meant: Words) -> Iterator[_Corrected]:
        place = next((place for place, word in enumerate(words) if word in self._negations), None)
        if place is None:
            return
        if words[place] not in self._behind:
            yield _Corrected(words[:place], words[place + 1 :], meant)
        elif place == len(words) - 1:
            yield _Corrected((), self._without_no(words[:place]), meant)

    def _side_by_side(self, words: Words) -> Iterator[_Corrected]:
        """Where nothing parts them: «Тараз емес Шымкент», and two names behind "not"."""
        place = next((place for place, word in enumerate(words) if word in self._negations), None)
        if place is None:
            return
        before, behind = words[:place], words[place + 1 :]
        if words[place] in self._behind:
            yield _Corrected((), self._without_no(before), behind)
            return
        named = [at for at, word in enumerate(behind) if self._names((word,))]
        if len(named) > 1:
            yield _Corrected(before, behind[: named[0] + 1], behind[named[0] + 1 :])

    def _without_no(self, words: Words) -> Words:
        return tuple(word for word in words if word not in self._lists.choosing.denying_words)


def _asks(outcome: Outcome) -> bool:
    return isinstance(outcome, Match) and not is_courtesy(outcome)


def _entry_of(outcome: Outcome) -> str:
    return outcome.entry if isinstance(outcome, Match) else ""
