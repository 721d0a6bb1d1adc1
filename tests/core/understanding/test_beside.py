"""S1, S31: what is asked beside a cry for help; no knowledge is read and nothing is understood."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from bot.core.knowledge import Entry
from bot.core.understanding.beside import asked_beside, offered_beside
from bot.core.understanding.distress.sign import FoundBy, Sign
from bot.core.understanding.matching import Candidate, Match, NoMatch, Outcome, Suggestions
from bot.core.understanding.understood import Understood
from tests.support.outcomes import CALMER, ENTRIES, FILM, HELP, LAW, SHELTER, THANKS, UNCLEAR, match, ranking, sign

NOT_GRAVE = sign("disclosure", 2.0)
CRY, SAFE_WORD = sign("danger", 2.0), sign("distress", 2.0, found_by="safe word")


def everything(entry: str) -> bool:
    """The words of the text leave every entry possible."""
    return True


def nothing(entry: str) -> bool:
    return False


def beside(
    cry: Sign,
    alone: Outcome,
    outcome: Outcome | None = None,
    *in_turn: Match,
    allows: Callable[[str], bool] = everything,
) -> Entry | None:
    """`outcome` is what the text is about after what was shown, where that is another thing."""
    return asked_beside(cry, Understood("text", "en", cry, alone, in_turn), outcome or alone, ENTRIES, allows)


def typed(entry: Entry) -> Match:
    """Asked for word for word."""
    return Match(entry.id, ranking(0.9, entry.id)._replace(candidates=(Candidate(entry.id, 1.0, 0.95),)))


@pytest.mark.parametrize(("probability", "asked"), [(0.79, None), (0.8, FILM)])
def test_the_event_is_asked_about_only_where_that_is_clear(probability: float, asked: Entry | None) -> None:
    assert beside(CRY, match(FILM, probability)) == asked


def test_help_is_asked_for_however_unsure_that_is() -> None:
    assert beside(CRY, match(HELP, 0.3)) == HELP


def test_a_safe_word_asks_for_a_line_by_its_very_name_alone() -> None:
    assert [beside(SAFE_WORD, alone) for alone in (match(HELP), typed(HELP), typed(FILM))] == [None, HELP, None]


def test_what_only_follows_from_what_was_shown_is_not_asked_beside() -> None:
    follows = Match(FILM.id, ranking(0.9, FILM.id), follows=True)

    assert [beside(CRY, alone, follows) for alone in (UNCLEAR, match(FILM), match(HELP))] == [None, FILM, HELP]


def test_what_one_part_clearly_asks_is_kept_though_the_whole_follows_from_what_was_shown() -> None:
    follows, part = Match(FILM.id, ranking(0.9, FILM.id), follows=True), Match(HELP.id, ranking(0.9, HELP.id))

    assert beside(CRY, UNCLEAR, follows, part) == HELP


def test_nobody_in_distress_is_told_that_it_is_good_if_things_are_calmer() -> None:
    calmer = HELP._replace(reassures=True)
    entries = {**ENTRIES, HELP.id: calmer}

    understood = Understood("text", "en", CRY, match(calmer), ())

    assert asked_beside(CRY, understood, match(calmer), entries, everything) is None


def test_thanks_ask_for_nothing() -> None:
    assert beside(CRY, match(THANKS, 0.99)) is None


@pytest.mark.parametrize(
    ("asked", "probability", "found_by", "is_kept"),
    [
        (HELP, 0.95, "after help", True),
        (HELP, 0.94, "after help", False),
        (LAW, 0.95, "after help", False),
        (HELP, 0.95, "learned", False),
    ],
)
def test_just_after_help_what_plainly_goes_on_with_it_is_kept(
    asked: Entry, probability: float, found_by: FoundBy, *, is_kept: bool
) -> None:
    follows = Match(asked.id, ranking(probability, asked.id), follows=True)
    kept = beside(sign("distress", -1.0, found_by=found_by), UNCLEAR, follows)

    assert kept == (asked if is_kept else None)


def test_of_what_is_asked_in_turn_the_one_clear_thing_is_kept() -> None:
    film, doubtful, help_ = (Match(e.id, ranking(p, e.id)) for e, p in ((FILM, 0.8), (FILM, 0.7), (HELP, 0.9)))

    assert [beside(CRY, UNCLEAR, None, *parts) for parts in ([film], [doubtful], [film, help_])] == [FILM, None, None]


@pytest.mark.parametrize(
    ("cry", "first", "asked"),
    [
        (sign("disclosure", 2.0), HELP, HELP),
        (sign("disclosure", 2.0), FILM, None),
        (sign("danger", 2.0), HELP, None),
        (sign("disclosure", -1.0, found_by="after help"), HELP, None),
        (SAFE_WORD, HELP, None),
    ],
)
def test_the_likeliest_of_a_choice_about_help_is_asked_for_beside_what_is_not_grave(
    cry: Sign, first: Entry, asked: Entry | None
) -> None:
    choice = Suggestions((first.id, FILM.id), ranking(0.3, first.id))

    assert beside(cry, choice) == asked


def test_whoever_hits_is_led_to_no_other_help_than_their_own() -> None:
    hits = sign("perpetrator", 2.0)

    assert [beside(hits, match(HELP)), beside(hits, match(FILM))] == [None, FILM]


def test_what_the_words_leave_no_room_for_stands_beside_no_cry_however_clear_it_is() -> None:
    part = Match(HELP.id, ranking(0.99, HELP.id))

    assert beside(CRY, match(HELP, 0.99), allows=nothing) is None
    assert beside(CRY, UNCLEAR, None, part, allows=nothing) is None


@pytest.mark.parametrize(("probability", "asked"), [(0.29, None), (0.3, HELP)])
def test_what_is_hardly_asked_for_is_not_the_likeliest_help(probability: float, asked: Entry | None) -> None:
    choice = Suggestions((HELP.id, FILM.id), ranking(probability, HELP.id))

    assert beside(sign("disclosure", 2.0), choice) == asked


def test_an_entry_whose_words_are_said_may_be_the_likeliest_help_however_unsure() -> None:
    spoken_of = HELP._replace(only_where=("words",))
    choice = Suggestions((HELP.id, FILM.id), ranking(0.1, HELP.id))
    understood, entries = Understood("text", "en", NOT_GRAVE, choice, ()), {**ENTRIES, HELP.id: spoken_of}

    asked = [asked_beside(NOT_GRAVE, understood, choice, entries, allows) for allows in (everything, nothing)]
    assert asked == [spoken_of, None]


def offered(cry: Sign, *totals: tuple[Entry, float], allows: Callable[[str], bool] = everything) -> tuple[str, ...]:
    """What stands below a cry for which entries speak so much."""
    candidates = tuple(Candidate(entry.id, total, 0.0) for entry, total in totals)
    alone = NoMatch(ranking(0.1, HELP.id)._replace(candidates=candidates))
    return offered_beside(cry, Understood("text", "en", cry, alone, ()), ENTRIES, allows)


@pytest.mark.parametrize(("total", "entries"), [(8.9, ()), (9.0, (HELP.id,))])
def test_what_a_cry_tells_of_is_offered_where_enough_speaks_for_it(total: float, entries: tuple[str, ...]) -> None:
    assert offered(NOT_GRAVE, (FILM, 12.0), (HELP, total)) == entries


def test_whoever_hurts_is_in_danger_or_typed_a_safe_word_is_offered_nothing() -> None:
    cries = sign("perpetrator", 2.0), sign("danger", 2.0), SAFE_WORD

    assert [offered(cry, (HELP, 12.0)) for cry in cries] == [(), (), ()]


def test_nothing_is_offered_for_which_the_words_leave_no_room() -> None:
    assert offered(NOT_GRAVE, (HELP, 12.0), allows=nothing) == ()


@pytest.mark.parametrize(("total", "entries"), [(9.9, (HELP.id,)), (10.0, (HELP.id, SHELTER.id))])
def test_for_a_second_entry_more_must_speak(total: float, entries: tuple[str, ...]) -> None:
    assert offered(NOT_GRAVE, (HELP, 12.0), (SHELTER, total)) == entries


def test_that_things_are_calmer_is_not_offered() -> None:
    assert offered(NOT_GRAVE, (CALMER, 12.0), (HELP, 11.0)) == (HELP.id,)
