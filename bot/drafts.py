"""Drafts of new entries: a question that was sent to the organisers and their answer, made by one of them.

They are the only words of people that ever reach a disk: the person was told before sending that it may become a public
answer, an organiser saw both texts and pressed the button, and nothing tells who wrote. Each is a file of its own in
a folder beside the state, and goes when an editor is done with it, or by itself after some weeks.
"""

from __future__ import annotations

import json
import re
import secrets
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import asdict, dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

DAYS = 30
"""After so many days a draft is removed unread."""
MOST = 200
"""Drafts that may wait; the oldest goes first."""
_NAME = re.compile(r"[0-9a-f]{16}")


@dataclass(frozen=True, slots=True)
class Draft:
    question: str
    answer: str
    language: str
    """Of the question, as far as it shows; empty otherwise."""
    made_on: date
    id: str = ""

    @property
    def goes_on(self) -> date:
        return self.made_on + timedelta(days=DAYS)


class Drafts:
    """A folder of them; it is made when the first is written."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def add(self, question: str, answer: str, language: str = "") -> None:
        """Raises OSError where it cannot be written."""
        self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        for old in self.all()[MOST - 1 :]:
            self.discard(old.id)
        path = self._folder / f"{secrets.token_hex(8)}.json"
        draft = Draft(question, answer, language, datetime.now(UTC).date())
        data = {name: str(value) for name, value in asdict(draft).items() if name != "id"}
        temporary = path.with_suffix(".tmp")
        temporary.touch(mode=0o600)
        temporary.write_text(json.dumps(data, ensure_ascii=False), encoding="utf-8")
        temporary.replace(path)

    def all(self, today: date | None = None) -> list[Draft]:
        """The newest first; those whose time is over are removed."""
        today = today or datetime.now(UTC).date()
        found = list(self._read())
        for draft in found:
            if draft.goes_on <= today:
                self.discard(draft.id)
        return sorted((d for d in found if d.goes_on > today), key=lambda d: (d.made_on, d.id), reverse=True)

    def get(self, name: str) -> Draft | None:
        return next((draft for draft in self.all() if draft.id == name), None)

    def discard(self, name: str) -> None:
        if _NAME.fullmatch(name):
            with suppress(FileNotFoundError):
                (self._folder / f"{name}.json").unlink()

    def _read(self) -> Iterator[Draft]:
        """What is no draft, or cannot be read, is passed over."""
        for path in sorted(self._folder.glob("*.json")):
            with suppress(OSError, ValueError, LookupError, TypeError):
                data = json.loads(path.read_text(encoding="utf-8"))
                question, answer, language = (str(data[name]) for name in ("question", "answer", "language"))
                yield Draft(question, answer, language, date.fromisoformat(data["made_on"]), path.stem)
