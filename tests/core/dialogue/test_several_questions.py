"""Several questions in one message.

Of `bot/core/understanding/several.py`.
"""

from __future__ import annotations

import pytest

from bot.core.dialogue import Dialogue
from bot.core.model import Memory
from tests.support.questions import NOON, question


@pytest.mark.parametrize(
    ("text", "first", "second"),
    [
        ("когда было мероприятие? кто открыл его?", "event.when", "event.opening"),
        ("where was it and also who opened it", "event.where", "event.opening"),
        ("who directed Gulmira and how can I get help in Astana", "film.gulmira.director", "city.astana"),
        ("кто снял Гульмиру и где помощь в Алматы", "film.gulmira.director", "city.almaty"),
    ],
)
def test_two_questions_get_two_answers(dialogue: Dialogue, text: str, first: str, second: str) -> None:
    reply = dialogue.reply_to(question(text))

    assert (reply.kind, reply.entry, reply.also) == ("answer", first, second)


def test_the_second_question_is_understood_after_the_first(dialogue: Dialogue) -> None:
    reply = dialogue.reply_to(question("Кто снял Гульмиру? И что она сказала?"))

    assert (reply.entry, reply.also) == ("film.gulmira.director", "speaker.eszhanova.said")


def test_both_answers_stand_in_the_order_of_the_questions(small_dialogue: Dialogue) -> None:
    text = small_dialogue.reply_to(question("whom to call 1? where is the fair?")).text

    assert -1 < text.index("You can call here") < text.index("The fair is on")


@pytest.mark.parametrize(
    ("text", "answered", "offered"),
    [
        ("when was it? where was it? who opened it?", ("event.when", "event.where"), ["event.opening"]),
        (
            "Когда это было? Где это было? Кто открыл вечер? Была ли запись?",
            ("event.when", "event.where"),
            ["event.opening", "event.recording"],
        ),
        ("when, where and who organised it", ("event.organisers", "event.when"), ["event.where"]),
        ("қашан болды, қайда болды және кім ұйымдастырды", ("event.organisers", "event.when"), ["event.where"]),
    ],
)
def test_of_more_questions_two_are_answered_and_the_others_offered(
    dialogue: Dialogue, text: str, answered: tuple[str, str], offered: list[str]
) -> None:
    reply = dialogue.reply_to(question(text))
    labels = [row[0].label for row in reply.buttons]

    assert (reply.entry, reply.also) == answered
    assert labels[: len(offered)] == [dialogue.knowledge.entries[e].title[reply.language] for e in offered]
    assert reply.memory.offered[: len(offered)] == tuple(offered)


def test_a_story_of_many_sentences_is_no_list_of_questions(dialogue: Dialogue) -> None:
    asked = "where was it? who opened it? was it recorded?"

    assert dialogue.reply_to(question(asked)).also is not None
    assert dialogue.reply_to(question(f"my sister came along. it was nice there. {asked}")).also is None


@pytest.mark.parametrize(
    ("text", "answered"),
    [
        (
            "who made gulmira? where was it? when was it? how many films were there? who opened it?",
            ("film.gulmira.director", "event.where"),
        ),
        (
            "hello. who made gulmira? where was it? when was it? how many films were there? who opened it?",
            ("film.gulmira.director", "event.where"),
        ),
        (
            "Я журналист. Когда это было? Где это было? Кто открыл вечер? Была ли запись? Кто организовал?",
            ("event.when", "event.where"),
        ),
        ("Қашан болды? Қайда болды? Кім ашты? Жазбасы бар ма? Кім ұйымдастырды?", ("event.when", "event.where")),
    ],
)
def test_five_questions_get_what_four_get(dialogue: Dialogue, text: str, answered: tuple[str, str]) -> None:
    reply = dialogue.reply_to(question(text))

    assert (reply.entry, reply.also) == answered
    assert len(reply.memory.offered) >= 3


