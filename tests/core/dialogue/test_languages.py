"""S8: in which language a reply comes, and how long a choice lasts.

Of `bot/core/understanding/reply_language.py`.
"""

from __future__ import annotations

import pytest

from bot.core.dialogue import Dialogue
from bot.core.knowledge import Knowledge, Language
from bot.core.model import Memory, Where, to_plain
from bot.core.replying.buttons import Action, ActionCodes, Verb
from tests.support.questions import buttons, question, verbs


def test_a_chosen_language_stays(dialogue: Dialogue) -> None:
    screen = dialogue.command("language", question(""))
    kazakh = next(button for button in buttons(screen) if button.label == dialogue.knowledge.languages["kk"].name)
    memory = dialogue.press(kazakh.data, question("")).memory

    assert dialogue.reply_to(question("кто снял гульмиру"), memory).language == "kk"


def test_a_chosen_language_outlives_delays_and_failures(dialogue: Dialogue) -> None:
    chosen, asked = Memory(chosen_language="kk"), question("qwrtpsdfg")
    kept = [
        dialogue.notices.late(asked, chosen),
        dialogue.alone.reply_to(asked, chosen),
        dialogue.notices.hidden(whole=True, question=asked, memory=chosen),
    ]

    assert [reply.memory.chosen_language for reply in kept] == ["kk", "kk", "kk"]


def test_the_language_screen_offers_every_language(dialogue: Dialogue) -> None:
    screen = dialogue.command("language", question(""))

    assert verbs(dialogue, screen).count("language") == len(dialogue.knowledge.languages)


def test_a_button_keeps_the_language_of_its_message(dialogue: Dialogue) -> None:
    data = ActionCodes(dialogue.knowledge.entries).encode(Action("entry", "en", "film.gulmira"))

    assert dialogue.press(data, question("", client="ru")).language == "en"


@pytest.mark.parametrize("where", ["private", "group"])
def test_a_button_whose_entry_is_gone_keeps_the_language_of_its_message(dialogue: Dialogue, where: Where) -> None:
    data = ActionCodes(["film.removed"]).encode(Action("entry", "ru", "film.removed"))
    memory = Memory(chosen_language="kk" if where == "group" else None)

    assert dialogue.press(data, question("", client="en", where=where), memory).language == "ru"


def test_a_button_that_leads_nowhere_keeps_the_language_of_its_message_in_a_group(dialogue: Dialogue) -> None:
    data = dialogue.codes.encode(Action("ask_yes", "ru"))

    assert dialogue.press(data, question("", where="group"), Memory(chosen_language="kk")).language == "ru"


@pytest.mark.parametrize("verb", ["menu", "help", "brief"])
def test_a_button_is_answered_where_the_chosen_language_was_removed(small_dialogue: Dialogue, verb: Verb) -> None:
    data = small_dialogue.codes.encode(Action(verb, "en"))
    memory = Memory(chosen_language="xx")

    assert small_dialogue.press(data, question(""), memory).language == "en"
    assert small_dialogue.alone.press(data, question(""), memory).language == "en"


@pytest.mark.parametrize(("client", "below"), [(None, "ru"), ("zz", "ru"), ("ru", None), ("en", None)])
def test_help_comes_in_both_languages_where_nothing_tells_which_one_is_read(
    dialogue: Dialogue, knowledge: Knowledge, client: str | None, below: str | None
) -> None:
    reply = dialogue.reply_to(question("112", client=client))
    first_line = knowledge.crisis["distress"].reply["ru"].splitlines()[0]

    assert reply.crisis == "distress"
    assert [to_plain(reply.then).splitlines()[:1]] == [[first_line] if below else []]


@pytest.mark.parametrize("text", ["памаги", "старт", "тест"])
@pytest.mark.parametrize("client", [None, "en"])
def test_what_is_said_of_the_program_comes_in_both_languages_where_nothing_tells_which_one_is_read(
    dialogue: Dialogue, text: str, client: str | None
) -> None:
    reply = dialogue.reply_to(question(text, client=client))
    alone = [dialogue.reply_to(question(text, client=code)) for code in ("kk", "ru")]

    assert reply.paragraphs == tuple(p for one in alone for p in one.paragraphs)
    assert reply.memory.last_language is None


@pytest.mark.parametrize(
    ("text", "memory"),
    [("памаги", Memory(last_language="ru")), ("памаги", Memory(chosen_language="ru")), ("blorp", Memory())],
)
def test_one_language_is_enough_where_the_talk_or_the_letters_tell_it(
    dialogue: Dialogue, text: str, memory: Memory
) -> None:
    reply = dialogue.reply_to(question(text), memory)
    again = dialogue.reply_to(question(text), Memory(chosen_language=reply.language))

    assert reply.paragraphs == again.paragraphs


@pytest.mark.parametrize(("text", "language"), [("столица Казахстана", "ru"), ("what is gulmira", "en")])
def test_what_shows_no_language_leaves_none_for_the_talk(dialogue: Dialogue, text: str, language: Language) -> None:
    reply = dialogue.reply_to(question("2+2"))

    assert reply.memory.last_language is None
    assert dialogue.reply_to(question(text), reply.memory).language == language


def test_an_answer_about_the_event_comes_in_one_language(dialogue: Dialogue) -> None:
    reply = dialogue.reply_to(question("фильмы"))

    assert reply.paragraphs == dialogue.reply_to(question("фильмы", client=reply.language)).paragraphs


@pytest.mark.parametrize(
    ("before", "text", "language"),
    [
        ("кто снял Гульмиру", "отвечай по-казахски", "kk"),
        ("who directed Gulmira", "Reply in Russian", "ru"),
        ("муж бьет", "in english please", "en"),
        ("he choked me", "по-русски пожалуйста", "ru"),
        ("күйеуім ұрады", "орысша айтшы", "ru"),
    ],
)
def test_who_asks_for_a_language_gets_the_last_reply_in_it(
    dialogue: Dialogue, before: str, text: str, language: Language
) -> None:
    first = dialogue.reply_to(question(before))
    reply = dialogue.reply_to(question(text), first.memory)

    assert (reply.kind, reply.language, reply.crisis) == (first.kind, language, first.crisis)
    assert reply.entry == (first.entry if first.kind == "answer" else None)


def test_the_language_that_was_asked_for_stays(dialogue: Dialogue) -> None:
    asked = dialogue.reply_to(question("Reply in Russian"))

    assert dialogue.reply_to(question("where is the university"), asked.memory).language == "ru"


def test_after_a_choice_the_same_choice_comes_in_the_language_that_was_asked_for(dialogue: Dialogue) -> None:
    offered = dialogue.reply_to(question("расскажи про закон"))
    reply = dialogue.reply_to(question("қазақша"), offered.memory)

    assert (reply.choices, reply.language) == (offered.choices, "kk")
