"""Knowledge folders ten or a hundred times as large as the one that comes with the program."""

from __future__ import annotations

import random
import re
import shutil
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

from benchmarks.common import SEED, write_entries
from bot.core.knowledge import Entry, Knowledge
from bot.loading import shipped_folder

_CHANGED = 0.5
"""Share of the words that are another word in a copy."""
_WORD = re.compile(r"[^\W\d_]{4,}")


def phrases_of(knowledge: Knowledge) -> list[str]:
    return [p for entry in knowledge.entries.values() for listed in entry.phrases.values() for p in listed]


def kept_share(knowledge: Knowledge, times: int, most: int) -> float:
    """The share of a copied entry's phrases that can be kept for at most about `most` phrases in all."""
    shipped = len(phrases_of(knowledge))
    return min(1.0, (most - shipped) / (shipped * (times - 1))) if times > 1 else 1.0


def write_multiplied(folder: Path, knowledge: Knowledge, times: int, share: float) -> None:
    """The shipped folder as it is, fitted weights included, and `times - 1` changed copies of every entry."""
    shutil.copytree(shipped_folder(), folder)
    if times == 1:
        return
    vocabulary = sorted({word for phrase in phrases_of(knowledge) for word in _WORD.findall(phrase)})
    (folder / "copies").mkdir()
    write_entries(folder / "copies", _copies(knowledge, times, share, vocabulary))


def _copies(knowledge: Knowledge, times: int, share: float, vocabulary: Sequence[str]) -> Iterator[dict[str, Any]]:
    for number in range(1, times):
        changed = _word_changer(random.Random(SEED + number), vocabulary)
        for entry in knowledge.entries.values():
            yield _copy(entry, f"{entry.id}.copy{number}", share, changed)


def _copy(entry: Entry, name: str, share: float, changed: Callable[[str], str]) -> dict[str, Any]:
    kept = {code: listed[: max(1, round(len(listed) * share))] for code, listed in entry.phrases.items()}
    return {
        "id": name,
        "title": dict(entry.title),
        "answer": dict(entry.answer),
        "phrases": {code: "\n".join(map(changed, listed)) for code, listed in kept.items()},
        "sources": list(entry.sources),
    } | ({"topic": entry.topic} if entry.topic else {})


def _word_changer(chance: random.Random, vocabulary: Sequence[str]) -> Callable[[str], str]:
    """One word becomes the same other word all over a copy: its own beginning and the end of some known word."""
    others: dict[str, str] = {}

    def changed(found: re.Match[str]) -> str:
        word = found[0]
        if word not in others:
            end = chance.choice(vocabulary)
            others[word] = word[: len(word) // 2] + end[len(end) // 2 :] if chance.random() < _CHANGED else word
        return others[word]

    return lambda phrase: _WORD.sub(changed, phrase)
