"""How an entry lists the words with which it is asked for (`asked_with`): first those that count anywhere, then, below
a line that names other entries, those that count only right after one of these.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from bot.core.knowledge import Asking

_SHOWN_BEFORE = re.compile(r"\s*after\s+(?P<entries>.*\S)\s*:\s*", re.IGNORECASE)
_BETWEEN = re.compile(r"[\s,]+")


def shown_before(line: str) -> tuple[str, ...]:
    """The entries after which what stands below a line counts; empty where it is a line of words."""
    names = _SHOWN_BEFORE.fullmatch(line)
    return tuple(filter(None, _BETWEEN.split(names["entries"]))) if names else ()


def askings_in(block: str) -> Iterator[Asking]:
    """What such a block says, without what no words stand below."""
    after: tuple[str, ...] = ()
    patterns: list[str] = []
    for line in map(str.strip, block.splitlines()):
        if shown := shown_before(line):
            if patterns:
                yield Asking(tuple(patterns), after)
            after, patterns = shown, []
        elif line:
            patterns.append(line)
    if patterns:
        yield Asking(tuple(patterns), after)
