"""What people said of answers, 👍 or 👎: sums for each entry and language, without those that are too small to show."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from bot.settings import Settings
from bot.state.counts import FEWEST, judgement_of, name_of_judgement
from bot.state.counts_reader import last_days, read_counts

FEEDBACK_DAYS = 30
"""Days that are summed up, today the last of them."""


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
    """Feedback from counters by their names; the least helpful first."""
    judged_answers = {judged[1:] for name in counts if (judged := judgement_of(name))}
    found = [
        Feedback(
            entry,
            code,
            helped=_shown(counts, name_of_judgement("helped", entry, code)),
            not_helped=_shown(counts, name_of_judgement("not_helped", entry, code)),
        )
        for entry, code in judged_answers
    ]
    shown = (feedback for feedback in found if feedback.helped or feedback.not_helped)
    return sorted(shown, key=lambda f: (-f.unhelpful, -(f.not_helped or 0), f.entry, f.language))


def read_feedback(settings: Settings, days: int = FEEDBACK_DAYS) -> list[Feedback]:
    """What the bot with these settings has counted. Raises NoCountsError and SettingsError."""
    return feedback_of(read_counts(settings, lambda counts: counts.sums(last_days(days), _is_judgement)))


def _is_judgement(name: str) -> bool:
    return judgement_of(name) is not None


def _shown(counts: Mapping[str, int], name: str) -> int | None:
    count = counts.get(name, 0)
    return count if count >= FEWEST else None
