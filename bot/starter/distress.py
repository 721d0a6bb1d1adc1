"""Carries what the shipped knowledge has learned of distress over to a folder that has learned nothing of its own yet.

Somebody in danger must be heard in the first minute of another city's bot. What tells a cry for help from a calm
question has nothing to do with the event: the model keeps every weight and the single cries for help, and the labels of
entries that the new folder lacks become nameless ones that count as calm and answer nothing. What no entry answers is
the new folder's own.
"""

from __future__ import annotations

from dataclasses import replace

from bot.core.knowledge import Knowledge
from bot.core.scoring.features import raw_features
from bot.core.scoring.labels import QUIET, is_live
from bot.core.scoring.learned import Learned
from bot.core.scoring.lexicon import Lexicon
from bot.core.scoring.nearest import Phrases, phrases_of
from bot.core.scoring.neighbours import Neighbours, unanswered_lines
from bot.core.scoring.weights import LinearModel
from bot.core.text import normal_forms
from bot.loading.prepared import digest_of


def carried_over(learned: Learned, shipped: Knowledge, new: Knowledge) -> Learned:
    """`learned` is what `senim fit` learned from the shipped knowledge; the result is the same for the new one."""
    same = {i for i, entry in new.entries.items() if i in shipped.entries and _asks_like(shipped, new, i)}
    labels = learned.model.labels
    kept = [label if is_live(label, same) else f"{QUIET}.{number}" for number, label in enumerate(labels)]
    lexicon, model = Lexicon(new.synonyms, new.topics), learned.model.relabelled(kept)
    return replace(
        learned,
        lexicon=lexicon,
        model=model,
        phrases=_phrases(new, lexicon, model),
        unanswered=Neighbours.of((raw_features(lexicon.read(line)) for line in unanswered_lines(new)), model.rarity),
        vocabulary=_without_names(learned.vocabulary, _names(shipped) - _names(new)),
        follow_ups=learned.follow_ups.without_entries(),
        made_from=digest_of(new),
    )


def _asks_like(shipped: Knowledge, new: Knowledge, entry: str) -> bool:
    return phrases_of(shipped.entries[entry]) == phrases_of(new.entries[entry])


def _phrases(knowledge: Knowledge, lexicon: Lexicon, model: LinearModel) -> Phrases:
    phrases = Phrases()
    for entry in knowledge.entries.values():
        if entry.id in model.labels:
            phrases.add(entry, [raw_features(lexicon.read(text)) for text in phrases_of(entry)], model.rarity)
    phrases.close()
    return phrases


def _without_names(vocabulary: str, names: set[str]) -> str:
    """Names of the shipped event, however they were spelt, are no known words elsewhere."""
    return " ".join(word for word in vocabulary.split() if names.isdisjoint((word, *normal_forms(word))))


def _names(knowledge: Knowledge) -> set[str]:
    return {word for topic in knowledge.topics.values() for name in topic.names for word in normal_forms(name)}
