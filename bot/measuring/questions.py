"""Labelled questions, as JSON lines: what a person would type and what should come of it."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from difflib import get_close_matches
from pathlib import Path
from typing import Any, Literal
from zlib import crc32

from bot.core.entry_ids import family_of
from bot.core.knowledge import Knowledge

NOTHING = ("none", "fallback")
CRISIS = "crisis"
_KEYS = ("text", "expect", "lang", "style", "turns")
_A_SLIP = 0.8
"""Likeness to one of the keys, from which another key is a slip; further ones, such as who asked, may stand beside
them.
"""
_KEPT_APART = 3
"""One question in three is never tuned to."""
_HALF = re.compile("[\ud800-\udfff]")
"""Half of a character (a lone surrogate), which JSON may hold and no file."""


@dataclass(frozen=True, slots=True)
class Expected:
    """The expected result of a question: an entry, help first, or nothing that answers it."""

    written: tuple[str, ...]
    """As it stands in the file; the first tells what the question is about."""
    kind: Literal["entry", "crisis", "nothing"]
    entries: tuple[str, ...]
    """Any of them is right; beside nothing, those that would be no mistake."""
    crisis: str
    """The class of a crisis; empty where any will do, and where there is none."""

    @classmethod
    def of(cls, *written: str) -> Expected:
        """Reads ids of entries, `none` where no entry answers, or `crisis.danger` for a class."""
        first = written[0]
        kind: Literal["entry", "crisis", "nothing"] = "entry"
        if first in NOTHING:
            kind = "nothing"
        elif family_of(first) == CRISIS:
            kind = "crisis"
        entries = tuple(one for one in written if one not in NOTHING and family_of(one) != CRISIS)
        return cls(written, kind, entries, first.partition(".")[2] if kind == "crisis" else "")

    @property
    def label(self) -> str:
        """The name under which the question is counted."""
        return self.written[0]


@dataclass(frozen=True, slots=True)
class Labelled:
    """One question, and the expected result."""

    text: str
    expected: Expected
    language: str
    style: str
    earlier: tuple[str, ...] = ()
    """What the same person asked before, for follow-ups."""
    in_dialogue: bool = False
    """Whether it is a turn of a dialogue; nothing is ever fitted to those."""

    @property
    def in_scope(self) -> bool:
        return self.expected.kind == "entry"

    @property
    def is_crisis(self) -> bool:
        return self.expected.kind == "crisis"

    @property
    def kept_apart(self) -> bool:
        """Whether it belongs to the third that fitting never sees; decided by its text, so that it never moves."""
        return self.in_dialogue or crc32(self.text.encode()) % _KEPT_APART == 0


class QuestionsError(Exception):
    """A line of a question file is not what it should be; the message says which and why."""


def question_paths(folder: Path, given: Sequence[Path]) -> list[Path]:
    """The files given, else those beside a knowledge folder that is laid out as in this project."""
    return list(given) or [folder.resolve().parent / "tests" / name for name in ("questions", "dialogues")]


def dialogues_of(folder: Path) -> list[Labelled]:
    """The dialogues that a knowledge folder provides for learning, if any. Raises QuestionsError."""
    return read_questions(question_files([folder / "training" / "dialogues.jsonl"]))


def question_files(paths: Iterable[Path]) -> list[Path]:
    """The files of questions at these paths, each of which may be a file or a folder of them."""
    found = [sorted(path.glob("*.jsonl")) if path.is_dir() else [path] for path in paths]
    return [path for listed in found for path in listed if path.is_file()]


def read_questions(paths: Iterable[Path]) -> list[Labelled]:
    """Raises QuestionsError."""
    found = []
    for path in paths:
        try:
            # Not splitlines(): a text may hold other characters that end a line.
            lines = path.read_text(encoding="utf-8-sig").split("\n")
        except FileNotFoundError:
            raise QuestionsError(f"{path}: does not exist; check the path.") from None
        except OSError as error:
            raise QuestionsError(f"{path}: cannot be read ({error.strerror}).") from None
        except UnicodeDecodeError:
            raise QuestionsError(f"{path}: is not UTF-8 text; save it as UTF-8.") from None
        for number, line in enumerate(lines, start=1):
            if line.strip():
                found += _parse(line, f"{path}:{number}")
    return found


def _parse(line: str, location: str) -> list[Labelled]:
    """One question, or a dialogue: `{"lang": …, "turns": [{"text": …, "expect": …}, …]}`."""
    try:
        data: Any = json.loads(line)
    except (ValueError, RecursionError):
        raise QuestionsError(f'{location}: not JSON; write {{"text": "...", "expect": "entry id"}}.') from None
    if not isinstance(data, dict) or not isinstance(data.get("turns"), list):
        return [_question(data, location)]
    _refuse_slips(data, location)
    turns: list[Labelled] = []
    for turn in data["turns"]:
        style = "follow-up" if turns else "first turn"
        question = _question(
            {"lang": data.get("lang"), "style": style, **(turn if isinstance(turn, dict) else {})}, location
        )
        turns.append(replace(question, earlier=tuple(t.text for t in turns), in_dialogue=True))
    return turns


def _question(data: Any, location: str) -> Labelled:
    if not isinstance(data, dict) or not isinstance(data.get("text"), str):
        raise QuestionsError(f'{location}: "text" is missing or not a string.')
    _refuse_slips(data, location)
    if "expect" not in data:
        raise QuestionsError(f'{location}: "expect" is missing; write an entry id, or "none" where no entry answers.')
    expected = data["expect"]
    listed = expected if isinstance(expected, list) else [expected if expected is not None else NOTHING[0]]
    if not listed or not all(isinstance(e, str) for e in listed):
        raise QuestionsError(f'{location}: "expect" must be an entry id, a list of them, or "none".')
    language, style = (str(data.get(key) or "?") for key in ("lang", "style"))
    if any(map(_HALF.search, (data["text"], *listed, language, style))):
        raise QuestionsError(
            f'{location}: half of a character (such as "\\ud83d") stands alone; write the character itself.'
        )
    return Labelled(data["text"], Expected.of(*listed), language, style)


def _refuse_slips(data: dict[str, Any], location: str) -> None:
    """A misspelt key would be passed over, and its question counted as another one."""
    for key in data.keys() - _KEYS:
        if any(map(key.startswith, _KEYS)) or get_close_matches(key, _KEYS, cutoff=_A_SLIP):
            raise QuestionsError(f"{location}: the key {key!r} is not known; the keys are {', '.join(_KEYS)}.")


def unknown_ids(questions: Iterable[Labelled], knowledge: Knowledge) -> list[str]:
    """Entries and crisis classes that are expected and that the knowledge does not have: such a question is never
    right.
    """
    known = {*knowledge.entries, *(f"{CRISIS}.{name}" for name in knowledge.crisis), *NOTHING, CRISIS}
    return sorted({one for question in questions for one in question.expected.written} - known)


def are_about(questions: Iterable[Labelled], knowledge: Knowledge) -> bool:
    """Whether most expect an entry of this knowledge: those beside a checkout say nothing of another event."""
    asked = [q for q in questions if q.in_scope]
    known = [q for q in asked if not knowledge.entries.keys().isdisjoint(q.expected.entries)]
    return len(known) * 2 > len(asked)
