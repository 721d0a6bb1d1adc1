from __future__ import annotations

from pathlib import Path

import pytest

from bot.core.dialogue import Dialogue
from bot.core.model import Reply
from bot.desk.origins import Origin, origins_of
from bot.loading.prepared import load_dialogue
from tests.support.questions import question
from tests.support.small_knowledge import add_variant


@pytest.mark.parametrize(
    ("text", "source"),
    [
        ("where is the fair", Origin("entries", "fair.where")),
        ("a sign of danger", Origin("crisis", "danger")),
        ("unicorns", Origin("texts", "fallback.text")),
    ],
)
def test_a_reply_tells_where_its_words_stand(small_dialogue: Dialogue, text: str, source: Origin) -> None:
    asked = question(text)

    assert source in origins_of(small_dialogue, small_dialogue.reply_to(asked), asked)


def test_a_reply_in_the_words_of_a_variant_tells_where_these_stand(small_folder: Path) -> None:
    dialogue, asked = load_dialogue(add_variant(small_folder)), question("a sign of danger, a blue lamp")

    assert origins_of(dialogue, dialogue.reply_to(asked), asked) == (Origin("variants", "danger.lamp"),)


def test_both_entries_of_a_double_answer_are_sources(small_dialogue: Dialogue) -> None:
    both = ("fair.where", "help.numbers")
    reply = Reply("answer", "en", (), entry=both[0], also=both[1])

    assert [source.name for source in origins_of(small_dialogue, reply, question("?"))] == list(both)
