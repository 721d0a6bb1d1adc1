"""S5c: as what a sign of distress is heeded after help, and after the words of which class; nothing is understood."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import get_args

import pytest

from bot.core.crisis_classes import (
    CHILD,
    DANGER,
    DISCLOSURE,
    DISTRESS,
    OTHER,
    PERPETRATOR,
    SEXUAL,
    STALKING,
    SUICIDE,
    SUICIDE_OTHER,
    WEIGHTIEST_FIRST,
)
from bot.core.knowledge import Entry, Knowledge
from bot.core.scoring.features import Evidence
from bot.core.text import normal_forms
from bot.core.understanding.after_help.heeding import COUNTS_AS, Heeding
from bot.core.understanding.after_help.help_talk import HelpTalk
from bot.core.understanding.distress.sign import Sign
from bot.core.understanding.matching import NoMatch, Outcome
from bot.core.understanding.talk import Stage, Talk
from bot.core.understanding.understood import Understood
from bot.core.understanding.vocabulary import Vocabulary
from bot.core.word_groups import AfterHelp
from tests.support.outcomes import ENTRIES, FILM, HELP, LAW, SHELTER, THANKS, UNCLEAR, match, ranking, sign
from tests.support.questions import HELPED, NOON

Heeded = Callable[[Sign, Outcome, Outcome], Sign]
"""As what a sign counts just after help; what the text is about then, and by itself."""


@pytest.fixture(scope="module")
def heeding(small_knowledge: Knowledge) -> Heeding:
    """By the entries of these tests, in a language of one word."""
    info = small_knowledge.languages["en"]._replace(after_help=AfterHelp(quiet_words=frozenset({"calm"})))
    known = replace(small_knowledge, entries=ENTRIES, languages={"en": info})
    lists, _, speaker = Vocabulary.of(known)
    return Heeding(ENTRIES, HelpTalk(known, lists), speaker, lists)


@pytest.fixture(scope="module")
def heeded(heeding: Heeding) -> Heeded:
    def of(shown: Sign, outcome: Outcome, alone: Outcome) -> Sign:
        told = heeding.heeded(Understood("text", "en", shown, alone), outcome, after_help("just shown"))
        assert told
        return told

    return of


def after_help(stage: Stage, helped_with: str | None = None) -> Talk:
    return Talk(HELPED._replace(helped_with=helped_with), NOON, HELP, HELP, stage)


@pytest.mark.parametrize(("crisis", "alarm"), [("suicide", 0.7), ("perpetrator", -0.2), ("sexual", -2.0)])
def test_after_help_a_faint_alarm_tells_no_class(heeded: Heeded, crisis: str, alarm: float) -> None:
    told = heeded(sign(crisis, alarm, "first" if alarm > 0 else "soft"), UNCLEAR, UNCLEAR)

    assert (told.crisis, told.level, told.found_by) == ("distress", "first", "after help")


def test_after_help_despair_brings_its_own_words_from_a_lower_alarm_than_others(heeded: Heeded) -> None:
    assert heeded(sign("suicide", 1.1), UNCLEAR, UNCLEAR) == sign("suicide", 1.1)


@pytest.mark.parametrize(("crisis", "alarm"), [("suicide", -1.4), ("distress", -1.4), ("danger", 0.7)])
def test_after_the_words_for_despair_a_faint_alarm_brings_them_again(
    heeding: Heeding, crisis: str, alarm: float
) -> None:
    faint = Understood("text", "en", sign(crisis, alarm, "soft"), UNCLEAR)
    told = heeding.heeded(faint, UNCLEAR, after_help("just shown", SUICIDE))

    assert told is not None
    assert (told.crisis, told.level) == (SUICIDE, "first")


@pytest.mark.parametrize(("alarm", "crisis"), [(0.7, PERPETRATOR), (0.3, DISTRESS)])
def test_what_somebody_tells_on_of_what_they_did_is_not_passed_over_in_neutral_words(
    heeding: Heeding, alarm: float, crisis: str
) -> None:
    told = heeding.heeded(
        Understood("text", "en", sign(DANGER, alarm), UNCLEAR), UNCLEAR, after_help("just shown", PERPETRATOR)
    )

    assert told is not None
    assert told.crisis == crisis


def test_who_was_told_the_words_for_despair_and_asks_on_is_answered(heeding: Heeding) -> None:
    asking = Understood("text", "en", sign(SUICIDE, -1.0, "soft"), match(SHELTER))
    told = heeding.heeded(asking, match(SHELTER), after_help("just shown", SUICIDE))

    assert told is not None
    assert told.level == "soft"


def test_after_help_a_plain_alarm_brings_the_words_of_its_class(heeded: Heeded) -> None:
    alone = sign("sexual", 2.5)

    assert heeded(alone, UNCLEAR, UNCLEAR) == alone


def test_after_help_what_is_said_outright_brings_the_words_of_its_class(heeded: Heeded) -> None:
    outright = sign("danger", 1.0, found_by="rule")

    assert heeded(outright, match(SHELTER), match(SHELTER)) == outright


def test_distress_after_help_gets_no_second_page_of_the_same(heeded: Heeded) -> None:
    told = heeded(sign("distress", 5.0), UNCLEAR, UNCLEAR)

    assert told.found_by == "after help"


@pytest.mark.parametrize("crisis", ["disclosure", "danger"])
@pytest.mark.parametrize("asked", [SHELTER, LAW, THANKS])
def test_whoever_was_shown_help_and_asks_on_gets_an_answer(heeded: Heeded, asked: Entry, crisis: str) -> None:
    told = heeded(sign(crisis, -1.0, "soft"), match(asked), match(asked))

    assert told.level == "soft"


def test_what_asks_on_while_it_alarms_gravely_gets_the_numbers_too(heeded: Heeded) -> None:
    told = heeded(sign("danger", 1.0), match(SHELTER), match(SHELTER))

    assert told.level == "first"


@pytest.mark.parametrize(("by_itself", "found_by"), [(SHELTER, "after help"), (LAW, "learned")])
def test_what_plainly_asks_on_by_itself_stands_below_the_numbers_in_place_of_a_second_card(
    heeded: Heeded, by_itself: Entry, found_by: str
) -> None:
    told = heeded(sign("danger", 1.0), match(SHELTER, 0.97), match(by_itself))

    assert told.found_by == found_by


def test_a_film_asks_for_nothing_that_helps(heeded: Heeded) -> None:
    told = heeded(sign("distress", -1.0, "soft"), match(FILM), match(FILM))

    assert told.level == "first"


@pytest.mark.parametrize(("said", "crisis"), [("word", "danger"), ("calm", "distress")])
def test_after_help_danger_is_told_by_its_own_words_unless_it_is_quiet(heeded: Heeded, said: str, crisis: str) -> None:
    unclear = NoMatch(ranking(0.1)._replace(evidence=Evidence(tuple(normal_forms(said)), (), ())))

    assert heeded(sign("danger", -0.7), unclear, unclear).crisis == crisis


DONE_TO_SOMEBODY = (CHILD, SEXUAL, DISCLOSURE, STALKING)


@pytest.mark.parametrize(
    ("before", "learned", "counts_as"),
    [
        *((PERPETRATOR, crisis, PERPETRATOR) for crisis in (DANGER, *DONE_TO_SOMEBODY, OTHER, DISTRESS)),
        *((PERPETRATOR, crisis, crisis) for crisis in (SUICIDE, SUICIDE_OTHER)),
        *((OTHER, crisis, OTHER) for crisis in DONE_TO_SOMEBODY),
        (OTHER, SUICIDE, SUICIDE_OTHER),
        (OTHER, DISTRESS, DISTRESS),
        *((SUICIDE_OTHER, crisis, OTHER) for crisis in DONE_TO_SOMEBODY),
        *((SUICIDE_OTHER, crisis, SUICIDE_OTHER) for crisis in (SUICIDE, DISTRESS)),
        *((CHILD, c, CHILD) for c in (SEXUAL, DISCLOSURE, STALKING, OTHER, SUICIDE_OTHER, PERPETRATOR, DISTRESS)),
        (CHILD, SUICIDE, SUICIDE),
        *((SUICIDE, crisis, SUICIDE) for crisis in (DANGER, SUICIDE_OTHER, OTHER, PERPETRATOR, DISTRESS)),
        *((SUICIDE, crisis, crisis) for crisis in DONE_TO_SOMEBODY),
        *((DISCLOSURE, crisis, DISCLOSURE) for crisis in (CHILD, OTHER, SUICIDE_OTHER)),
        *((DISCLOSURE, crisis, crisis) for crisis in (SUICIDE, SEXUAL, STALKING)),
        *((SEXUAL, crisis, SEXUAL) for crisis in (CHILD, DISCLOSURE, OTHER, SUICIDE_OTHER)),
        (SEXUAL, SUICIDE, SUICIDE),
        *((STALKING, crisis, STALKING) for crisis in (CHILD, OTHER, SUICIDE_OTHER)),
        *((STALKING, crisis, crisis) for crisis in (SUICIDE, DISCLOSURE)),
        *((hit, PERPETRATOR, DISTRESS) for hit in (DANGER, DISCLOSURE, SEXUAL, STALKING, OTHER, SUICIDE_OTHER)),
        *((DANGER, crisis, crisis) for crisis in (*DONE_TO_SOMEBODY, SUICIDE, SUICIDE_OTHER, OTHER, DISTRESS)),
        *((before, DANGER, DANGER) for before in WEIGHTIEST_FIRST if before not in (SUICIDE, PERPETRATOR)),
        *((DISTRESS, crisis, crisis) for crisis in WEIGHTIEST_FIRST),
        *((None, crisis, crisis) for crisis in WEIGHTIEST_FIRST),
    ],
)
def test_what_was_learned_counts_after_help_as_of_whom_it_was_about(
    heeding: Heeding, before: str | None, learned: str, counts_as: str
) -> None:
    alone = Understood("text", "en", sign(learned, 2.5), UNCLEAR)
    told = heeding.heeded(alone, UNCLEAR, after_help("goes on", before))

    assert told is not None
    assert told.crisis == counts_as


def test_it_is_said_of_every_class_what_counts_after_it() -> None:
    assert set(COUNTS_AS) == set(WEIGHTIEST_FIRST)
    assert {crisis for row in COUNTS_AS.values() for crisis in (*row, *row.values())} <= set(WEIGHTIEST_FIRST)


@pytest.mark.parametrize(("before", "counts_as"), [(CHILD, CHILD), (PERPETRATOR, DISTRESS), (None, DISTRESS)])
def test_a_child_who_sends_a_safe_word_is_spoken_to_as_one(
    heeding: Heeding, before: str | None, counts_as: str
) -> None:
    safe_word = Understood("text", "en", sign(DISTRESS, 2.5, found_by="safe word"), UNCLEAR)
    told = heeding.heeded(safe_word, UNCLEAR, after_help("just shown", before))

    assert told is not None
    assert told.crisis == counts_as


def test_the_class_of_the_help_counts_for_half_a_message_too_and_only_in_a_talk_about_help(heeding: Heeding) -> None:
    half = Understood("text", "en", sign(SUICIDE, 2.5, found_by="part"), UNCLEAR)
    told = {stage: heeding.heeded(half, UNCLEAR, after_help(stage, SUICIDE_OTHER)) for stage in get_args(Stage)}

    assert {stage: sign.crisis for stage, sign in told.items() if sign} == {
        "none": SUICIDE,
        "just shown": SUICIDE_OTHER,
        "goes on": SUICIDE_OTHER,
    }


def test_what_is_said_outright_counts_as_it_was_said(heeding: Heeding) -> None:
    said, talk = sign(SUICIDE, 1.5, found_by="rule"), after_help("just shown", SUICIDE_OTHER)

    assert heeding.heeded(Understood("text", "en", said, UNCLEAR), UNCLEAR, talk) is said


@pytest.mark.parametrize(
    ("said", "counts_as"),
    [
        *((crisis, PERPETRATOR) for crisis in (DISCLOSURE, STALKING, OTHER)),
        *((crisis, crisis) for crisis in (DANGER, SUICIDE, SUICIDE_OTHER, CHILD, SEXUAL)),
    ],
)
def test_who_hurts_somebody_gets_no_words_for_whom_they_hurt_even_by_a_rule(
    heeding: Heeding, said: str, counts_as: str
) -> None:
    outright = Understood("text", "en", sign(said, 1.5, found_by="rule"), UNCLEAR)
    told = heeding.heeded(outright, UNCLEAR, after_help("just shown", PERPETRATOR))

    assert told is not None
    assert told.crisis == counts_as


@pytest.mark.parametrize(("stage", "level"), [("just shown", "first"), ("goes on", "soft"), ("none", "soft")])
def test_only_just_after_help_a_faint_alarm_outweighs_a_clear_question(
    heeding: Heeding, stage: Stage, level: str
) -> None:
    faint = Understood("text", "en", sign(DISCLOSURE, 0.4), match(FILM))
    told = heeding.heeded(faint, match(FILM), after_help(stage))

    assert told is not None
    assert told.level == level


def test_what_shows_no_distress_has_nothing_to_heed(heeding: Heeding) -> None:
    assert heeding.heeded(Understood("text", "en", None, UNCLEAR), UNCLEAR, after_help("just shown")) is None
