"""Messages put together of labelled ones, as people pour out several things at once: what a cry for help sounds like
beside something calm is learned from those, since few are written down.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import count, cycle

from bot.core.sampling import spread
from bot.measuring.questions import Labelled

_MOST_CRIES, _MOST_CALM = 2_000, 4_000
_LONGEST_BESIDE = 14
"""Words of what is put beside a message."""
_WAYS = ("{before}. {said}", "{said}. {after}", "{before}, {said}", "{said}, {after}", "{before}, {said}, {after}")


def put_together(questions: Sequence[Labelled]) -> Iterator[Labelled]:
    """Some of the messages, each beside others of its language that no entry answers; none where there are none."""
    beside = defaultdict(list)
    for question in questions:
        if question.expected.kind == "nothing" and len(question.text.split()) <= _LONGEST_BESIDE:
            beside[question.language].append(_bare(question.text))
    cries = spread([q for q in questions if q.is_crisis], _MOST_CRIES)
    calm = spread([q for q in questions if not q.is_crisis], _MOST_CALM)
    for number, way, said in zip(count(), cycle(_WAYS), [*cries, *calm], strict=False):
        others = beside[said.language]
        if others:
            before, after = (others[(number + further) % len(others)] for further in (0, len(others) // 2))
            yield replace(said, text=way.format(before=before, said=_bare(said.text), after=after))


def _bare(text: str) -> str:
    """Without the full stop that ends it."""
    return text.rstrip(" .!?…")
