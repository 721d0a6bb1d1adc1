"""How long the process may think about one message.

While it thinks nobody else is answered, and a message over which it never ends would come again to the next process.
"""

from __future__ import annotations

import signal
import threading
from collections.abc import Callable
from functools import cache
from types import FrameType
from typing import TypeVar

LONGEST = 3.0
"""Seconds of processor time: a hundred times what the longest message takes on a small machine."""


T = TypeVar("T")


class TooLongError(Exception):
    """It took too long."""


def in_time(think: Callable[[], T], seconds: float = LONGEST) -> T:
    """Raises `TooLongError` in the midst of what takes longer; only in the main thread, the only one that gets signals.

    Processor time, since a machine that sleeps or is busy with something else says nothing of the message. It is raised
    again every so often, for who may have taken it for an error that can be passed over.
    """
    if threading.current_thread() is not threading.main_thread():
        return think()
    _listen()
    signal.setitimer(signal.ITIMER_VIRTUAL, seconds, seconds)
    try:
        return think()
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)


@cache
def _listen() -> None:
    """Once: to set it, or only to ask whether it is set, takes longer than all the rest."""
    signal.signal(signal.SIGVTALRM, _give_up)


def _give_up(_signal: int, _frame: FrameType | None) -> None:
    raise TooLongError
