"""S31: after the words for whoever hurts somebody, and for a child, other entries are answered than to everybody else.

Of `bot/core/replying/audience.py`.
"""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.core.crisis_classes import CHILD, PERPETRATOR
from bot.core.dialogue import Dialogue
from bot.core.entry_ids import said_of
from bot.core.knowledge import Knowledge
from bot.core.model import Exchange, Memory, Reply
from bot.core.replying.buttons import Action
from bot.core.scoring.learned import Learned
from tests.support.questions import HELPED, NOON, button_for, buttons, question

HIT = HELPED._replace(helped_with=PERPETRATOR)
OF_A_CHILD = HELPED._replace(helped_with=CHILD)


_FITTING = """
help emergency 112 102 103 111 111.call 150 no_answer now police_app unconfirmed languages cost fire false_call
calmer phone_safety not_to_blame children stalking blackmail abroad trafficking on_record looking_for friend
danger_other missing grief alcohol suicide suicide_other medical pregnancy strangled volunteer korgau.founded
"""
FITS_A_CHILD = frozenset(f"support.{name}" for name in _FITTING.split())
"""What is said of help to whoever asks, whatever their age."""


def shown_and_offered(dialogue: Dialogue, reply: Reply) -> list[str]:
    """The ids of all entries that a reply shows, remembers or leads to."""
    actions = [dialogue.codes.decode(button.data) for button in buttons(reply)]
    led_to = [action.target for action in actions if action and action.target in dialogue.knowledge.entries]
    named = (reply.entry, reply.also, reply.memory.shown, *reply.choices, *reply.memory.offered)
    return [*led_to, *(entry for entry in named if entry)]


@pytest.mark.parametrize("crisis", [PERPETRATOR, CHILD])
def test_no_button_of_an_earlier_message_leads_past_what_is_answered_instead(dialogue: Dialogue, crisis: str) -> None:
    memory, instead = HELPED._replace(helped_with=crisis), dialogue.knowledge.crisis[crisis].instead
    for entry in dialogue.knowledge.entries:
        data = dialogue.codes.encode(Action("entry", "en", entry))
        reply = dialogue.press(data, question(""), memory)
        offered = [button.data for button in buttons(reply)]

        assert not [e for e in shown_and_offered(dialogue, reply) if said_of(e, instead)]
        assert len(offered) == len({*offered})
        assert dialogue.codes.encode(Action("entry", "en", reply.entry or "")) not in offered


@pytest.mark.parametrize(
    ("text", "memory", "entry"),
    [
        ("она ушла к маме с детьми", HIT._replace(last_language="ru"), "support.looking_for"),
        ("where do women go when they leave", HIT, "support.looking_for"),
        ("shelter in astana", HIT, "support.looking_for"),
        ("is it my fault", HIT, "support.perpetrator"),
        ("how do I talk to her", HIT, "support.perpetrator"),
        ("балаларды алып кетті", HIT._replace(last_language="kk"), "support.looking_for"),
        ("бұл зорлық па", HIT._replace(last_language="kk"), "violence.psychological"),
        ("where can i go", OF_A_CHILD, "support.children"),
        ("я не хочу в полицию", OF_A_CHILD._replace(last_language="ru"), "support.children"),
    ],
)
def test_what_is_asked_then_is_answered_with_something_else(
    dialogue: Dialogue, text: str, memory: Memory, entry: str
) -> None:
    reply = dialogue.reply_to(question(text), memory)

    assert (reply.entry, reply.memory.shown) == (entry, entry)


@pytest.mark.parametrize(("text", "crisis"), [("я боюсь звонить", CHILD), ("а маме скажут?", None)])
def test_a_child_that_fears_a_call_gets_the_words_for_a_child(
    dialogue: Dialogue, text: str, crisis: str | None
) -> None:
    reply = dialogue.reply_to(question(text), OF_A_CHILD._replace(last_language="ru"))

    assert (reply.entry, reply.crisis) == ("support.children", crisis)


def test_each_entry_about_help_either_fits_a_child_or_is_replaced_for_one(knowledge: Knowledge) -> None:
    about_help = {entry for entry in knowledge.entries if entry.startswith("support.")}
    replaced = {entry for entry in about_help if said_of(entry, knowledge.crisis[CHILD].instead)}

    assert about_help - replaced == FITS_A_CHILD


@pytest.mark.parametrize(("minutes", "entry"), [(15, "support.looking_for"), (16, "city.astana")])
def test_a_quarter_of_an_hour_later_everything_is_answered_again(dialogue: Dialogue, minutes: int, entry: str) -> None:
    assert dialogue.reply_to(question("shelter in astana", minutes=minutes), HIT).entry == entry


