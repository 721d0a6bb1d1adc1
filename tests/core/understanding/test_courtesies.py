"""Greetings and thanks beside what else may be meant, by themselves: nothing is understood."""

from __future__ import annotations

import pytest

from bot.core.scoring.features import Evidence
from bot.core.understanding.courtesies import without_courtesies, words_beside
from bot.core.understanding.matching import Candidate, Match, NoMatch, Outcome, Ranking, Suggestions

THANKS, FILM, PLACE = "chat.thanks", "film.one", "event.where"


def offered(*entries: str, probability: float = 0.3, words: int = 2, behind: float = 0.0) -> Outcome:
    """`behind`: how far each of the entries lies behind the one before it."""
    candidates = tuple(Candidate(entry, 10.0 - behind * index, 0.0) for index, entry in enumerate(entries))
    ranking = Ranking(Evidence(("word",) * words, (), ()), candidates, 1.0, 0.0, 0.0, (), probability)
    return without_courtesies(Suggestions(entries, ranking))


@pytest.mark.parametrize(("probability", "returned"), [(0.26, True), (0.24, False)])
def test_a_courtesy_is_returned_where_it_is_likely_enough(probability: float, returned: bool) -> None:
    assert isinstance(offered(THANKS, probability=probability), Match if returned else NoMatch)


@pytest.mark.parametrize(("words", "kind"), [(2, Match), (3, Suggestions)])
def test_a_few_words_are_the_courtesy_that_comes_first(words: int, kind: type) -> None:
    assert isinstance(offered(THANKS, FILM, words=words), kind)


@pytest.mark.parametrize(("behind", "kind"), [(3.9, Suggestions), (4.1, Match)])
def test_what_lies_far_behind_a_courtesy_is_not_meant(behind: float, kind: type) -> None:
    assert isinstance(offered(THANKS, FILM, words=3, behind=behind), kind)


@pytest.mark.parametrize("entries", [(FILM, THANKS, PLACE), (FILM, PLACE)])
def test_no_courtesy_is_offered_beside_a_question(entries: tuple[str, ...]) -> None:
    outcome = offered(*entries)

    assert isinstance(outcome, Suggestions)
    assert outcome.entries == (FILM, PLACE)


@pytest.mark.parametrize(
    ("text", "beside"), [("ok thanks who", "who"), ("who thanks", "who"), ("thanks and who", "who")]
)
def test_what_is_said_with_a_courtesy_is_told_apart_from_it(text: str, beside: str) -> None:
    words, courteous = tuple(text.split()), frozenset({"ok", "thanks"})

    assert " ".join(words_beside(words, courteous, frozenset({"and"}))) == beside
