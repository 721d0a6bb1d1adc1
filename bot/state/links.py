"""The way back from a question that went to the organisers to the chat of its author: encrypted, for two days, once."""

from __future__ import annotations

from typing import Literal, NamedTuple

from bot.state.keys import Keys
from bot.state.sealing import Seal
from bot.state.store import Add, Append, Delete, Put, Store, Write, read_what_is_known, take_what_is_known

ASKED_SECONDS = 48 * 3600.0
"""A question that was sent to the organisers may be answered for this long."""

Missing = Literal["expired", "not_now"]
"""Why there is no link: it was taken, forgotten or is too old, or the store is away for the moment."""


class Copy(NamedTuple):
    """A message in the organisers' chat. That chat may get another number, under which a message number may mean any
    message.
    """

    chat: int
    number: int


class Link(NamedTuple):
    """What leads from a copy in the organisers' chat to the chat of whoever asked, and to the question."""

    copy: Copy
    chat: int
    question: int
    sealed: bytes
    """Chat and question as they are kept."""


class Links:
    """Each chat names its copies: a link to a chat that no longer names it, since it was forgotten, leads nowhere."""

    def __init__(self, store: Store, keys: Keys) -> None:
        self._store, self._keys, self._seal = store, keys, Seal(keys)

    async def was_asked(self, chat: int, question: int) -> bool:
        """Whether this was the chat's latest question to the organisers."""
        (sent,) = await self._store.get(self._keys.of("sent", chat))
        return sent == b"%d" % question

    async def leave(self, copy: Copy, chat: int, question: int) -> None:
        sealed = self._seal.close(b"%d %d" % (chat, question))
        await self._store.write(
            Append(self._key(copy), (sealed,), 1, ASKED_SECONDS),
            Add(self._keys.of("copies", chat), self._key(copy), ASKED_SECONDS),
            Put(self._keys.of("sent", chat), b"%d" % question, ASKED_SECONDS),
        )

    async def take(self, copy: Copy) -> Link | Missing:
        """Takes the link of a copy, so that nobody else has it from here on; where the store is away it stays."""
        links, whole = await take_what_is_known(self._store, self._key(copy))
        for sealed in links:
            opened = self._seal.open(sealed, ASKED_SECONDS)
            if opened is not None:
                chat, question = map(int, opened.split())
                return await self._checked(Link(copy, chat, question, sealed))
        return "expired" if whole else "not_now"

    async def put_back(self, link: Link) -> None:
        """Puts a link back for another try, with the rest of its time; not where its chat was forgotten meanwhile."""
        if await self._is_named(link) is not False:
            await self._put(link)

    async def _checked(self, link: Link) -> Link | Missing:
        named = await self._is_named(link)
        if named is None:
            await self._put(link)
            return "not_now"
        return link if named else "expired"

    async def _is_named(self, link: Link) -> bool | None:
        """Whether the chat still names the copy; None where the store is away, so that nobody knows."""
        named, whole = await read_what_is_known(self._store, self._keys.of("copies", link.chat))
        if self._key(link.copy) in named:
            return True
        return False if whole else None

    async def _put(self, link: Link) -> None:
        left = self._seal.seconds_left(link.sealed, ASKED_SECONDS)
        if left > 0:
            await self._store.write(Append(self._key(link.copy), (link.sealed,), 1, left))

    def _key(self, copy: Copy) -> str:
        """Also the name by which a chat names it: not even the number of a group may lie there in the clear."""
        return self._keys.of("copied", f"{copy.chat}:{copy.number}")

    async def forgetting(self, chat: int) -> list[Write]:
        """The writes after which no link leads to the chat any more."""
        keys, _ = await read_what_is_known(self._store, self._keys.of("copies", chat))
        links = [Delete(key) for key in keys]
        return [*links, Delete(self._keys.of("copies", chat)), Delete(self._keys.of("sent", chat))]