@pytest.mark.parametrize(("memory", "entry"), [(HIT, "city.astana"), (OF_A_CHILD, "support.children")])
def test_the_words_of_another_class_end_it_but_a_child_stays_one(
    dialogue: Dialogue, memory: Memory, entry: str
) -> None:
    cried = dialogue.reply_to(question("he has a knife, he is breaking the door"), memory)

    assert cried.memory.helped_with == "danger"
    assert dialogue.reply_to(question("shelter in astana"), cried.memory).entry == entry


@pytest.mark.parametrize("verb", ["menu", "language"])
def test_the_menu_or_another_language_does_not_end_it(dialogue: Dialogue, verb: str) -> None:
    data = dialogue.codes.encode(Action("menu", "en") if verb == "menu" else Action("language", "en", "en"))
    memory = dialogue.press(data, question(""), HIT).memory

    assert dialogue.reply_to(question("shelter in astana"), memory).entry == "support.looking_for"


def test_whoever_says_that_it_was_not_about_them_is_answered_like_everybody(dialogue: Dialogue) -> None:
    cried = dialogue.reply_to(question("i hit my girlfriend"))
    pressed = dialogue.press(button_for(dialogue, cried, "not_me").data, question(""), cried.memory)
    typed = dialogue.reply_to(question("not about me"), cried.memory)

    assert [reply.memory.helped_with for reply in (pressed, typed)] == [None, None]
    assert dialogue.reply_to(question("shelter in astana"), pressed.memory).entry == "city.astana"


def test_a_choice_offers_each_answer_once(knowledge: Knowledge, learned: Learned) -> None:
    # No question is sure enough for an answer here, and any for a choice.
    unsure = Dialogue(knowledge, replace(learned, confidence=learned.confidence._replace(answer=1.1, suggest=0.0)))
    offered = {memory: unsure.reply_to(question("lawyer or shelter"), memory) for memory in (HELPED, HIT)}
    instead = knowledge.crisis[PERPETRATOR].instead

    assert [e for e in offered[HELPED].choices if said_of(e, instead)]
    assert not [e for e in shown_and_offered(unsure, offered[HIT]) if said_of(e, instead)]
    assert len({*offered[HIT].choices}) == len(offered[HIT].choices) != 1


def test_two_questions_with_one_answer_get_it_once(dialogue: Dialogue) -> None:
    text = "How long can one stay in a shelter? What help is there in Shymkent?"
    everybody, hit = (dialogue.reply_to(question(text), memory) for memory in (HELPED, HIT))

    assert (everybody.also is not None, hit.entry, hit.also) == (True, "support.looking_for", None)
    assert hit.text == dialogue.reply_to(question("shelter in astana"), HIT).text


def test_what_stands_behind_more_of_help_is_meant_for_whom_help_is(dialogue: Dialogue) -> None:
    reply = dialogue.reply_to(question("i'm 13 and my dad hits me where can i go"))

    assert reply.crisis == CHILD
    assert not [e for e in shown_and_offered(dialogue, reply) if said_of(e, dialogue.knowledge.crisis[CHILD].instead)]


def test_the_numbers_in_one_line_offer_a_child_nothing_for_grown_ups(dialogue: Dialogue) -> None:
    reply = dialogue.reply_to(question("qwrtpsdfg vbnmkl"), OF_A_CHILD)
    offered = shown_and_offered(dialogue, reply)

    assert ("support.children" in offered, "support.shelter" in offered) == (True, False)


def test_a_command_opens_something_else_only_where_its_entry_is_listed(dialogue: Dialogue) -> None:
    assert dialogue.command("support", question(""), HIT).entry == "support.help"


def test_an_entry_that_is_shown_whatever_was_asked_is_no_way_past_it(dialogue: Dialogue) -> None:
    shelter = dialogue.knowledge.entries["support.shelter"]

    assert dialogue.show(shelter, Exchange(question(""), "en", HIT)).entry == "support.looking_for"


def test_to_everybody_else_nothing_changes(dialogue: Dialogue) -> None:
    asked_for = Memory().helping("support.help", NOON)

    assert dialogue.reply_to(question("shelter in astana"), asked_for).entry == "city.astana"


def test_what_is_asked_beside_a_cry_of_another_class_is_answered_as_after_that(dialogue: Dialogue) -> None:
    reply = dialogue.reply_to(question("my husband hits me, where can i find a shelter?"), HIT)

    assert (reply.crisis, reply.entry) == ("disclosure", "support.shelter")
