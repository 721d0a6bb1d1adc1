"""What loading a knowledge needs for a moment is not kept: several megabytes go back to the system."""

from __future__ import annotations

import ctypes
import gc
from contextlib import suppress


def settle() -> None:
    """What is loaded by now stays, so the collector of garbage need not look at it again and again."""
    gc.collect()
    gc.freeze()
    # glibc keeps what was freed unless it is asked; other C libraries lack the call.
    with suppress(OSError, AttributeError, TypeError):
        ctypes.CDLL(None).malloc_trim(0)
