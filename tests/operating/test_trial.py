"""What a knowledge must be able to answer before it may take the place of one that works."""

from __future__ import annotations

from copy import copy
from dataclasses import replace

from bot.core.dialogue import Dialogue
from bot.core.knowledge import Knowledge
from bot.core.scoring.learned import Learned
from bot.core.understanding.distress.recogniser import Recogniser
from bot.operating.trial import trial_faults
from tests.support.broken import with_parts


def test_the_shipped_knowledge_stands_its_trial(dialogue: Dialogue) -> None:
    assert trial_faults(dialogue) == []


def test_a_small_knowledge_that_was_never_fitted_stands_it_too(small_dialogue: Dialogue) -> None:
    assert trial_faults(small_dialogue) == []


def test_silent_examples_are_told(small_knowledge: Knowledge, small_dialogue: Dialogue) -> None:
    deaf = with_parts(small_dialogue, recogniser=Recogniser.of(replace(small_knowledge, crisis={})))

    assert any("set off no alarm" in fault for fault in trial_faults(deaf))


def test_an_entry_that_nothing_finds_is_told(small_knowledge: Knowledge) -> None:
    entry = next(iter(small_knowledge.entries.values()))
    lost = entry._replace(id="lost.one", phrases={}, title=dict.fromkeys(entry.title, "qwrtpsdf"))
    fault = trial_faults(Dialogue(replace(small_knowledge, entries={**small_knowledge.entries, lost.id: lost})))

    assert any("lost.one" in one for one in fault)


def test_entries_that_what_was_learned_does_not_find_are_told(knowledge: Knowledge, learned: Learned) -> None:
    """Word for word they are found with any weights."""
    model = copy(learned.model)
    # A tenth of the entries have the weights of another.
    names = [label for label in model.labels if label in knowledge.entries][::10]
    taken = dict(zip(names, names[1:] + names[:1], strict=True))
    model.labels = [taken.get(label, label) for label in model.labels]
    damaged = Dialogue(knowledge, replace(learned, model=model))

    assert any("are found by none of their phrases" in fault for fault in trial_faults(damaged))


def test_an_entry_that_changed_since_the_fit_may_be_found_by_its_very_words_only(
    dialogue: Dialogue, learned: Learned
) -> None:
    asked = "what did the film about the woman say"
    entry = next(iter(dialogue.knowledge.entries.values()))
    other = entry._replace(title=dict.fromkeys(entry.title, asked), phrases={"en": (asked,)})
    entries = {**dialogue.knowledge.entries, entry.id: other}
    changed = Dialogue(replace(dialogue.knowledge, entries=entries, digest=""), learned)

    assert trial_faults(changed) == []


def test_a_rule_that_finds_questions_about_the_event_is_told(knowledge: Knowledge, learned: Learned) -> None:
    careless = knowledge.crisis["disclosure"]._replace(rules=("кто снял",))
    dialogue = Dialogue(replace(knowledge, crisis={**knowledge.crisis, "disclosure": careless}), learned)
    told = [fault for fault in trial_faults(dialogue) if fault.startswith("a rule or safe word brings help first")]

    assert len(told) == 1
