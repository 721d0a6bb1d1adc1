from __future__ import annotations

from dataclasses import replace
from itertools import permutations
from pathlib import Path

import pytest

from bot.checking.texts import TextOf
from bot.checking.wrong_language import Languages, faults_of_text
from bot.core.knowledge import Knowledge
from bot.core.scoring.learned import Learned
from bot.loading import load_knowledge
from bot.loading.folder import Part
from bot.loading.schema import KnowledgeFile
from bot.loading.yaml_file import YamlFile
from tests.support.faults_told import faults_unasked
from tests.support.small_knowledge import change

LONG_RU = "Ярмарка открыта для всех, кто любит книги, и на ней можно найти то, чего нет в магазинах города."
LONG_EN = "The fair is open to all who love books, and there is much that the shops of the town do not have."
PARAGRAPHS = {
    "kk": "Орталық тәулік бойы жұмыс істейді. Келген адамнан құжат сұралмайды.",
    "ru": "Центр работает круглосуточно. У тех, кто приходит, документы не спрашивают.",
    "en": "The centre is open day and night. Nobody who comes is asked for papers.",
}


@pytest.fixture(scope="module")
def known(knowledge: Knowledge, learned: Learned) -> Languages:
    return Languages(knowledge, learned)


def told(knowledge: Knowledge, known: Languages, code: str, added: str) -> list[str]:
    """What is said of an answer of the shipped knowledge with a paragraph more."""
    nowhere = Part(YamlFile("x.yaml", None, None), KnowledgeFile())
    longer = f"{knowledge.entries['support.help'].answer[code]}\n\n{added}"
    text = TextOf(nowhere, ("entries", 0, "answer"), "support.help", {code: longer})
    return [fault.said.what() for fault in faults_of_text(text, known, knowledge.languages)]


def test_a_text_in_the_wrong_language_is_told(small_folder: Path) -> None:
    change(small_folder, "entries.yaml", "The fair is on {date:fair} in the park.", f"{LONG_RU} {{date:fair}}")
    (fault,) = faults_unasked(small_folder)

    assert "entries.yaml:14: fair.where: the text under 'en' reads like Русский" in fault


def test_a_text_in_its_own_language_is_none(small_folder: Path) -> None:
    change(small_folder, "entries.yaml", "Ярмарка пройдёт", f"{LONG_RU} Ярмарка пройдёт")
    change(small_folder, "entries.yaml", "The fair is on", f"{LONG_EN} The fair is on")

    assert faults_unasked(small_folder) == []


def test_a_paragraph_in_another_language_is_told_with_its_line(small_folder: Path) -> None:
    change(small_folder, "entries.yaml", "в парке.", f"в парке. {LONG_RU}\n\n        {LONG_EN}")
    (fault,) = faults_unasked(small_folder)

    assert fault == (
        "entries.yaml:15: fair.where: 'The fair is open to all who love books,…' under 'ru' reads like English; "
        "write it in Русский, or put a name in quotes («…»)"
    )


def test_a_sentence_in_another_language_is_told_inside_a_paragraph(small_folder: Path) -> None:
    change(small_folder, "entries.yaml", "в парке.", f"в парке. {LONG_RU} {LONG_EN} {LONG_RU}")
    (fault,) = faults_unasked(small_folder)

    assert "entries.yaml:13: fair.where: 'The fair is open to all who love books,…' under 'ru'" in fault


@pytest.mark.parametrize(
    "added", [f"«{LONG_EN}»", "Books, tea and music", "UN Women, MNU Events Office, British Council, Astana"]
)
def test_quotes_short_lines_and_names_may_be_foreign(small_folder: Path, added: str) -> None:
    change(small_folder, "entries.yaml", "в парке.", f"в парке. {LONG_RU}\n\n        {added}")

    assert faults_unasked(small_folder) == []


@pytest.mark.parametrize(("code", "foreign"), list(permutations(PARAGRAPHS, 2)))
def test_a_foreign_paragraph_is_told_in_every_language(
    knowledge: Knowledge, known: Languages, code: str, foreign: str
) -> None:
    (fault,) = told(knowledge, known, code, PARAGRAPHS[foreign])

    assert f"under {code!r} reads like" in fault


@pytest.mark.parametrize(
    "sentence",
    ["О соседнем Темиртау есть отдельный ответ.", "Сначала позвоните, потом приходите.", "Ответит дежурный психолог."],
)
def test_a_short_foreign_sentence_is_told(knowledge: Knowledge, known: Languages, sentence: str) -> None:
    assert len(told(knowledge, known, "kk", f"{PARAGRAPHS['kk']} {sentence}")) == 1


@pytest.mark.parametrize("code", PARAGRAPHS)
def test_a_paragraph_in_its_own_language_is_fine(knowledge: Knowledge, known: Languages, code: str) -> None:
    assert told(knowledge, known, code, PARAGRAPHS[code]) == []


def test_what_was_learned_for_other_languages_leaves_letters_and_common_words(
    small_folder: Path, learned: Learned
) -> None:
    other = learned.languages.relabelled(["ru", "en", "uz"])
    known = Languages(load_knowledge(small_folder), replace(learned, languages=other))

    assert known.other_than("ru", LONG_EN) == "en"
