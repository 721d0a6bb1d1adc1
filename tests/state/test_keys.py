"""Names in the store: replicas agree, and nobody else can tell whose they are."""

from __future__ import annotations

import time

import pytest

from bot.settings import Secret
from bot.state.keys import Keys

TOKEN, NEWER_TOKEN, OTHER_BOT = Secret("1:first"), Secret("1:second"), Secret("2:first")
CHOSEN = Secret("chosen by the operator")


def test_replicas_agree() -> None:
    assert Keys(TOKEN).of("trail", 5) == Keys(TOKEN).of("trail", 5)
    assert Keys(TOKEN, CHOSEN).of("trail", 5) == Keys(NEWER_TOKEN, CHOSEN).of("trail", 5)


def test_kinds_chats_bots_and_secrets_are_kept_apart() -> None:
    keys = [Keys(TOKEN), Keys(NEWER_TOKEN), Keys(OTHER_BOT), Keys(TOKEN, CHOSEN), Keys(OTHER_BOT, CHOSEN)]
    names = {k.of(kind, number).partition(":")[2] for k in keys for kind in ("trail", "context") for number in (5, 6)}

    assert len(names) == 5 * 2 * 2


def test_updates_of_two_bots_in_one_store_are_kept_apart_whoever_chose_the_key() -> None:
    assert Keys(TOKEN, CHOSEN).of_update(5) != Keys(OTHER_BOT, CHOSEN).of_update(5)


def test_a_name_is_short_and_holds_no_id() -> None:
    name = Keys(TOKEN).of("trail", 7_305_118_846)

    assert len(name) <= 30
    assert "7305118846" not in name


def test_what_is_sealed_opens_under_the_same_key_only() -> None:
    sealed = Keys(TOKEN).seal(b"42")

    assert b"42" not in sealed
    assert Keys(TOKEN).open(sealed, 60) == b"42"
    assert Keys(TOKEN, Secret("another key of some length")).open(sealed, 60) is None


def test_what_was_sealed_by_a_clock_ahead_of_this_one_opens_all_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    keys, now = Keys(TOKEN), time.time()
    monkeypatch.setattr("time.time", lambda: now + 3600)
    sealed = keys.seal(b"7")
    monkeypatch.undo()

    assert keys.open(sealed, 60) == b"7"


def test_what_is_damaged_opens_to_nothing() -> None:
    assert Keys(TOKEN).open(b"damaged", 60) is None
