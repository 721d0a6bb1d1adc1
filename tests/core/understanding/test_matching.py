"""Which entry a question is about, and how sure that is.

Of `bot/core/understanding/matching.py` and `bot/core/scoring/nearest.py`.
"""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.core.knowledge import Knowledge
from bot.core.scoring.features import Evidence
from bot.core.scoring.learned import Learned
from bot.core.scoring.reading import Reader
from bot.core.scoring.thresholds import Confidence
from bot.core.understanding.matching import (
    CANDIDATES,
    CHOICES,
    Candidate,
    Match,
    Matcher,
    NoMatch,
    Outcome,
    Ranking,
    Suggestions,
    is_word_for_word,
)


@pytest.mark.parametrize(
    ("text", "entry"),
    [
        ("кто снял Гульмиру?", "film.gulmira.director"),
        ("Гүлмираны кім түсірді", "film.gulmira.director"),
        ("гулмираны ким тусирди", "film.gulmira.director"),
        ("Gulmirany kim tusirdi", "film.gulmira.director"),
        ("who made gulmira", "film.gulmira.director"),
        ("WHO MADE GULMIRA???", "film.gulmira.director"),
        ("кто снил гулмиру", "film.gulmira.director"),
        ("где это было", "event.where"),
        ("кайда болды", "event.where"),
        ("what is 150", "support.150"),
        ("Q&A?", "event.qa"),  # single letters that are a phrase together
    ],
)
def test_one_question_in_many_spellings_gets_its_entry(matcher: Matcher, text: str, entry: str) -> None:
    outcome = matcher.match(text)

    assert isinstance(outcome, Match)
    assert outcome.entry == entry


@pytest.mark.parametrize(
    ("typed", "entry"),
    [
        ("ult 'nj ,skj", "event.where"),
        ("rjulf ,skj vthjghbznbt", "event.when"),
        ("uekmvbhf", "film.gulmira"),
        ("црщ ьфву пгдьшкф", "film.gulmira.director"),
        ("цруку цфы еру умуте", "event.where"),
        ("fuskisyif fesc", "bot.language"),
    ],
)
def test_a_question_in_the_wrong_layout_gets_its_entry(
    matcher: Matcher, reader: Reader, typed: str, entry: str
) -> None:
    outcome = matcher.match(reader.in_intended_layout(typed))

    assert isinstance(outcome, Match)
    assert outcome.entry == entry


@pytest.mark.parametrize("text", ["кто снял Гульмиру?", "кайда болды", "who made gulmira", "qwrtpsdfg", "112", ""])
def test_a_text_in_the_right_layout_stays(reader: Reader, text: str) -> None:
    assert reader.in_intended_layout(text) == text


@pytest.mark.parametrize(("behind", "offered"), [(7.9, 3), (8.1, 2)])
def test_no_choice_lies_far_behind_the_first(matcher: Matcher, behind: float, offered: int) -> None:
    totals = (("event.where", 10.0), ("event.when", 9.0), ("films.all", 10.0 - behind), ("speakers.all", 9.0))
    candidates = tuple(Candidate(entry, total, 0.0) for entry, total in totals)
    unsure = matcher.confidence.suggest
    outcome = matcher.judge(Ranking(Evidence(("where",), (), ()), candidates, 1.0, 0.0, 0.0, (), unsure))

    assert isinstance(outcome, Suggestions)
    assert len(outcome.entries) == offered


def judged(matcher: Matcher, words: tuple[str, ...], nearest: float, probability: float = 1.0) -> Outcome:
    """What becomes of a question of these words, so like a phrase of its entry."""
    candidates = (Candidate("event.where", 9.0, nearest),)
    return matcher.judge(Ranking(Evidence(words, (), ()), candidates, 1.0, 0.0, 0.0, (), probability))


@pytest.mark.parametrize(
    ("words", "nearest", "says_something"),
    [
        (("q", "a"), 0.93, True),
        (("q", "a"), 0.92, False),
        (("q",), 0.93, False),
        (("1", "2"), 0.93, False),
        (("q", "2"), 0.93, False),
        (("11",), 0.0, True),
    ],
)
def test_single_letters_say_something_only_where_they_are_a_phrase_together(
    matcher: Matcher, words: tuple[str, ...], nearest: float, *, says_something: bool
) -> None:
    assert isinstance(judged(matcher, words, nearest), Match) is says_something


@pytest.mark.parametrize(("nearest", "is_its_phrase"), [(0.92, False), (0.93, True)])
def test_a_question_is_a_phrase_word_for_word_where_it_is_nearly_that(
    matcher: Matcher, nearest: float, *, is_its_phrase: bool
) -> None:
    assert is_word_for_word(judged(matcher, ("where",), nearest)) is is_its_phrase


def test_a_threshold_itself_is_enough_for_an_answer(matcher: Matcher) -> None:
    assert isinstance(judged(matcher, ("where",), 0.5, matcher.confidence.answer), Match)


def test_whatever_its_nearest_phrase_may_bring_first_is_compared_phrase_by_phrase(small_knowledge: Knowledge) -> None:
    matcher = Matcher.of(small_knowledge)
    reading = matcher.reader.read("number of the park")
    totals, ranking = matcher.totals(reading), matcher.rank_reading(reading)
    near = [c for c in ranking.candidates if c.linear + 3.5 >= ranking.candidates[0].linear]

    assert len(near) > 1
    assert [c.total for c in near] == [totals[c.entry] for c in near]


