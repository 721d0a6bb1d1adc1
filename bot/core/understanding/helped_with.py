"""What follows from the class of distress in whose words help came: "what now" of somebody who hit asks another thing.

Few words tell who did what to whom, least of all those written just after help. Who has written of a friend, or of
having hit, goes on with that.
"""

from __future__ import annotations

from collections.abc import Mapping

from bot.core.crisis_classes import (
    CHILD,
    DISCLOSURE,
    DISTRESS,
    OTHER,
    PERPETRATOR,
    SEXUAL,
    STALKING,
    SUICIDE,
    SUICIDE_OTHER,
)
from bot.core.model import Entry, Knowledge, Memory
from bot.core.understanding.help_talk import Stage
from bot.core.understanding.sign import Sign

_COUNTS_AS: Mapping[str, Mapping[str, str]] = {
    PERPETRATOR: dict.fromkeys((CHILD, SEXUAL, DISCLOSURE, STALKING, OTHER, DISTRESS), PERPETRATOR),
    OTHER: {SUICIDE: SUICIDE_OTHER, **dict.fromkeys((SEXUAL, DISCLOSURE, STALKING), OTHER)},
    SUICIDE_OTHER: dict.fromkeys((SUICIDE, DISTRESS), SUICIDE_OTHER),
}
"""By the class of the help that was shown: the class as which a learned sign counts after it."""


class HelpedWith:
    """Judges by the crisis classes of one knowledge."""

    def __init__(self, knowledge: Knowledge) -> None:
        self._entries, self._crisis = knowledge.entries, knowledge.crisis

    def leading_on(self, stage: Stage, memory: Memory, shown: Entry | None) -> Entry | None:
        """What a text may go on with: just after the numbers what stands behind More, else what was shown."""
        crisis = self._crisis.get(memory.helped_with or "") if stage == "just shown" else None
        return self._entries.get(crisis.more, shown) if crisis else shown

    def sign(self, stage: Stage, memory: Memory, sign: Sign) -> Sign:
        """The sign as it counts after the words of another class; what is said outright counts as it was said."""
        if stage == "none" or sign.found_by not in ("learned", "half"):
            return sign
        counts_as = _COUNTS_AS.get(memory.helped_with or "", {})
        return sign._replace(crisis=counts_as.get(sign.crisis, sign.crisis))
