"""Whoever finds their own life in an answer gets help, though only the answer tells of violence.

Of `bot/core/understanding/follow_ups/own_story.py` and the rules of `crisis/disclosure/film.yaml`.
"""

from __future__ import annotations

import pytest

from bot.core.dialogue import Dialogue
from bot.core.model import Memory
from tests.support.questions import NOON, question


def after(entry: str) -> Memory:
    return Memory().showing(entry, NOON)


@pytest.mark.parametrize(
    ("entry", "text", "crisis"),
    [
        ("violence.economic", "thats exactly my life", "disclosure"),
        ("violence.economic", "вот это моя жизнь", "disclosure"),
        ("violence.psychological", "бұл менің өмірім", "disclosure"),
        ("violence.psychological", "bul menin omirim", "disclosure"),
        ("violence.signs", "i check like 5 of these", "disclosure"),
        ("violence.signs", "у меня все пункты", "disclosure"),
        ("violence.forms", "менде бәрі бар", "disclosure"),
        ("violence.digital", "story of my life", "disclosure"),
        ("law.forced_marriage", "thats what my parents plan for me", "disclosure"),
        ("law.forced_marriage", "мені солай бергелі жатыр", "disclosure"),
        ("films.third", "у меня дома похоже как в этом фильме", "disclosure"),
        ("law.marital_rape", "ну вот муж так делает", "sexual"),
        ("law.marital_rape", "менікі сөйтеді", "sexual"),
        ("law.marital_rape", "he does that when drunk", "sexual"),
        ("violence.consent", "мен келіспесем де жасайды", "sexual"),
        ("law.stalking", "im going through that", "stalking"),
        ("law.stalking", "со мной так", "stalking"),
        ("support.stalking", "менде дәл осылай", "stalking"),
        ("violence.signs", "this is my life, i am 13", "child"),
    ],
)
def test_whoever_finds_their_life_in_an_answer_gets_the_help_that_it_names(
    dialogue: Dialogue, entry: str, text: str, crisis: str
) -> None:
    assert dialogue.reply_to(question(text), after(entry)).crisis == crisis


@pytest.mark.parametrize(
    ("entry", "text"),
    [
        ("film.gulmira.theme", "thats my favourite"),
        ("film.gulmira.theme", "моя дипломная про это"),
        ("film.gulmira.theme", "это про мою дипломную"),
        ("violence.what", "бұл менің тақырыбым"),
        ("violence.what", "бұл мен туралы емес"),
        ("violence.what", "это не про меня"),
        ("violence.what", "is this about me?"),
        ("law.2024", "у меня также вопрос про фильм"),
        ("law.2024", "менде де сұрақ бар"),
        ("violence.signs", "same at my place we also painted the walls white and bought a green sofa last spring"),
        ("event.when", "same here"),
        ("event.when", "у меня все пункты"),
    ],
)
def test_what_only_sounds_alike_or_follows_another_answer_brings_no_help(
    dialogue: Dialogue, entry: str, text: str
) -> None:
    assert dialogue.reply_to(question(text), after(entry)).crisis is None


@pytest.mark.parametrize("text", ["это моя жизнь", "thats my life", "бұл менің өмірім", "i live like this"])
def test_a_life_alone_is_no_wish_to_die(dialogue: Dialogue, text: str) -> None:
    assert dialogue.reply_to(question(text)).crisis not in (None, "suicide")


@pytest.mark.parametrize(
    "text", ["thats my life and i want to die", "это моя жизнь, не хочу жить", "бұл менің өмірім, өлгім келеді"]
)
def test_a_wish_to_die_beside_it_is_heard(dialogue: Dialogue, text: str) -> None:
    assert dialogue.reply_to(question(text), after("violence.economic")).crisis == "suicide"


def test_a_child_stays_a_child_and_whoever_hurts_stays_that(dialogue: Dialogue) -> None:
    for helped_with in ("child", "perpetrator"):
        memory = after("violence.signs")._replace(helped_at=NOON, helped_with=helped_with)

        assert dialogue.reply_to(question("это про меня"), memory).crisis == helped_with


@pytest.mark.parametrize(
    "text",
    [
        "после показа поняла что живу в этом 12 лет",
        "соны көріп түсіндім мен 10 жыл осылай өмір сүріппін",
        "im gulmira too",
        "я тоже гульмира",
        "мен де сол Гүлмирамын",
        "the second film was my life",
        "второй фильм это моя жизнь",
        "мой муж как тот из фильма",
        "күйеуім фильмдегі адам сияқты",
    ],
)
def test_whoever_tells_of_themselves_by_a_film_gets_help(dialogue: Dialogue, text: str) -> None:
    assert dialogue.reply_to(question(text)).crisis == "disclosure"


@pytest.mark.parametrize("text", ["меня зовут гульмира", "i saw my friend in the film", "менің атым гүлмира"])
def test_a_name_or_a_friend_in_a_film_brings_no_help(dialogue: Dialogue, text: str) -> None:
    assert dialogue.reply_to(question(text)).crisis is None
