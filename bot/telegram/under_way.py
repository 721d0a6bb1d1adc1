"""An update while it is being answered: others of its chat mark it, and the code that sends or stores looks at the
marks.
"""

from __future__ import annotations

import asyncio
from contextvars import ContextVar
from dataclasses import dataclass, field
from time import monotonic


@dataclass(slots=True, eq=False)
class UnderWay:
    """An update that is being answered."""

    chat: int = 0
    taken_at: float = field(default_factory=monotonic)
    """The time since which somebody waits."""
    overtakes: bool = False
    """Whether it overtakes others: then everything that is sent for it is urgent."""
    is_last_word: bool = False
    """Whether it hides or forgets its chat."""
    is_overtaken: bool = False
    """Whether something urgent of its chat overtook it."""
    is_forgotten: bool = False
    """Whether its chat is to be forgotten: then nothing of it may be kept any more."""
    silence: asyncio.Event = field(default_factory=asyncio.Event)
    """Set once its chat is hidden: then nothing more is sent for it."""
    ended: asyncio.Event = field(default_factory=asyncio.Event)
    """Set once it is answered."""
    may_have_arrived: bool = False
    """Whether a call was made for it that Telegram has not certainly refused."""
    _goes_on: bool = False

    @property
    def is_hushed(self) -> bool:
        return self.silence.is_set()

    def begin(self) -> None:
        """The running task answers it from here on."""
        _begun.set(self)

    def overtake(self) -> None:
        """Nothing overtakes what overtakes others itself."""
        self.is_overtaken = not self.overtakes

    def hush(self) -> None:
        if not self._goes_on:
            self.silence.set()

    def go_on(self) -> None:
        """Whatever is sent for it from here on is sent, even if its chat was hidden or will be."""
        self._goes_on = True
        self.silence.clear()


_begun: ContextVar[UnderWay] = ContextVar("under way")


def under_way() -> UnderWay:
    """The update that the running task answers; outside of one, a fresh object that nobody else knows."""
    return _begun.get(None) or UnderWay()
