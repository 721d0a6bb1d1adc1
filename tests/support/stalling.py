"""Ends what would never end, so that a test fails instead of standing still."""

from __future__ import annotations

import signal
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

_LONGEST = 10
"""Seconds: far above what any answer needs, on any machine."""


class StalledError(Exception):
    """Something took longer than anything may."""


@contextmanager
def no_stall() -> Iterator[None]:
    """Fails with `StalledError` where what stands inside takes longer than anything may."""

    def fail(_signal: int, _frame: FrameType | None) -> None:
        raise StalledError

    before = signal.signal(signal.SIGALRM, fail)
    signal.alarm(_LONGEST)
    try:
        yield
    finally:
        signal.alarm(0)
        signal.signal(signal.SIGALRM, before)
