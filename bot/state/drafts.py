"""Drafts of new entries: a question that was sent to the organisers and their answer, made by one of them.

They are the only words of people that ever reach a disk: the person was told before sending that it may become a public
answer, an organiser saw both texts and pressed the button, and nothing tells who wrote. Each is a file of its own in
a folder beside the state, and goes when an editor is done with it, or by itself after some weeks.
"""

from __future__ import annotations

import asyncio
import json
import logging
import os
import re
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, suppress
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from stat import S_IWGRP
from time import time_ns
from typing import NamedTuple

from bot.logs import event, origin_of
from bot.replacing import replacing

DRAFT_DAYS = 30
"""Days after which a draft is removed, read or not."""
MOST = 200
"""Drafts that may wait; beyond that the oldest go."""
LONGEST_WRITING = timedelta(hours=1)
"""A file that is still half written after so long was left by a crash."""
_BETWEEN_PURGES = 600.0
"""Seconds."""
_NAME = re.compile(r"[0-9a-f]{16}")
_HALF_WRITTEN = re.compile(r"\.[0-9a-f]{16}\.json\.[0-9a-f]+\.tmp")
"""As `replacing` names what a crash may leave."""


class Draft(NamedTuple):
    question: str
    answer: str
    language: str
    """Of the question, as far as it shows; empty otherwise."""
    made_on: date
    id: str = ""

    @property
    def goes_on(self) -> date:
        return self.made_on + timedelta(days=DRAFT_DAYS)


class Drafts:
    """A folder of drafts, made with the first draft, for the bot's own user alone."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def add(self, question: str, answer: str, language: str = "") -> None:
        """Raises OSError where it cannot be written."""
        self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        for old in self.all()[MOST - 1 :]:
            self.discard(old.id)
        # Named by time, so that the oldest of one day is known too.
        path = self._folder / f"{time_ns():016x}.json"
        draft = Draft(question, answer, language, datetime.now(UTC).date())
        data = {name: str(value) for name, value in draft._asdict().items() if name != "id"}
        shared = self._folder.stat().st_mode & S_IWGRP  # by an operator, with editors
        with replacing(path, 0o660 if shared else 0o600) as new:
            # Half of a character, which no file can hold, is no reason to keep nothing of a text.
            new.write_bytes(json.dumps(data, ensure_ascii=False).encode(errors="replace"))

    def all(self, today: date | None = None) -> list[Draft]:
        """The newest first, without those whose time is over."""
        today = today or datetime.now(UTC).date()
        return sorted((d for d in self._read() if d.goes_on > today), key=lambda d: (d.made_on, d.id), reverse=True)

    def may_be_read(self) -> bool:
        """Whether all drafts can be read here; False where some may be readable only for the bot's own user."""
        try:
            return all(os.access(path, os.R_OK) for path in self._folder.iterdir() if path.suffix == ".json")
        except FileNotFoundError:  # none was ever made
            return True
        except OSError:
            return False

    def get(self, name: str) -> Draft | None:
        return next((draft for draft in self.all() if draft.id == name), None)

    def discard(self, name: str) -> None:
        if _NAME.fullmatch(name):
            with suppress(FileNotFoundError):
                (self._folder / f"{name}.json").unlink()

    def purge(self, now: datetime | None = None) -> None:
        """Removes drafts whose time is over, and what a crash left unreadable. Raises OSError for what cannot be
        removed.
        """
        now = now or datetime.now(UTC)
        over = {draft.id for draft in self._read() if draft.goes_on <= now.date()}
        stuck: OSError | None = None
        for path in sorted(self._folder.glob("*")):
            try:
                if path.stem in over or _is_over(path, now):
                    path.unlink()
            except FileNotFoundError:
                pass  # taken up or discarded meanwhile
            except OSError as error:
                stuck = error
        if stuck:
            raise stuck

    @asynccontextmanager
    async def purged(self) -> AsyncIterator[None]:
        """While this lasts, what is over is removed now and then, whether anyone adds and reads drafts or not."""
        purging = asyncio.create_task(self._purge_now_and_then())
        try:
            yield
        finally:
            purging.cancel()
            await asyncio.wait([purging])

    async def _purge_now_and_then(self) -> None:
        while True:
            try:
                await asyncio.to_thread(self.purge)
            except OSError as error:
                event("drafts not purged", logging.ERROR, error=origin_of(error))
            await asyncio.sleep(_BETWEEN_PURGES)

    def _read(self) -> Iterator[Draft]:
        """Passes over what is no draft, or cannot be read."""
        for path in sorted(self._folder.glob("*.json")):
            with suppress(OSError, ValueError, LookupError, TypeError):
                data = json.loads(path.read_text(encoding="utf-8"))
                question, answer, language = (str(data[name]) for name in ("question", "answer", "language"))
                yield Draft(question, answer, language, date.fromisoformat(data["made_on"]), path.stem)


def _is_over(path: Path, now: datetime) -> bool:
    """Judged by the time of writing, since the content may not be readable."""
    is_half_written = _HALF_WRITTEN.fullmatch(path.name) is not None
    if not is_half_written and not (_NAME.fullmatch(path.stem) and path.suffix == ".json"):
        return False
    age = timedelta(seconds=now.timestamp() - path.stat().st_mtime)
    return age >= (LONGEST_WRITING if is_half_written else timedelta(days=DRAFT_DAYS))
