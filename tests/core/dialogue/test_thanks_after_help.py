"""S5d: what thanks, a yes, a correction or an age mean after help came first.

Of `bot/core/understanding/after_help/said_after_help.py`.
"""

from __future__ import annotations

import pytest

from bot.core.dialogue import Dialogue
from bot.core.knowledge import Knowledge
from bot.core.model import Memory
from bot.core.replying.privacy import KEEPS_NOTHING, Offers
from bot.core.scoring.learned import Learned
from bot.core.understanding.zone import Fixed
from tests.support.questions import HELPED, TOLD_OF_CHILDREN, button_for, buttons, question, verbs


@pytest.mark.parametrize("text", ["yes", "да", "иә", "bye", "пока", "сау бол"])
def test_a_yes_or_a_goodbye_after_help_brings_the_numbers(dialogue: Dialogue, text: str) -> None:
    """It may be somebody's last word."""
    reply = dialogue.reply_to(question(text), HELPED)

    assert (reply.entry, "102" in reply.text) == (None, True)


@pytest.mark.parametrize("text", ["ok, will call tomorrow", "хорошо, завтра позвоню", "жарайды, ертең қоңырау шаламын"])
def test_who_says_that_it_is_understood_is_answered(dialogue: Dialogue, text: str) -> None:
    assert dialogue.reply_to(question(text), HELPED).entry == "chat.ok"


@pytest.mark.parametrize(
    ("text", "entry"),
    [
        ("ok thanks", "chat.ok"),
        ("thank you so much", "chat.thanks"),
        ("спасибо вам", "chat.thanks"),
        ("жақсы рахмет", "chat.ok"),
        ("до свидания", "chat.goodbye"),
        ("сәлем", "chat.greeting"),
    ],
)
def test_once_something_was_asked_after_help_courtesies_are_returned(dialogue: Dialogue, text: str, entry: str) -> None:
    assert dialogue.reply_to(question(text), TOLD_OF_CHILDREN).entry == entry


def test_thanks_after_help_are_returned_and_help_stays_what_was_spoken_of(dialogue: Dialogue) -> None:
    thanks = dialogue.reply_to(question("thank you"), HELPED)

    assert (thanks.kind, thanks.entry) == ("answer", "chat.thanks")
    assert (thanks.memory.shown, thanks.memory.shown_at) == (HELPED.shown, HELPED.shown_at)


@pytest.mark.parametrize(
    ("said", "entry"),
    [
        ("thanks i feel better", "chat.thanks"),
        ("спасибо дочка", "chat.thanks"),
        ("спасибо вам большое, стало легче", "chat.thanks"),
        ("рахмет балам жеңілдедім", "chat.thanks"),
        ("ok calling now", "chat.ok"),
        ("хорошо, сейчас позвоню", "chat.ok"),
        ("жақсы, қазір қоңырау шаламын", "chat.ok"),
        ("ok", "chat.ok"),
    ],
)
def test_thanks_after_help_are_returned_with_what_is_said_with_them(dialogue: Dialogue, said: str, entry: str) -> None:
    assert dialogue.reply_to(question(said), HELPED).entry == entry


@pytest.mark.parametrize(
    "said", ["thanks, i'm ok now", "thank you, i'm fine", "спасибо, все хорошо", "рахмет, бәрі жақсы", "thanks"]
)
def test_who_thanks_and_is_fine_is_answered(dialogue: Dialogue, said: str) -> None:
    reply = dialogue.reply_to(question(said), HELPED)

    assert reply.entry in ("chat.thanks", "support.calmer")


@pytest.mark.parametrize("said", ["i am ok now", "i'm ok now", "im ok now", "i'm okay now"])
def test_a_listed_phrase_after_help_is_known_with_and_without_its_contractions(dialogue: Dialogue, said: str) -> None:
    assert dialogue.reply_to(question(said), HELPED).entry == "support.calmer"


@pytest.mark.parametrize(
    ("cry", "said", "begins"),
    [
        ("my husband hits me", "bye", "It is good that you wrote."),
        ("my husband hits me", "good night", "It is good that you wrote."),
        ("my husband hits me", "hi", "It is good that you wrote."),
        ("муж меня бьет", "пока", "Хорошо, что вы написали."),
        ("муж меня бьет", "привет", "Хорошо, что вы написали."),
        ("папа меня бьет", "спокойной ночи", "Хорошо, что ты пишешь."),
        ("күйеуім ұрады", "рахмет сау бол", "Жазғаныңыз дұрыс болды."),
        ("әкем мені ұрады", "қайырлы түн", "Жазғаның дұрыс болды."),
        ("не хочу жить", "пока", "Хорошо, что вы написали."),
        ("i want to die", "thanks, bye", "It is good that you wrote."),
    ],
)
def test_a_mere_greeting_or_goodbye_just_after_help_keeps_the_numbers_in_reach(
    dialogue: Dialogue, cry: str, said: str, begins: str
) -> None:
    reply = dialogue.reply_to(question(said), dialogue.reply_to(question(cry)).memory)

    assert reply.text.startswith(begins)
    assert all(number in reply.text for number in ("102", "112", "111", "103"))


@pytest.mark.parametrize(
    ("cry", "said"),
    [
        ("i want to die", "goodbye"),
        ("i want to die", "thanks, farewell"),
        ("не хочу жить", "прощай"),
        ("не хочу жить", "прощайте все"),
        ("өмір сүргім келмейді", "қош болыңыз"),
    ],
)
def test_after_the_words_for_despair_a_farewell_brings_them_again(dialogue: Dialogue, cry: str, said: str) -> None:
    assert dialogue.reply_to(question(said), dialogue.reply_to(question(cry)).memory).crisis == "suicide"


