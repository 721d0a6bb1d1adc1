"""What answers people: a dialogue, or help alone; the edge uses only what both can do."""

from __future__ import annotations

from bot.core.dialogue import Dialogue
from bot.core.replying.help import Help

Answering = Dialogue | Help
"""A dialogue, or help alone where none can be built."""


def is_help_only(answering: Answering) -> bool:
    return isinstance(answering, Help)
