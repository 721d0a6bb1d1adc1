"""S1, S31: a plain blow is heard, whoever strikes it and whatever harmless words stand around it."""

from __future__ import annotations

from itertools import product

import pytest
from asking import question

from bot.core.dialogue import Dialogue
from bot.core.model import Reply

BLOWS = {
    "en": (
        *("my husband", "my partner", "my dad", "my boss", "my flatmate", "a stranger", "my brother", "my date"),
        *("my ex", "a colleague"),
    ),
    "ru": ("муж", "отец", "начальник", "сосед по общежитию", "незнакомец", "брат", "бывший", "коллега", "парень"),
    "kk": (
        *("күйеуім", "әкем", "бастығым", "бөлмелесім", "бейтаныс адам", "ағам", "бұрынғы күйеуім", "әріптесім"),
        "жігітім",
    ),
}
STRUCK = {
    "en": ("hit me", "punched me", "slapped me", "beat me up"),
    "ru": ("ударил меня", "избил меня", "дал мне пощечину"),
    "kk": ("мені ұрды", "мені сабады", "маған қол жұмсады"),
}
FRAMES = {
    "en": (
        *("{}", "i'm a tourist and {}", "{} in a hotel in almaty", "{} at the office party yesterday"),
        *("how do i report that {}", "we were on vacation in astana and {}"),
    ),
    "ru": (
        *("{}", "я турист и {}", "{} в гостинице в алматы", "вчера на корпоративе {}", "как заявить что {}"),
        "мы были в отпуске и {}",
    ),
    "kk": (
        *("{}", "туристпін, {}", "Алматыда қонақүйде {}", "кеше корпоративте {}", "{} деп қалай шағымданамын"),
        "демалыста жүргенде {}",
    ),
}


@pytest.mark.parametrize("language", list(BLOWS))
def test_whoever_was_hit_is_shown_the_way_to_help_and_never_told_to_answer_for_it(
    dialogue: Dialogue, language: str
) -> None:
    texts = [
        frame.format(f"{somebody} {struck}")
        for somebody, struck, frame in product(BLOWS[language], STRUCK[language], FRAMES[language])
    ]
    replies = {text: dialogue.reply_to(question(text)) for text in texts}

    assert [text for text, reply in replies.items() if not _shows_the_way(dialogue, reply)] == []
    assert [text for text, reply in replies.items() if reply.crisis == "perpetrator"] == []


@pytest.mark.parametrize(
    "text",
    [
        *("я избита", "i lost my baby after he hit me", "i went to hospital after he hit me"),
        *("Гульмира это я", "у меня дома как в фильме гульмира", "my home is like gulmira"),
    ],
)
def test_whoever_tells_what_a_blow_did_or_whose_life_the_film_is_is_believed(dialogue: Dialogue, text: str) -> None:
    assert dialogue.reply_to(question(text)).crisis == "disclosure"


def _shows_the_way(dialogue: Dialogue, reply: Reply) -> bool:
    is_about_help = reply.entry is not None and dialogue.knowledge.entries[reply.entry].sensitive
    return reply.kind == "crisis" or reply.soft_help or is_about_help
