from __future__ import annotations

from dataclasses import replace

import pytest

from bot.core.dialogue import Dialogue
from bot.core.knowledge import Knowledge
from bot.core.model import Memory
from bot.core.understanding.distress.sign import FoundBy, Sign
from bot.core.understanding.zone import ZoneName
from bot.core.why import Crisis, why
from tests.support.questions import HELPED, STRANGE, question


def test_the_first_candidate_of_an_answer_is_that_answer(small_dialogue: Dialogue) -> None:
    asked = question("where is the fair")
    reply = small_dialogue.reply_to(asked)
    found = why(small_dialogue, asked, Memory(), "en")

    assert (found.zone, found.rivals[0].entry, found.rivals[0].title) == ("answer", reply.entry, "Where the fair is")
    assert found.rivals[0].phrase == "where is the fair"


def test_the_thresholds_are_those_of_the_matcher(small_dialogue: Dialogue) -> None:
    found = why(small_dialogue, question("unicorns"), Memory(), "en")
    confidence = small_dialogue.by_itself.matcher.confidence

    assert (found.zone, found.answer_from, found.choices_from) == ("unanswered", confidence.answer, confidence.suggest)


@pytest.mark.parametrize(("text", "is_strange"), [("who directed gulmira", False), ("how do I bake bread", True)])
def test_strangeness_is_above_0_only_for_what_no_entry_answers(dialogue: Dialogue, text: str, is_strange: bool) -> None:
    found = why(dialogue, question(text), Memory(), "en")

    assert (found.zone == "unanswered", found.strange > 0) == (is_strange, is_strange)


def test_all_that_is_asked_is_told(dialogue: Dialogue) -> None:
    asked = question("where was it and who opened it")
    reply = dialogue.reply_to(asked)

    assert {part.entry for part in why(dialogue, asked, Memory(), "en").asked} == {reply.entry, reply.also}


def test_what_is_asked_at_once_is_no_choice_however_unsure_the_whole_is(dialogue: Dialogue) -> None:
    asked = question("what was it and is there a lift and who spoke")
    found = why(dialogue, asked, Memory(), "en")

    assert dialogue.reply_to(asked).also
    assert (found.zone, found.probability < found.answer_from) == ("several", True)


@pytest.mark.parametrize(
    ("text", "entry"),
    [("who directed gulmira and my husband beats me", "film.gulmira.director"), ("my husband beats me", None)],
)
def test_what_is_asked_beside_a_cry_for_help_is_told(dialogue: Dialogue, text: str, entry: str | None) -> None:
    beside = why(dialogue, question(text), Memory(), "en").beside

    assert (beside.entry if beside else None) == entry == dialogue.reply_to(question(text)).entry


def test_one_question_is_not_told_twice(small_dialogue: Dialogue) -> None:
    assert why(small_dialogue, question("where is the fair"), Memory(), "en").asked == ()


def test_what_speaks_for_the_first_candidate_is_told_strongest_first(dialogue: Dialogue) -> None:
    weights = [weight for _, weight in why(dialogue, question("who directed gulmira"), Memory(), "en").reasons]

    assert weights == sorted(weights, reverse=True)
    assert weights[0] > 0


def test_what_is_asked_beside_a_cry_is_told_as_well(dialogue: Dialogue) -> None:
    text = "сколько можно жить в приюте? муж руки распускает, хочу уйти с двумя детьми"
    found = why(dialogue, question(text), Memory(), "en")

    assert found.zone == "help first"
    assert {part.entry for part in found.asked} == {"support.shelter.stay", "support.with_children"}


def test_a_sign_that_is_taken_back_is_not_told_to_be_calm_talk(dialogue: Dialogue) -> None:
    found = why(dialogue, question("it's not about me"), HELPED, "en")

    assert (found.zone, found.crisis.without_help_first) == ("not me", "not_me")


@pytest.mark.parametrize(
    ("text", "memory", "zone"),
    [
        ("bye", HELPED, "closing"),
        ("but i love him", HELPED._replace(helped_with="disclosure"), "undecided"),
        ("Абая көшесі 10, 5 пәтер", Memory(), "address given"),
        (STRANGE, HELPED, "numbers again"),
        (STRANGE, Memory(), "unanswered"),
    ],
)
def test_each_reply_without_an_answer_has_a_reason_of_its_own(
    dialogue: Dialogue, text: str, memory: Memory, zone: ZoneName
) -> None:
    assert why(dialogue, question(text), memory, "en").zone == zone


@pytest.mark.parametrize(("minutes", "helped"), [(1, True), (16, False)])
def test_a_follow_up_is_explained_with_what_was_shown(dialogue: Dialogue, minutes: int, helped: bool) -> None:
    first = dialogue.reply_to(question("кто такая есжанова"))
    found = why(dialogue, question("а что она сказала?", minutes=minutes), first.memory, "ru")

    assert any(rival.context > 0 for rival in found.rivals) == helped


@pytest.mark.parametrize(
    ("text", "found_by", "rule"),
    [("help", "safe word", ""), ("a sign of danger", "rule", "sign of danger*"), ("where is the fair", None, "")],
)
def test_a_crisis_names_what_found_it(small_dialogue: Dialogue, text: str, found_by: FoundBy | None, rule: str) -> None:
    sign = why(small_dialogue, question(text), Memory(), "en").crisis.heeded

    assert (sign.found_by if sign else None, sign.rule if sign else "") == (found_by, rule)


def test_a_crisis_names_whom_a_rule_found(dialogue: Dialogue) -> None:
    sign = why(dialogue, question("my stepbrother's uncle strangled me"), Memory(), "en").crisis.heeded

    assert sign
    assert (sign.found_by, sign.rule) == ("rule", "uncle strangled me")


def test_without_a_sign_the_alarm_is_told_all_the_same(dialogue: Dialogue) -> None:
    crisis = why(dialogue, question("who directed gulmira"), Memory(), "en").crisis

    assert crisis.sign is None
    assert 0 < crisis.likely < crisis.soft_from < 1


LOUD = Sign("danger", "first", "learned", 0.2)
FAINT = LOUD._replace(level="soft")


@pytest.mark.parametrize(
    ("found", "heeded", "told"),
    [(None, None, "none"), (LOUD, None, "unheeded"), (LOUD, FAINT, "outweighed"), (FAINT, FAINT, "faint")],
)
def test_a_sign_that_a_clear_question_outweighed_is_told_from_a_faint_one(
    found: Sign | None, heeded: Sign | None, told: str
) -> None:
    assert Crisis(found, heeded, 0.5, 0.4, 0.2).without_help_first == told


def test_a_wrong_keyboard_layout_is_shown_as_it_was_read(dialogue: Dialogue) -> None:
    assert why(dialogue, question("rnj cyzk uekmvbhe"), Memory(), "ru").typed == "кто снял гульмиру"


def test_a_knowledge_without_crisis_classes_is_explained_too(small_knowledge: Knowledge) -> None:
    dialogue = Dialogue(replace(small_knowledge, crisis={}))

    assert why(dialogue, question("where"), Memory(), "en").crisis.sign is None
