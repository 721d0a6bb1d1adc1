"""What a text must say alike in every language: numbers, dates, hours, contacts, links.

Digits are compared, not words, except for those of a thousand: "50 тысяч" and "50,000" are one number, "одна из трёх"
and "one in three" are none.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from decimal import Decimal
from functools import cache
from itertools import chain

from bot.checking.folder import Folder
from bot.checking.texts import TextOf
from bot.core.knowledge import Language, LanguageInfo
from bot.core.replying.compose import PLACEHOLDER, contacts_named
from bot.loading.faults import Fault
from bot.loading.references import placeholders_of
from bot.loading.sentences import say

_FILLED_IN = re.compile(r"\{[^{}\n]*\}")
GROUPED = re.compile(r"(?<![\d.,:])[1-9]\d{0,2}(?:[ \u00a0\u202f,]\d{3})+(?!\d)")
"""A number whose thousands stand apart: 20 000 000."""
_NUMBER = re.compile(r"\d+(?:[.,:]\d+)*")
_DAY_AND_MONTH = re.compile(r"(\d{1,2})\s+([^\W\d_]+)")
_MONTH_AND_DAY = re.compile(r"(?<![^\W\d_])([^\W\d_]+)\s+(\d{1,2})(?!\d)")
_PAIR = 2
"""Of two languages neither is known to be wrong."""

Found = frozenset[str]


def translation_faults(folder: Folder) -> Iterator[Fault]:
    known = placeholders_of(folder.parts)
    thousands = {code: info.thousand_words for part in folder.parts for code, info in part.model.languages.items()}
    for text in folder.texts:
        if not text.is_of_help:
            yield from _differences(text, folder.languages, known, thousands)


def reply_faults(folder: Folder) -> Iterator[Fault]:
    """Of crisis replies, the numbers and their order."""
    for text in folder.texts:
        offered = {tuple(dict.fromkeys(contacts_named(raw))) for raw in text.by_language.values()}
        if text.is_of_help and len(offered) > 1:
            yield text.fault(None, say("differs.reply"))


def _differences(
    text: TextOf,
    languages: Mapping[str, LanguageInfo],
    known: Mapping[str, Collection[str]],
    thousands: Mapping[str, str],
) -> Iterator[Fault]:
    """Everything that some languages of a text hold and others lack.

    `known` are the names of placeholders, by kind; `thousands` the words for a thousand, by language.
    """

    def dates(raw: str, code: Language) -> Found:
        return _dates(raw, languages[code]) if code in languages else frozenset()

    def numbers(raw: str, code: Language) -> Found:
        return _numbers(raw, thousands.get(code, ""))

    # A misspelt id is told once, as one that refers to nothing.
    spoken = [found for raw in text.by_language.values() for found in PLACEHOLDER.finditer(raw)]
    if all(found["name"] in known.get(found["kind"], ()) for found in spoken):
        yield from _compared(text, languages, _placeholders, "differs.placeholder")
    yield from _compared(text, languages, numbers, "differs.number")
    yield from _compared(text, languages, dates, "differs.date")


def _compared(
    text: TextOf, languages: Mapping[str, LanguageInfo], find: Callable[[str, Language], Found], key: str
) -> Iterator[Fault]:
    def named(codes: Iterable[Language]) -> str:
        return ", ".join(languages[code].name if code in languages else code for code in codes)

    found = {code: find(raw, code) for code, raw in text.by_language.items()}
    times = Counter(chain.from_iterable(found.values()))
    # What one language has against all others is most likely its slip: it is told there, and once.
    alone = {one for one, count in times.items() if count == 1 and len(found) > _PAIR}
    for code, own in found.items():
        if slips := sorted(own & alone):
            others = named(c for c in found if c != code)
            yield text.fault(code, say(key, missing=", ".join(slips), others=named([code]), language=others))
        if missing := sorted(times.keys() - own - alone):
            others = named(c for c, theirs in found.items() if set(missing) & theirs)
            yield text.fault(code, say(key, missing=", ".join(missing), others=others, language=named([code])))


def _placeholders(raw: str, _: Language) -> Found:
    return frozenset(found[0].replace(" ", "") for found in _FILLED_IN.finditer(raw))


def _numbers(raw: str, thousands: str) -> Found:
    prose = GROUPED.sub(lambda found: re.sub(r"\D", "", found[0]), _FILLED_IN.sub(" ", raw))
    large = _before(thousands).sub(lambda found: _times_thousand(found["number"]), prose)
    return frozenset(map(_plain, _NUMBER.findall(large)))


@cache
def _before(thousands: str) -> re.Pattern[str]:
    """A number with one of these words behind it."""
    words = "|".join(re.escape(word).replace(r"\*", r"\w*") for word in thousands.split()) or r"(?!)"
    return re.compile(rf"(?P<number>\d+(?:[.,]\d+)?)[ \u00a0\u202f-]?(?:{words})(?!\w)", re.IGNORECASE)


def _times_thousand(number: str) -> str:
    return f"{Decimal(_plain(number)) * 1000:.0f}"


def _plain(number: str) -> str:
    """The number without what languages write differently: the decimal mark."""
    return number.replace(",", ".")


def _dates(raw: str, language: LanguageInfo) -> Found:
    """Each day with its month, as day.month."""
    prose = PLACEHOLDER.sub(" ", raw)
    pairs = [(found[1], found[2]) for found in _DAY_AND_MONTH.finditer(prose)]
    pairs += [(found[2], found[1]) for found in _MONTH_AND_DAY.finditer(prose)]
    months = [(number, month.casefold()) for number, month in enumerate(language.months, 1)]
    return frozenset(
        f"{int(day)}.{number:02}"
        for day, word in pairs
        for number, month in months
        if word.casefold().startswith(month)
    )
