"""The lines of a folder that are learned from, in their normal form.

Bringing them into it takes most of the time of a check, so it is done once for all that look at them.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache, cached_property

from bot.checking.texts import Line, all_examples, all_near_misses, all_out_of_scope, all_phrases, lines_of_texts
from bot.core.text import skeleton
from bot.loading.folder import Part


class AllLines:
    """Each kind is read when it is first asked for."""

    def __init__(self, parts: Sequence[Part]) -> None:
        self._parts, self._form_of = parts, cache(skeleton)

    @cached_property
    def phrases(self) -> Sequence[Line]:
        """Of all entries."""
        return tuple(lines_of_texts(all_phrases(self._parts), self._form_of))

    @cached_property
    def examples(self) -> Sequence[Line]:
        """Of all crisis classes."""
        return tuple(lines_of_texts(all_examples(self._parts), self._form_of))

    @cached_property
    def near_misses(self) -> Sequence[Line]:
        return tuple(lines_of_texts(all_near_misses(self._parts), self._form_of))

    @cached_property
    def out_of_scope(self) -> Sequence[Line]:
        return tuple(lines_of_texts(all_out_of_scope(self._parts), self._form_of))
