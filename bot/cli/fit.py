"""`senim fit`: learn weights and thresholds and write them beside the knowledge, with the floors that they reach.

A floor rises with its figure, and comes down or goes unmeasured only where `--lower-floors` says so: a fit must not
lower the guard that is to judge it, nor slip past it.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

import click

from bot.cli.evaluate import tell_unknown
from bot.cli.failures import INSTALLED, end_unwritten, end_with
from bot.clock import now_in
from bot.core.dialogue import Dialogue
from bot.core.model import Knowledge
from bot.core.scoring.learned import Learned
from bot.core.scoring.nearest import phrases_of
from bot.core.scoring.newcomers import spread
from bot.loading import KnowledgeError, is_installed_copy, load_knowledge, shipped_folder
from bot.loading.compiled import digest_of_files, write_compiled
from bot.loading.fitted_file import FITTED, UnreadableError, read_fitted, write_fitted
from bot.loading.folder import read_parts
from bot.loading.last_resort import write_last_resort
from bot.loading.prepared import digest_of, load_fitted
from bot.measuring.evaluation import Floors, Result, evaluate, missed_floors, raised_floors, unmeasured
from bot.measuring.questions import Labelled, QuestionsError, question_files, question_places, read_questions

_MOST_ELSEWHERE = 15_000
"""Lines; twice as many add nothing and take twice the time."""

_UNMEASURED = (
    "Nothing was written: name all files of questions with --questions, or do without the floors by --lower-floors."
)


Learner = Callable[[Knowledge, Sequence[Labelled]], tuple[Learned, list[Result]]]


def keep_last_resort(folder: Path) -> int:
    """0 when last_resort.json is written; otherwise ends with every fault, or with why it cannot be written."""
    if is_installed_copy(folder):
        click.echo(INSTALLED.format(command="senim fit --last-resort"), err=True)
        return 1
    try:
        click.echo(f"Wrote {write_last_resort(folder, read_parts(folder))}.")
    except KnowledgeError as error:
        end_with(error)
    except OSError as error:
        end_unwritten(folder, error)
    return 0


def learn(knowledge: Knowledge, labelled: Sequence[Labelled]) -> tuple[Learned, list[Result]]:
    """All that was learned but the floors, and what they are measured by."""
    from bot.measuring.fitting import fit_knowledge

    tuned, apart = ([q for q in labelled if q.kept_apart == kept] for kept in (False, True))
    shipped = load_knowledge(shipped_folder())
    learned = fit_knowledge(knowledge, tuned, lambda step: click.echo(step, err=True), _elsewhere(knowledge, shipped))
    # People's cries for help set the thresholds of the alarm, and distress speaks alike everywhere.
    kept = None if any(q.is_crisis for q in tuned) else load_fitted(shipped_folder())
    thresholds = kept.thresholds if kept else learned.thresholds
    learned = replace(learned, thresholds=thresholds, made_from=digest_of(knowledge))
    click.echo("Measuring the floors …", err=True)
    return learned, evaluate(Dialogue(knowledge, learned), apart, now_in(knowledge.time_zone))


def fit_folder(folder: Path, questions: Sequence[Path], *, lower_floors: bool = False, learner: Learner = learn) -> int:
    """0 when last_resort.json and what was learned are written; 1, with the reason, otherwise."""
    if is_installed_copy(folder):
        click.echo(INSTALLED.format(command="senim fit"), err=True)
        return 1
    try:
        import bot.measuring.fitting  # noqa: F401 - only whether it can be imported
    except ImportError:
        how = "pip install 'senim[fit]', or in a checkout pip install -c constraints.txt '.[fit]'"
        click.echo(f"Fitting needs scikit-learn: {how}.", err=True)
        return 1
    try:
        places = question_places(folder, questions)
        labelled = read_questions(question_files(places))
        files, knowledge = digest_of_files(folder), load_knowledge(folder)
    except KnowledgeError as error:
        end_with(error)
    except QuestionsError as error:
        click.echo(str(error), err=True)
        return 1
    floors = floors_in(folder)
    if not _are_about(knowledge, labelled):
        missing = f"No questions about this knowledge in {', '.join(map(str, places))}"
        if floors and not lower_floors:  # before the minutes that it takes
            click.echo(f"{missing}, so nothing shows whether its floors are kept. {_UNMEASURED}", err=True)
            return 1
        click.echo(f"{missing}: one phrase in four stands in for them.", err=True)
        labelled = []
    tell_unknown(labelled, knowledge)
    learned, results = learner(knowledge, labelled)
    if not _may_be_written(results, floors, lower_floors=lower_floors):
        return 1
    fitted = {**learned.to_data(), "floors": raised_floors(results, floors, lower=lower_floors)}
    try:
        # First what took the time.
        write_fitted(folder / FITTED, fitted)
        click.echo(f"Wrote {folder / FITTED}.")
        if files == digest_of_files(folder):  # what was saved meanwhile was not read
            write_compiled(folder, knowledge, learned.made_from)
    except OSError as error:
        end_unwritten(folder, error)
    return keep_last_resort(folder)


def floors_in(folder: Path) -> Floors:
    """Those of the last fit, also where the rest of its file was written by another version."""
    try:
        return dict(read_fitted(folder / FITTED, arrays=False)["floors"])
    except (OSError, UnreadableError, LookupError, TypeError, ValueError):
        return {}


def _may_be_written(results: Sequence[Result], floors: Floors, *, lower_floors: bool) -> bool:
    """Whether every floor is kept, or may come down; what is not is told."""
    left, told = unmeasured(results, floors), missed_floors(results, floors)
    if left:
        click.echo(f"{left} floors were not measured and stay as they are.", err=True)
    if told:
        click.echo("\n".join(told), err=True)
    if lower_floors or not (left or told):
        return True
    cure = "Nothing was written: fix what fell, or accept it with --lower-floors." if told else _UNMEASURED
    click.echo(cure, err=True)
    return False


def _elsewhere(knowledge: Knowledge, shipped: Knowledge) -> Sequence[str]:
    """What the shipped knowledge is asked and this one not: a small knowledge has too little to show what is calm."""
    others = (entry for i, entry in shipped.entries.items() if i not in knowledge.entries)
    return spread([text for entry in others for text in phrases_of(entry)], _MOST_ELSEWHERE)


def _are_about(knowledge: Knowledge, questions: Sequence[Labelled]) -> bool:
    """Whether most expect an entry of this knowledge: those beside a checkout say nothing of another event."""
    asked = [q for q in questions if q.in_scope]
    known = [q for q in asked if not knowledge.entries.keys().isdisjoint(q.expected)]
    return len(known) * 2 > len(asked)
