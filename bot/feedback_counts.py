"""What people said of answers, 👍 or 👎: sums for each entry and language, without those that are too small to show."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from bot.settings import Settings, SettingsError
from bot.state.counts import FEWEST, Counts, judgement_of, name_of_judgement
from bot.state.keys import Keys
from bot.state.opening import open_to_look
from bot.state.store import Store

DAYS = 30
"""Days that are summed up, today the last of them."""
_VERBS = ("helped", "not_helped")


class NoCountsError(Exception):
    """There is no place where this bot's counts lie, or it cannot be reached."""


@dataclass(frozen=True, slots=True)
class Feedback:
    """One entry in one language; a count is None where it is smaller than may be shown."""

    entry: str
    language: str
    helped: int | None
    not_helped: int | None

    @property
    def unhelpful(self) -> float:
        """The share of 👎, as far as it may be shown."""
        helped, not_helped = self.helped or 0, self.not_helped or 0
        return not_helped / (helped + not_helped)


def feedback_of(counts: Mapping[str, int]) -> list[Feedback]:
    """From counters by name; the least helpful first."""
    places = {judged[1:] for name in counts if (judged := judgement_of(name))}
    found = [
        Feedback(entry, code, *(_shown(counts.get(name_of_judgement(verb, entry, code), 0)) for verb in _VERBS))
        for entry, code in places
    ]
    shown = (feedback for feedback in found if feedback.helped or feedback.not_helped)
    return sorted(shown, key=lambda f: (-f.unhelpful, -(f.not_helped or 0), f.entry, f.language))


def read_feedback(settings: Settings, days: int = DAYS) -> list[Feedback]:
    """What the bot with these settings has counted. Raises NoCountsError."""
    if settings.token is None or (settings.state.file is None and settings.state.redis is None):
        raise NoCountsError
    try:
        store = open_to_look(settings.state)
    except SettingsError:
        raise NoCountsError from None
    counts = asyncio.run(_read(store, Keys(settings.token, settings.state_key), last_days(days)))
    if store.failures:
        raise NoCountsError
    return feedback_of(counts)


def last_days(days: int) -> list[date]:
    """Oldest first, in UTC, as they are counted."""
    today = datetime.now(UTC).date()
    return [today - timedelta(days=ago) for ago in reversed(range(days))]


async def _read(store: Store, keys: Keys, days: Iterable[date]) -> dict[str, int]:
    try:
        return await Counts(store, keys).sums(days, _is_judgement)
    finally:
        await store.close()


def _is_judgement(name: str) -> bool:
    return judgement_of(name) is not None


def _shown(count: int) -> int | None:
    return count if count >= FEWEST else None
