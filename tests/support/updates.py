"""Reads updates as the bot does, without a Telegram."""

from __future__ import annotations

from typing import Any

from telegram import Bot, User

from bot.operating.metrics import NO_METRICS
from bot.telegram.incoming.update_reader import UpdateReader
from bot.telegram.update import Incoming

ID, USERNAME = 1, "Test_Bot"
_ME = User(ID, "Senim", is_bot=True, username=USERNAME)


class _Introduced(Bot):
    """Knows its own name without having asked for it."""

    @property
    def bot(self) -> User:
        return _ME


READER = UpdateReader(_Introduced("1:x"), NO_METRICS)


def read(raw: dict[str, Any]) -> Incoming:
    update = READER.read(raw)

    assert update
    return update
