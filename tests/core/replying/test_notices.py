"""S2: what Hide and /forget leave, and other notices, need no understanding and have help in reach."""

from __future__ import annotations

from bot.core.dialogue import Dialogue
from bot.core.model import Exchange, Memory
from tests.support.questions import button_for, question, verbs


def test_a_notice_has_the_menu_and_help_below_it(small_dialogue: Dialogue) -> None:
    notices, exchange = small_dialogue.notices, Exchange(question(""), "en")

    assert {"entry", "help"} <= set(verbs(small_dialogue, notices.media("voice", question(""))))
    assert {"entry", "help"} <= set(verbs(small_dialogue, notices.notice("command.unknown", exchange)))


def test_forgetting_leaves_help_in_reach_but_nothing_of_the_event(small_dialogue: Dialogue) -> None:
    reply = small_dialogue.notices.forgotten(question(""), Memory(chosen_language="ru", shown="fair.place"))

    assert (reply.memory, verbs(small_dialogue, reply)) == (Memory(), ["help", "languages"])


def test_brief_numbers_leave_nothing_to_remember(small_dialogue: Dialogue) -> None:
    code = button_for(small_dialogue, small_dialogue.reply_to(question("help")), "brief").data
    replies = [small_dialogue.alone.press(code, question("")), small_dialogue.press(code, question(""))]

    assert [reply.text.endswith("brief.text 112") for reply in replies] == [True, True]
    assert [reply.memory.shown for reply in replies] == [None, None]
