"""S5: which sign of distress counts after what was shown; no knowledge is read and nothing is understood."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.core.model import Entry
from bot.core.scoring.features import Evidence
from bot.core.scoring.thresholds import Level
from bot.core.understanding.crisis import FoundBy, Sign
from bot.core.understanding.heeding import Heeding
from bot.core.understanding.matching import Candidate, Match, NoMatch, Outcome, Ranking


def entry(name: str, *, sensitive: bool = False, goes_with_help: bool = False) -> Entry:
    return Entry(name, "topic", {}, {}, {}, (), (), sensitive, sensitive or goes_with_help)


HELP, SHELTER = entry("support.help", sensitive=True), entry("support.shelter", sensitive=True)
LAW, THANKS, FILM = (
    entry("law.crime", goes_with_help=True),
    entry("chat.thanks", goes_with_help=True),
    entry("film.one"),
)
ENTRIES = {entry.id: entry for entry in (HELP, SHELTER, LAW, THANKS, FILM)}
HEEDING = Heeding(ENTRIES, HELP.id, frozenset(("quiet",)))


def sign(crisis: str, alarm: float, level: Level = "first", found_by: FoundBy = "learned") -> Sign:
    return Sign(crisis, level, found_by, alarm)


def ranking(probability: float, entry: str = "", words: int = 6) -> Ranking:
    candidates = (Candidate(entry, 1.0, 0.5),) if entry else ()
    return Ranking(Evidence(("word",) * words, (), ()), candidates, 1.0, 0.0, 0.0, (), probability)


def asks(entry: Entry, probability: float = 0.9) -> Outcome:
    return Match(entry.id, ranking(probability, entry.id))


UNCLEAR = NoMatch(ranking(0.1))


@pytest.mark.parametrize(("crisis", "alarm"), [("suicide", 0.9), ("perpetrator", -0.2), ("sexual", -2.0)])
def test_after_help_a_faint_alarm_tells_no_class(crisis: str, alarm: float) -> None:
    heeded = HEEDING.heeded(sign(crisis, alarm, "first" if alarm > 0 else "soft"), UNCLEAR, HELP)

    assert heeded
    assert (heeded.crisis, heeded.level, heeded.found_by) == ("distress", "first", "after help")


def test_after_help_despair_brings_its_own_words_from_a_lower_alarm_than_others() -> None:
    assert HEEDING.heeded(sign("suicide", 1.1), UNCLEAR, HELP) == sign("suicide", 1.1)


def test_after_help_a_plain_alarm_brings_the_words_of_its_class() -> None:
    plain = sign("sexual", 2.5)

    assert HEEDING.heeded(plain, UNCLEAR, HELP) == plain


def test_after_help_what_is_said_outright_brings_the_words_of_its_class() -> None:
    outright = sign("danger", 1.0, found_by="rule")

    assert HEEDING.heeded(outright, asks(SHELTER), HELP) == outright


def test_distress_after_help_gets_no_second_page_of_the_same() -> None:
    heeded = HEEDING.heeded(sign("distress", 5.0), UNCLEAR, HELP)

    assert heeded
    assert heeded.found_by == "after help"


@pytest.mark.parametrize("asked", [SHELTER, LAW, THANKS])
def test_whoever_was_shown_help_and_asks_on_gets_an_answer(asked: Entry) -> None:
    heeded = HEEDING.heeded(sign("disclosure", -1.0, "soft"), asks(asked), HELP)

    assert heeded
    assert heeded.level == "soft"


def test_what_asks_on_while_it_alarms_gravely_gets_the_numbers_too() -> None:
    heeded = HEEDING.heeded(sign("danger", 1.0), asks(SHELTER), HELP)

    assert heeded
    assert heeded.level == "first"


def test_a_film_asks_for_nothing_that_helps() -> None:
    heeded = HEEDING.heeded(sign("distress", -1.0, "soft"), asks(FILM), HELP)

    assert heeded
    assert heeded.level == "first"


@pytest.mark.parametrize(("asked", "left"), [(SHELTER, True), (LAW, True), (FILM, False)])
def test_after_help_only_what_goes_with_help_is_answered_where_it_is_not_plain(asked: Entry, left: bool) -> None:
    outcome = asks(asked, probability=0.9)

    assert isinstance(HEEDING.about_help(outcome, outcome, HELP), Match) is left


def test_the_event_is_answered_after_help_where_it_is_plainly_meant() -> None:
    outcome = asks(FILM, probability=0.96)

    assert HEEDING.about_help(outcome, outcome, HELP) is outcome


@pytest.mark.parametrize(("alarm", "suppressed"), [(0.4, True), (0.6, False)])
def test_a_clear_question_about_the_event_outweighs_a_faint_alarm(alarm: float, suppressed: bool) -> None:
    heeded = HEEDING.heeded(sign("disclosure", alarm), asks(FILM), None)

    assert heeded
    assert (heeded.level == "soft") is suppressed


@pytest.mark.parametrize(
    ("words", "alarm", "suppressed"), [(3, 0.4, True), (5, 0.4, False), (5, -0.6, True), (6, -0.6, False)]
)
def test_the_fewer_the_words_the_surer_calm_talk_before_suppresses_them(
    words: int, alarm: float, suppressed: bool
) -> None:
    heeded = HEEDING.heeded(sign("disclosure", alarm), NoMatch(ranking(0.1, words=words)), FILM)

    assert heeded
    assert (heeded.level == "soft") is suppressed


def test_calm_talk_suppresses_no_grave_alarm_that_nothing_answers() -> None:
    grave = sign("suicide", 0.0)

    assert HEEDING.heeded(grave, NoMatch(ranking(0.1, words=2)), FILM) == grave


@pytest.mark.parametrize(
    ("nearest", "courteous", "left"), [(0.95, "word", True), (0.6, "word", False), (0.95, "thanks", False)]
)
def test_after_help_only_plain_thanks_are_returned(nearest: float, courteous: str, left: bool) -> None:
    said = ranking(0.9, THANKS.id)
    thanks = Match(THANKS.id, replace(said, candidates=(replace(said.candidates[0], nearest=nearest),)))
    heeding = Heeding(ENTRIES, HELP.id, courteous=frozenset({courteous}))

    assert isinstance(heeding.about_help(thanks, thanks, HELP), Match) is left


def test_later_in_a_talk_about_help_a_courtesy_is_returned() -> None:
    goodbye = asks(THANKS, probability=0.9)

    assert HEEDING.about_help(goodbye, goodbye, SHELTER) is goodbye


@pytest.mark.parametrize(("words", "left"), [(1, False), (2, True)])
def test_one_word_that_asks_nothing_by_itself_asks_nothing_just_after_help(words: int, left: bool) -> None:
    plain, after = NoMatch(ranking(0.1, words=words)), asks(SHELTER)

    assert isinstance(HEEDING.about_help(after, plain, HELP), Match) is left


def test_no_clear_question_suppresses_the_half_of_a_message_that_cries() -> None:
    half = sign("danger", -0.4, found_by="half")

    assert HEEDING.heeded(half, asks(FILM), None) == half
    assert HEEDING.heeded(replace(half, found_by="learned"), asks(FILM), None) != half


@pytest.mark.parametrize("crisis", ["danger", "stalking"])
@pytest.mark.parametrize("follows", [True, False])
def test_whoever_tells_that_somebody_came_is_not_suppressed_by_what_was_shown(crisis: str, *, follows: bool) -> None:
    near = sign(crisis, -0.7)
    taken_for = replace(ranking(0.9, FILM.id, words=2), candidates=(Candidate(FILM.id, 1.0, 0.95 if follows else 0.5),))

    assert HEEDING.heeded(near, Match(FILM.id, taken_for, follows), FILM) == near


def test_a_question_that_leans_on_what_was_shown_is_answered_though_it_sounds_like_danger() -> None:
    asked = Match(FILM.id, ranking(0.9, FILM.id, words=2), follows=True)

    assert HEEDING.heeded(sign("danger", -0.7), asked, FILM, asks=True) is None


def test_a_grave_alarm_that_leans_on_what_was_shown_leaves_the_soft_line() -> None:
    heeded = HEEDING.heeded(sign("suicide", -0.7), Match(FILM.id, ranking(0.9, FILM.id, words=2), follows=True), FILM)

    assert heeded
    assert heeded.level == "soft"


@pytest.mark.parametrize(("said", "crisis"), [("word", "danger"), ("quiet", "distress")])
def test_after_help_danger_is_told_by_its_own_words_unless_it_is_quiet(said: str, crisis: str) -> None:
    told = NoMatch(replace(ranking(0.1), evidence=Evidence((said,), (), ())))
    heeded = HEEDING.heeded(sign("danger", -0.7), told, HELP)

    assert heeded
    assert heeded.crisis == crisis
