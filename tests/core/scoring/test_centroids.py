from __future__ import annotations

from bot.core.scoring.centroids import MOST_MET, Centroids
from bot.core.scoring.features import Vector
from bot.core.scoring.rarity import Rarity


def centroids(samples: dict[str, list[Vector]]) -> Centroids:
    made = Centroids(Rarity.of_texts(vector for listed in samples.values() for vector in listed))
    for label, listed in samples.items():
        made.add(label, listed)
    return made


def test_an_entry_is_matched_by_its_pooled_phrases() -> None:
    made = centroids({"coat": [{"w:cloakroom": 1.0}, {"w:coat": 1.0}], "tea": [{"w:tea": 1.0}, {"w:coffee": 1.0}]})
    margins = made.margins({"w:coat": 1.0, "w:cloakroom": 1.0})

    assert margins["coat"] > 0
    assert "tea" not in margins


def test_strange_words_weaken_the_margin() -> None:
    made = centroids({"coat": [{"w:coat": 1.0}]})

    assert made.margins({"w:coat": 1.0, "w:strange": 1.0})["coat"] < made.margins({"w:coat": 1.0})["coat"]


def test_however_many_entries_share_a_word_only_so_many_are_met() -> None:
    common: dict[str, list[Vector]] = {str(n): [{"w:where": 1.0, f"w:{n}": 1.0}] for n in range(MOST_MET + 10)}
    margins = centroids(common).margins({"w:where": 1.0, "w:7": 1.0})

    # The rare word is followed first; the word that all share would go beyond the bound.
    assert list(margins) == ["7"]


def test_a_common_word_alone_is_followed_all_the_same() -> None:
    common: dict[str, list[Vector]] = {str(n): [{"w:where": 1.0}] for n in range(MOST_MET + 10)}

    assert len(centroids(common).margins({"w:where": 1.0})) == MOST_MET + 10


def test_without_entries_there_is_no_margin() -> None:
    assert centroids({}).margins({"w:coat": 1.0}) == {}
