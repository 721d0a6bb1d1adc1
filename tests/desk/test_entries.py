from __future__ import annotations

import pytest

from bot.desk.entries import Wanted, digest_of, gaps_of, holds
from bot.loading.check import FEWEST_PHRASES
from bot.loading.schema import EntryModel

PHRASES = "\n".join(f"phrase {n}" for n in range(FEWEST_PHRASES))
ENTRY = EntryModel(
    id="film.gulmira",
    title={"ru": "Гульмира", "kk": "Гүлмира"},
    answer={"ru": "Короткометражный фильм."},
    phrases={"ru": PHRASES, "kk": "гүлмира"},
)


@pytest.mark.parametrize(
    "text", ["", "Гульм", "film.gul", "короткометражный гульмира", "phrase 7", "gulmira", "ГҮЛМИРА"]
)
def test_an_entry_is_found_by_any_of_its_words(text: str) -> None:
    assert holds(ENTRY, text)


@pytest.mark.parametrize("text", ["Барби", "гульмира барби"])
def test_every_word_must_be_there(text: str) -> None:
    assert not holds(ENTRY, text)


def test_what_is_missing_is_told_per_language() -> None:
    gaps = [f"{gap.language}: {gap}" for gap in gaps_of(ENTRY, ["ru", "kk", "en"])]

    assert gaps == ["kk: no answer", "kk: 1 phrases of 20", "en: no title", "en: no answer", "en: no phrases"]


def test_without_a_filter_everything_is_wanted() -> None:
    assert Wanted() == Wanted("", "", "", "")


def test_any_change_changes_the_digest() -> None:
    other = ENTRY.model_copy(update={"related": ["bot.start"]})

    assert digest_of(other) != digest_of(ENTRY)
    assert digest_of(ENTRY.model_copy()) == digest_of(ENTRY)
