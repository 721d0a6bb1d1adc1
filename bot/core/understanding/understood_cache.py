"""Short texts that come again, kept in memory with what they were understood to say.

No chat is kept with them, and nothing outlives the process. Of texts that show distress only safe words are kept: these
stand in the knowledge. A text that came in one message alone may tell of a person: of it only a digest is kept, under a
key that the edge draws, since Python's own hash of a text is the same in all processes where PYTHONHASHSEED is set.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from bot.core.understanding.after_help.said import Said
from bot.core.understanding.distress.sign import Sign
from bot.core.understanding.subject import Subject
from bot.core.understanding.talk import Context
from bot.core.understanding.understood import Understood

K = TypeVar("K")
V = TypeVar("V")

MOST_HELD, LONGEST_HELD = 256, 200
"""Texts that are held, and the characters of one that is."""
MOST_SEEN_ONCE, MOST_JUDGED = 1_000, 4_000
"""Texts known to have come once, and signs of texts that wait for their reply."""
MOST_AFTER = 4
"""For each text it is held what it says and is about in so many talks."""


class UnderstoodCache:
    """The texts that were understood lately. `key`: a secret of this process."""

    def __init__(self, key: str = "") -> None:
        self._key = key
        self._texts: dict[str, Understood] = {}
        self._said: dict[str, dict[Context, Said | None]] = {}
        """Of each text that is held, what it says in a talk about help."""
        self._subjects: dict[str, dict[Context, Subject]] = {}
        """Of each text that is held, what it is about in a talk."""
        self._met: dict[int, None] = {}
        """Digests of the texts that came once."""
        self._judged: dict[int, Sign | None] = {}
        """By the digest of a text, the sign that it shows."""

    def get(self, text: str) -> Understood | None:
        return self._texts.get(text)

    def sign(self, text: str, find: Callable[[], Sign | None]) -> Sign | None:
        """Which sign of distress a text shows; found once until its message is answered."""
        held = self._texts.get(text)
        if held:
            return held.sign
        digest = self._digest(text)
        if digest not in self._judged:
            _put_last(self._judged, digest, find(), MOST_JUDGED)
        return self._judged[digest]

    def note(self, text: str, understood: Understood, *, hold_calm: bool = True) -> None:
        """Takes note of the text of a message that is answered, once for each: from the second time on it is held.

        Of texts that show distress only safe words are held, and calm ones only where `hold_calm` says so.
        """
        digest = self._digest(text)
        self._judged.pop(digest, None)
        if not _may_be_held(text, understood.sign, hold_calm=hold_calm):
            return
        if text in self._texts or digest in self._met:
            self._met.pop(digest, None)
            self._keep(text, understood)
        else:
            _put_last(self._met, digest, None, MOST_SEEN_ONCE)

    def _keep(self, text: str, understood: Understood) -> None:
        """In place of the text that was asked for longest ago, if there are too many."""
        self._said.setdefault(understood.text, {})
        self._subjects.setdefault(understood.text, {})
        gone = _put_last(self._texts, text, understood._replace(message=None), MOST_HELD)
        if gone:
            self._said.pop(gone.text, None)
            self._subjects.pop(gone.text, None)

    def said(self, understood: Understood, talk: Context, find: Callable[[], Said | None]) -> Said | None:
        """What a text says in a talk about help; of one that is held it is found once."""
        return _found_once(self._said.get(understood.text), talk, find)

    def subject(self, understood: Understood, talk: Context, find: Callable[[], Subject]) -> Subject:
        """What a text is about in a talk, in the same way."""
        return _found_once(self._subjects.get(understood.text), talk, find)

    def _digest(self, text: str) -> int:
        return hash(self._key + text)


def _may_be_held(text: str, sign: Sign | None, *, hold_calm: bool) -> bool:
    return len(text) <= LONGEST_HELD and (sign.found_by == "safe word" if sign else hold_calm)


def _found_once(held: dict[Context, V] | None, talk: Context, find: Callable[[], V]) -> V:
    """What is held of this talk, else what is found; `held` is None of a text that is not."""
    if held is None:
        return find()
    if talk not in held:
        if len(held) == MOST_AFTER:
            held.clear()
        held[talk] = find()
    return held[talk]


def _put_last(held: dict[K, V], key: K, value: V, most: int) -> V | None:
    """Puts a value last; returns the one that was put longest ago, if it had to make room."""
    held.pop(key, None)
    held[key] = value
    return held.pop(next(iter(held))) if len(held) > most else None
