"""A recogniser that was never fitted: safe words, rules and the exact examples are all that it has."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.core.knowledge import Knowledge
from bot.core.understanding.distress.recogniser import Recogniser


@pytest.fixture(scope="session")
def unfitted(knowledge: Knowledge) -> Recogniser:
    """Without entries, whose phrases have no part in these: so it is soon made ready."""
    return Recogniser.of(replace(knowledge, entries={}, digest=""))
