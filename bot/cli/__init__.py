"""The command line. Each command imports what it needs when it runs, so that every one of them starts quickly."""

from __future__ import annotations

import os
import sys
from io import TextIOWrapper
from pathlib import Path
from typing import TYPE_CHECKING

import click

from bot import __version__
from bot.loading.editor_languages import EDITOR_LANGUAGES

if TYPE_CHECKING:
    from bot.core.dialogue import Dialogue

EXAMPLES = """
\b
Examples:
  senim chat                              talk to the bot here, without Telegram
  senim ask "когда это было?"             one answer
  senim explain "who spoke there"         why this answer: words, candidates, scores
  TELEGRAM_TOKEN=123:abc senim doctor     is everything ready?
  TELEGRAM_TOKEN=123:abc senim run        the Telegram bot
"""

knowledge_option = click.option(
    "--knowledge",
    "folder",
    type=click.Path(path_type=Path),
    metavar="DIR",
    help="Knowledge folder to answer from.  [default: SENIM_KNOWLEDGE, or the one that comes with the program]",
)


@click.group(epilog=EXAMPLES, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, prog_name="senim")
def cli() -> None:
    """Senim answers questions about one event and about where to get help, in Kazakh, Russian and English.

    Every word that it says comes from a folder of YAML files; it never invents.
    """


@cli.command()
@knowledge_option
@click.option("--language", metavar="CODE", help="The language of your Telegram app, as the bot would see it.")
def chat(folder: Path | None, language: str | None) -> None:
    """Talk to the bot in the terminal. No token, no network; nothing is stored.

    It begins in the language of the terminal, unless --language is given.
    Type a question in any of its languages, or the number of a button. /start opens the first screen, /quit ends.
    """
    from bot.cli.chat import run_chat

    dialogue = _dialogue(folder)
    known = dialogue.knowledge.languages
    if language and language.replace("_", "-").partition("-")[0].casefold() not in known:
        raise click.BadParameter(f"{language!r} is not one of {', '.join(map(repr, known))}.", param_hint="--language")
    run_chat(dialogue, language)


@cli.command()
@click.argument("question", required=False)
@click.option("--json", "as_json", is_flag=True, help="JSON lines on standard input, JSON lines on standard output.")
@knowledge_option
def ask(question: str | None, as_json: bool, folder: Path | None) -> None:
    """Answer one QUESTION and print the reply.

    With --json, each input line is an object; only "text" is required, and lines with the same "chat" are one
    conversation: {"text": "...", "chat": "a", "language_code": "ru", "where": "private"}
    """
    from bot.cli.ask import answer_lines, answer_once

    if as_json == bool(question and question.strip()):
        raise click.UsageError("Give either a question (\"senim ask 'where was it?'\") or --json.")
    dialogue = _dialogue(folder)
    if as_json:
        answer_lines(dialogue, sys.stdin.buffer, sys.stdout)
    else:
        answer_once(dialogue, question or "")


@cli.command()
@click.argument("question")
@knowledge_option
def explain(question: str, folder: Path | None) -> None:
    """Show why QUESTION gets the answer that it gets: words, language, candidates, scores, zone."""
    from bot.cli.explain import explain_question

    if not question.strip():
        raise click.UsageError("Give a question (\"senim explain 'where was it?'\").")
    explain_question(_dialogue(folder), question)


@cli.command()
@click.argument("folder", required=False, type=click.Path(path_type=Path), metavar="[DIR]")
@click.option("--knowledge", "option", type=click.Path(path_type=Path), metavar="DIR", help="The same as DIR.")
@click.option("--json", "as_json", is_flag=True, help="One object: faults, notes and a summary.")
@click.option("--notes", "every_note", is_flag=True, help="List every note separately.")
@click.option(
    "--language",
    type=click.Choice(tuple(EDITOR_LANGUAGES)),
    default="en",
    show_default=True,
    help="Language of faults and notes.",
)
def check(folder: Path | None, option: Path | None, as_json: bool, every_note: bool, language: str) -> None:
    """Report every fault of the knowledge in DIR at once, as `file:line: entry: what is wrong; what to do`.

    Lines that begin with "note" are worth knowing, but no faults; many of one kind are only counted, and those on what
    was written since the last commit come first. The exit code is 1 if there is a fault.
    """
    from bot.cli.check import check_folder

    sys.exit(check_folder(_folder(folder or option), as_json=as_json, every_note=every_note, language=language))


@cli.command()
@click.argument("folder", type=click.Path(path_type=Path), metavar="DIR")
def new(folder: Path) -> None:
    """Make a small knowledge folder in DIR, for another event, with comments that explain the format."""
    from bot.cli.new import make_folder

    sys.exit(make_folder(folder))


@cli.command()
@click.argument("file", required=False, type=click.Path(path_type=Path, dir_okay=False))
def schema(file: Path | None) -> None:
    """Print the JSON Schema of a knowledge file, or write it to FILE.

    Text editors that find it as `schema.json` beside the knowledge complete keys and mark faults.
    """
    from bot.cli.failures import end_unwritten
    from bot.loading.json_schema import schema_text
    from bot.replacing import write_whole

    if file is None:
        click.echo(schema_text(), nl=False)
        return
    try:
        write_whole(file, schema_text())
    except OSError as error:
        end_unwritten(file, error)
    click.echo(f"Wrote {file}.")


