"""Returns memory that was needed only while a knowledge was loaded to the system: several megabytes."""

from __future__ import annotations

import ctypes
import gc
from contextlib import suppress


def collect_later() -> None:
    """Switches the garbage collector off until memory is trimmed: nearly everything that a start makes stays, and
    looking through it would take a tenth of the start.
    """
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
