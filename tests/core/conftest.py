"""The parts of the dialogue that answers from the shipped knowledge."""

from __future__ import annotations

import pytest

from bot.core.dialogue import Dialogue
from bot.core.scoring.reading import Reader
from bot.core.understanding.crisis import Recogniser
from bot.core.understanding.matching import Matcher


@pytest.fixture
def reader(dialogue: Dialogue) -> Reader:
    return dialogue.understanding.reader


@pytest.fixture
def matcher(dialogue: Dialogue) -> Matcher:
    return dialogue.understanding.matcher


@pytest.fixture
def recogniser(dialogue: Dialogue) -> Recogniser:
    return dialogue.understanding.recogniser
