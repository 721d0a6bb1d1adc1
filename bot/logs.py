"""Logs: events, never people. One line an event, as text or JSON.

No text of a message, name, chat id, `Update`, `Bot` or token may reach a log. Libraries that would put them there are
kept at WARNING or above whatever the level, an exception is told by its type and origin only, and the token is struck
out of every line should it still get there.
"""

from __future__ import annotations

import json
import logging
import sys
import traceback
from abc import ABC, abstractmethod
from pathlib import Path
from typing import Literal

from bot.settings import Secret

log = logging.getLogger("senim")
_PROGRAM = Path(__file__).parent
_TALKATIVE = ("httpx", "httpcore", "asyncio", "redis", "uvicorn")


def set_up_logs(level: str, form: Literal["text", "json"], token: Secret | None) -> None:
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(_JsonLines(token) if form == "json" else _TextLines(token))
    # Nobody reads where in the code a line was logged, nor by which thread: to find it out takes half of the time.
    logging._srcfile = None
    logging.logThreads = logging.logProcesses = logging.logMultiprocessing = False
    logging.basicConfig(level=level, handlers=[handler], force=True)
    for name in _TALKATIVE:
        logging.getLogger(name).setLevel(logging.WARNING)
    # PTB's own error lines carry exceptions whose text may hold a message or the token; ours tell type and origin.
    logging.getLogger("telegram").setLevel(logging.CRITICAL)


def event(name: str, level: int = logging.INFO, **facts: str | int | float | None) -> None:
    """One event with its facts: counts, ids of entries, types of errors, an operator's files."""
    log.log(level, name, extra={"facts": facts})


def origin_of(error: BaseException) -> str:
    """Type of an error and where it was raised, without its text: `ValueError at matching.py:81`.

    Of what Telegram refuses the type is enough: it is always raised at the same line.
    """
    frames = traceback.extract_tb(error.__traceback__)
    own = [f for f in frames if Path(f.filename).is_relative_to(_PROGRAM)] or frames
    where = f" at {own[-1].filename.rsplit('/', 1)[-1]}:{own[-1].lineno}" if own else ""
    return f"{type(error).__name__}{where}"


class _Lines(logging.Formatter, ABC):
    """Strikes the token out of every line."""

    def __init__(self, token: Secret | None) -> None:
        super().__init__()
        self._secrets = [token.reveal(), token.reveal().partition(":")[2]] if token else []

    def format(self, record: logging.LogRecord) -> str:
        line = self.line(record)
        for secret in self._secrets:
            line = line.replace(secret, "**********")
        return line

    @abstractmethod
    def line(self, record: logging.LogRecord) -> str: ...


class _TextLines(_Lines):
    def line(self, record: logging.LogRecord) -> str:
        facts = " ".join(f"{k}={v}" for k, v in _facts(record).items())
        return f"{self.formatTime(record)} {record.levelname:<7} {_message(record)} {facts}".rstrip()


class _JsonLines(_Lines):
    def line(self, record: logging.LogRecord) -> str:
        line = {"time": self.formatTime(record), "level": record.levelname, "event": _message(record)}
        return json.dumps(line | _facts(record), ensure_ascii=False)


def _facts(record: logging.LogRecord) -> dict[str, str]:
    facts = {k: str(v) for k, v in getattr(record, "facts", {}).items() if v is not None}
    if record.exc_info and record.exc_info[1]:
        facts["error"] = origin_of(record.exc_info[1])
    return facts


def _message(record: logging.LogRecord) -> str:
    return record.getMessage() if record.name == log.name else record.name
