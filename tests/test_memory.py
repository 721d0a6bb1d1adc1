"""What is remembered of a chat, and for how long."""

from __future__ import annotations

from datetime import UTC, datetime

from bot.core.model import Memory
from bot.state.memory import CONTEXT_SECONDS, LANGUAGE_SECONDS, ChatState, Expiring

SHOWN = Memory(
    chosen_language="kk", last_language="kk", shown="film.gulmira", shown_at=datetime(2024, 11, 27, tzinfo=UTC)
)


def test_what_was_shown_is_forgotten_after_fifteen_minutes_and_the_chosen_language_is_not() -> None:
    now = [0.0]
    state = ChatState(lambda: now[0])
    state.remember(1, SHOWN)
    now[0] = CONTEXT_SECONDS + 1

    assert CONTEXT_SECONDS == 15 * 60
    assert state.memory(1) == Memory(chosen_language="kk")


def test_a_chosen_language_is_forgotten_after_thirty_silent_days() -> None:
    now = [0.0]
    state = ChatState(lambda: now[0])
    state.remember(1, SHOWN)
    now[0] = LANGUAGE_SECONDS + 1

    assert state.memory(1) == Memory()


def test_a_chat_that_is_forgotten_leaves_nothing() -> None:
    state = ChatState()
    state.remember(1, SHOWN)
    state.leave_trail(1, 7)
    state.forget(1)

    assert state.memory(1) == Memory()
    assert state.take_trail(1)[0] == []


def test_the_longest_silent_rows_go_first_when_a_table_is_full() -> None:
    table: Expiring[str] = Expiring(2, 60.0)
    for number in range(3):
        table.put(number, str(number))

    assert [table.get(number) for number in range(3)] == [None, "1", "2"]


def test_an_update_is_new_once() -> None:
    state = ChatState()

    assert [state.is_new(5), state.is_new(5), state.is_new(6)] == [True, False, True]
