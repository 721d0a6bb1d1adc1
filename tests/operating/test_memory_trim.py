from __future__ import annotations

import gc
import weakref
from collections.abc import Iterator

import pytest

from bot.core.dialogue import Dialogue
from bot.core.knowledge import Knowledge
from bot.operating.memory_trim import collect_later, trim_memory


@pytest.fixture(autouse=True)
def _collector_as_before() -> Iterator[None]:
    yield
    gc.enable()
    gc.unfreeze()


def test_a_knowledge_that_was_replaced_is_not_kept(small_knowledge: Knowledge) -> None:
    dialogue = Dialogue(small_knowledge)
    trim_memory()
    replaced = weakref.ref(dialogue)
    del dialogue
    trim_memory()

    assert replaced() is None


def test_what_is_in_use_is_left_alone_by_the_collector(small_knowledge: Knowledge) -> None:
    dialogue = Dialogue(small_knowledge)
    trim_memory()

    assert gc.get_freeze_count() > 0
    assert not any(found is dialogue for found in gc.get_objects())


def test_garbage_waits_for_the_end_of_the_start() -> None:
    collect_later()
    while_starting = gc.isenabled()
    trim_memory()

    assert (while_starting, gc.isenabled()) == (False, True)
