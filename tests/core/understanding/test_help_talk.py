"""S5: how far a talk about help has gone, and which outcomes and signs count in it; nothing is understood here."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from asking import HELPED, NOON
from outcomes import CALMER, ENTRIES, FILM, HELP, LAW, SHELTER, THANKS, UNCLEAR, asks, ranking, sign

from bot.core.model import Entry, Knowledge, Memory
from bot.core.scoring.features import Evidence
from bot.core.text import normal_forms
from bot.core.understanding.help_talk import HelpTalk, Stage
from bot.core.understanding.matching import Candidate, Match, NoMatch, Suggestions
from bot.core.understanding.word_lists import WordLists


@pytest.fixture(scope="module")
def talk(small_knowledge: Knowledge) -> HelpTalk:
    """Of the entries of these tests, in a language of three words."""
    info = small_knowledge.languages["en"]._replace(
        quiet_words=frozenset({"calm"}),
        courtesy_words=frozenset({"thanks"}),
        question_words=frozenset({"what"}),
    )
    menu = small_knowledge.menu._replace(commands={"support": HELP.id})
    known = replace(small_knowledge, entries=ENTRIES, menu=menu, languages={"en": info})
    return HelpTalk(known, WordLists.of([info]))


@pytest.mark.parametrize(
    ("shown", "minutes", "stage"),
    [
        (None, 0, "none"),
        (FILM, 0, "none"),
        (HELP, 0, "just shown"),
        (SHELTER, 0, "goes on"),
        (LAW, 15, "goes on"),
        (LAW, 16, "none"),
    ],
)
def test_a_talk_about_help_goes_on_for_a_while_with_what_goes_with_help(
    talk: HelpTalk, shown: Entry | None, minutes: float, stage: Stage
) -> None:
    assert talk.stage(HELPED, shown, NOON + timedelta(minutes=minutes)) == stage


def test_where_no_help_was_shown_what_goes_with_it_begins_no_talk_about_it(talk: HelpTalk) -> None:
    assert talk.stage(Memory(), SHELTER, NOON) == "none"
    assert talk.stage(Memory(), HELP, NOON) == "just shown"


def test_where_nobody_speaks_of_help_everything_counts(talk: HelpTalk) -> None:
    unsure = asks(FILM, probability=0.5)

    assert talk.outcome("none", unsure, unsure) is unsure
    assert not talk.counts("goes on", unsure)


@pytest.mark.parametrize("stage", ["just shown", "goes on"])
def test_nobody_is_taken_to_be_out_of_danger_by_what_was_shown_rather_than_said(talk: HelpTalk, stage: Stage) -> None:
    a_lot, he_is_gone = asks(CALMER, probability=0.97), asks(CALMER, probability=0.99)

    assert isinstance(talk.outcome(stage, a_lot, UNCLEAR), NoMatch)
    assert talk.outcome(stage, he_is_gone, UNCLEAR) is he_is_gone


def test_whoever_says_that_it_is_calmer_is_believed(talk: HelpTalk) -> None:
    says_so = asks(CALMER, probability=0.8)

    assert talk.outcome("just shown", says_so, says_so) is says_so


@pytest.mark.parametrize(("crisis", "alarm"), [("suicide", 0.9), ("perpetrator", -0.2), ("sexual", -2.0)])
def test_after_help_a_faint_alarm_tells_no_class(talk: HelpTalk, crisis: str, alarm: float) -> None:
    heeded = talk.heeded(sign(crisis, alarm, "first" if alarm > 0 else "soft"), UNCLEAR, UNCLEAR)

    assert (heeded.crisis, heeded.level, heeded.found_by) == ("distress", "first", "after help")


def test_after_help_despair_brings_its_own_words_from_a_lower_alarm_than_others(talk: HelpTalk) -> None:
    assert talk.heeded(sign("suicide", 1.1), UNCLEAR, UNCLEAR) == sign("suicide", 1.1)


def test_after_help_a_plain_alarm_brings_the_words_of_its_class(talk: HelpTalk) -> None:
    plain = sign("sexual", 2.5)

    assert talk.heeded(plain, UNCLEAR, UNCLEAR) == plain


def test_after_help_what_is_said_outright_brings_the_words_of_its_class(talk: HelpTalk) -> None:
    outright = sign("danger", 1.0, found_by="rule")

    assert talk.heeded(outright, asks(SHELTER), asks(SHELTER)) == outright


def test_distress_after_help_gets_no_second_page_of_the_same(talk: HelpTalk) -> None:
    heeded = talk.heeded(sign("distress", 5.0), UNCLEAR, UNCLEAR)

    assert heeded.found_by == "after help"


@pytest.mark.parametrize("crisis", ["disclosure", "danger"])
@pytest.mark.parametrize("asked", [SHELTER, LAW, THANKS])
def test_whoever_was_shown_help_and_asks_on_gets_an_answer(talk: HelpTalk, asked: Entry, crisis: str) -> None:
    heeded = talk.heeded(sign(crisis, -1.0, "soft"), asks(asked), asks(asked))

    assert heeded.level == "soft"


def test_what_asks_on_while_it_alarms_gravely_gets_the_numbers_too(talk: HelpTalk) -> None:
    heeded = talk.heeded(sign("danger", 1.0), asks(SHELTER), asks(SHELTER))

    assert heeded.level == "first"


@pytest.mark.parametrize(("by_itself", "found_by"), [(SHELTER, "after help"), (LAW, "learned")])
def test_what_plainly_asks_on_by_itself_stands_below_the_numbers_in_place_of_a_second_card(
    talk: HelpTalk, by_itself: Entry, found_by: str
) -> None:
    heeded = talk.heeded(sign("danger", 1.0), asks(SHELTER, 0.97), asks(by_itself))

    assert heeded.found_by == found_by


def test_a_film_asks_for_nothing_that_helps(talk: HelpTalk) -> None:
    heeded = talk.heeded(sign("distress", -1.0, "soft"), asks(FILM), asks(FILM))

    assert heeded.level == "first"


@pytest.mark.parametrize(("asked", "left"), [(SHELTER, True), (LAW, True), (FILM, False)])
def test_after_help_only_what_goes_with_help_is_answered_where_it_is_not_plain(
    talk: HelpTalk, asked: Entry, left: bool
) -> None:
    outcome = asks(asked, probability=0.9)

    assert isinstance(talk.outcome("just shown", outcome, outcome), Match) is left


@pytest.mark.parametrize(
    ("text", "names", "probability", "counts"),
    [
        ("what does it tell about", (), 0.96, True),
        ("what does it tell about", (), 0.94, False),
        ("what does it", (), 0.96, False),
        ("i am on the floor", (), 0.96, False),
        ("i saw it", ("film",), 0.7, True),
    ],
)
def test_the_event_counts_after_help_where_it_is_named_or_plainly_asked(
    talk: HelpTalk, text: str, names: tuple[str, ...], probability: float, *, counts: bool
) -> None:
    evidence = Evidence(tuple(normal_forms(text)), (), names)
    outcome = Match(FILM.id, ranking(probability)._replace(evidence=evidence))

    assert talk.counts("just shown", outcome) is counts


@pytest.mark.parametrize(("offered", "left"), [([SHELTER, FILM, LAW], (SHELTER.id, LAW.id)), ([FILM, SHELTER], None)])
def test_of_a_choice_what_goes_with_help_is_left_where_it_comes_first(
    talk: HelpTalk, offered: list[Entry], left: tuple[str, ...] | None
) -> None:
    outcome = Suggestions(tuple(entry.id for entry in offered), ranking(0.3))
    counting = talk.outcome("goes on", outcome, outcome)

    assert (counting.entries if isinstance(counting, Suggestions) else None) == left


def test_a_choice_that_names_the_event_is_left_as_it_is(talk: HelpTalk) -> None:
    named = ranking(0.3)._replace(evidence=Evidence(("films",), (), ("films",)))
    choice = Suggestions((FILM.id, SHELTER.id), named)

    assert talk.outcome("goes on", choice, choice) is choice


@pytest.mark.parametrize(
    ("said", "nearest", "left"), [("thanks", 0.95, True), ("thanks", 0.6, False), ("bye", 0.95, False)]
)
def test_after_help_only_plain_thanks_are_returned(talk: HelpTalk, said: str, nearest: float, left: bool) -> None:
    evidence, candidate = Evidence((said,), (), ()), Candidate(THANKS.id, 1.0, nearest)
    thanks = Match(THANKS.id, ranking(0.9)._replace(evidence=evidence, candidates=(candidate,)))

    assert isinstance(talk.outcome("just shown", thanks, thanks), Match) is left


def test_later_in_a_talk_about_help_a_courtesy_is_returned(talk: HelpTalk) -> None:
    goodbye = asks(THANKS, probability=0.9)

    assert talk.outcome("goes on", goodbye, goodbye) is goodbye


@pytest.mark.parametrize(("words", "left"), [(1, False), (2, True)])
def test_one_word_that_asks_nothing_by_itself_asks_nothing_just_after_help(
    talk: HelpTalk, words: int, left: bool
) -> None:
    plain, after = NoMatch(ranking(0.1, words=words)), asks(SHELTER)

    assert isinstance(talk.outcome("just shown", after, plain), Match) is left


@pytest.mark.parametrize(("said", "crisis"), [("word", "danger"), ("calm", "distress")])
def test_after_help_danger_is_told_by_its_own_words_unless_it_is_quiet(talk: HelpTalk, said: str, crisis: str) -> None:
    told = NoMatch(ranking(0.1)._replace(evidence=Evidence(tuple(normal_forms(said)), (), ())))
    heeded = talk.heeded(sign("danger", -0.7), told, told)

    assert heeded.crisis == crisis
