"""What Telegram answers when it does not do what it is asked."""

from __future__ import annotations

BLOCKED = "Forbidden: bot was blocked by the user"
NOT_STARTED = "Forbidden: bot can't initiate conversation with a user"
NOT_MODIFIED = (
    "message is not modified: specified new message content and reply markup are exactly the same as a current content"
    " and reply markup of the message"
)
OTHER_POLL = "terminated by other getUpdates request; make sure that only one bot instance is running"
UNDER_WEBHOOK = "can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first"


class Refusal(Exception):
    """An answer that is not ok, with Telegram's error code and description."""

    def __init__(self, code: int, description: str, moved_to: int | None = None) -> None:
        super().__init__(description)
        self.code, self.description, self.moved_to = code, description, moved_to


def bad(why: str) -> Refusal:
    """Make the 400 that Telegram gives for a wrong request."""
    return Refusal(400, f"Bad Request: {why}")
