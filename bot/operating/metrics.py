"""What is counted while the bot runs: numbers with few labels, nothing of a person.

The rest of the program knows only this; `bot.operating.prometheus` counts where somebody listens.
"""

from __future__ import annotations

from collections.abc import Callable

from bot.core.model import Reply


class Metrics:
    """Counts nothing: the terminal, tests, and a bot that nobody watches."""

    media_type = "text/plain"

    def page(self) -> bytes:
        """Everything as text, for the program that collects it."""
        return b""

    def update(self, kind: str, seconds: float) -> None:
        """One update worked off: `message`, `edited_message`, `callback_query`, `my_chat_member`, `other`."""

    def unread_update(self) -> None:
        """One update that could not be understood at all."""

    def reply(self, reply: Reply) -> None:
        """One reply handed to Telegram."""

    def unsent_reply(self) -> None:
        """One reply that did not, or may not have arrived, for another reason than that nobody can read it."""

    def feedback(self, verb: str, entry: str, language: str) -> None:
        """Somebody pressed `helped` or `not_helped` under an answer."""

    def telegram_error(self, method: str, error: str) -> None:
        """A call that Telegram refused or that did not reach it."""

    def watch_ready(self, is_ready: Callable[[], bool]) -> None:
        """Whether the bot answers people now, as `/readyz` tells."""

    def watch_help_only(self, is_help_only: Callable[[], bool]) -> None:
        """Whether a broken knowledge leaves nothing but help."""

    def watch_store(self, failures: Callable[[], int]) -> None:
        """How often the store has failed since the start."""

    def state_in_memory(self) -> None:
        """State lies in this process only, although nobody asked for that: its folder cannot be written."""

    def watch_queue(self, lane: str, length: Callable[[], int]) -> None:
        """`length` is asked whenever somebody looks."""

    def watch_unanswered(self, updates: Callable[[], int]) -> None:
        """How many updates went unanswered since the start because too much waited."""

    def watch_confirmed_early(self, updates: Callable[[], int]) -> None:
        """How many updates Telegram was told to be done with before they were answered."""

    def knowledge(self, version: str) -> None:
        """The version of the knowledge that the bot answers from, from now on."""

    def reload(self, result: str) -> None:
        """One try to load a changed knowledge, which ended as one of RELOADS."""


RELOADS = ("taken", "refused", "failed")
"""How a try to load a changed knowledge ends."""

NO_METRICS = Metrics()
