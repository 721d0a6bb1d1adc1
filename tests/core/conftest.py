"""The parts of the dialogue that answers from the shipped knowledge."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from bot.core.dialogue import Dialogue
from bot.core.scoring.learned import Learned
from bot.core.scoring.reading import Reader
from bot.core.scoring.thresholds import Thresholds
from bot.core.understanding.distress.recogniser import Recogniser
from bot.core.understanding.matching import Matcher


@pytest.fixture
def reader(dialogue: Dialogue) -> Reader:
    return dialogue.by_itself.reader


@pytest.fixture
def matcher(dialogue: Dialogue) -> Matcher:
    return dialogue.by_itself.matcher


@pytest.fixture
def recogniser(dialogue: Dialogue) -> Recogniser:
    return dialogue.by_itself.recogniser


@pytest.fixture
def with_thresholds(dialogue: Dialogue, learned: Learned) -> Callable[[Thresholds], Recogniser]:
    """Makes the same recogniser with other thresholds."""
    knowledge, matcher = dialogue.knowledge, dialogue.by_itself.matcher
    return lambda thresholds: Recogniser(knowledge, matcher, replace(learned, thresholds=thresholds))
