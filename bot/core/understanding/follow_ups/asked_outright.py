"""What a few words ask for outright, as editors list it (`asked_with`): anywhere, or only right after another entry.
"Age?" asks for one thing after a speaker, "the British?" for another after the ambassadors.

What was learned cannot tell where no talk holds such words, and then takes them for a question of their own.
"""

from __future__ import annotations

from bot.core.knowledge import Entry, Knowledge
from bot.core.understanding.matching import Match, Outcome
from bot.core.understanding.patterns import Patterns, PatternWords

_ANYWHERE = ""
"""Stands for the id of the entry that was shown, where any may have been, or none."""
_LONGEST = 10
"""Words of a message; a longer one may be about something else."""
_LONGEST_AFTER = 6
"""Words of one that leans on what was shown; a longer one names what it is about."""


class AskedOutright:
    """Knows the words with which the entries of one knowledge are asked for."""

    def __init__(self, knowledge: Knowledge, words: PatternWords) -> None:
        listed: dict[str, dict[str, tuple[str, ...]]] = {}
        for entry in knowledge.entries.values():
            for asking in entry.asked_with:
                for shown in asking.after or (_ANYWHERE,):
                    by_entry = listed.setdefault(shown, {})
                    by_entry[entry.id] = (*by_entry.get(entry.id, ()), *asking.patterns)
        self._after = {shown: Patterns(patterns, words, between=0) for shown, patterns in listed.items()}

    def match(self, alone: Outcome, shown: Entry | None) -> Match | None:
        """What a text asks for, given the entry shown before; `alone` is what it says by itself."""
        after = self._found(alone, shown.id, _LONGEST_AFTER) if shown else None
        entry = after or self._found(alone, _ANYWHERE, _LONGEST)
        return Match(entry, alone.ranking._replace(probability=1.0), follows=after is not None) if entry else None

    def _found(self, alone: Outcome, shown: str, longest: int) -> str | None:
        words, patterns = alone.ranking.evidence.words, self._after.get(shown)
        found = patterns.first_in(words) if patterns and len(words) <= longest else None
        return found.owner if found else None
