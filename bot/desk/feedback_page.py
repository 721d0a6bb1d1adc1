"""What people said of answers, 👍 or 👎: the least helpful first."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from bot.desk.page import Desk
from bot.settings import SettingsError
from bot.state.counts import FEWEST
from bot.state.counts_reader import NoCountsError
from bot.state.feedback_counts import FEEDBACK_DAYS, Feedback


class FeedbackPages:
    """The list."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def routes(self) -> list[Route]:
        return [Route("/feedback", self._show)]

    def _show(self, request: Request) -> Response:
        listed, problem = shown_feedback(self._desk)
        return self._desk.page(
            request,
            "feedback.html",
            self._desk.folder.now(),
            listed=listed,
            problem=problem,
            days=FEEDBACK_DAYS,
            fewest=FEWEST,
        )


def shown_feedback(desk: Desk) -> tuple[list[Feedback], str]:
    """The feedback that may be shown, and why there is none where that is so."""
    if desk.feedback is None:
        return [], "unknown"
    try:
        return desk.feedback(), ""
    except (NoCountsError, SettingsError):
        return [], "away"
