"""A clear question is answered, an unclear one gets choices, an unknown one the numbers.

Of `bot/core/understanding/decision.py` and `bot/core/dialogue.py`.
"""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.core.dialogue import Dialogue
from bot.core.knowledge import Knowledge
from bot.core.model import Exchange, Memory, to_plain
from bot.core.scoring.learned import Learned
from bot.core.scoring.thresholds import Confidence
from tests.support.questions import HELPED, STRANGE, buttons, question, verbs


def in_zone(knowledge: Knowledge, answer: float, suggest: float) -> Dialogue:
    """A dialogue whose every question falls into one zone."""
    return Dialogue(
        knowledge, replace(Learned.nothing(knowledge), confidence=Confidence(answer=answer, suggest=suggest))
    )


def test_a_clear_question_gets_its_answer(small_dialogue: Dialogue) -> None:
    reply = small_dialogue.reply_to(question("where is the fair"))

    assert (reply.kind, reply.entry, reply.language) == ("answer", "fair.where", "en")
    assert reply.text.startswith("The fair is on 1 May 2025 in the park.")


def test_an_unclear_question_gets_choices_with_a_way_out(small_knowledge: Knowledge) -> None:
    dialogue = in_zone(small_knowledge, answer=1.1, suggest=0.0)
    reply = dialogue.reply_to(question("where is the fair"))

    assert (reply.kind, reply.entry, reply.choices[0]) == ("choices", None, "fair.where")
    assert verbs(dialogue, reply) == [*["entry"] * len(reply.choices), "menu", "menu", "help"]


def test_a_choice_opens_its_entry(small_knowledge: Knowledge) -> None:
    dialogue = in_zone(small_knowledge, answer=1.1, suggest=0.0)
    reply = dialogue.reply_to(question("where is the fair"))

    assert dialogue.press(buttons(reply)[0].data, question("")).entry == reply.choices[0]


def test_an_unknown_question_gets_the_fallback_with_numbers(small_dialogue: Dialogue) -> None:
    reply = small_dialogue.reply_to(question(STRANGE))

    assert (reply.kind, reply.entry, reply.choices) == ("fallback", None, ())
    assert "112" in reply.text


def test_an_endless_message_is_told_so(small_dialogue: Dialogue) -> None:
    reply = small_dialogue.reply_to(question("qwrtpsdfg " * 200))

    assert "media.long" in reply.text


@pytest.mark.parametrize(
    ("text", "entry"),
    [
        (
            "бауырым, Францияның елшісінің аты кім ей",
            "ambassador.france",
        ),  # «ей» is "hey" here, and "to her" in Russian
        ("cgfcb,j", "chat.thanks"),  # «спасибо» on the other layout, where the comma is a letter
    ],
)
def test_a_question_that_looks_like_another_is_answered(dialogue: Dialogue, text: str, entry: str) -> None:
    assert dialogue.reply_to(question(text)).entry == entry


@pytest.mark.parametrize(
    ("text", "entry"),
    [
        ("hello gulmira", "film.gulmira"),
        ("здравствуйте гульмира", "film.gulmira"),
        ("сәлеметсіз бе қай жерде болды", "event.where"),
        ("hi, sorry to bother you, divorce", "support.divorce"),
        ("big thanks for the informations", "chat.thanks"),
        ("we moved last summer, what films were shown, and the new school starts in september", "films.all"),
        ("өткен жазда көштік, қандай фильмдер көрсетілді, жаңа мектеп қыркүйекте басталады", "films.all"),
    ],
)
def test_what_is_asked_behind_a_greeting_or_in_a_story_is_answered(dialogue: Dialogue, text: str, entry: str) -> None:
    assert dialogue.reply_to(question(text)).entry == entry


@pytest.mark.parametrize(
    "text",
    ["how do I register a small company, need a lawyer", "как закрыть ип в казахстане, нужен ли юрист"],
)
def test_a_few_words_beside_something_else_ask_for_no_answer(dialogue: Dialogue, text: str) -> None:
    assert dialogue.reply_to(question(text)).kind == "choices"


def test_an_answer_shows_related_entries_but_never_more_than_three(dialogue: Dialogue) -> None:
    replies = [dialogue.show(e, Exchange(question(""), "ru")) for e in dialogue.knowledge.entries.values()]

    assert max(verbs(dialogue, reply).count("entry") for reply in replies) == 3


def test_an_answer_that_is_not_sure_offers_first_what_else_was_meant(knowledge: Knowledge, learned: Learned) -> None:
    unsure = replace(
        learned, confidence=learned.confidence._replace(intercept=learned.confidence.intercept - 6, answer=0.0)
    )
    dialogue = Dialogue(knowledge, unsure)
    asked = question("кто снял гульмиру")
    reply, ranking = dialogue.reply_to(asked), dialogue.by_itself.matcher.rank(asked.text)
    first = dialogue.codes.decode(buttons(reply)[0].data)

    assert (reply.kind, reply.entry) == ("answer", ranking.candidates[0].entry)
    assert (first and first.target) == ranking.candidates[1].entry


def test_nobody_is_asked_which_courtesy_was_meant(dialogue: Dialogue) -> None:
    reply = dialogue.reply_to(question("Рахмет, всё понятно"))

    assert (reply.kind, (reply.entry or "").partition(".")[0]) == ("answer", "chat")


def test_what_many_ask_is_answered_alike_to_everyone(dialogue: Dialogue) -> None:
    first, again = (dialogue.reply_to(question("кто снял гульмиру", client="ru")) for _ in range(2))

    assert again == first


@pytest.mark.parametrize(
    "text", ["Abay street 15 apt 3", "ул. Абая 10, кв 5", "Абай көшесі 10, 5 пәтер", "+77011234567"]
)
@pytest.mark.parametrize("memory", [Memory(), HELPED])
def test_whoever_leaves_an_address_or_a_number_reads_that_nobody_comes_or_calls(
    dialogue: Dialogue, text: str, memory: Memory
) -> None:
    reply = dialogue.reply_to(question(text), memory)
    told = [
        to_plain(dialogue.notices.line("address.left", Exchange(question(""), c)).paragraphs)
        for c in ("kk", "ru", "en")
    ]

    assert reply.text.startswith(tuple(told))
    assert reply.memory.helped_at == memory.helped_at


def test_a_cry_beside_an_address_brings_help_first(dialogue: Dialogue) -> None:
    assert dialogue.reply_to(question("он ломится в дверь, ул. Абая 10"), HELPED).crisis == "danger"
