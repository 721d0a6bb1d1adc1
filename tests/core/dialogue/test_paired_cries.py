"""S1, S5: the same cry is heard alike in Kazakh, Russian and English, with Kazakh letters and without.

Of the rules in `knowledge/crisis/`, with what was learned beside them; `paired_cries.yaml` beside this file has the
cries, by class.
"""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from bot.core.dialogue import Dialogue
from tests.support.questions import question

LISTED = yaml.safe_load(Path(__file__).with_name("paired_cries.yaml").read_text(encoding="utf-8"))
PAIRED = {crisis: [line.split(" / ") for line in lines.splitlines()] for crisis, lines in LISTED["cries"].items()}
_WITHOUT_KAZAKH_LETTERS = str.maketrans("әғқңөұүһі", "агкноуухи")


@pytest.mark.parametrize(
    ("crisis", "texts"), [(crisis, texts) for crisis, listed in PAIRED.items() for texts in listed]
)
def test_the_same_cry_gets_the_same_help_in_three_languages(dialogue: Dialogue, crisis: str, texts: list[str]) -> None:
    typed = dict.fromkeys((*texts, texts[0].translate(_WITHOUT_KAZAKH_LETTERS)))
    replies = {text: dialogue.reply_to(question(text)).crisis for text in typed}

    assert replies == dict.fromkeys(typed, crisis)


@pytest.mark.parametrize("text", ["ол ұйықтағанша күтіп отырмын", "жду пока он уснет", "waiting till he falls asleep"])
def test_whoever_waits_until_somebody_sleeps_is_shown_the_way_to_help(dialogue: Dialogue, text: str) -> None:
    reply = dialogue.reply_to(question(text))

    assert reply.kind == "crisis" or reply.soft_help


@pytest.mark.parametrize("text", PAIRED["perpetrator"])
def test_nothing_about_keeping_a_telephone_safe_stands_beside_the_words_for_who_hurts(
    dialogue: Dialogue, text: list[str]
) -> None:
    assert "support.phone_safety" not in {dialogue.reply_to(question(typed)).entry for typed in text}


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("жиеніме тиістім", "баладан"),
        ("я трогал племянницу", "ребёнка"),
        ("i touched my niece", "child"),
        ("меня тянет к детям", "ребёнка"),
    ],
)
def test_who_harms_a_child_is_told_to_stay_apart_from_it(dialogue: Dialogue, text: str, word: str) -> None:
    assert word in " ".join(map(str, dialogue.reply_to(question(text)).paragraphs))


@pytest.mark.parametrize("text", LISTED["harmless"].splitlines())
def test_what_only_shares_words_with_a_cry_is_found_by_no_rule(dialogue: Dialogue, text: str) -> None:
    assert not dialogue.by_itself.recogniser.is_outright(text)
