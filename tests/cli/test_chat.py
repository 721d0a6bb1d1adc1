from __future__ import annotations

from pathlib import Path

import pytest

from tests.support.senim_program import Ended, senim


def chat(folder: Path, *lines: str, language: str = "en") -> Ended:
    given = "".join(line + "\n" for line in lines).encode()
    return senim("chat", "--knowledge", folder, "--language", language, given=given)


def test_a_conversation_is_a_question_and_its_answer(small_folder: Path) -> None:
    ended = chat(small_folder, "numbers", "where is the fair", "/quit")

    assert (ended.code, ended.err, ended.is_plain) == (0, "", True)
    assert ended.out.count("The fair is on 1 May 2025") == 2


def test_it_opens_with_the_first_screen(small_folder: Path) -> None:
    ended = chat(small_folder)

    assert ended.code == 0
    assert "The fair is on 1 May 2025" in ended.out


def test_a_language_that_the_bot_does_not_speak_is_refused(small_folder: Path) -> None:
    ended = chat(small_folder, language="xx")

    assert (ended.code, ended.is_plain, ended.out) == (2, True, "")
    assert "'xx' is not one of 'ru', 'en'" in ended.err


def test_a_number_presses_a_button(small_folder: Path) -> None:
    ended = chat(small_folder, "where is the fair", "2")

    assert "You can call here: 112" in ended.out


@pytest.mark.parametrize("line", ["help", "112", "sign of danger"])
def test_help_comes_in_the_terminal_too(small_folder: Path, line: str) -> None:
    ended = chat(small_folder, line)

    assert ended.code == 0
    assert "112" in ended.out


def test_hide_leaves_its_line_and_no_context() -> None:
    """With the shipped knowledge, which has follow-up questions."""
    asked = "кто снял гульмиру\n/hide\nа что она сказала?\n".encode()
    ended = senim("chat", "--language", "ru", given=asked)

    assert "Готово." in ended.out
    assert "сравнила кино с зеркалом" not in ended.out


def test_the_line_that_hide_leaves_can_be_hidden_too(small_folder: Path) -> None:
    ended = chat(small_folder, "a sign of danger", "/hide", "1", "/quit")

    assert ended.out.count("hidden.all") == 1


@pytest.mark.parametrize("end", ["/quit", "/exit", "/q"])
def test_nothing_is_read_after_the_end(small_folder: Path, end: str) -> None:
    ended = chat(small_folder, end, "where is the fair")

    assert ended.out.count("The fair is on 1 May 2025") == 1


def test_the_language_of_the_app_is_taken(small_folder: Path) -> None:
    assert "Ярмарка пройдёт 1 мая 2025 года" in chat(small_folder, language="ru").out


def test_odd_input_never_ends_in_a_traceback(small_folder: Path) -> None:
    given = (
        b"\xff\xfe\n\n   \n/\n/nonsense\n99\n0\n-1\n\xf0\x9f\x99\x82\n"
        + b"x" * 20_000
        + b"\n"
        + b"1" * 5_000
        + b"\n[bold]\n\\\n"
    )
    ended = senim("chat", "--knowledge", small_folder, given=given)

    assert (ended.code, ended.is_plain) == (0, True)


def test_nothing_is_stored(small_folder: Path, tmp_path: Path) -> None:
    home = tmp_path / "home"
    home.mkdir()
    before = sorted(tmp_path.rglob("*"))
    senim("chat", "--knowledge", small_folder, given=b"where is the fair\n", folder=home, settings={"HOME": str(home)})

    assert sorted(tmp_path.rglob("*")) == before


@pytest.mark.parametrize(
    ("settings", "opening"),
    [
        ({"LC_ALL": "", "LC_MESSAGES": "", "LANG": "ru_RU.UTF-8"}, "Ярмарка пройдёт 1 мая 2025 года"),
        ({"LC_ALL": "", "LC_MESSAGES": "ru_RU.UTF-8", "LANG": "en_US.UTF-8"}, "Ярмарка пройдёт 1 мая 2025 года"),
        ({"LC_ALL": "en_US.UTF-8", "LC_MESSAGES": "ru_RU.UTF-8", "LANG": "ru_RU.UTF-8"}, "The fair is on 1 May 2025"),
        ({"LC_ALL": "C.UTF-8", "LANG": "ru_RU.UTF-8"}, "The fair is on 1 May 2025"),
        ({"LC_ALL": "", "LC_MESSAGES": "", "LANG": ""}, "The fair is on 1 May 2025"),
    ],
)
def test_it_begins_in_the_language_of_the_terminal(small_folder: Path, settings: dict[str, str], opening: str) -> None:
    assert opening in senim("chat", "--knowledge", small_folder, settings=settings).out


def test_a_named_language_counts_more_than_that_of_the_terminal(small_folder: Path) -> None:
    ended = senim("chat", "--knowledge", small_folder, "--language", "ru", settings={"LC_ALL": "en_US.UTF-8"})

    assert "Ярмарка пройдёт 1 мая 2025 года" in ended.out


def test_the_shipped_knowledge_begins_in_kazakh_in_a_kazakh_terminal() -> None:
    assert "Бұл чатты ешкім оқымайды" in senim("chat", settings={"LC_ALL": "kk_KZ.UTF-8"}).out
