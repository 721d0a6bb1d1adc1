"""`senim fit`: learn weights and thresholds and write them beside the knowledge, with the floors that they reach.

A floor rises with its figure, and comes down or goes unmeasured only where `--lower-floors` says so: a fit must not
lower the guard that is to judge it, nor slip past it.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import click

from bot.cli.evaluate import tell_unknown
from bot.cli.failures import INSTALLED, end_saying, end_unwritten, end_with
from bot.core.knowledge import Knowledge
from bot.core.scoring.learned import Learned
from bot.loading import KnowledgeError, is_installed_copy, load_knowledge
from bot.loading.compiled import digest_of_files
from bot.loading.copies import write_copies
from bot.loading.fitted_file import FITTED, UnreadableError, read_fitted, write_fitted
from bot.loading.folder import read_parts
from bot.measuring.evaluation import Floors, Result, missed_floors, raised_floors, unmeasured
from bot.measuring.questions import (
    Labelled,
    QuestionsError,
    are_about,
    dialogues_of,
    question_files,
    question_paths,
    read_questions,
)

_UNMEASURED = (
    "Nothing was written: name all files of questions with --questions, or give up the floors with --lower-floors."
)

Learner = Callable[
    [Knowledge, Sequence[Labelled], Sequence[Labelled], Callable[[str], None]], tuple[Learned, list[Result]]
]
"""Of a knowledge, questions to measure by and dialogues to learn from; tells what it is at."""


@dataclass(frozen=True, slots=True)
class _Read:
    """What a fit begins with."""

    knowledge: Knowledge
    labelled: Sequence[Labelled]
    paths: Sequence[Path]
    """Where questions are looked for."""
    dialogues: Sequence[Labelled]
    """To learn from."""


def keep_last_resort(folder: Path) -> int:
    """0 when the copies are written; otherwise ends with every fault, or with why they cannot be written."""
    if is_installed_copy(folder):
        end_saying(INSTALLED.format(command="senim fit --last-resort"))
    try:
        files = digest_of_files(folder)
        for path in write_copies(folder, read_parts(folder), files):
            click.echo(f"Wrote {path}.")
    except KnowledgeError as error:
        end_with(error)
    except OSError as error:
        end_unwritten(folder, error)
    return 0


def fit_folder(
    folder: Path, questions: Sequence[Path], *, lower_floors: bool = False, learner: Learner | None = None
) -> int:
    """0 when last_resort.json and what was learned are written; 1, with the reason, otherwise."""
    if is_installed_copy(folder):
        end_saying(INSTALLED.format(command="senim fit"))
    learner = learner or _learner()
    read = _read(folder, questions)
    floors = floors_in(folder)
    labelled = _about_this(read, needed=bool(floors) and not lower_floors)
    tell_unknown(labelled, read.knowledge)
    learned, results = learner(read.knowledge, labelled, read.dialogues, _tell)
    if not _may_be_written(results, floors, lower_floors=lower_floors):
        return 1
    _write(folder, {**learned.to_data(), "floors": raised_floors(results, floors, lower=lower_floors)})
    return keep_last_resort(folder)


def _learner() -> Learner:
    try:
        from bot.measuring.fitting import fit_and_measure
    except ImportError:
        how = "pip install 'senim[fit]', or in a checkout pip install -c constraints.txt '.[fit]'"
        end_saying(f"Fitting needs scikit-learn: {how}.")
    return fit_and_measure


def _read(folder: Path, questions: Sequence[Path]) -> _Read:
    try:
        paths = question_paths(folder, questions)
        labelled = read_questions(question_files(paths))
        return _Read(load_knowledge(folder), labelled, paths, dialogues_of(folder))
    except KnowledgeError as error:
        end_with(error)
    except QuestionsError as error:
        end_saying(str(error))


def _about_this(read: _Read, *, needed: bool) -> Sequence[Labelled]:
    """The questions, or none where they are about another event; ends where they are `needed`."""
    if are_about(read.labelled, read.knowledge):
        return read.labelled
    missing = f"No questions about this knowledge in {', '.join(map(str, read.paths))}"
    if needed:  # told before the minutes that it takes
        end_saying(f"{missing}, so nothing shows whether its floors are kept. {_UNMEASURED}")
    _tell(f"{missing}: one phrase in four stands in for them.")
    return []


def _write(folder: Path, fitted: dict[str, Any]) -> None:
    try:
        write_fitted(folder / FITTED, fitted)
        click.echo(f"Wrote {folder / FITTED}.")
    except OSError as error:
        end_unwritten(folder, error)


def _tell(said: str) -> None:
    click.echo(said, err=True)


def floors_in(folder: Path) -> Floors:
    """The floors of the last fit, even where the rest of its file was written by another version."""
    try:
        return dict(read_fitted(folder / FITTED, arrays=False)["floors"])
    except (OSError, UnreadableError, LookupError, TypeError, ValueError):
        return {}


def _may_be_written(results: Sequence[Result], floors: Floors, *, lower_floors: bool) -> bool:
    """Whether every floor is kept, or may come down; says which are not."""
    left, told = unmeasured(results, floors), missed_floors(results, floors)
    if left:
        _tell(f"{left} floors were not measured and stay as they are.")
    if told:
        _tell("\n".join(told))
    if lower_floors or not (left or told):
        return True
    _tell("Nothing was written: fix what fell, or accept it with --lower-floors." if told else _UNMEASURED)
    return False
