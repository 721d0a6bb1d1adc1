"""What a knowledge needs only while it is loaded is not kept: several megabytes go back to the system."""

from __future__ import annotations

import ctypes
import gc
from contextlib import suppress


def collect_later() -> None:
    """Until memory is trimmed: nearly all that a start makes stays, and to look through it would take a tenth of it."""
    gc.disable()


def trim_memory() -> None:
    """After loading: what is there now stays, and the garbage collector need not look at it again and again."""
    gc.enable()
    gc.unfreeze()  # what was there before may have become garbage
    gc.collect()
    gc.freeze()
    # glibc keeps what was freed unless it is asked; other C libraries lack the call.
    with suppress(OSError, AttributeError, TypeError):
        ctypes.CDLL(None).malloc_trim(0)
