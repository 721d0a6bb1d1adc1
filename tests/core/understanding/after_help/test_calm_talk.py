"""S5b: which sign of distress counts in a calm talk; no knowledge is read and nothing is understood."""

from __future__ import annotations

import pytest

from bot.core.knowledge import Entry
from bot.core.understanding.after_help.calm_talk import CalmTalk
from bot.core.understanding.matching import Candidate, Match, NoMatch
from tests.support.outcomes import ENTRIES, FILM, HELP, match, ranking, sign

CALM_TALK = CalmTalk(ENTRIES)


@pytest.mark.parametrize(("alarm", "suppressed"), [(0.4, True), (0.6, False)])
def test_a_clear_question_about_the_event_outweighs_a_faint_alarm(alarm: float, suppressed: bool) -> None:
    heeded = CALM_TALK.heeded(sign("disclosure", alarm), match(FILM), None)

    assert heeded
    assert (heeded.level == "soft") is suppressed


@pytest.mark.parametrize(
    ("words", "alarm", "suppressed"), [(3, 0.4, True), (5, 0.4, False), (5, -0.6, True), (6, -0.6, False)]
)
def test_the_fewer_the_words_the_surer_calm_talk_before_suppresses_them(
    words: int, alarm: float, suppressed: bool
) -> None:
    heeded = CALM_TALK.heeded(sign("disclosure", alarm), NoMatch(ranking(0.1, words=words)), FILM)

    assert heeded
    assert (heeded.level == "soft") is suppressed


def test_calm_talk_suppresses_no_grave_alarm_that_nothing_answers() -> None:
    grave = sign("suicide", 0.0)

    assert CALM_TALK.heeded(grave, NoMatch(ranking(0.1, words=2)), FILM) == grave


@pytest.mark.parametrize(
    ("entry", "alarm", "likeness", "level"),
    [(FILM, 1.9, 0.86, "soft"), (FILM, 1.9, 0.84, "first"), (FILM, 2.1, 0.95, "first"), (HELP, 1.9, 0.95, "first")],
)
def test_nearly_a_phrase_of_the_event_outweighs_a_half_that_is_not_plain(
    entry: Entry, alarm: float, likeness: float, level: str
) -> None:
    typed = Match(entry.id, ranking(0.9, entry.id)._replace(candidates=(Candidate(entry.id, 1.0, likeness),)))
    heeded = CALM_TALK.heeded(sign("sexual", alarm, found_by="part"), typed, None)

    assert heeded is not None
    assert heeded.level == level


def test_no_clear_question_suppresses_the_half_of_a_message_that_cries() -> None:
    half = sign("danger", -0.4, found_by="part")

    assert CALM_TALK.heeded(half, match(FILM), None) == half
    assert CALM_TALK.heeded(half._replace(found_by="learned"), match(FILM), None) != half


@pytest.mark.parametrize("crisis", ["danger", "stalking"])
@pytest.mark.parametrize("follows", [True, False])
def test_whoever_tells_that_somebody_came_is_not_suppressed_by_what_was_shown(crisis: str, *, follows: bool) -> None:
    near = sign(crisis, -0.7)
    taken_for = ranking(0.9, FILM.id, words=2)._replace(candidates=(Candidate(FILM.id, 1.0, 0.95 if follows else 0.5),))

    assert CALM_TALK.heeded(near, Match(FILM.id, taken_for, follows), FILM) == near


def test_a_question_that_leans_on_what_was_shown_is_answered_though_it_sounds_like_danger() -> None:
    asked = Match(FILM.id, ranking(0.9, FILM.id, words=2), follows=True)

    assert CALM_TALK.heeded(sign("danger", -0.7), asked, FILM, asks=True) is None


def test_a_grave_alarm_that_leans_on_what_was_shown_leaves_the_soft_line() -> None:
    heeded = CALM_TALK.heeded(sign("suicide", -0.7), Match(FILM.id, ranking(0.9, FILM.id, words=2), follows=True), FILM)

    assert heeded
    assert heeded.level == "soft"


@pytest.mark.parametrize(("alarm", "level"), [(1.9, "soft"), (2.1, "first")])
def test_a_phrase_about_help_outweighs_no_plain_alarm(alarm: float, level: str) -> None:
    typed = ranking(0.9, HELP.id)._replace(candidates=(Candidate(HELP.id, 1.0, 0.95),))
    heeded = CALM_TALK.heeded(sign("disclosure", alarm), Match(HELP.id, typed), None)

    assert heeded
    assert heeded.level == level


@pytest.mark.parametrize(("words", "level"), [(3, "soft"), (4, "first")])
def test_in_a_talk_about_the_event_a_few_words_ask_after_whoever_was_shown(words: int, level: str) -> None:
    heeded = CALM_TALK.heeded(sign("danger", 1.0), NoMatch(ranking(0.1, words=words)), FILM, asks=True)

    assert heeded
    assert heeded.level == level


def test_in_a_talk_about_help_a_few_words_that_tell_of_danger_are_no_question_after_anybody() -> None:
    near = sign("danger", 1.0)

    assert CALM_TALK.heeded(near, NoMatch(ranking(0.1, words=3)), HELP, asks=True) == near
