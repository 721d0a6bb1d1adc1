"""The program as people start it: a process of its own, with nothing of this one's settings."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[2]
_LONGEST = 120


@dataclass(frozen=True, slots=True)
class Ended:
    code: int
    out: str
    err: str

    @property
    def printed(self) -> str:
        return self.out + self.err

    @property
    def is_plain(self) -> bool:
        """Without a traceback, and without an escape code."""
        return "Traceback" not in self.printed and "\x1b" not in self.printed


def senim(
    *arguments: str | Path, given: bytes = b"", settings: Mapping[str, str] | None = None, folder: Path = ROOT
) -> Ended:
    """Runs `python -m bot ARGUMENTS` in `folder` with `given` on its standard input."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("TELEGRAM_", "SENIM_"))}
    environment = {
        **kept,
        "PYTHONPATH": str(ROOT),
        "PYTHONIOENCODING": "utf-8",
        "LANG": "C.UTF-8",
        "STATE_URL": "memory://",
    }
    environment |= settings or {}
    ended = subprocess.run(
        [sys.executable, "-m", "bot", *map(str, arguments)],
        input=given,
        env=environment,
        cwd=folder,
        capture_output=True,
        timeout=_LONGEST,
        check=False,
    )
    return Ended(ended.returncode, ended.stdout.decode(), ended.stderr.decode())
