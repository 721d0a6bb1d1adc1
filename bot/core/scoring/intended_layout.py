"""The keyboard layout that was meant: the one in which the knowledge knows most words of a text."""

from __future__ import annotations

from collections.abc import Sequence

from bot.core.scoring.spelling import Spelling
from bot.core.text import LONGEST, normal_forms, other_readings

_KNOWN_ENOUGH = 0.75
"""Share of known words from which a text is read as it is typed."""
_KNOWN_IN_OTHER = 0.5
"""Share of known words that a text needs in another layout.

Words that only resemble known ones do not count: any nonsense resembles some word.
"""
_KNOWN_FOR_NONE = 0.35
"""The share that must be known in another layout where not one word is known as it is typed."""
_CLEARLY_MORE = 0.2
"""By which share of known words another layout must be ahead."""


def in_intended_layout(text: str, words: Sequence[str], spelling: Spelling) -> str:
    """`words` are those of the text as it is typed, with spaces corrected."""
    share = spelling.spelt_share(words)
    known = sum(spelling.word(word).known for word in words)
    if share >= _KNOWN_ENOUGH and known >= _KNOWN_ENOUGH * len(words):
        return text
    others = {
        other: spelling.spelt_share(spelling.corrected(normal_forms(other[:LONGEST]))) for other in other_readings(text)
    }
    best = max(others, key=others.__getitem__, default=text)
    enough = _KNOWN_IN_OTHER if share else _KNOWN_FOR_NONE
    return best if others.get(best, 0.0) > max(enough, share + _CLEARLY_MORE) else text
