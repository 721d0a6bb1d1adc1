from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from bot.checking.check import check_knowledge
from tests.support.small_knowledge import change

THE_DAY, THE_DAY_AFTER = date(2025, 5, 1), date(2025, 5, 2)


def told(folder: Path, today: date) -> list[str]:
    return [str(note) for note in check_knowledge(folder, today, ask=False).notes if note.kind == "over"]


def test_a_day_that_is_over_is_told_with_the_answers_that_speak_of_it_as_to_come(small_folder: Path) -> None:
    assert told(small_folder, THE_DAY) == []
    assert told(small_folder, THE_DAY_AFTER) == [
        "knowledge.yaml:9: fair: the day 2025-05-01 is over, and answers speak of it as still to come: fair.where; "
        "write there that it is over, or correct the date"
    ]


@pytest.mark.parametrize(
    "sentence", ["Ярмарка прошла {date:fair}. Скоро зима.", "Ярмарка проходит ежегодно: будет {day:fair}."]
)
def test_words_of_the_future_count_beside_the_day_alone_and_not_of_what_comes_every_year(
    small_folder: Path, sentence: str
) -> None:
    change(small_folder, "entries.yaml", "Ярмарка пройдёт {date:fair} в парке.", sentence)

    assert told(small_folder, THE_DAY_AFTER) == []


def test_a_day_that_is_told_without_its_year_is_over_too(small_folder: Path) -> None:
    change(small_folder, "entries.yaml", "пройдёт {date:fair}", "пройдёт {day:fair}")

    assert len(told(small_folder, THE_DAY_AFTER)) == 1
