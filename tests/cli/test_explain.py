from __future__ import annotations

from pathlib import Path

import pytest

from bot.cli.explain import explain_question
from bot.core.dialogue import Dialogue
from bot.loading.prepared import load_dialogue
from tests.support.senim_program import senim
from tests.support.small_knowledge import add_variant, change


def explained(dialogue: Dialogue, capsys: pytest.CaptureFixture[str], text: str) -> str:
    explain_question(dialogue, text)
    return capsys.readouterr().out


def test_it_shows_words_language_candidates_and_zone(dialogue: Dialogue, capsys: pytest.CaptureFixture[str]) -> None:
    shown = explained(dialogue, capsys, "кто снял Гульмиру?")

    assert all(part in shown for part in ("gulmiru", "film.gulmira.director", "answer", "probability"))
    assert "ru" in shown.partition("Language")[2].partition("\n")[0]


def test_it_names_the_way_to_a_crisis(dialogue: Dialogue, capsys: pytest.CaptureFixture[str]) -> None:
    assert "distress, first, the whole message is a safe word" in explained(dialogue, capsys, "help")


def test_it_names_all_that_is_asked(dialogue: Dialogue, capsys: pytest.CaptureFixture[str]) -> None:
    asked = explained(dialogue, capsys, "where was it and who opened it").partition("Asks")[2].splitlines()[0]

    assert "event.where" in asked
    assert "event.opening" in asked


def test_it_names_what_is_asked_beside_a_cry_for_help(dialogue: Dialogue, capsys: pytest.CaptureFixture[str]) -> None:
    shown = explained(dialogue, capsys, "who directed gulmira and my husband beats me")

    assert "film.gulmira.director" in shown.partition("Beside")[2].splitlines()[0]
    assert shown.rstrip().endswith("help first")


def test_where_help_comes_first_no_candidate_counts(dialogue: Dialogue, capsys: pytest.CaptureFixture[str]) -> None:
    shown = explained(dialogue, capsys, "he beats me and when is the film")

    assert "help first: the candidates did not count" in shown
    assert "probability" not in shown.partition("Zone")[2]


def test_an_address_is_not_told_to_be_unknown(dialogue: Dialogue, capsys: pytest.CaptureFixture[str]) -> None:
    shown = " ".join(explained(dialogue, capsys, "+77011234567").split())

    assert "address given: the message only leaves an address or a telephone number" in shown
    assert "that nobody comes or calls back" in shown


def test_words_are_shown_as_what_they_are_read_by(dialogue: Dialogue, capsys: pytest.CaptureFixture[str]) -> None:
    form = explained(dialogue, capsys, "where is the parking").partition("Normal form")[2].splitlines()[0]

    assert form.strip() == "uhere is the parkin (how the words sound, whatever their spelling)"


def test_several_answers_are_no_choices(dialogue: Dialogue, capsys: pytest.CaptureFixture[str]) -> None:
    shown = explained(dialogue, capsys, "what was it and where is the parking and who spoke")

    assert "several: each part of the question is clear by itself" in shown
    assert shown.rstrip().endswith("the first two answers")


@pytest.mark.parametrize("text", ["", " ", "[bold]x", "[/]", "[/nonsense]", "\\", "🙂", "112", "x" * 5000, "/start"])
def test_no_question_breaks_it(dialogue: Dialogue, capsys: pytest.CaptureFixture[str], text: str) -> None:
    assert "Zone" in explained(dialogue, capsys, text)


def test_brackets_and_backslashes_are_shown_as_they_stand(
    small_folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    change(small_folder, "entries.yaml", "        where is the fair", "        where is [/the] fair\\\\[/b]")
    shown = explained(load_dialogue(small_folder), capsys, "where is the fair\\[/b] \\")

    assert shown.splitlines()[0].endswith("  where is the fair\\[/b] \\")
    assert "where is [/the] fair\\\\[/b]" in shown


@pytest.mark.parametrize("text", ["", " "])
def test_without_a_question_it_says_how_it_is_used(text: str) -> None:
    ended = senim("explain", text)

    assert (ended.code, ended.out, "Usage: senim explain" in ended.err) == (2, "", True)


def test_the_program_explains_without_escape_codes(small_folder: Path) -> None:
    ended = senim("explain", "where is the fair", "--knowledge", small_folder)

    assert (ended.code, ended.err, ended.is_plain) == (0, "", True)
    assert "fair.where" in ended.out


def test_it_says_in_the_words_of_which_variant_help_comes(
    small_folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    dialogue = load_dialogue(add_variant(small_folder))

    assert "danger.lamp" not in explained(dialogue, capsys, "sign of danger")
    assert "in the words of danger.lamp" in " ".join(explained(dialogue, capsys, "sign of danger, blue lamp").split())
