"""Writing a knowledge file so that it is whole at every moment, and never over someone else's change."""

from __future__ import annotations

import os
import subprocess
import tempfile
from collections.abc import Sequence
from contextlib import suppress
from hashlib import sha256
from pathlib import Path

_GIT_SECONDS = 10


class ChangedMeanwhileError(Exception):
    """The file is no longer the one that was read; nothing was written."""


def digest(text: str) -> str:
    return sha256(text.encode()).hexdigest()[:16]


def read_text(path: Path) -> str:
    """As it stands, with its line ends."""
    with path.open(encoding="utf-8", newline="") as file:
        return file.read()


def replace_text(path: Path, text: str, expected: str) -> None:
    """Writes `text` where `expected` stood, all or nothing. Raises ChangedMeanwhileError."""
    path = path.resolve()
    handle, name = tempfile.mkstemp(prefix=f".{path.name}.", suffix=".tmp", dir=path.parent)
    temporary = Path(name)
    try:
        with os.fdopen(handle, "w", encoding="utf-8", newline="") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        temporary.chmod(path.stat().st_mode & 0o777)
        if read_text(path) != expected:
            raise ChangedMeanwhileError
        temporary.replace(path)
    except BaseException:
        with suppress(OSError):
            temporary.unlink()
        raise
    _sync_folder(path.parent)


def _sync_folder(folder: Path) -> None:
    """Makes the new name last through a power cut, where the system can."""
    with suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def git_diff(folder: Path, names: Sequence[str] = ()) -> str | None:
    """What was changed since the last commit; None where the folder is not in git or git is not installed."""
    command = ["git", "-c", "core.fsmonitor=false", "-c", "core.quotepath=false", "diff", "HEAD"]
    command += ["--no-color", "--no-ext-diff", "--no-textconv", "--relative", "--", *(names or ["*.yaml"])]
    environment = {**os.environ, "GIT_OPTIONAL_LOCKS": "0", "LC_ALL": "C"}
    try:
        ended = subprocess.run(
            command, cwd=folder, env=environment, capture_output=True, timeout=_GIT_SECONDS, check=False
        )
    except (OSError, subprocess.TimeoutExpired):
        return None
    return ended.stdout.decode("utf-8", errors="replace") if ended.returncode == 0 else None
