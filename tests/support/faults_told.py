"""What an editor is told of a folder: the lines of its faults."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.checking.check import check_knowledge
from bot.loading import KnowledgeError, load_knowledge


def faults_of(folder: Path) -> list[str]:
    """By the whole check."""
    return [str(fault) for fault in check_knowledge(folder).faults]


def faults_unasked(folder: Path) -> list[str]:
    """By the check without a bot that is asked, which takes most of the time."""
    return [str(fault) for fault in check_knowledge(folder, ask=False).faults]


def faults_at_loading(folder: Path) -> list[str]:
    with pytest.raises(KnowledgeError) as caught:
        load_knowledge(folder)
    return [str(fault) for fault in caught.value.faults]
