"""How a crisis reply looks in Telegram."""

from __future__ import annotations

from tests.fake_telegram import Reply
from tests.support.fixture_types import Words


def is_help(reply: Reply, line: Words, language: str = "en") -> bool:
    """Whether a reply opens with numbers and carries the buttons of a crisis reply, in order."""
    keys = ("button.hide", "button.not_me", "button.more", "button.brief", "button.menu")
    return "102" in reply.text and reply.buttons == [line(key, language) for key in keys]
