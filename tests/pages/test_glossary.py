"""`docs/glossary.md` lists the terms that answers really use."""

from __future__ import annotations

import pytest

from bot.core.knowledge import Knowledge
from tests.support.senim_program import ROOT

LANGUAGES = ("kk", "ru", "en")


def rows() -> list[list[str]]:
    lines = (ROOT / "docs" / "glossary.md").read_text(encoding="utf-8").splitlines()
    table = [line for line in lines if line.startswith("|")][2:]
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in table]


def answers_in(knowledge: Knowledge, language: str) -> str:
    answers = [entry.answer[language] + "\n" + entry.title[language] for entry in knowledge.entries.values()]
    return "\n".join([*answers, *(crisis.reply.get(language, "") for crisis in knowledge.crisis.values())]).casefold()


@pytest.mark.parametrize(("column", "language"), list(enumerate(LANGUAGES)), ids=LANGUAGES)
def test_answers_use_every_term(knowledge: Knowledge, column: int, language: str) -> None:
    answers = answers_in(knowledge, language)
    terms = [row[column].removesuffix("…").casefold() for row in rows()]

    assert [term for term in terms if term not in answers] == []


def test_each_term_stands_once() -> None:
    terms = [(column, row[column]) for row in rows() for column in range(len(LANGUAGES))]

    assert len(terms) == len(set(terms))
