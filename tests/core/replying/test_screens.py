from __future__ import annotations

from typing import get_args

import pytest

from bot.core.knowledge import Knowledge
from bot.core.replying.buttons import Verb
from bot.core.replying.screens import Screens

NAMED = ("entry", "language")
"""These bear the name of what they open."""


@pytest.mark.parametrize("verb", [verb for verb in get_args(Verb) if verb not in NAMED])
def test_every_other_button_has_a_text_of_its_own(small_knowledge: Knowledge, verb: Verb) -> None:
    assert Screens(small_knowledge).button(verb, "en").label.startswith("english ")
