"""S1, S5: a quoted line, and what only leads to a question, is no cry; help stays at hand in one line."""

from __future__ import annotations

import pytest

from bot.core.dialogue import Dialogue
from bot.core.understanding.distress.recogniser import Recogniser
from tests.support.questions import question


@pytest.mark.parametrize(
    "text",
    [
        'как будет на казахском "он меня бьёт"',
        'how do you say "he beats me" in kazakh',
        "«мені ұрады» орысша қалай болады",
        "как по казахски будет он меня ударил",
        'песня "я хочу умереть в твоих объятиях"',
        'in the movie the mother says "i cant live anymore", who wrote that',
        "my essay starts with 'he hit me again'. is it a good start",
        'эссе начинается словами "он опять ударил меня", норм начало?',
        "мы студенты. для модельного суда подсудимый 'избил жену и душил'. какие статьи смотреть?",
    ],
)
def test_a_quoted_line_brings_help_in_one_line_only(recogniser: Recogniser, text: str) -> None:
    sign = recogniser.recognise(text)

    assert (sign and sign.level) == "soft"


@pytest.mark.parametrize(
    "text",
    [
        'муж говорит "убью тебя"',
        'my husband says "i will kill you"',
        'in the film he says "i will kill you", my husband beats me',
        'мой муж поёт песню и бьёт меня "за измену"',
        "менің күйеуім ән айтып, мені «опасыздық үшін» ұрады",
        "он прислал текст «я тебя убью», муж бьёт меня",
        "содан соң «мені күйеуім ұрады» деп айтты келін",
        "translate: my husband beats me",
        'how do i say "i was raped" in russian to the police',
        'переведи полиции "меня изнасиловали", я боюсь',
    ],
)
def test_what_is_quoted_of_ones_own_life_brings_help_first(recogniser: Recogniser, text: str) -> None:
    sign = recogniser.recognise(text)

    assert (sign and sign.level) == "first"


@pytest.mark.parametrize(
    ("text", "entry"),
    [
        ("i dont want to die, i want to know the schedule lol", "event.programme"),
        ("i don't want to kill myself, just asking where the hall is", "event.hall"),
        ("я не хочу умирать, просто спросил про расписание", "event.programme"),
        ("өлгім келмейді, тек бағдарламаны білгім келеді", "event.programme"),
        ("nobody hurts me, i just want the programme", "event.programme"),
        ("меня никто не бьёт, просто интересно про фильмы", "films.all"),
        ("мені ешкім ұрмайды, тек фильмдер туралы білгім келді", "films.all"),
        ("стою на крыше ресторана, показ тут?", "campaign.screening"),
        ("standing on the bridge by MNU, which way is the campus", "event.address"),
        ("телефон сдыхает быстро скажите адрес универа", "event.address"),
        ("муж раньше бил, развелась давно, всё прошло. как поучаствовать в кампании", "campaign.join"),
        ("my ex used to hit me, years ago, healed. can I join the campaign", "campaign.join"),
    ],
)
def test_a_question_to_which_a_denial_or_a_place_only_leads_is_answered(
    dialogue: Dialogue, text: str, entry: str
) -> None:
    reply = dialogue.reply_to(question(text))

    assert (reply.crisis, reply.entry) == (None, entry)


@pytest.mark.parametrize(
    "text",
    [
        "i dont want to die, where do i go",
        "не хочу умирать, он меня убьет",
        "nobody hurts me, i just want to disappear",
        "меня никто не бьёт, просто жить не хочу",
        "мені ешкім ұрмайды, тек өмір сүргім келмейді",
        "на крыше ресторана, прыгну сейчас",
        "on the rooftop bar, about to jump, where is the address",
        "i used to be suicidal, i am ok now, but he hits me",
    ],
)
def test_a_cry_beside_a_denial_or_a_place_brings_help_first(dialogue: Dialogue, text: str) -> None:
    assert dialogue.reply_to(question(text)).kind == "crisis"
