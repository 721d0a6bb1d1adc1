from __future__ import annotations

import pytest

from bot.checking.entries import FEWEST_PHRASES
from bot.desk import entries
from bot.desk.entries import Gap, Wanted, gaps_of, holds, remember_words
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


def test_no_text_is_brought_into_normal_forms_for_a_search_once_its_words_are_remembered(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    remember_words([ENTRY])
    read: list[str] = []

    def forms(text: str) -> list[str]:
        read.append(text)
        return ["gulmira"]

    monkeypatch.setattr(entries, "normal_forms", forms)

    assert holds(ENTRY.model_copy(), "гулмира")
    assert read == ["гулмира"]


def test_what_is_missing_is_told_per_language() -> None:
    gaps = list(gaps_of(ENTRY, ["ru", "kk", "en"]))

    assert gaps[:2] == [Gap("kk", "answer"), Gap("kk", "few_phrases", 1)]
    assert gaps[2:] == [Gap("en", "title"), Gap("en", "answer"), Gap("en", "phrases")]


def test_without_a_filter_everything_is_wanted() -> None:
    assert Wanted() == Wanted("", "", "", "")
