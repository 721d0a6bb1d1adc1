"""A decision tells all that the reply rests on.

Of `bot/core/understanding/decision.py` and `beside.py`.
"""

from __future__ import annotations

import pytest
from asking import MIXED, question

from bot.core.dialogue import Dialogue
from bot.core.model import Memory


@pytest.mark.parametrize(
    ("text", "beside"),
    [
        (MIXED, "film.gulmira.director"),
        ("меня бьёт муж", None),
        ("help", None),
        ("кто снял гульмиру", None),
    ],
)
def test_only_where_help_comes_first_something_is_asked_beside_it(
    dialogue: Dialogue, text: str, beside: str | None
) -> None:
    decided = dialogue.understanding.decide(question(text), Memory())

    assert (decided.beside.id if decided.beside else None) == beside


def test_in_a_group_one_thing_is_asked_and_nothing_beside_help(dialogue: Dialogue) -> None:
    decided = dialogue.understanding.decide(question(MIXED, where="group"), Memory())

    assert (decided.matches, decided.beside) == ((), None)
