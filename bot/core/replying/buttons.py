"""What a button means, and the opaque data that stands for it on its way to people and back.

The data is short, says nothing to someone who reads it, and stays the same over restarts and replicas, so that a
button on last month's message still works.
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Collection, Iterable, Mapping
from typing import Literal, NamedTuple

from bot.core.knowledge import Language

Verb = Literal[
    "entry", "menu", "help", "languages", "language", "hide", "not_me", "more", "private", "vanish", "brief",
    "ask", "ask_yes", "ask_no", "helped", "not_helped", "draft",
]  # fmt: skip
URGENT: Collection[Verb] = ("help", "more", "brief", "vanish")
"""May not wait behind others: they ask for help, or take a line off the screen."""
HIDING: Collection[Verb] = ("hide", "vanish")
"""Take what stands on the screen off it."""
JUDGING: Collection[Verb] = ("helped", "not_helped")
"""Say whether an answer helped."""
ASKING: Collection[Verb] = ("ask", "ask_yes", "ask_no")
"""Lead a question to the organisers, or not."""

_LETTERS: Mapping[Verb, str] = {
    "entry": "a",
    "menu": "b",
    "help": "c",
    "languages": "d",
    "language": "e",
    "hide": "f",
    "not_me": "g",
    "more": "h",
    "private": "i",
    "vanish": "j",
    "brief": "p",
    "ask": "k",
    "ask_yes": "l",
    "ask_no": "m",
    "helped": "n",
    "not_helped": "o",
    "draft": "q",
}
_VERBS: Mapping[str, Verb] = {letter: verb for verb, letter in _LETTERS.items()}


class Action(NamedTuple):
    """`target` is an entry id or a language; `language` is that of the message with the button."""

    verb: Verb
    language: Language
    target: str = ""


class ActionCodes:
    """Turns actions into button data and back, for one set of targets."""

    def __init__(self, targets: Iterable[str]) -> None:
        self._codes = {target: _short(target) for target in sorted(targets, reverse=True)}
        self._targets = {code: target for target, code in self._codes.items()}

    def encode(self, action: Action) -> str:
        """Eleven characters at most, whatever it leads to: a messenger takes no more than some."""
        code = (self._codes.get(action.target) or _short(action.target)) if action.target else ""
        return f"{_LETTERS[action.verb]}{action.language}{code}"

    def decode(self, data: str) -> Action | None:
        """None for data that no button of this knowledge carries."""
        language, code = self.language_of(data), data[3:]
        target = self._targets.get(code, "") if code else ""
        if language is None or (code and not target):
            return None
        return Action(_VERBS[data[0]], language, target)

    def language_of(self, data: str) -> Language | None:
        """The language of the message with the button, even where what the button led to is gone."""
        language = data[1:3]
        return language if data[:1] in _VERBS and language.isalpha() else None

    def verb_of(self, data: str) -> Verb | None:
        """What a button is for, where an adapter must know (Hide is its work, not the dialogue's)."""
        action = self.decode(data)
        return action.verb if action else None


def _short(target: str) -> str:
    digest = hashlib.blake2s(target.encode(), digest_size=5).digest()
    return base64.b32encode(digest).decode().lower()
