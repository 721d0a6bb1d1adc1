"""What a check says stands in every language with the same names, and each sentence is said somewhere."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator, Mapping
from string import Formatter

import pytest

from bot.loading.editor_languages import EDITOR_LANGUAGES
from bot.loading.sentences import say
from bot.loading.yaml_file import read_yaml
from tests.support.senim_program import ROOT

SENTENCES: Mapping[str, Mapping[str, str]] = read_yaml(ROOT / "bot/loading/sentences.yaml", "sentences.yaml")[0].data
SOURCES = [path for part in ("loading", "checking", "cli") for path in (ROOT / "bot" / part).glob("*.py")]
CODE = "\n".join(path.read_text(encoding="utf-8") for path in SOURCES)


def names(line: str) -> frozenset[str]:
    return frozenset(name for _, name, _, _ in Formatter().parse(line) if name is not None)


def shape(text: str) -> list[frozenset[str]]:
    """The names in each line: what is wrong, then what to do."""
    return [names(line) for line in text.splitlines()]


def test_every_sentence_stands_in_every_language() -> None:
    assert [key for key, texts in SENTENCES.items() if list(texts) != list(EDITOR_LANGUAGES)] == []


def test_every_language_says_what_is_wrong_and_what_to_do_with_the_same_names() -> None:
    assert [
        key for key, texts in SENTENCES.items() if any(shape(t) != shape(texts["en"]) for t in texts.values())
    ] == []


def calls() -> Iterator[tuple[str, frozenset[str]]]:
    """Each sentence of the code that has its key and names written out."""
    for path in SOURCES:
        for call in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(call, ast.Call) and isinstance(call.func, ast.Name) and call.func.id == "say":
                given = [keyword.arg for keyword in call.keywords]
                for key in ast.walk(call.args[0]):
                    if isinstance(key, ast.Constant) and key.value in SENTENCES and None not in given:
                        yield str(key.value), frozenset(map(str, given))


def test_every_sentence_gets_what_it_fills_in() -> None:
    wrong = [key for key, given in calls() if given != frozenset().union(*shape(SENTENCES[key]["en"]))]

    assert wrong == []
    assert len(dict(calls())) > len(SENTENCES) / 2


def test_every_sentence_is_said_and_every_one_that_is_said_is_there() -> None:
    said = set(re.findall(r'"([a-z_]+\.[a-z_0-9.]+)"', CODE))
    built = re.findall(r'say\(f"([a-z_.]+\.)\{', CODE)

    assert set(re.findall(r'say\(\s*"([\w.]+)"', CODE)) <= SENTENCES.keys()
    assert [key for key in SENTENCES if key not in said and not key.startswith(tuple(built))] == []


@pytest.mark.parametrize("language", EDITOR_LANGUAGES)
def test_what_is_filled_in_may_hold_anything(language: str) -> None:
    said = say("phrase.doubled", phrase="{0}\n{x}", entry="fair.where", location="a.yaml:1")

    assert "fair.where" in said.what(language)
    assert "{" not in said.cure(language)


@pytest.mark.parametrize(("language", "day"), [("ru", " пн "), ("kk", " дс ")])
def test_days_in_the_language_of_the_editor_are_told_what_to_write_instead(language: str, day: str) -> None:
    cure = say("shape.hours", key="hours", value="9-18").cure(language)

    assert cure.index(day) >= 0
    assert "Mo Tu We Th Fr Sa Su" in cure


def test_what_need_not_be_mended_has_no_cure() -> None:
    assert say("service.out").cure() == ""
