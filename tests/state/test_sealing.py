"""What is sealed: nobody reads it without the key, nor when its time is over."""

from __future__ import annotations

import time

import pytest

from bot.settings import Secret
from bot.state.keys import Keys
from bot.state.sealing import Seal

TOKEN = Secret("1:first")


def test_what_is_sealed_opens_under_the_same_key_only() -> None:
    sealed = Seal(Keys(TOKEN)).close(b"42")

    assert b"42" not in sealed
    assert Seal(Keys(TOKEN)).open(sealed, 60) == b"42"
    assert Seal(Keys(TOKEN, Secret("another key of some length"))).open(sealed, 60) is None


def test_what_was_sealed_by_a_clock_ahead_of_this_one_opens_all_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    seal, now = Seal(Keys(TOKEN)), time.time()
    monkeypatch.setattr("time.time", lambda: now + 3600)
    sealed = seal.close(b"7")
    monkeypatch.undo()

    assert seal.open(sealed, 60) == b"7"


def test_what_is_damaged_opens_to_nothing() -> None:
    assert Seal(Keys(TOKEN)).open(b"damaged", 60) is None
