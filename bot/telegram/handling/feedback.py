"""Whether an answer helped: one press per message counts, for entry and language, and only while people are asked."""

from __future__ import annotations

from telegram import CallbackQuery

from bot.core.replying.buttons import JUDGING, Action
from bot.operating.metrics import Metrics
from bot.state.counts import name_of_judgement
from bot.telegram.handling.guarded import Guarded
from bot.telegram.outgoing.outbox import Outbox
from bot.telegram.outgoing.spent_buttons import remove_buttons
from bot.telegram.safe_state import SafeState


class FeedbackButtons:
    """What 👍 and 👎 under an answer do."""

    def __init__(self, guarded: Guarded, state: SafeState, outbox: Outbox, metrics: Metrics) -> None:
        self._guarded, self._state, self._outbox, self._metrics = guarded, state, outbox, metrics

    def thanks(self, action: Action) -> str:
        """Empty where people are not asked any more."""
        asks = self._guarded.offers.feedback
        return self._guarded.notices.thanks(action.language) if asks else ""

    async def count(self, query: CallbackQuery, action: Action) -> None:
        """Both buttons go, and only then the press counts."""
        guarded = self._guarded
        if await remove_buttons(self._outbox, query, JUDGING, guarded.codes) and guarded.offers.feedback:
            await self._state.count(name_of_judgement(action.verb, action.target, action.language))
            self._metrics.feedback(action.verb, action.target, action.language)
