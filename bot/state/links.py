"""The way back from a question that went to the organisers to the chat of its author: encrypted, for two days, once."""

from __future__ import annotations

from bot.state.keys import Keys
from bot.state.store import Add, Append, Delete, Put, Store, Write, take_what_is_known

ASKED_SECONDS = 48 * 3600.0
"""A question that was sent to the organisers may be answered for this long."""


class Links:
    """A link leads from a copy in the organisers' chat to a chat and its question.

    The chat names its copies: a link to a chat that no longer names it, since all was forgotten, leads nowhere.
    """

    def __init__(self, store: Store, keys: Keys) -> None:
        self._store, self._keys = store, keys

    async def was_asked(self, chat: int, question: int) -> bool:
        """Whether this was the chat's latest question to the organisers."""
        (sent,) = await self._store.get(self._keys.of("sent", chat))
        return sent == b"%d" % question

    async def leave(self, copy: int, chat: int, question: int) -> None:
        sealed = self._keys.seal(b"%d %d" % (chat, question))
        await self._store.write(
            Append(self._keys.of("copied", copy), (sealed,), 1, ASKED_SECONDS),
            Add(self._keys.of("copies", chat), str(copy), ASKED_SECONDS),
            Put(self._keys.of("sent", chat), b"%d" % question, ASKED_SECONDS),
        )

    async def take(self, copy: int) -> tuple[int, int] | None:
        """Chat and question; None where it was taken, forgotten or has expired."""
        links, _ = await take_what_is_known(self._store, self._keys.of("copied", copy))
        for sealed in links:
            opened = self._keys.open(sealed, ASKED_SECONDS)
            if opened is not None:
                chat, question = map(int, opened.split())
                named = await self._store.counters(self._keys.of("copies", chat))
                return (chat, question) if str(copy) in named else None
        return None

    async def forgetting(self, chat: int) -> list[Write]:
        """To be written so that no link leads to the chat any more."""
        copies = await self._store.counters(self._keys.of("copies", chat))
        links = [Delete(self._keys.of("copied", copy)) for copy in copies]
        return [*links, Delete(self._keys.of("copies", chat)), Delete(self._keys.of("sent", chat))]
