"""People choose from what was offered by a number, an ordinal or a yes; a question with an ordinal stays a question."""

from __future__ import annotations

import pytest

from bot.core.dialogue import Dialogue
from bot.core.model import Memory
from tests.support.questions import NOON, button_for, question

AMBASSADORS = "Which ambassadors took part?"
"""Its answer lists France, then Belgium, and so do its buttons."""
ASKED = Memory(last_language="en", offered=("event.where", "event.when", "films.all"), asked_at=NOON)
ONLY = Memory(last_language="en", offered=("event.where",), asked_at=NOON)


def after(dialogue: Dialogue, first: str, text: str, *, minutes: float = 0) -> str | None:
    memory = dialogue.reply_to(question(first)).memory
    return dialogue.reply_to(question(text, minutes=minutes), memory).entry


@pytest.mark.parametrize("text", ["1", "1.", "№1", "the first", "first one", "первый", "давайте первый", "біріншісі"])
def test_the_first_of_the_choices_is_opened(dialogue: Dialogue, text: str) -> None:
    reply = dialogue.reply_to(question(text), ASKED)

    assert (reply.kind, reply.entry) == ("answer", "event.where")


@pytest.mark.parametrize("text", ["2", "2)", "the 2nd", "second", "второй вариант", "2-й", "екіншісі", "2-шісі"])
def test_the_second_of_the_choices_is_opened(dialogue: Dialogue, text: str) -> None:
    assert dialogue.reply_to(question(text), ASKED).entry == "event.when"


@pytest.mark.parametrize("text", ["➌", "❸", "➂", "⓷", "⒊", "⑶", "③", "³", "٣", "３", "➌ please"])
def test_a_digit_of_any_shape_counts(dialogue: Dialogue, text: str) -> None:
    assert dialogue.reply_to(question(text), ASKED).entry == "films.all"


@pytest.mark.parametrize("text", ["❿", "½", "Ⅷ", "⓿", "〇", "➀ his job"])
def test_what_is_more_or_less_than_the_digit_of_a_button_chooses_nothing(dialogue: Dialogue, text: str) -> None:
    assert dialogue.reply_to(question(text), ASKED).entry not in ASKED.offered


@pytest.mark.parametrize("text", ["3", "third one", "третий", "үшіншісі", "the last one", "соңғысы"])
def test_the_last_of_three_is_the_third(dialogue: Dialogue, text: str) -> None:
    assert dialogue.reply_to(question(text), ASKED).entry == "films.all"


@pytest.mark.parametrize("text", ["yes", "that one", "yes please", "да", "иә"])
def test_yes_takes_the_only_one_and_none_of_several(dialogue: Dialogue, text: str) -> None:
    assert dialogue.reply_to(question(text), ONLY).entry == "event.where"
    assert dialogue.reply_to(question(text), ASKED).entry not in ASKED.offered


@pytest.mark.parametrize("text", ["yes", "yes please"])
def test_yes_takes_nothing_where_nobody_asked_which_one_is_meant(dialogue: Dialogue, text: str) -> None:
    below_an_answer = Memory(last_language="en", shown="films.all", shown_at=NOON, offered=("event.where",))

    assert dialogue.reply_to(question(text), below_an_answer).entry == "chat.ok"


@pytest.mark.parametrize(
    "text",
    ["1", "the first one", "tell me about the first one", "more on the first one", "the first one, his position?"],
)
def test_what_an_answer_lists_is_opened_by_its_place(dialogue: Dialogue, text: str) -> None:
    assert after(dialogue, AMBASSADORS, text) == "ambassador.france"


@pytest.mark.parametrize(
    "text",
    ["а вторая кто", "екіншісі туралы айтшы", "the second one, how long has he been ambassador?", "соңғысы"],
)
def test_the_second_thing_of_a_list_is_opened_in_every_language(dialogue: Dialogue, text: str) -> None:
    assert after(dialogue, AMBASSADORS, text) == "ambassador.belgium"


@pytest.mark.parametrize(
    ("text", "entry"),
    [("and the last one?", "speaker.ryl"), ("и третья", "speaker.erzhanova"), ("ал соңғысы ше", "speaker.ryl")],
)
def test_after_one_thing_of_a_list_a_word_still_counts_the_list(dialogue: Dialogue, text: str, entry: str) -> None:
    assert after(dialogue, "Who is Aynamkoz Eszhanova?", text) == entry


def test_the_second_of_two_is_the_other_one_after_the_second(dialogue: Dialogue) -> None:
    assert after(dialogue, "Who is the ambassador of Belgium?", "а второго?") == "ambassador.france"


def test_a_figure_counts_the_buttons_and_a_word_the_things_that_are_listed(dialogue: Dialogue) -> None:
    films = "What films were shown?"

    assert after(dialogue, films, "1") == "films.shown"
    assert after(dialogue, films, "the first one") == "film.gulmira"
    assert after(dialogue, "Who were the speakers?", "the last one") == "speaker.ryl"


