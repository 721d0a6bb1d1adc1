"""What was changed in a folder since the last commit, if it is in git."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Sequence
from pathlib import Path

_WAIT = 10
"""Seconds that git may take."""


def git_diff(folder: Path, names: Sequence[str] = ()) -> str | None:
    """As a unified diff; None where the folder is not in git or git is not installed."""
    command = ["git", "-c", "core.fsmonitor=false", "-c", "core.quotepath=false", "diff", "HEAD"]
    command += ["--no-color", "--no-ext-diff", "--no-textconv", "--relative", "--", *(names or ["*.yaml"])]
    environment = {**os.environ, "GIT_OPTIONAL_LOCKS": "0", "LC_ALL": "C"}
    try:
        ended = subprocess.run(command, cwd=folder, env=environment, capture_output=True, timeout=_WAIT, check=False)
    except (OSError, subprocess.TimeoutExpired):
        return None
    return ended.stdout.decode("utf-8", errors="replace") if ended.returncode == 0 else None
