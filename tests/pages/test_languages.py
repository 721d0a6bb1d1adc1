"""`docs/languages.md`: a fourth language is data alone; its own lines are added to a small knowledge."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
import yaml

from bot.checking.check import check_knowledge
from bot.core.dialogue import Dialogue
from bot.loading import load_knowledge
from bot.loading.schema import LanguageModel
from tests.support.questions import question
from tests.support.senim_program import ROOT

PAGE = (ROOT / "docs" / "languages.md").read_text(encoding="utf-8")
BLOCK = re.findall(r"```yaml\n(.*?)```", PAGE, re.DOTALL)[0]
UZBEK = {
    "Where the fair is": "Yarmarka qayerda",
    "The fair is on {date:fair} in the park.": "Yarmarka {date:fair} bogʻda boʻladi.",
    "Help numbers": "Yordam raqamlari",
    "You can call here: {contact:112}": "Bu yerga qoʻngʻiroq qilish mumkin: {contact:112}",
    "Thank you for writing. This is a program: nobody reads the chat, all of it is ready. Call here. {number:112}": (
        "Yozganingiz uchun rahmat. Bu dastur: chatni hech kim oʻqimaydi, javoblar tayyor. Bu yerga: {number:112}"
    ),
}
PHRASES = {
    "where is the": "qayerda boʻladi",
    "how to find the": "bu qayerda va qanday topaman",
    "helpline number": "yordam raqami",
    "whom to call": "kimga qoʻngʻiroq qilaman",
}


def declare_uzbek(folder: Path) -> None:
    path = folder / "languages.yaml"
    path.write_text(path.read_text(encoding="utf-8") + BLOCK, encoding="utf-8")


def in_uzbek(english: str) -> str:
    for begin, uzbek in PHRASES.items():
        english = english.replace(begin, uzbek)
    return UZBEK.get(english.strip(), english.replace("english", "oʻzbekcha"))


def with_uzbek(value: Any) -> Any:
    """Every text that stands in English, in Uzbek too; rules stand in one language each."""
    if isinstance(value, list):
        return [with_uzbek(one) for one in value]
    if not isinstance(value, dict):
        return value
    if isinstance(value.get("en"), str):
        return {**value, "uz": in_uzbek(value["en"])}
    return {name: one if name == "rules" else with_uzbek(one) for name, one in value.items()}


@pytest.fixture
def uzbek_folder(small_folder: Path) -> Path:
    declare_uzbek(small_folder)
    for path in small_folder.glob("*.yaml"):
        data = with_uzbek(yaml.safe_load(path.read_text(encoding="utf-8")))
        path.write_text(yaml.safe_dump(data, allow_unicode=True, sort_keys=False, width=1000), encoding="utf-8")
    return small_folder


def test_every_key_of_a_language_is_explained() -> None:
    named = [key for row in re.findall(r"^\| (`.*?) \|", PAGE, re.MULTILINE) for key in re.findall(r"`(\w+)`", row)]

    assert sorted(named) == sorted(LanguageModel.model_fields)


def test_a_declared_language_brings_a_list_of_what_is_missing(small_folder: Path) -> None:
    declare_uzbek(small_folder)
    faults = [str(fault) for fault in check_knowledge(small_folder).faults]

    assert re.findall(r"```text\n(.*?)\n```", PAGE, re.DOTALL)[0] in faults
    assert all("in 'uz' is missing" in fault for fault in faults)


def test_when_the_list_is_empty_the_folder_has_no_faults(uzbek_folder: Path) -> None:
    assert check_knowledge(uzbek_folder, ask=False).faults == ()


@pytest.mark.parametrize("asked", ["park qayerda boʻladi", "fair bu qayerda va qachon"])
def test_a_question_in_it_is_answered_in_it(uzbek_folder: Path, asked: str) -> None:
    reply = Dialogue(load_knowledge(uzbek_folder)).reply_to(question(asked))

    assert (reply.language, reply.entry) == ("uz", "fair.where")
    assert "Yarmarka 2025-yil 1-may bogʻda boʻladi." in reply.text


def test_its_word_for_not_denies_a_rule(uzbek_folder: Path) -> None:
    recogniser = Dialogue(load_knowledge(uzbek_folder)).by_itself.recogniser

    assert recogniser.recognise("sign of very danger")
    assert recogniser.recognise("sign of emas danger") is None


def test_its_word_for_and_joins_two_questions(uzbek_folder: Path) -> None:
    reply = Dialogue(load_knowledge(uzbek_folder)).reply_to(question("fair bu qayerda va yordam raqami 1"))

    assert {reply.entry, reply.also} == {"fair.where", "help.numbers"}


def test_its_button_is_among_the_languages_and_its_app_is_known(uzbek_folder: Path) -> None:
    dialogue = Dialogue(load_knowledge(uzbek_folder))
    reply = dialogue.command("language", question("", client="uz"))

    assert reply.language == "uz"
    assert "Oʻzbekcha" in [button.label for row in reply.buttons for button in row]
