"""What a person typed: a command, or words. A cry for help behind a slash is heard like any other."""

from __future__ import annotations

import re
from collections.abc import Callable, Container
from typing import NamedTuple

HIDE, FORGET, LANGUAGE, SUPPORT, PRIVACY = "hide", "forget", "language", "support", "privacy"
LAST_WORDS = frozenset({HIDE, FORGET})
"""Commands that take effect whatever text follows them: somebody may be coming."""
CALLS_FOR_HELP = frozenset({SUPPORT, "help"})
"""Commands that show the numbers of help."""
SCREENS = frozenset({"start", "help"})
"""Commands that open the menu: nearly every talk begins with one, and no follow-up refers to it."""

_BEHIND_NAME = ".,;:!?…"
"""What people type behind a name without meaning it: "/start."."""
_LINK = re.compile(r"[A-Za-z0-9_-]{1,64}")
"""What a link into the chat may put behind /start: written by the link's author, not by the person."""


class Command(NamedTuple):
    """`/name@to words`."""

    name: str
    """In lower case; empty for a bare slash."""
    words: str = ""
    to: str = ""
    """The bot that it addresses, where it names one."""


def command_of(text: str) -> Command | None:
    """None where the text is no command but words."""
    text = text.strip()
    if not text.startswith("/"):
        return None
    first, *rest = text[1:].split(maxsplit=1) or [""]
    name, _, to = first.rstrip(_BEHIND_NAME).partition("@")
    return Command(name.lower(), rest[0] if rest else "", to)


def command_or_words(text: str, known: Container[str], alarms: Callable[[str], bool]) -> Command | str:
    """The command, or the words to be answered: words in a command come first where they alarm."""
    command = command_of(text)
    if command is None:
        return text
    if not command.name.isascii():  # no command has such a name: «/старт»
        return text.strip()[1:].strip()
    if command.name in LAST_WORDS or (command.name == "start" and _LINK.fullmatch(command.words)):
        return command
    words = command.words if command.name in known else text.strip()[1:].strip()
    return words if words and alarms(words) else command
