from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import MappingProxyType

import pytest

from bot.core.knowledge import Topic
from bot.core.scoring.features import word_feature
from bot.core.scoring.lexicon import Lexicon
from bot.core.scoring.rarity import Rarity
from bot.core.scoring.short_forms import ShortForms
from bot.core.scoring.spelling import Spelling
from bot.core.text import normal_forms

LEXICON = Lexicon(
    {"price": ["how_much", "стоит*"], "shelter": ["приют*"]},
    {"korgau": Topic("korgau", "organisation", ("Корғау",), follow_up=True)},
)
KNOWN = [
    form for word in ("how", "much", "стоит", "приют", "где", "мероприятие", "работа") for form in normal_forms(word)
]
SPELLING = Spelling(KNOWN, LEXICON, Rarity.of_texts([{word_feature(word): 1.0} for word in KNOWN]))


@pytest.mark.parametrize(
    ("slip", "meant"),
    [("мероприятее", "мероприятие"), ("првют", "приют"), ("гдк", "где"), ("рабоат", "работа"), ("munch", "much")],
)
def test_a_word_never_seen_counts_as_the_known_one_it_resembles(slip: str, meant: str) -> None:
    bag = SPELLING.evidence_and_bag(normal_forms(slip))[1]

    assert bag.of(word_feature(*normal_forms(meant))) > 0.6


@pytest.mark.parametrize("strange", ["хлопок", "абв", "да", "12345678"])
def test_a_strange_word_counts_as_none(strange: str) -> None:
    assert SPELLING.known_share(normal_forms(strange)) == 0


def test_a_known_word_is_no_slip() -> None:
    assert SPELLING.known_share(normal_forms("где приют")) == 1
    assert SPELLING.evidence_and_bag(normal_forms("где"))[1].of(word_feature("gde")) == 1


@pytest.mark.parametrize(("lines", "likeness"), [(2, 0.83), (3, 0.0)])
def test_a_word_that_stands_in_three_lines_of_any_kind_is_no_slip(lines: int, likeness: float) -> None:
    learned = [word_feature("rabata")] * lines + [word_feature("rabota")] * 9
    spelling = Spelling(KNOWN, LEXICON, Rarity.of_texts([{feature: 1.0} for feature in learned]))
    bag = spelling.evidence_and_bag(["rabata"])[1]

    assert bag.of(word_feature("rabota")) == pytest.approx(likeness, abs=0.05)
    assert spelling.known_share(["rabata"]) == pytest.approx(1.0 if lines == 3 else 0.83, abs=0.05)


def test_what_only_such_lines_have_is_nothing_that_a_slip_can_mean() -> None:
    spelling = Spelling(KNOWN, LEXICON, Rarity.of_texts([{word_feature("aliens"): 1.0}] * 9))

    assert spelling.known_share(["aliens"]) == 1
    assert spelling.spelt_share(["aliens"]) == 0  # in those lines it may have been typed in another layout
    assert spelling.known_share(["alienz"]) == 0


COMMON = Spelling(
    KNOWN,
    LEXICON,
    Rarity.of_texts(
        [{word_feature(form): 1.0 for form in normal_forms("как попасть в приют гульмира help тест")}] * 20
    ),
)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("какпопасть в приют", "как попасть в приют"),
        ("попастьтест", "попасть тест"),
        ("гуль мира", "гульмира"),
        ("при ют", "приют"),
        ("h elp", "help"),
    ],
)
def test_a_space_too_few_or_too_many_is_corrected(typed: str, meant: str) -> None:
    assert COMMON.corrected(normal_forms(typed)) == normal_forms(meant)


@pytest.mark.parametrize("typed", ["как в приют", "приютт", "попасьт", "неизвестное слово", "112102", "10 2"])
def test_what_is_known_misspelt_or_strange_is_left_as_it_is(typed: str) -> None:
    assert COMMON.corrected(normal_forms(typed)) == normal_forms(typed)


def spelling_of(
    lines: dict[str, int], known: Sequence[str] = (), short_forms: Mapping[str, str] = MappingProxyType({})
) -> Spelling:
    """By how many lines each word stands in; `known` are those of entries."""
    rarity = Rarity.of_texts([{word_feature(w): 1.0} for w, n in lines.items() for _ in range(n)])
    return Spelling(known, LEXICON, rarity, ShortForms(short_forms.items()))


@pytest.mark.parametrize(("typed", "corrected"), [("urat", "uradi"), ("flat", "flat"), ("rat", "rat")])
def test_a_spoken_ending_is_written_out_where_the_word_is_known_so(typed: str, corrected: str) -> None:
    spelling = spelling_of({"uradi": 30, "flat": 20, "rat": 1, "radi": 40}, short_forms={"*ат": "ады"})

    assert spelling.corrected([typed]) == [corrected]


@pytest.mark.parametrize(("together", "corrected"), [(30, ["helpline"]), (5, ["help", "line"])])
def test_two_words_are_one_only_where_that_is_much_commoner(together: int, corrected: list[str]) -> None:
    spelling = spelling_of({"help": 20, "line": 9, "helpline": together})

    assert spelling.corrected(["help", "line"]) == corrected


def test_a_lone_letter_is_no_piece_of_a_word_beside_a_common_one() -> None:
    spelling = spelling_of({"hou": 90, "hour": 30, "r": 5, "help": 30})

    assert spelling.corrected(["hou", "r", "u"]) == ["hou", "r", "u"]
    assert spelling.corrected(["h", "elp"]) == ["help"]


@pytest.mark.parametrize(("lines", "meant"), [(3, ["ai", "dont", "knou"]), (4, ["idk"])])
def test_a_short_form_stands_for_what_is_known_ten_times_better(lines: int, meant: list[str]) -> None:
    spelling = spelling_of({"ai": 90, "dont": 60, "knou": 40, "idk": lines}, short_forms={"idk": "I don't know"})

    assert spelling.corrected(["idk"]) == meant


@pytest.mark.parametrize(("lines", "corrected"), [(10, ["pomosh", "nig"]), (9, ["pomoshnig"])])
def test_only_common_words_are_told_apart(lines: int, corrected: list[str]) -> None:
    assert spelling_of({"pomosh": 20, "nig": lines}).corrected(["pomoshnig"]) == corrected


@pytest.mark.parametrize(
    ("lines", "mended"), [({"shashtaraz": 3}, ["shashtarazda"]), ({"shashtaraz": 2}, ["shash", "tarazda"])]
)
def test_a_known_word_with_an_ending_is_no_two_words(lines: dict[str, int], mended: list[str]) -> None:
    assert spelling_of({"shash": 20, "tarazda": 20, **lines}).corrected(["shashtarazda"]) == mended


def test_a_clear_slip_is_not_taken_apart() -> None:
    assert spelling_of({"pomosh": 20, "nig": 20}, ["pomoshnik"]).corrected(["pomoshnig"]) == ["pomoshnig"]


def test_a_misspelt_word_means_what_it_does_beside_others() -> None:
    assert SPELLING.evidence_and_bag(normal_forms("how munch"))[0].meanings == ("=price",)


def test_a_misspelt_word_is_less_known_and_not_spelt_right() -> None:
    found = normal_forms("где приюд")

    assert 0.5 < SPELLING.known_share(found) < 1
    assert SPELLING.spelt_share(found) == pytest.approx(0.5, abs=0.1)
