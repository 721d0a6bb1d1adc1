"""What a few words ask right after an entry, as editors list it: "age?" after a speaker, "the British?" after the
ambassadors.

What was learned cannot tell where no talk holds such words, and then takes them for a question of their own.
"""

from __future__ import annotations

from bot.core.model import Entry, Knowledge
from bot.core.understanding.matching import Outcome
from bot.core.understanding.patterns import Patterns, RuleWords
from bot.core.understanding.word_lists import WordLists

_LONGEST_AFTER = 6
"""Words; a longer question names what it is about."""


class AskedAfter:
    """Knows what the entries of one knowledge list (`asked_after`, `asked_after_with`)."""

    def __init__(self, knowledge: Knowledge, lists: WordLists, rule_words: RuleWords) -> None:
        listed: dict[str, dict[str, tuple[str, ...]]] = {}
        for entry in knowledge.entries.values():
            for shown in entry.asked_after:
                listed.setdefault(shown, {})[entry.id] = entry.asked_after_with
        self._after = {
            shown: Patterns(lines, lists.negations, rule_words, between=0) for shown, lines in listed.items()
        }

    def entry(self, alone: Outcome, shown: Entry) -> str | None:
        """The entry that a text asks for right after this one; `alone` is what it says by itself."""
        words, patterns = alone.ranking.evidence.words, self._after.get(shown.id)
        found = patterns.first_in(words) if patterns and len(words) <= _LONGEST_AFTER else None
        return found.owner if found else None
