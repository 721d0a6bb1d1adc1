"""Likeness to the single phrases of an entry, in however many indexes they lie.

Of `bot/core/scoring/nearest.py`.
"""

from __future__ import annotations

from itertools import islice

import pytest

from bot.core.dialogue import Dialogue
from bot.core.scoring.features import raw_features
from bot.core.scoring.inverted import telling
from bot.core.scoring.lexicon import Lexicon
from bot.core.scoring.nearest import Phrases, phrases_of
from bot.core.text import normal_forms

ASKED = ["who opened the event", "кто снял фильм", "іс-шара қашан болды", "!?"]


def test_phrases_are_as_near_in_many_indexes_as_in_one(dialogue: Dialogue, monkeypatch: pytest.MonkeyPatch) -> None:
    reader, lexicon = dialogue.by_itself.reader, Lexicon({}, {})
    entries = list(islice(dialogue.knowledge.entries.values(), 12))
    questions = [telling(raw_features(lexicon.read(text)), reader.rarity) for text in ASKED]

    def found(most: int) -> list[tuple[float, int]]:
        monkeypatch.setattr("bot.core.scoring.nearest.MOST_SHORT", most)
        phrases = Phrases()
        for entry in entries:
            phrases.add(entry, (raw_features(lexicon.read(text)) for text in phrases_of(entry)), reader.rarity)
        phrases.close()
        kept = Phrases.from_data(phrases.to_data())
        return [kept.nearest(kept.postings(question), entry.id) for question in questions for entry in entries]

    assert found(1_000) == found(65_535)


def test_of_phrases_that_are_equally_near_the_first_is_told(dialogue: Dialogue) -> None:
    rarity, lexicon = dialogue.by_itself.reader.rarity, Lexicon({}, {})
    entry = next(iter(dialogue.knowledge.entries.values()))
    entry = entry._replace(phrases={"en": ("a film", "the opening", "opening the", "who opened it")})
    phrases = Phrases()
    phrases.add(entry, (raw_features(lexicon.read(text)) for text in phrases_of(entry)), rarity)
    phrases.close()

    def nearest(text: str) -> tuple[float, int]:
        question = telling(raw_features(lexicon.read(text)), rarity)
        likeness, number = phrases.nearest(phrases.postings(question), entry.id)
        return round(likeness, 2), number

    assert nearest("the opening") == (1.0, 1)
    assert nearest("zebra") == (0.0, 0)


@pytest.mark.parametrize("entries", [2, 300])
def test_a_phrase_is_known_word_for_word_and_belongs_to_its_first_entry(dialogue: Dialogue, entries: int) -> None:
    rarity, (entry, *_) = dialogue.by_itself.reader.rarity, dialogue.knowledge.entries.values()
    phrases = Phrases()
    for number in range(entries):
        phrases.add(entry._replace(id=f"{number}", phrases={"en": ("the opening", f"film {number}")}), [{}, {}], rarity)
    phrases.close()
    kept = Phrases.from_data(phrases.to_data())

    last = str(entries - 1)
    asked = [normal_forms(said) for said in ("the opening", f"film {last}", "film")]
    assert [kept.word_for_word(words) for words in asked] == ["0", last, None]
