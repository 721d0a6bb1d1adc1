"""Public question sets, as JSON lines: `{"text": …, "label": …, "split": …}`; and questions with typos."""

from __future__ import annotations

import json
import random
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from benchmarks.common import SEED

TRAIN, VAL, TEST, OOS_VAL, OOS_TEST = "train", "val", "test", "oos_val", "oos_test"
LETTERS_PER_TYPO = 20


class SetError(Exception):
    """A line of a question set is not what it should be; the message says which."""


@dataclass(frozen=True, slots=True)
class Asked:
    text: str
    label: str
    in_scope: bool


@dataclass(frozen=True, slots=True)
class QuestionSet:
    name: str
    phrases: dict[str, list[str]]
    """The train split, by label."""
    tuned: list[Asked]
    """The two val splits."""
    test: list[Asked]
    """The two test splits."""


def read_set(path: Path) -> QuestionSet:
    """Raises SetError."""
    splits: dict[str, list[Asked]] = defaultdict(list)
    phrases: dict[str, list[str]] = defaultdict(list)
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError):
        raise SetError(f"{path}: cannot be read as UTF-8 text; check the path.") from None
    for number, line in enumerate(lines, start=1):
        split, asked = _parse(line, f"{path}:{number}")
        splits[split].append(asked)
        if split == TRAIN:
            phrases[asked.label].append(asked.text)
    if len(phrases) < 2 or not splits[TEST]:
        raise SetError(f"{path}: needs train phrases of two labels at least, and test questions.")
    return QuestionSet(path.stem, dict(phrases), splits[VAL] + splits[OOS_VAL], splits[TEST] + splits[OOS_TEST])


def _parse(line: str, location: str) -> tuple[str, Asked]:
    try:
        data: Any = json.loads(line)
        text, label, split = str(data["text"]), str(data["label"]), str(data["split"])
    except (ValueError, KeyError, TypeError):
        raise SetError(f'{location}: not {{"text": …, "label": …, "split": …}}.') from None
    if split not in (TRAIN, VAL, TEST, OOS_VAL, OOS_TEST) or not text.strip():
        raise SetError(f"{location}: the split {split!r} is not known, or the text is empty.")
    return split, Asked(text, label, not split.startswith("oos"))


def some_of(questions: Sequence[Asked], limit: int | None) -> list[Asked]:
    """A seeded sample of at most `limit`."""
    if limit is None or limit >= len(questions):
        return list(questions)
    return random.Random(SEED).sample(questions, limit)


def with_typos(questions: Sequence[Asked]) -> list[Asked]:
    """The same questions with one typo per twenty letters on average; the same ones on every run."""
    chance = random.Random(SEED)
    alphabet = sorted({c for q in questions for c in q.text.casefold() if c.isalpha()})
    return [Asked(_mistyped(q.text, alphabet, chance), q.label, q.in_scope) for q in questions]


def _mistyped(text: str, alphabet: Sequence[str], chance: random.Random) -> str:
    letters = list(text)
    indexes = [i for i, c in enumerate(letters) if c.isalpha()]
    number = int(len(indexes) / LETTERS_PER_TYPO + chance.random())
    # From the end, so that the indexes before stay right.
    for index in sorted(chance.sample(indexes, min(number, len(indexes))), reverse=True):
        match chance.choice(("swap", "drop", "double", "other")):
            case "swap":
                letters[index : index + 2] = reversed(letters[index : index + 2])
            case "drop":
                del letters[index]
            case "double":
                letters.insert(index, letters[index])
            case _:
                letters[index] = chance.choice(alphabet)
    return "".join(letters)
