"""The state of chats, wrapped so that a failing store never costs anyone an answer."""

from __future__ import annotations

import logging
from collections.abc import Awaitable, Sequence
from typing import TypeVar

from bot.core.model import NOTHING_REMEMBERED, Memory
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

    def claim(self, update: int) -> Awaitable[Claim]:
        return safely(self._state.claims.claim(update), otherwise=Claim.NEW)

    def sending(self, update: int, *, again: bool = False) -> Awaitable[bool]:
        return safely(self._state.claims.sending(update, again=again), otherwise=True)

    def was_helped_before(self, update: int) -> bool:
        return self._state.claims.was_helped_before(update)

    def give_back(self, update: int) -> Awaitable[None]:
        return safely(self._state.claims.give_back(update), otherwise=None)

    def done(self, update: int, kept: Kept = NOTHING_KEPT) -> Awaitable[None]:
        return safely(self._state.done(update, kept), otherwise=None)

    def memory(self, chat: int) -> Awaitable[Memory]:
        return safely(self._state.memory(chat), otherwise=NOTHING_REMEMBERED)

    def remember(self, chat: int, memory: Memory) -> Awaitable[None]:
        return safely(self._state.remember(chat, memory), otherwise=None)

    def forget(self, chat: int) -> Awaitable[None]:
        return safely(self._state.forget(chat), otherwise=None)

    def leave_trail(self, chat: int, messages: Sequence[int]) -> Awaitable[None]:
        return safely(self._state.leave_trail(chat, messages), otherwise=None)

    def drop_from_trail(self, chat: int, messages: Sequence[int]) -> Awaitable[None]:
        return safely(self._state.drop_from_trail(chat, messages), otherwise=None)

    def trail(self, chat: int) -> Awaitable[tuple[list[int], Rest]]:
        return safely(self._state.trail(chat), otherwise=([], "older"))

    def was_told_late(self, chat: int) -> Awaitable[bool]:
        return safely(self._state.was_told_late(chat), otherwise=False)

    def told_late(self, chat: int) -> Awaitable[None]:
        return safely(self._state.told_late(chat), otherwise=None)

    def count(self, name: str) -> Awaitable[None]:
        return safely(self._state.counts.add(name), otherwise=None)


class SafeLinks:
    """`Links` that never raise."""

    def __init__(self, links: Links) -> None:
        self._links = links

    def was_asked(self, chat: int, question: int) -> Awaitable[bool]:
        return safely(self._links.was_asked(chat, question), otherwise=False)

    def leave(self, copy: Copy, chat: int, question: int) -> Awaitable[None]:
        return safely(self._links.leave(copy, chat, question), otherwise=None)

    def take(self, copy: Copy) -> Awaitable[Link | Missing]:
        return safely(self._links.take(copy), otherwise="not_now")

    def put_back(self, link: Link) -> Awaitable[None]:
        return safely(self._links.put_back(link), otherwise=None)


async def safely(asking: Awaitable[T], *, otherwise: T, what: str = "state failed") -> T:
    """The result, or `otherwise` where anything goes wrong, which the log then calls `what`."""
    try:
        return await asking
    except Exception as error:
        event(what, logging.ERROR, error=origin_of(error))
        return otherwise
