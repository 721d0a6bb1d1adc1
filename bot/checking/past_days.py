"""Days that are over, of which answers still speak as to come: with time that happens to every event.

The words of the future stand here, not in the knowledge: only a note hangs on them, and another language goes without.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date

from bot.checking.folder import WholeFolder
from bot.core.knowledge import Language
from bot.loading.faults import Note
from bot.loading.sentences import say

_TO_COME: Mapping[Language, re.Pattern[str]] = {
    language: re.compile(rf"\b(?:{words})\b", re.IGNORECASE)
    for language, words in {
        "kk": "өтеді|өтпек|болады|болмақ|басталады|ашылады|өткізіледі|ертең|жақында|келіңіз|келіңіздер|шақырамыз",
        "ru": "пройд[её]т|пройдут|состо[ия]тся|будет|будут|начн[её]тся|начнутся|откроется|откроются|завтра|скоро"
        "|приходите|жд[её]м|приглашаем",
        "en": "will|won't|going to|upcoming|tomorrow|soon|takes? place|join us",
    }.items()
}
_EVERY_YEAR = re.compile(r"жыл сайын|ежегодно|кажд(?:ый|ого) год|every year|each year|annual", re.IGNORECASE)
_ONE_SENTENCE = re.compile(r"[^.!?…\n]+")
_DAY_NAMED = re.compile(r"\{(?:date|day): ?(\w+)\}")


def past_day_notes(folder: WholeFolder) -> Iterator[Note]:
    """One for each such day: it comes with time, so it is no fault."""
    awaited = _awaited(folder)
    for part in folder.parts:
        for name, day in part.model.dates.items():
            if name in awaited and _is_over(day, folder.today):
                said = say("day.over", day=str(day), answers=", ".join(awaited[name]))
                yield Note(part.file.name, part.file.line_of(("dates", name)), name, said, "over")


def _is_over(day: date, today: date | None) -> bool:
    return today is not None and day < today


def _awaited(folder: WholeFolder) -> dict[str, list[str]]:
    """The days beside words of the future, each with what speaks so of it."""
    found: dict[str, list[str]] = {}
    for text in folder.texts:
        for language, raw in text.by_language.items():
            for sentence in _ONE_SENTENCE.findall(raw):
                for name in _DAY_NAMED.findall(sentence) if _is_to_come(sentence, language) else ():
                    owners = found.setdefault(name, [])
                    owners += [] if text.owner in owners else [text.owner]
    return found


def _is_to_come(sentence: str, language: Language) -> bool:
    words = _TO_COME.get(language)
    return bool(words and words.search(sentence) and not _EVERY_YEAR.search(sentence))
