"""By whose time is told what is late."""

from email.utils import formatdate

import pytest

from bot.telegram import telegram_clock
from bot.telegram.telegram_clock import TelegramClock

NOW = 1_800_000_000


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> TelegramClock:
    monkeypatch.setattr(telegram_clock, "time", lambda: float(NOW))
    return TelegramClock()


@pytest.mark.parametrize(("told", "now"), [(NOW - 3600, NOW - 3600), (NOW + 3600, NOW + 3600), (NOW + 20, NOW)])
def test_telegrams_time_is_used_where_it_differs_by_more_than_the_way(
    clock: TelegramClock, told: int, now: int
) -> None:
    clock.told(told, since=NOW)

    assert clock.now() == now


def test_a_process_that_was_stopped_while_it_waited_takes_its_own_pause_for_no_difference(clock: TelegramClock) -> None:
    clock.told(NOW - 7200, since=NOW - 7201)

    assert clock.now() == NOW


def test_a_clock_that_is_set_right_is_believed_again(
    clock: TelegramClock, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    for _ in range(3):
        clock.told(NOW - 3600, since=NOW)
    monkeypatch.setattr(telegram_clock, "time", lambda: NOW - 3600.0)
    clock.told(NOW - 3600, since=NOW - 3600)

    assert clock.now() == NOW - 3600
    assert caplog.text.count("differs") == 2


def test_what_is_no_time_tells_none(clock: TelegramClock) -> None:
    clock.told(None, since=NOW)

    assert clock.now() == NOW


def test_an_answer_tells_the_time_until_a_message_does(clock: TelegramClock) -> None:
    clock.heard(formatdate(NOW - 3600), since=NOW)
    by_an_answer = clock.now()
    clock.told(NOW - 7200, since=NOW)
    clock.heard(formatdate(NOW - 3600), since=NOW)

    assert (by_an_answer, clock.now()) == (NOW - 3600, NOW - 7200)


@pytest.mark.parametrize("header", ["", "now", "Mon, 31 Feb 2026 99:00:00 GMT", "Thu, 01 Jan 99999 00:00:00 GMT"])
def test_an_answer_without_a_date_tells_no_time(clock: TelegramClock, header: str) -> None:
    clock.heard(header, since=NOW)

    assert clock.now() == NOW