def test_what_stands_behind_an_ordinal_is_asked_of_its_entry(dialogue: Dialogue) -> None:
    assert after(dialogue, "What films were shown?", "the first one, who directed it?") == "film.gulmira.director"


@pytest.mark.parametrize(
    "text",
    [
        "when was the first film shown", "впервые", "бірінші рет", "who spoke first", "first aid", "1 қараша",
        "first of all", "first name of the host", "not the first one", "First, where was it held?", "2:10 is late", "4",
        "who arrived first, and why", "who was the first, tell me", "who was the first to speak",
    ],
)  # fmt: skip
def test_an_ordinal_in_a_question_of_its_own_chooses_nothing(dialogue: Dialogue, text: str) -> None:
    assert after(dialogue, AMBASSADORS, text) not in ("ambassador.france", "ambassador.belgium")


@pytest.mark.parametrize(("words", "entry"), [(12, "ambassador.belgium"), (13, None)])
def test_a_longer_message_tells_something_and_chooses_nothing(
    dialogue: Dialogue, words: int, entry: str | None
) -> None:
    beside = ["well"] * (words - 3)

    assert after(dialogue, AMBASSADORS, f"the second one, {' '.join(beside)}") == entry


def test_what_was_shown_itself_can_be_chosen_where_it_is_offered(dialogue: Dialogue) -> None:
    offered = ("film.gulmira", "film.pay_the_bill")
    memory = Memory(last_language="en", shown="film.gulmira.director", shown_at=NOON, offered=offered, asked_at=NOON)

    assert dialogue.reply_to(question("the first one"), memory).entry == "film.gulmira"


@pytest.mark.parametrize("text", ["1", "the first", "первый"])
def test_where_nothing_was_offered_nothing_is_chosen(dialogue: Dialogue, text: str) -> None:
    assert dialogue.reply_to(question(text)).kind != "answer"
    assert after(dialogue, AMBASSADORS, text, minutes=15.1) != "ambassador.france"


def test_the_second_of_a_kind_is_meant_after_one_of_it(dialogue: Dialogue) -> None:
    assert after(dialogue, "what is gulmira", "and the second?") == "film.pay_the_bill"


@pytest.mark.parametrize("text", ["the first one, he beats me", "да помогите", "1, он меня бьет"])
def test_a_cry_chooses_nothing(dialogue: Dialogue, text: str) -> None:
    assert dialogue.reply_to(question(text), ASKED).kind == "crisis"


def test_nothing_is_offered_after_an_alarm(dialogue: Dialogue) -> None:
    assert is_free(dialogue.reply_to(question("меня бьет муж"), ASKED).memory)


def test_nothing_is_offered_after_a_screen_with_other_buttons(dialogue: Dialogue) -> None:
    said = question("", client="en")
    replies = [dialogue.command(name, said, ASKED) for name in ("start", "help", "support")]

    assert all(
        is_free(reply.memory) for reply in [*replies, dialogue.notices.hidden(whole=True, question=said, memory=ASKED)]
    )


def test_numbers_that_were_asked_for_leave_the_same_as_an_alarm_but_its_class(dialogue: Dialogue) -> None:
    asked = dialogue.command("support", question("", client="en"))
    alarmed = dialogue.reply_to(question("my husband beats me"))

    assert alarmed.memory._replace(helped_with=None) == asked.memory


def is_free(memory: Memory) -> bool:
    return (memory.offered, memory.asked_at) == ((), None)


def test_a_button_and_its_number_leave_the_same(dialogue: Dialogue) -> None:
    reply = dialogue.reply_to(question(AMBASSADORS))
    pressed = dialogue.press(button_for(dialogue, reply, "entry").data, question(""), reply.memory)

    assert dialogue.reply_to(question("1"), reply.memory).memory == pressed.memory


@pytest.mark.parametrize("text", [AMBASSADORS, "tell me about Gulmira"])
def test_in_a_group_nothing_is_kept_as_offered(dialogue: Dialogue, text: str) -> None:
    reply = dialogue.reply_to(question(text, where="group"))

    assert reply.buttons
    assert (reply.memory.offered, reply.memory.asked_at) == ((), None)


@pytest.mark.parametrize(
    ("asked", "text", "chosen"),
    [
        ("who spoke at the event", "no, the first", "speaker.amrisheva"),
        ("кто выступал", "нет, третья", "speaker.erzhanova"),
        ("кім сөйледі", "жоқ, бірінші", "speaker.amrisheva"),
    ],
)
def test_a_no_may_stand_before_what_chooses(dialogue: Dialogue, asked: str, text: str, chosen: str) -> None:
    assert dialogue.reply_to(question(text), dialogue.reply_to(question(asked)).memory).entry == chosen
