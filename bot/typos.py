"""Texts as they are typed in haste, to learn from and to measure with: the same ones on every run."""

from __future__ import annotations

import random
from collections.abc import Sequence


def mistyped(text: str, alphabet: Sequence[str], chance: random.Random, letters_per_typo: float) -> str:
    """The text with its share of slips: letters swapped, left out, doubled, or another one of the alphabet."""
    letters = list(text)
    places = [i for i, c in enumerate(letters) if c.isalpha()]
    number = int(len(places) / letters_per_typo + chance.random())
    # From the end, so that the places before stay right.
    for place in sorted(chance.sample(places, min(number, len(places))), reverse=True):
        match chance.choice(("swap", "drop", "double", "other")):
            case "swap":
                letters[place : place + 2] = reversed(letters[place : place + 2])
            case "drop":
                del letters[place]
            case "double":
                letters.insert(place, letters[place])
            case _:
                letters[place] = chance.choice(alphabet)
    return "".join(letters)


def letters_of(texts: Sequence[str]) -> list[str]:
    """The alphabet of these texts."""
    return sorted({c for text in texts for c in text.casefold() if c.isalpha()})
