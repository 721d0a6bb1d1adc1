"""Which questions without an answer may go to the organisers: those about the event, whatever was shown before.

Of `bot/core/understanding/questions_for_organisers.py`.
"""

import pytest

from bot.core.dialogue import Dialogue
from bot.core.model import Memory
from bot.core.text import LONGEST
from bot.core.understanding.matching import Matcher
from bot.core.understanding.questions_for_organisers import QuestionsForOrganisers
from bot.core.understanding.zone import Fixed, Unanswered
from tests.support.questions import question

SHOWN = Memory(last_language="en", shown="film.gulmira.director")
ABOUT_THE_EVENT = "какая музыка играла на мероприятии"


@pytest.mark.parametrize("memory", [Memory(), SHOWN])
@pytest.mark.parametrize(
    ("text", "is_so"),
    [
        ("какого цвета были стулья", True),
        (ABOUT_THE_EVENT, True),
        (ABOUT_THE_EVENT.ljust(LONGEST, "?"), True),
        (ABOUT_THE_EVENT.ljust(LONGEST + 1, "?"), False),
        ("17 times 23", False),
        ("who won Real Madrid vs Barcelona", False),
        ("погода завтра", False),
        ("сколько варить яйца всмятку", False),
    ],
)
def test_a_question_about_anything_else_and_a_whole_story_are_not_for_them(
    dialogue: Dialogue, matcher: Matcher, text: str, is_so: bool, memory: Memory
) -> None:
    assert QuestionsForOrganisers(dialogue.knowledge).include(text, matcher.match(text).ranking, memory) is is_so


@pytest.mark.parametrize(
    ("text", "is_so"), [(ABOUT_THE_EVENT, True), ("кто снял гульмиру", False), ("меня бьёт муж", False)]
)
def test_only_what_got_no_answer_and_is_calm_is_for_them(dialogue: Dialogue, text: str, is_so: bool) -> None:
    zone = dialogue.understanding.decide(question(text), Memory()).zone

    assert (zone == Unanswered(for_organisers=True)) is is_so


def test_after_help_and_in_a_group_nothing_is_for_them(dialogue: Dialogue) -> None:
    helped = dialogue.reply_to(question("help")).memory
    after_help = dialogue.understanding.decide(question(ABOUT_THE_EVENT), helped)
    in_group = dialogue.understanding.decide(question(ABOUT_THE_EVENT, where="group"), Memory())

    assert after_help.zone == Fixed.NUMBERS_AGAIN
    assert in_group.zone == Unanswered(for_organisers=False)


@pytest.mark.parametrize(
    ("memory", "is_so"),
    [(Memory(), True), (SHOWN, True), (Memory(last_language="en"), False), (Memory("en", "en", "support.help"), False)],
)
def test_once_a_talk_has_begun_only_an_entry_about_the_event_leads_to_them(
    dialogue: Dialogue, matcher: Matcher, memory: Memory, is_so: bool
) -> None:
    ranking = matcher.match(ABOUT_THE_EVENT).ranking

    assert QuestionsForOrganisers(dialogue.knowledge).include(ABOUT_THE_EVENT, ranking, memory) is is_so
