"""The state of chats, wrapped so that a failing store never costs anyone an answer."""

from __future__ import annotations

import logging
from collections.abc import Awaitable, Sequence
from typing import TypeVar

from bot.core.model import Memory
from bot.logs import event, origin_of
from bot.state.chats import NOTHING_KEPT, ChatState, Kept, Rest
from bot.state.claims import Claim
from bot.state.links import Copy, Link, Links, Missing

T = TypeVar("T")


class SafeState:
    """A `ChatState` that never raises; it defines what is said where nothing can be known."""

    def __init__(self, state: ChatState) -> None:
        self._state = state
        self.links = SafeLinks(state.links)

    async def claim(self, update: int) -> Claim:
        return await safely(self._state.claims.claim(update), otherwise=Claim.NEW)

    async def sending(self, update: int, *, again: bool = False) -> bool:
        return await safely(self._state.claims.sending(update, again=again), otherwise=True)

    def was_helped_before(self, update: int) -> bool:
        return self._state.claims.was_helped_before(update)

    async def give_back(self, update: int) -> None:
        await safely(self._state.claims.give_back(update), otherwise=None)

    async def done(self, update: int, kept: Kept = NOTHING_KEPT) -> None:
        await safely(self._state.done(update, kept), otherwise=None)

    async def memory(self, chat: int) -> Memory:
        return await safely(self._state.memory(chat), otherwise=Memory())

    async def remember(self, chat: int, memory: Memory) -> None:
        await safely(self._state.remember(chat, memory), otherwise=None)

    async def forget(self, chat: int) -> None:
        await safely(self._state.forget(chat), otherwise=None)

    async def leave_trail(self, chat: int, messages: Sequence[int]) -> None:
        await safely(self._state.leave_trail(chat, messages), otherwise=None)

    async def drop_from_trail(self, chat: int, messages: Sequence[int]) -> None:
        await safely(self._state.drop_from_trail(chat, messages), otherwise=None)

    async def trail(self, chat: int) -> tuple[list[int], Rest]:
        return await safely(self._state.trail(chat), otherwise=([], "older"))

    async def was_told_late(self, chat: int) -> bool:
        return await safely(self._state.was_told_late(chat), otherwise=False)

    async def told_late(self, chat: int) -> None:
        await safely(self._state.told_late(chat), otherwise=None)

    async def count(self, name: str) -> None:
        await safely(self._state.counts.add(name), otherwise=None)


class SafeLinks:
    """`Links` that never raise."""

    def __init__(self, links: Links) -> None:
        self._links = links

    async def was_asked(self, chat: int, question: int) -> bool:
        return await safely(self._links.was_asked(chat, question), otherwise=False)

    async def leave(self, copy: Copy, chat: int, question: int) -> None:
        await safely(self._links.leave(copy, chat, question), otherwise=None)

    async def take(self, copy: Copy) -> Link | Missing:
        return await safely(self._links.take(copy), otherwise="not_now")

    async def put_back(self, link: Link) -> None:
        await safely(self._links.put_back(link), otherwise=None)


async def safely(asking: Awaitable[T], *, otherwise: T, what: str = "state failed") -> T:
    """The result, or `otherwise` where anything goes wrong, which the log then calls `what`."""
    try:
        return await asking
    except Exception as error:
        event(what, logging.ERROR, error=origin_of(error))
        return otherwise
