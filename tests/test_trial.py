"""What a knowledge must be able to answer before it may take the place of one that works."""

from __future__ import annotations

from dataclasses import replace

from bot.core.dialogue import Dialogue
from bot.core.model import Knowledge
from bot.trial import trial_faults


def test_the_shipped_knowledge_stands_its_trial(dialogue: Dialogue) -> None:
    assert trial_faults(dialogue) == []


def test_a_small_knowledge_that_was_never_fitted_stands_it_too(small_dialogue: Dialogue) -> None:
    assert trial_faults(small_dialogue) == []


def test_silent_examples_are_told(small_knowledge: Knowledge) -> None:
    deaf = Dialogue(small_knowledge)
    for crisis in small_knowledge.crisis.values():
        assert crisis.examples
    deaf.recogniser = Dialogue(replace(small_knowledge, crisis={})).recogniser

    assert any("set off no alarm" in fault for fault in trial_faults(deaf))


def test_an_entry_that_nothing_finds_is_told(small_knowledge: Knowledge) -> None:
    entry = next(iter(small_knowledge.entries.values()))
    lost = replace(entry, id="lost.one", phrases={}, title=dict.fromkeys(entry.title, "qwrtpsdf"))
    fault = trial_faults(Dialogue(replace(small_knowledge, entries={**small_knowledge.entries, lost.id: lost})))

    assert any("lost.one" in one for one in fault)
