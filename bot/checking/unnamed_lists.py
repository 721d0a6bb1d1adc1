"""Lists of words that no pattern names: left behind by one that is gone, or by a name that was changed in one place."""

from __future__ import annotations

import re
from collections.abc import Iterator

from bot.checking.folder import Folder
from bot.core.understanding.patterns import name_of_list
from bot.loading.faults import Note
from bot.loading.sentences import say

_NAME = re.compile(r"\{\w+:\w+\}")
_COMMENT_LINE = re.compile(r"^\s*#.*$", re.MULTILINE)


def unnamed_lists(folder: Folder) -> Iterator[Note]:
    named = {name for part in folder.parts for name in _NAME.findall(_COMMENT_LINE.sub("", part.file.text))}
    for part in folder.parts:
        for i, by_language in part.model.pattern_words.items():
            for code in by_language:
                if (name := name_of_list(i, code)) not in named:
                    line = part.file.line_of(("pattern_words", i, code))
                    yield Note(part.file.name, line, i, say("pattern.unnamed_list", name=name), "list")
