"""What a knowledge folder that loads can still get wrong, as a careful editor would find it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TypeVar

from bot.checking.buttons import button_faults
from bot.checking.contacts import contact_faults, contact_notes, source_notes
from bot.checking.cries import cries_among_phrases
from bot.checking.doubled_phrases import contradicting_lines, doubled_lines, doubled_phrases
from bot.checking.entries import courtesies_with_sources, few_phrases, long_answers
from bot.checking.folder import Folder, WholeFolder
from bot.checking.letters import letter_faults, phrase_notes
from bot.checking.lines import AllLines
from bot.checking.loud_rules import loud_rules
from bot.checking.markup import brace_faults, date_format_faults, html_faults, markup_notes
from bot.checking.out_of_service import service_faults, service_notes
from bot.checking.own_phrases import lost_phrases
from bot.checking.past_days import past_day_notes
from bot.checking.translations import reply_faults, translation_faults
from bot.checking.typed import typed_faults
from bot.checking.unfinished import unfinished_notes
from bot.checking.unnamed_lists import unnamed_lists
from bot.checking.upkeep import (
    compiled_faults,
    empty_files,
    fit_notes,
    last_resort_faults,
    unknown_time_zone,
    unread_files,
)
from bot.checking.wording import wording_faults
from bot.checking.wrong_language import language_faults
from bot.clock import is_time_zone, now_in
from bot.core.knowledge import Knowledge
from bot.core.scoring.learned import Learned
from bot.loading.faults import Fault, KnowledgeError, Note
from bot.loading.folder import join, read_folder
from bot.loading.prepared import load_fitted
from bot.loading.references import reference_faults
from bot.loading.sentences import Sentence, say

T = TypeVar("T", bound=Folder)
Found = Iterable[Fault | Note]

OF_ANY_FOLDER: tuple[Callable[[Folder], Found], ...] = (
    unread_files,
    empty_files,
    letter_faults,
    brace_faults,
    html_faults,
    date_format_faults,
    typed_faults,
    reply_faults,
    doubled_phrases,
    doubled_lines,
    contradicting_lines,
    courtesies_with_sources,
    button_faults,
    contact_faults,
    markup_notes,
    phrase_notes,
    unfinished_notes,
    unnamed_lists,
)
WHERE_ALL_FILES_CAN_BE_READ: tuple[Callable[[Folder], Found], ...] = (translation_faults, loud_rules, few_phrases)
"""Checks of one file that need others, too."""
OF_A_WHOLE_FOLDER: tuple[Callable[[WholeFolder], Found], ...] = (
    unknown_time_zone,
    language_faults,
    long_answers,
    last_resort_faults,
    compiled_faults,
    wording_faults,
    service_faults,
    service_notes,
    fit_notes,
    contact_notes,
    source_notes,
    past_day_notes,
)
BY_ASKING: tuple[Callable[[WholeFolder], Found], ...] = (lost_phrases, cries_among_phrases)
"""Checks that ask the matcher, which takes most of the time."""


@dataclass(frozen=True, slots=True)
class Report:
    """`faults` must be fixed; `notes` are worth knowing and never fail a check."""

    faults: tuple[Fault, ...]
    notes: tuple[Note, ...]
    summary: tuple[Sentence, ...]
    """How much the folder holds; empty where it does not load."""


def check_knowledge(folder: Path, today: date | None = None, *, ask: bool = True) -> Report:
    """Finds everything that is wrong: shapes, references, then the content as far as the files could be read.

    `today` is the day to which ages are counted; `ask` tells whether the matcher is asked.
    """
    steps = check_by_steps(folder, today)
    first = next(steps)
    return next(steps, first) if ask else first


def check_by_steps(folder: Path, today: date | None = None) -> Iterator[Report]:
    """The report without asking the matcher, and then, where the folder loads, the whole one."""
    parts, unread = read_folder(folder)
    # Whether files fit together can only be judged when every file could be read.
    broken = unread or list(reference_faults(parts))
    learned, damaged = _learned(folder)
    found: list[Fault | Note] = [*broken, *damaged]
    lines = AllLines(parts)
    some = Folder(folder, parts, learned, lines)
    found += _found_by(OF_ANY_FOLDER, some)
    if not unread:
        found += _found_by(WHERE_ALL_FILES_CAN_BE_READ, some)
    if broken:
        yield _report(found, ())
        return
    knowledge = join(parts)
    day = (today or now_in(knowledge.time_zone).date()) if is_time_zone(knowledge.time_zone) else None
    whole = WholeFolder(folder, parts, learned, lines, knowledge, day)
    found += _found_by(OF_A_WHOLE_FOLDER, whole)
    yield _report(found, _summary(knowledge))
    found += _found_by(BY_ASKING, whole)
    yield _report(found, _summary(knowledge))


def _found_by(checks: Iterable[Callable[[T], Found]], folder: T) -> Found:
    return (found for check in checks for found in check(folder))


def _learned(folder: Path) -> tuple[Learned | None, tuple[Fault, ...]]:
    try:
        return load_fitted(folder), ()
    except KnowledgeError as error:
        return None, error.faults


def _report(found: Found, summary: tuple[Sentence, ...]) -> Report:
    each_once = set(found)
    faults = sorted(one for one in each_once if isinstance(one, Fault))
    notes = sorted(one for one in each_once if isinstance(one, Note))
    return Report(tuple(faults), tuple(notes), summary)


def _summary(knowledge: Knowledge) -> tuple[Sentence, ...]:
    phrases = {code: sum(len(e.phrases[code]) for e in knowledge.entries.values()) for code in knowledge.languages}
    return (
        say("report.entries", count=len(knowledge.entries)),
        say("report.contacts", count=len(knowledge.contacts)),
        *(say("report.phrases", count=phrases[code], name=info.name) for code, info in knowledge.languages.items()),
    )
