"""S31: which entries the words of a text leave possible, where it is not clear what is asked."""

from __future__ import annotations

import pytest

from bot.core.dialogue import Dialogue
from bot.core.model import Memory
from bot.core.understanding.distress.recogniser import Recogniser
from bot.core.understanding.only_where import OnlyWhere
from bot.core.understanding.patterns import PatternWords
from bot.core.understanding.zone import HelpFirst
from tests.support.outcomes import ENTRIES, HELP, SHELTER
from tests.support.questions import question


def test_an_entry_is_possible_where_its_words_stand_side_by_side_or_where_it_lists_none(unfitted: Recogniser) -> None:
    judge = OnlyWhere(
        {**ENTRIES, HELP.id: HELP._replace(only_where=("i hit", "ударил* жену"))}, PatternWords(frozenset({"not"}))
    )

    def allows(entry: str, text: str) -> bool:
        return judge.allows(entry, unfitted.messages.of(text))

    possible = [text for text in ("I hit her", "вчера ударила жену", "i was hit", "not i hit") if allows(HELP.id, text)]
    assert possible == ["I hit her", "вчера ударила жену"]
    assert allows(SHELTER.id, "anything")


@pytest.mark.parametrize(
    ("text", "entry"),
    [
        ("i want it to stop", "support.perpetrator"),
        ("and last week he broke my arm", "support.grief"),
        ("i touched my niece and i feel awful", "support.grief"),
        ("баламды түсіріп тастадым тепкеннен", "support.children_taken"),
        ("тәтем ұрады", "violence.myths"),
        ("меня пустили по кругу", "violence.cycle"),
    ],
)
def test_beside_a_cry_stands_nothing_that_it_does_not_speak_of(dialogue: Dialogue, text: str, entry: str) -> None:
    reply = dialogue.reply_to(question(text))

    assert reply.kind == "crisis"
    assert reply.entry != entry


@pytest.mark.parametrize(
    ("text", "entry"),
    [
        ("сын погиб на учениях, сорок дней прошло а я каждый вечер прошу чтоб и меня забрали", "support.grief"),
        ("жена меня бьет, смешно да", "support.men"),
    ],
)
def test_beside_a_cry_stands_what_it_speaks_of(dialogue: Dialogue, text: str, entry: str) -> None:
    zone = dialogue.understanding.decide(question(text), Memory()).zone

    assert isinstance(zone, HelpFirst)
    assert zone.beside
    assert zone.beside.id == entry


def test_whoever_speaks_of_having_hit_may_be_offered_what_helps_against_it(dialogue: Dialogue) -> None:
    text = "I hit my girlfriend yesterday and I feel terrible, where can men who hit get help"
    understood = dialogue.understanding.decide(question(text), Memory()).understood

    assert dialogue.understanding.allowed(["support.perpetrator"], understood) == ("support.perpetrator",)


def test_nobody_who_is_hit_is_offered_the_page_for_whoever_hits(dialogue: Dialogue) -> None:
    text = "это для реферата: куда обращаться девушке которую бьет отец? девушка это я"
    reply = dialogue.reply_to(question(text))

    assert "support.perpetrator" not in reply.choices
    assert (reply.kind, reply.soft_help) == ("choices", True)


def test_a_choice_of_nothing_but_help_carries_the_soft_line(dialogue: Dialogue) -> None:
    reply = dialogue.reply_to(question("how do i get a psychologist diploma"))

    assert reply.kind == "choices"
    assert reply.soft_help == all(dialogue.knowledge.entries[entry].sensitive for entry in reply.choices)