@cli.command(name="eval")
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path, dir_okay=False))
@click.option("--min", "least", type=click.FloatRange(0, 1), default=0.0, help="Exit with code 1 below this accuracy.")
@click.option(
    "--html",
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="REPORT",
    help="Also write one HTML file with the figures and every question that is not right.",
)
@knowledge_option
def evaluate(files: tuple[Path, ...], least: float, html: Path | None, folder: Path | None) -> None:
    """Measure the matcher on labelled questions in FILES: accuracy per language and style, wrong answers, time.

    Each line is an object: {"text": "...", "expect": "entry id, or none", "lang": "ru", "style": "typo"}
    """
    from bot.cli.evaluate import evaluate_files

    sys.exit(evaluate_files(_dialogue(folder), files, least, html))


@cli.command()
@knowledge_option
@click.option(
    "--questions",
    type=click.Path(path_type=Path, exists=True),
    metavar="PATH",
    multiple=True,
    help="Labelled questions, a file or a folder: the thresholds are fitted to two thirds of them, the floors are "
    "measured on the rest. May be repeated.  [default: tests/ beside the knowledge]",
)
@click.option("--last-resort", is_flag=True, help="Write only last_resort.json and compiled.json; needs no extra.")
@click.option("--lower-floors", is_flag=True, help="Accept figures that fell below their floors, or unmeasured ones.")
def fit(folder: Path | None, questions: tuple[Path, ...], last_resort: bool, lower_floors: bool) -> None:
    """Learn the matcher's weights and thresholds from the knowledge and write them beside it (fitted.zip).

    Run it after substantial changes to phrases. If a figure falls below its floor or cannot be measured, it says so
    and writes nothing, unless --lower-floors is given. It also writes last_resort.json, a second copy of contacts and
    crisis replies for the day when the other files fail. Needs the extra: pip install 'senim[fit]'.
    """
    from bot.cli.fit import fit_folder, keep_last_resort

    found = _folder(folder)
    sys.exit(keep_last_resort(found) if last_resort else fit_folder(found, questions, lower_floors=lower_floors))


@cli.command()
@knowledge_option
def run(folder: Path | None) -> None:
    """Run the Telegram bot until Ctrl+C: by long polling, or by webhook where WEBHOOK_URL is set.

    TELEGRAM_TOKEN (or TELEGRAM_TOKEN_FILE) holds the token that @BotFather gave you. Changed knowledge files are
    picked up automatically, or at once on SIGHUP. Needs Linux or macOS.
    """
    from bot.operating.memory_trim import collect_later

    collect_later()  # first of all: most of the start are the imports
    from bot.cli.run import run_bot

    sys.exit(run_bot(folder))


@cli.command()
@click.option(
    "--days", type=click.IntRange(1, 366), default=7, show_default=True, help="Number of days, counting today."
)
@click.option("--feedback", is_flag=True, help="Show totals of 👍 and 👎 per answer, least helpful first.")
def counts(days: int, feedback: bool) -> None:
    """Show how many answers of each kind and language the bot gave per day. Needs the settings of `senim run`.

    Crisis replies are counted by class. Nothing else is kept of what people wrote.
    """
    from bot.cli.counts import print_counts

    sys.exit(print_counts(days, feedback=feedback))


@cli.command()
@knowledge_option
@click.option("--json", "as_json", is_flag=True, help="One JSON object per finding.")
def doctor(folder: Path | None, as_json: bool) -> None:
    """Examine everything that the Telegram bot needs, and say what to do: settings, knowledge, store, clock, token,
    what @BotFather set, webhook, profile. It changes nothing. The exit code is 1 if something is wrong.
    """
    from bot.cli.doctor import run_doctor

    sys.exit(run_doctor(folder, as_json=as_json))


@cli.command()
def healthcheck() -> None:
    """Ask the bot that runs on this machine whether it is alive; for containers and monitors. Needs LISTEN."""
    from bot.cli.healthcheck import check_health

    sys.exit(check_health())


@cli.command()
@knowledge_option
@click.option("--port", type=click.IntRange(0, 65535), default=8420, show_default=True, help="0 picks a free port.")
@click.option(
    "--questions",
    type=click.Path(path_type=Path, exists=True),
    metavar="PATH",
    multiple=True,
    help="Labelled questions to measure with; a file or a folder.  [default: tests/ beside the knowledge]",
)
@click.option("--browser/--no-browser", default=True, help="Open the page in the browser.")
def desk(folder: Path | None, port: int, questions: tuple[Path, ...], browser: bool) -> None:
    """Open the editors' page: chat with the reasons, entries, contacts, confusions. On this machine only.

    Needs the extra: pip install 'senim[desk]'.
    """
    from bot.cli.desk import open_desk

    sys.exit(open_desk(_folder(folder), questions, port, browse=browser))


def main() -> None:
    """The program `senim`."""
    for stream in (sys.stdout, sys.stderr):
        # Kazakh and Russian must come out whole wherever the program runs.
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="replace")
    cli(prog_name="senim")


def _folder(folder: Path | None) -> Path:
    from bot.cli.failures import end_saying
    from bot.loading import shipped_folder
    from bot.settings import SettingsError, knowledge_folder

    try:
        return folder or knowledge_folder(os.environ) or shipped_folder()
    except SettingsError as error:
        end_saying(str(error))


def _dialogue(folder: Path | None) -> Dialogue:
    from bot.cli.failures import end_with
    from bot.cli.screen import progress
    from bot.loading import KnowledgeError
    from bot.loading.prepared import load_dialogue

    try:
        with progress("Loading the knowledge …"):
            return load_dialogue(_folder(folder))
    except KnowledgeError as error:
        end_with(error)