@pytest.mark.parametrize(
    "text",
    [
        "why me? why did he do it? what did I do? how could he?",
        "what do I do? where do I go? who will help? is it my fault? will he change?",
        "почему я? почему он так? что я сделала? как он мог? за что?",
        "неге мен? неге ол олай істеді? не істедім? қалай болады?",
    ],
)
def test_who_asks_what_they_did_gets_no_page_for_whoever_hits(dialogue: Dialogue, text: str) -> None:
    reply = dialogue.reply_to(question(text))

    assert "support.perpetrator" not in (reply.entry, reply.also, *reply.choices)


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        ("who made gulmira and where can i get help", {"film.gulmira.director", "support.help"}),
        ("when was the event and is there a recording", {"event.when", "event.recording"}),
        ("where is the mnu. where can I get help", {"event.address", "support.help"}),
        ("who directed gulmira where can i get help", {"film.gulmira.director", "support.help"}),
        ("кто снял гульмиру и где найти приют", {"film.gulmira.director", "support.shelter.address"}),
        ("когда было и где было", {"event.when", "event.where"}),
        ("это анонимно и бесплатно?", {"bot.privacy", "support.cost"}),
        ("как развестись, где найти адвоката", {"support.divorce", "support.legal"}),
        ("гүлмираны кім түсірді және адвокатты қайдан табам", {"film.gulmira.director", "support.legal"}),
        ("кто снял гульмиру и где найти юриста", {"film.gulmira.director", "support.legal"}),
        ("қалай ажырасамын, адвокатты қайдан табам", {"support.divorce", "support.legal"}),
        ("how many days is a protective order and 150 working hours", {"support.protective_order", "support.150"}),
        (
            "What is Pay the Bill about and what is Pay teh Bill",
            {"film.pay_the_bill.about", "film.pay_the_bill"},
        ),
    ],
)
def test_two_questions_that_are_joined_get_two_answers(dialogue: Dialogue, text: str, asked: set[str]) -> None:
    reply = dialogue.reply_to(question(text))

    assert {reply.entry, reply.also} == asked


@pytest.mark.parametrize(
    "text",
    [
        "police and law",
        "films and speakers",
        "the films, the speakers and the venue",
        "фильмы, спикеры, место",
        "Gulmira and Pay the Bill",
        "why do women stay with men who hurt them",
        "кто и когда снял гульмиру",
        "где и как написать заявление",
        "Что Анна Рыль говорила о том, как выйти из круга насилия?",
        "полиция және заң",
        "қайда және қалай арыз берем",
    ],
)
def test_one_question_about_one_thing_is_not_torn(dialogue: Dialogue, text: str) -> None:
    assert dialogue.reply_to(question(text)).also is None


def test_what_the_whole_message_is_taken_for_stands_first(dialogue: Dialogue) -> None:
    reply = dialogue.reply_to(question("who opened the event and who moderated it"))

    assert (reply.entry, reply.also) == ("event.moderator", "event.opening")


def test_joined_questions_are_understood_after_what_was_shown(dialogue: Dialogue) -> None:
    shown = dialogue.reply_to(question("what is gulmira")).memory
    reply = dialogue.reply_to(question("who made it and where can i get help"), shown)

    assert {reply.entry, reply.also} == {"film.gulmira.director", "support.help"}


def test_after_help_no_event_stands_beside_a_question_unless_it_is_plainly_asked(dialogue: Dialogue) -> None:
    after_help = Memory(last_language="en", shown="support.help", shown_at=NOON)
    reply = dialogue.reply_to(question("where can i get help and is there a video"), after_help)

    assert (reply.entry, reply.also) == ("support.help", None)


def test_the_soft_line_stands_below_two_answers_though_the_first_is_about_help(dialogue: Dialogue) -> None:
    reply = dialogue.reply_to(question("i dont know what to do. where can i get help? who directed gulmira?"))

    assert (reply.entry, reply.also, reply.soft_help) == ("support.help", "film.gulmira.director", True)


@pytest.mark.parametrize(
    ("text", "entries"),
    [
        ("Помощь в Алматы и Шымкенте", {"city.almaty", "city.shymkent"}),
        ("What did Anna Ryl and Eszhanova say?", {"speaker.ryl.said", "speaker.eszhanova.said"}),
    ],
)
def test_the_same_is_told_of_each_that_is_named(dialogue: Dialogue, text: str, entries: set[str]) -> None:
    reply = dialogue.reply_to(question(text))

    assert {reply.entry, reply.also} == entries
