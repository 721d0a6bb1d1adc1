"""What many tests start from: the shipped knowledge, and a tiny one that a test may break."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.core.dialogue import Dialogue
from bot.core.knowledge import Knowledge
from bot.core.scoring.learned import Learned
from bot.loading import load_knowledge, shipped_folder
from bot.loading.prepared import load_dialogue, load_fitted
from bot.state.drafts import Drafts
from tests.support.clock import Clock
from tests.support.small_knowledge import write_small_knowledge


@pytest.fixture(scope="session")
def dialogue() -> Dialogue:
    """Answers from the shipped knowledge, as people meet it."""
    return load_dialogue(shipped_folder())


@pytest.fixture(scope="session")
def knowledge(dialogue: Dialogue) -> Knowledge:
    return dialogue.knowledge


@pytest.fixture(scope="session")
def learned() -> Learned:
    """What `senim fit` learned from the shipped knowledge."""
    learned = load_fitted(shipped_folder())
    assert learned
    return learned


@pytest.fixture(scope="session")
def small_knowledge(tmp_path_factory: pytest.TempPathFactory) -> Knowledge:
    """A book fair with two entries; never fitted."""
    return load_knowledge(write_small_knowledge(tmp_path_factory.mktemp("small")))


@pytest.fixture(scope="session")
def small_dialogue(small_knowledge: Knowledge) -> Dialogue:
    return Dialogue(small_knowledge)


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def drafts(tmp_path: Path) -> Drafts:
    return Drafts(tmp_path / "drafts")


@pytest.fixture
def small_folder(tmp_path: Path) -> Path:
    """The same book fair as files, fresh for each test to break."""
    folder = tmp_path / "knowledge"
    folder.mkdir()
    return write_small_knowledge(folder)