@pytest.mark.parametrize(
    "said",
    ["yes tonight", "ok goodbye", "thanks, it's too late", "спасибо, уже поздно", "ок я готова", "да, он военный"],
)
def test_whoever_says_more_than_thanks_after_help_gets_the_numbers(dialogue: Dialogue, said: str) -> None:
    assert "111" in dialogue.reply_to(question(said), HELPED).text


@pytest.mark.parametrize(
    "said",
    [
        "it's not about me anymore, i'm done",
        "not about me, i have no one",
        "it's not me who is to blame",
        "не обо мне. я боюсь идти домой",
        "не про меня, сколько стоит",
        "бұл мен емес, маған бәрібір",
    ],
)
def test_whoever_speaks_of_themselves_or_asks_does_not_correct(dialogue: Dialogue, said: str) -> None:
    decided = dialogue.understanding.decide(question(said), HELPED)

    assert decided.zone is not Fixed.NOT_ME
    assert decided.sign is None or decided.sign.found_by != "correction"


@pytest.mark.parametrize("said", ["thanks, i need a lawyer", "спасибо. нужен адвокат", "рахмет, заңгер керек"])
def test_what_of_help_stands_beside_thanks_is_answered(dialogue: Dialogue, said: str) -> None:
    assert dialogue.reply_to(question(said), HELPED).entry == "support.legal"


@pytest.mark.parametrize("said", ["спасибо, но я боюсь", "ok what now", "жақсы, не істеймін"])
def test_thanks_beside_fear_or_a_question_are_not_all_that_was_said(dialogue: Dialogue, said: str) -> None:
    assert dialogue.reply_to(question(said), HELPED).entry not in ("chat.thanks", "chat.ok")


@pytest.mark.parametrize(
    "said", ["it is not about me, it's my sister", "это не про меня, про сестру", "мен емес, әпкем туралы"]
)
def test_whoever_says_after_help_whom_it_is_about_gets_the_words_for_a_witness(dialogue: Dialogue, said: str) -> None:
    reply = dialogue.reply_to(question(said), HELPED)

    assert (reply.kind, reply.crisis) == ("crisis", "other")


@pytest.mark.parametrize(
    "said",
    [
        "it's not about me",
        "это не про меня",
        "бұл мен туралы емес",
        "its for my thesis",
        "это вопрос для реферата",
        "бұл реферат үшін",
    ],
)
def test_not_about_me_may_be_typed_after_help(dialogue: Dialogue, said: str) -> None:
    reply = dialogue.reply_to(question(said), HELPED)
    first = dialogue.codes.decode(reply.buttons[0][0].data)

    assert (reply.kind, first and first.target) == ("answer", "support.friend")


def test_not_about_me_offers_what_helps_to_help_somebody_else(dialogue: Dialogue) -> None:
    reply = dialogue.reply_to(question("my husband hits me"))
    pressed = dialogue.press(button_for(dialogue, reply, "not_me").data, question(""))
    first = dialogue.codes.decode(pressed.buttons[0][0].data)

    assert first is not None
    assert first.target == "support.friend"


def test_before_help_nothing_is_taken_for_its_correction(dialogue: Dialogue) -> None:
    assert dialogue.reply_to(question("это не про меня, про сестру")).kind != "crisis"


def test_a_long_line_after_help_tells_more_than_a_correction_or_thanks(dialogue: Dialogue) -> None:
    sister = "it's not about me it's my sister and her two kids"
    thanks = "thanks he took all my money papers and phone today"
    decided = [dialogue.understanding.decide(question(said), HELPED) for said in (sister, thanks)]

    assert decided[0].sign is None or decided[0].sign.found_by != "correction"
    assert dialogue.reply_to(question(thanks), HELPED).entry != "chat.thanks"


@pytest.mark.parametrize(("cry", "age"), [("mom beats me", "i'm 10"), ("мама меня бьет", "мне 11 лет")])
def test_a_child_who_tells_its_age_after_help_gets_the_words_for_a_child(
    dialogue: Dialogue, cry: str, age: str
) -> None:
    memory = dialogue.reply_to(question(cry)).memory

    assert dialogue.reply_to(question(age), memory).crisis == "child"


def test_nobody_is_asked_to_judge_thanks_after_help(knowledge: Knowledge, learned: Learned) -> None:
    dialogue = Dialogue(knowledge, learned, KEEPS_NOTHING._replace(offers=Offers(feedback=True)))
    before, after = (dialogue.reply_to(question("спасибо"), memory) for memory in (Memory(), HELPED))

    assert before.entry == after.entry == "chat.thanks"
    assert ("helped" in verbs(dialogue, before), "helped" in verbs(dialogue, after)) == (True, False)


def test_beside_thanks_after_help_neither_the_event_nor_calm_is_offered(dialogue: Dialogue) -> None:
    reply = dialogue.reply_to(question("thank you"), HELPED)
    actions = [dialogue.codes.decode(button.data) for button in buttons(reply)]
    offered = [dialogue.knowledge.entries[action.target] for action in actions if action and action.verb == "entry"]

    assert reply.entry == "chat.thanks"
    assert offered
    assert all(entry.goes_with_help and not entry.reassures for entry in offered)