@pytest.mark.parametrize(("ahead", "first"), [(3.4, "typed"), (3.6, "ahead")])
def test_what_is_typed_word_for_word_outweighs_a_margin_that_is_little_ahead(ahead: float, first: str) -> None:
    candidates = Candidate("typed", linear=1.0, nearest=1.0), Candidate("ahead", linear=1.0 + ahead, nearest=0.0)

    assert max(candidates, key=lambda candidate: candidate.total).entry == first


def test_more_words_than_those_learned_from_make_no_match_surer(small_knowledge: Knowledge) -> None:
    matcher = Matcher.of(small_knowledge)
    fewer, most, more = (matcher.rank_words(("park",) * words).signals[6] for words in (59, 60, 61))

    assert fewer < most == more


def test_what_is_like_no_phrase_has_no_nearest_one(matcher: Matcher) -> None:
    assert matcher.phrase_of(Candidate("event.where", 1.0, 0.0)) == ""


@pytest.mark.parametrize("text", ["", "   ", "🙂", "?!", "qwrtpsdfg vbnmkl"])
def test_what_says_nothing_is_no_match(matcher: Matcher, text: str) -> None:
    assert isinstance(matcher.match(text), NoMatch)


def test_every_entry_is_found_by_its_own_first_phrase(small_knowledge: Knowledge) -> None:
    matcher = Matcher.of(small_knowledge)
    outcomes = {e: matcher.match(entry.phrases["en"][0]) for e, entry in small_knowledge.entries.items()}

    assert {e: o.entry for e, o in outcomes.items() if isinstance(o, Match)} == {e: e for e in small_knowledge.entries}


def test_an_entry_newer_than_the_fit_is_found(knowledge: Knowledge, learned: Learned) -> None:
    template = knowledge.entries["event.where"]
    phrases = {"en": ("is there a cloakroom", "where do i leave my coat", "cloakroom for coats")}
    new = template._replace(id="event.cloakroom", phrases=phrases)
    later = replace(knowledge, entries={**knowledge.entries, new.id: new}, digest="")
    matcher = Matcher.of(later, learned)

    assert matcher.rank("is there a cloakroom for my coat").candidates[0].entry == new.id
    assert matcher.rank("is there a cloakroom for my coat").unanswered == 0.0
    assert matcher.rank("where was it").unanswered > 0.0


def test_an_entry_removed_since_the_fit_is_never_a_candidate(knowledge: Knowledge, learned: Learned) -> None:
    entries = {e: entry for e, entry in knowledge.entries.items() if e != "film.gulmira"}
    matcher = Matcher.of(replace(knowledge, entries=entries, digest=""), learned)

    assert "film.gulmira" not in [c.entry for c in matcher.rank("гульмира").candidates]


@pytest.mark.parametrize(
    ("answer", "suggest", "kind"), [(0.0, 0.0, Match), (1.1, 0.0, Suggestions), (1.1, 1.1, NoMatch)]
)
def test_two_thresholds_make_three_zones(
    small_knowledge: Knowledge, answer: float, suggest: float, kind: type[object]
) -> None:
    matcher = Matcher.of(small_knowledge)
    matcher.confidence = Confidence(answer=answer, suggest=suggest)

    assert isinstance(matcher.match("where is the fair"), kind)


def test_choices_are_at_most_three(knowledge: Knowledge, learned: Learned) -> None:
    matcher = Matcher.of(knowledge, learned)
    matcher.confidence = Confidence(answer=1.1, suggest=0.0)
    outcome = matcher.match("кто режиссёр")

    assert isinstance(outcome, Suggestions)
    assert 1 <= len(outcome.entries) <= CHOICES


def test_the_best_candidate_comes_first(matcher: Matcher) -> None:
    totals = [c.total for c in matcher.rank("кто снял фильм").candidates]

    assert totals == sorted(totals, reverse=True)
    assert len(totals) == CANDIDATES


@pytest.mark.parametrize("text", ["говорили ли о законах послы", "is there a trailer of gulmira", "рахмет"])
def test_a_lead_counts_by_its_square_root(matcher: Matcher, text: str) -> None:
    ranking = matcher.rank(text)

    assert ranking.signals[1] ** 2 == pytest.approx(min(ranking.lead, 8.0))


def test_what_was_just_shown_gains(matcher: Matcher) -> None:
    words = matcher.reader.words_of("and who made it?")
    alone = matcher.rank_words(words)
    after = matcher.rank_reading(matcher.reader.read_words(words, "gulmira"), {"film.gulmira.director": 3.0})

    assert after.candidates[0].entry == "film.gulmira.director"
    assert after.probability > alone.probability


@pytest.mark.parametrize(
    ("text", "least", "most"), [("где это было", 0.99, 1.0), ("qwrtpsdfg", 0.0, 0.0), ("", 0.0, 0.0)]
)
def test_known_is_the_share_of_words_that_the_knowledge_knows(
    matcher: Matcher, text: str, least: float, most: float
) -> None:
    assert least <= matcher.rank(text).known <= most


def test_reasons_name_the_features_of_the_question(matcher: Matcher) -> None:
    features = [feature for feature, _ in matcher.reasons("кто снял гульмиру", "film.gulmira.director")]

    assert "@gulmira" in features or "w:gulmiru" in features


@pytest.mark.parametrize("text", ["а" * 5000, "слово " * 3000, "?" * 5000, "\u0301" * 5000, "🙂" * 5000, "1" * 5000])
def test_an_endless_text_is_ranked_like_any_other(matcher: Matcher, text: str) -> None:
    assert 0 <= matcher.rank(text).probability <= 1


def test_no_choice_is_without_entries(matcher: Matcher) -> None:
    with pytest.raises(ValueError, match="nothing is suggested"):
        Suggestions((), matcher.rank("where was it"))
