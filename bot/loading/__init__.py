"""Reads a knowledge folder: YAML files in; a `Knowledge`, or all its faults at once, out."""

from __future__ import annotations

from pathlib import Path

from bot.core.knowledge import Knowledge
from bot.loading.faults import Fault, KnowledgeError

__all__ = ["Fault", "KnowledgeError", "is_installed_copy", "load_knowledge", "shipped_folder"]


def shipped_folder() -> Path:
    """The knowledge that comes with the program: inside the wheel, or beside `bot/` in a checkout."""
    package = Path(__file__).parents[1]
    inside = package / "shipped_knowledge"
    return inside if inside.is_dir() else package.parent / "knowledge"


def is_installed_copy(folder: Path) -> bool:
    """Whether a folder lies inside the installed program, where the next update overwrites what an editor writes."""
    return folder.resolve().name == "shipped_knowledge" and (folder.resolve().parent / "core").is_dir()


def load_knowledge(folder: Path) -> Knowledge:
    """Raises KnowledgeError with every fault of the folder."""
    # Validation takes longer to import than all the rest, and a compiled knowledge needs none.
    from bot.loading.folder import join, read_parts

    return join(read_parts(folder))
