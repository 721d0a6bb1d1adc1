"""Names in the store: replicas agree, and nobody else can tell whose they are."""

from __future__ import annotations

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
