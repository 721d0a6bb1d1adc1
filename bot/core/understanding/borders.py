"""Where a message may be cut: at full stops and commas, at words that join two clauses, before words that ask."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from typing import Literal

from bot.core.knowledge import LanguageInfo
from bot.core.text import any_of, forms_of

Joint = Literal["full stop", "also", "word", "comma", "none"]
"""What stands before a part: a full stop or the like, two joining words together ("and also") or one, a comma or the
like, or nothing but a word that asks.
"""


class Borders:
    """Where the languages of a knowledge let a message be cut."""

    def __init__(self, languages: Iterable[LanguageInfo]) -> None:
        languages = list(languages)
        joining = any_of(word for info in languages for word in info.sentences.joining_words)
        self._joining = forms_of(word for info in languages for word in info.sentences.joining_words)
        asking = any_of(word for info in languages for word in info.sentences.question_words)
        self._border = re.compile(
            rf"(?P<stop>(?:[!?…;\n]|(?<!\d)\.|\.(?!\d))+)|(?P<word>,? {joining} (?P<also>{joining} )?)"
            rf"|(?P<comma>(?:(?<!\d),|,(?!\d)) ?|:(?=\s)| [-–—](?= ))| (?={asking} )",
            re.IGNORECASE,
        )

    def cut(self, text: str) -> Iterator[tuple[Joint, str, str]]:
        """A text in pieces that hold no border: of each the kind and the text of the joint before it, and the piece."""
        joint: Joint = "full stop"
        between, start = "", 0
        for border in self._border.finditer(text):
            yield joint, between, text[start : border.start()]
            joint, between, start = _joint(border), border[0], border.end()
        yield joint, between, text[start:]

    def cut_words(self, words: Sequence[str]) -> Iterator[tuple[Joint, tuple[str, ...], tuple[str, ...]]]:
        """The same of words in their normal form, which joining words alone part."""
        joint: Joint = "full stop"
        between: tuple[str, ...] = ()
        piece: tuple[str, ...] = ()
        for joins, group in groupby(words, self._joining.__contains__):
            if not joins:
                piece = tuple(group)
                continue
            yield joint, between, piece
            between, piece = tuple(group), ()
            joint = "also" if len(between) > 1 else "word"
        yield joint, between, piece


def _joint(border: re.Match[str]) -> Joint:
    if border["stop"]:
        return "full stop"
    if border["word"]:
        return "also" if border["also"] else "word"
    return "comma" if border["comma"] else "none"
