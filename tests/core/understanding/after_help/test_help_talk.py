"""S5d: which outcomes count in a talk about help; nothing is understood here."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.core.knowledge import Entry, Knowledge
from bot.core.scoring.features import Evidence
from bot.core.text import normal_forms
from bot.core.understanding.after_help.help_talk import HelpTalk
from bot.core.understanding.matching import Candidate, Match, NoMatch, Suggestions
from bot.core.understanding.talk import Stage
from bot.core.understanding.word_lists import WordLists
from bot.core.word_groups import AfterHelp
from tests.support.outcomes import CALMER, ENTRIES, FILM, HELP, LAW, SHELTER, THANKS, UNCLEAR, match, ranking


@pytest.fixture(scope="module")
def talk(small_knowledge: Knowledge) -> HelpTalk:
    """Of the entries of these tests, in a language of three words."""
    english = small_knowledge.languages["en"]
    info = english._replace(
        after_help=AfterHelp(quiet_words=frozenset({"calm"}), courtesy_words=frozenset({"thanks"})),
        sentences=english.sentences._replace(question_words=frozenset({"what"})),
    )
    menu = small_knowledge.menu._replace(commands={"support": HELP.id})
    known = replace(small_knowledge, entries=ENTRIES, menu=menu, languages={"en": info})
    return HelpTalk(known, WordLists([info]))


def test_where_nobody_speaks_of_help_everything_counts(talk: HelpTalk) -> None:
    unsure = match(FILM, probability=0.5)

    assert talk.outcome("none", unsure, unsure) is unsure
    assert not talk.counts("goes on", unsure)


@pytest.mark.parametrize("stage", ["just shown", "goes on"])
def test_nobody_is_taken_to_be_out_of_danger_by_what_was_shown_rather_than_said(talk: HelpTalk, stage: Stage) -> None:
    a_lot, he_is_gone = match(CALMER, probability=0.97), match(CALMER, probability=0.99)

    assert isinstance(talk.outcome(stage, a_lot, UNCLEAR), NoMatch)
    assert talk.outcome(stage, he_is_gone, UNCLEAR) is he_is_gone


def test_whoever_says_that_it_is_calmer_is_believed(talk: HelpTalk) -> None:
    says_so = match(CALMER, probability=0.8)

    assert talk.outcome("just shown", says_so, says_so) is says_so


@pytest.mark.parametrize("stage", ["just shown", "goes on"])
@pytest.mark.parametrize(
    ("text", "is_told"), [("they come?", False), ("what comes", False), ("it is what it is", True), ("they came", True)]
)
def test_nobody_who_asks_is_told_that_it_is_calmer(talk: HelpTalk, stage: Stage, text: str, *, is_told: bool) -> None:
    evidence, candidate = Evidence(tuple(normal_forms(text)), (), ()), Candidate(CALMER.id, 1.0, 0.5)
    sure = Match(CALMER.id, ranking(0.99)._replace(evidence=evidence, candidates=(candidate,)))

    assert isinstance(talk.outcome(stage, sure, sure, text), Match) is is_told


@pytest.mark.parametrize(("text", "is_told"), [("what a relief", True), ("what a relief?", False)])
def test_a_listed_phrase_that_begins_like_a_question_still_tells(talk: HelpTalk, text: str, *, is_told: bool) -> None:
    evidence, candidate = Evidence(tuple(normal_forms(text)), (), ()), Candidate(CALMER.id, 1.0, 0.95)
    listed = Match(CALMER.id, ranking(0.99)._replace(evidence=evidence, candidates=(candidate,)))

    assert isinstance(talk.outcome("goes on", listed, listed, text), Match) is is_told


@pytest.mark.parametrize(("text", "left"), [("all is calm. what now", 2), ("are they here? what now", 1)])
def test_of_several_things_none_reassures_where_something_is_asked(talk: HelpTalk, text: str, left: int) -> None:
    asked = (Match(CALMER.id, ranking(0.9)), Match(SHELTER.id, ranking(0.9)))

    assert len(talk.without_reassurance(asked, text)) == left


@pytest.mark.parametrize(("asked", "left"), [(SHELTER, True), (LAW, True), (FILM, False)])
def test_after_help_only_what_goes_with_help_is_answered_where_it_is_not_plain(
    talk: HelpTalk, asked: Entry, left: bool
) -> None:
    outcome = match(asked, probability=0.9)

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


@pytest.mark.parametrize(
    ("text", "by_itself", "counts"),
    [("what does it tell about", FILM, True), ("what does it tell about", LAW, False), ("what does it", FILM, False)],
)
def test_a_clear_question_counts_after_help_where_it_asks_the_same_by_itself(
    talk: HelpTalk, text: str, by_itself: Entry, *, counts: bool
) -> None:
    evidence = Evidence(tuple(normal_forms(text)), (), ())
    outcome, alone = (
        Match(entry.id, ranking(probability)._replace(evidence=evidence))
        for entry, probability in ((FILM, 0.84), (by_itself, 0.7))
    )

    assert talk.counts("just shown", outcome, alone) is counts


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
    goodbye = match(THANKS, probability=0.9)

    assert talk.outcome("goes on", goodbye, goodbye) is goodbye


@pytest.mark.parametrize(("words", "left"), [(1, False), (2, True)])
def test_one_word_that_asks_nothing_by_itself_asks_nothing_just_after_help(
    talk: HelpTalk, words: int, left: bool
) -> None:
    alone, after = NoMatch(ranking(0.1, words=words)), match(SHELTER)

    assert isinstance(talk.outcome("just shown", after, alone), Match) is left
