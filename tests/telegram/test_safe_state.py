"""A state of chats that fails at everything costs nobody the answer."""

from typing import Any, NoReturn

import pytest

from bot.core.model import Memory
from bot.state.chats import ChatState, Kept
from bot.state.claims import Claim
from bot.state.links import Copy, Link
from bot.state.memory import MemoryStore
from bot.telegram.safe_state import SafeState
from tests.support.state_of_chats import KEYS


async def fails(*_: Any, **__: Any) -> NoReturn:
    raise RuntimeError


class BrokenStore(MemoryStore):
    get = write = put_if_absent = swap = take = peek = counters = fails


class BrokenState(ChatState):
    done = fails


COPY = Copy(-900, 70)
STATE = SafeState(BrokenState(BrokenStore(), KEYS))


async def test_what_cannot_be_known_lets_the_update_be_answered() -> None:
    assert (await STATE.claim(1), await STATE.sending(1), await STATE.was_told_late(1)) == (Claim.NEW, True, False)


async def test_an_answer_of_the_organisers_waits() -> None:
    assert (await STATE.links.was_asked(1, 7), await STATE.links.take(COPY)) == (False, "not_now")


async def test_nothing_is_remembered_and_hide_does_not_claim_that_all_is_gone() -> None:
    assert (await STATE.memory(1), await STATE.trail(1)) == (Memory(), ([], "older"))


async def test_what_cannot_be_kept_is_told_to_the_log_alone(caplog: pytest.LogCaptureFixture) -> None:
    await STATE.remember(1, Memory())
    await STATE.forget(1)
    await STATE.told_late(1)
    await STATE.count("answer.en")
    await STATE.leave_trail(1, [1])
    await STATE.links.leave(COPY, 1, 7)
    await STATE.links.put_back(Link(COPY, 1, 7, b""))
    await STATE.done(1, Kept(1, Memory(), [1], "answer.en"))

    assert caplog.text.count("state failed") == 8
