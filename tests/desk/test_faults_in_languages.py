"""The desk tells what is wrong, and what to do, in the language of the page.

Of `bot/desk/page.py`, `bot/desk/language_choice.py` and `bot/loading/sentences.py`.
"""

from __future__ import annotations

from html import unescape
from pathlib import Path

import httpx
import pytest

from tests.desk.browser import running_desk
from tests.support.small_knowledge import change


def seen(folder: Path, path: str, language: str) -> str:
    """A page as a browser of that language gets it, once the folder is checked."""
    with running_desk(folder) as address, httpx.Client(headers={"accept-language": language}) as browser:
        browser.get(f"{address.rstrip('/')}/check")  # a form does not wait for that
        page = browser.get(f"{address.rstrip('/')}{path}")
        return unescape(page.text)


@pytest.mark.parametrize(
    ("language", "said"),
    [
        (
            "ru",
            "в слове «пaрке» смешаны латиница и кириллица (латинские: 'a'); наберите слово заново",
        ),
        ("kk", "«пaрке» сөзінде латын және кирилл әріптері араласып кеткен (латын әрпі: 'a'); сөзді бір әліпбимен"),
        ("en", "the word 'пaрке' mixes Latin and Cyrillic letters ('a' is Latin); type it again in one alphabet"),
    ],
)
@pytest.mark.parametrize("path", ["/check", "/entries/fair.where", "/lines?file=entries.yaml&line=12"])
def test_a_fault_is_told_in_the_language_of_the_page(small_folder: Path, path: str, language: str, said: str) -> None:
    change(small_folder, "entries.yaml", "в парке", "в пaрке")

    assert said in seen(small_folder, path, language)


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("ru", "файл не читается: внутри текста есть двоеточие; возьмите весь текст в кавычки"),
        ("kk", "файл оқылмайды: мәтіннің ішінде қос нүкте бар; бүкіл мәтінді тырнақшаға алыңыз"),
    ],
)
def test_why_a_file_cannot_be_read_is_told_in_the_language_of_the_page(
    small_folder: Path, language: str, said: str
) -> None:
    change(small_folder, "entries.yaml", "topic: fair", "topic: the fair: all of it")

    assert said in seen(small_folder, "/entries/fair.where", language)


@pytest.mark.parametrize(
    ("language", "said"), [("ru", "по этому номеру ещё никто не звонил"), ("kk", "әлі ешкім қоңырау шалмаған")]
)
def test_a_note_is_told_in_the_language_of_the_page(small_folder: Path, language: str, said: str) -> None:
    assert said in seen(small_folder, "/check", language)
