"""S1, S31: a plain blow is heard, whoever strikes it and whatever harmless words stand around it."""

from __future__ import annotations

from itertools import product

import pytest

from bot.core.dialogue import Dialogue
from bot.core.model import Reply
from tests.support.questions import question

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
# fmt: off
WORSE = {
    "en": (
        "broke my leg", "broke my nose", "kicked me in the stomach", "dragged me by the hair",
        "burned me with a cigarette", "locked me in the bedroom", "choked me",
    ),
    "ru": (
        "сломал мне ногу", "сломал мне нос", "пнул меня в живот", "таскал меня за волосы", "прижигал меня сигаретой",
        "запер меня в спальне", "душил меня",
    ),
    "kk": (
        "аяғымды сындырды", "мұрнымды сындырды", "мені ішімнен тепті", "шашымнан сүйреді", "мені темекімен күйдірді",
        "мені бөлмеге қамап тастады", "мені буындырды",
    ),
}
WHO = {
    "en": ("my husband", "my boyfriend", "my dad", "my ex"),
    "ru": ("муж", "парень", "папа", "бывший"),
    "kk": ("күйеуім", "жігітім", "әкем", "бұрынғы күйеуім"),
}
MORE_FRAMES = {
    "en": ("{} lol, can i still come to the film", "{} again, what time is the film", "about tickets. also {}"),
    "ru": ("{} лол, можно всё равно прийти на фильм", "{} опять, во сколько фильм", "вопрос по билетам. ещё {}"),
    "kk": ("{} күлмеңдер, фильмге келуге бола ма", "{} тағы да, фильм сағат нешеде", "билет туралы сұрағым бар. {}"),
}
# fmt: on


@pytest.mark.parametrize("language", list(WORSE))
def test_broken_bones_kicks_burns_and_locks_bring_help_first_in_every_frame(dialogue: Dialogue, language: str) -> None:
    framed = product(WHO[language], WORSE[language], FRAMES[language] + MORE_FRAMES[language])
    replies = {
        text: dialogue.reply_to(question(text)) for who, did, frame in framed if (text := frame.format(f"{who} {did}"))
    }

    assert [text for text, reply in replies.items() if reply.kind != "crisis"] == []
    assert [text for text, reply in replies.items() if reply.crisis in ("perpetrator", "other")] == []


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
