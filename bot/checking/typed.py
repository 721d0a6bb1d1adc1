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
_SHORT = r"(?<![\d+])(\d{3,5})(?![ -]?\d)"
_BETWEEN = r"(?:\s+(?:на|по|номер\w*|коротк\w+|телефон\w*|the|on|at|number|short|нөмір\w*))*[\s:«\"“]*"
_TO_CALL = re.compile(
    r"\b(?:(?:по)?звони(?:те|ть|шь)?|наб(?:ер|ир)(?:и|ите|ай|айте)|набрать|call|dial|phone|ring|қоңырау(?:\s+шал\w*)?)"
    rf"{_BETWEEN}{_SHORT}"
    rf"|{_SHORT}(?:\s*[-\u2010-\u2015]?\s*[кгқғ][еа]|\s+нөмір\w*|\s+телефон\w*)*\s+(?:қоңырау|звонда|хабарлас|тер(?:іңіз|у))",
    re.IGNORECASE,
)
"""A number of a few digits beside a word for calling, in the order of each language."""
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
            for number in _called(raw):
                if number not in numbers:
                    yield text.fault(code, say("typed.short", number=number))
            for found in _ADDRESS.findall(prose):
                yield text.fault(code, say("typed.link", link=found))


def _called(raw: str) -> Iterator[str]:
    """The short numbers that people are told to call, those aside that are filled in."""
    for found in _TO_CALL.finditer(PLACEHOLDER.sub(";", raw)):
        yield found[1] or found[2]
