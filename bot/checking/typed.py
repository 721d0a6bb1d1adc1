"""Numbers and links typed into a text, where they would be forgotten when they change."""

from __future__ import annotations

import re
from collections.abc import Iterator

from bot.checking.folder import Folder
from bot.checking.translations import GROUPED
from bot.core.replying.compose import PLACEHOLDER
from bot.loading.faults import Fault
from bot.loading.sentences import say

_YEAR_OR_MORE = r"(?:19|20)\d{2}|[1-9]\d{0,2}(?:[ \u00a0\u202f]\d{3})+"
_DIGITS = re.compile(r"\+?\d(?:[\d\s()-]|(?<=[\d)])[./\u2010-\u2015](?=[\d(])){6,}\d")
_NO_NUMBER = re.compile(
    r"(?<![\d./-])(?:\d{4}-\d{2}-\d{2}|\d{1,2}[./]\d{1,2}(?:[./]\d{2,4})?)(?![./-]?\d)"
    rf"|(?<![\d./\u2010-\u2015-])(?:{_YEAR_OR_MORE})[/\u2010-\u2015-](?:{_YEAR_OR_MORE})(?![./\u2010-\u2015-]?\d)"
)
"""Dates, times, and what lies between two years or large numbers."""
_ADDRESS = re.compile(r"https?://|www\.|\b[\w-]+\.(?:kz|com|org|net|info|ru|me)\b")


def typed_faults(folder: Folder) -> Iterator[Fault]:
    numbers = {contact.number.replace(" ", "") for part in folder.parts for contact in part.model.contacts}
    for text in folder.texts:
        if text.field == "title" or text.path[0] == "contacts":
            continue
        for code, raw in text.by_language.items():
            prose = PLACEHOLDER.sub(" ", raw)
            digits = [found for found in _DIGITS.findall(_NO_NUMBER.sub(" – ", prose)) if not GROUPED.fullmatch(found)]
            for found in [*digits, *(w for w in re.findall(r"\d+", prose) if w in numbers)]:
                yield text.fault(code, say("typed.number", number=" ".join(found.split())))
            for found in _ADDRESS.findall(prose):
                yield text.fault(code, say("typed.link", link=found))
