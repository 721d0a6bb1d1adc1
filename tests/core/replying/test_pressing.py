from __future__ import annotations

from typing import get_args

import pytest

from bot.core.dialogue import Dialogue
from bot.core.knowledge import Knowledge
from bot.core.model import Exchange, Where
from bot.core.replying.buttons import Action, Verb
from bot.core.replying.notices import Notices
from bot.core.replying.pressing import pressed
from bot.core.replying.privacy import NO_OFFERS, Offers
from bot.core.replying.replies import Replies
from bot.core.replying.screens import Screens
from bot.core.understanding.reply_language import ReplyLanguage
from tests.support.questions import has_help_in_reach, question


def replies_of(knowledge: Knowledge, offers: Offers = NO_OFFERS) -> Replies:
    screens = Screens(knowledge)
    return Replies(knowledge, screens, Notices(screens, ReplyLanguage(knowledge)), offers)


@pytest.mark.parametrize("verb", get_args(Verb))
def test_every_button_that_leads_nowhere_leads_to_help(small_dialogue: Dialogue, verb: Verb) -> None:
    reply = pressed(Action(verb, "en", "gone"), Exchange(question(""), "en"), replies_of(small_dialogue.knowledge))

    assert has_help_in_reach(small_dialogue, reply)


@pytest.mark.parametrize(("where", "quotes"), [("private", True), ("group", False)])
def test_a_question_goes_to_the_organisers_from_a_private_chat_only(
    small_knowledge: Knowledge, where: Where, quotes: bool
) -> None:
    replies = replies_of(small_knowledge, Offers(organisers_hours=24))

    assert pressed(Action("ask", "en"), Exchange(question("", where=where), "en"), replies).quotes == quotes
