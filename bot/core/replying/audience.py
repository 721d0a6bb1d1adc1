"""For whom a reply is: after the words of some crisis classes, other entries are answered than to everybody else; to a
child also after those of a class that has none of its own.

Whoever hurts somebody learns of no shelter, and a child gets no answer that is meant for grown-ups. All that makes
replies for them knows the entries only as they are for them, so no answer, choice or button can lead past that.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import NamedTuple

from bot.core.crisis_classes import CHILD
from bot.core.entry_ids import said_of
from bot.core.knowledge import Knowledge
from bot.core.model import Exchange
from bot.core.replying.crisis_reply import CrisisReplies
from bot.core.replying.notices import Notices
from bot.core.replying.privacy import Offers
from bot.core.replying.replies import Replies
from bot.core.replying.screens import Screens
from bot.core.understanding.distress.sign import Sign
from bot.core.understanding.reply_language import ReplyLanguage


class Audience(NamedTuple):
    """What makes replies for some people."""

    replies: Replies
    crisis_replies: CrisisReplies

    @property
    def knowledge(self) -> Knowledge:
        """The knowledge as it is for them: an id may lead to another entry than its own."""
        return self.replies.knowledge


class Audiences:
    """Everybody, and the people to whom help came lately in the words of a class after which something else is said."""

    def __init__(self, knowledge: Knowledge, screens: Screens, language: ReplyLanguage, offers: Offers) -> None:
        def audience(known: Knowledge) -> Audience:
            seen = screens.seeing(known)
            return Audience(Replies(known, seen, Notices(seen, language), offers), CrisisReplies(known, seen))

        self._everybody = audience(knowledge)
        self._after = {
            crisis.id: audience(_as_after(crisis.instead, knowledge))
            for crisis in knowledge.crisis.values()
            if crisis.instead
        }

    def audience_for(self, exchange: Exchange, sign: Sign | None = None) -> Audience:
        """The audience of a reply. `sign` brings help first: in the words of its own class or, after help, of the class
        shown last.
        """
        tells_its_class = sign is not None and sign.found_by != "after help"
        crisis = sign.crisis if sign and tells_its_class else exchange.memory.class_of_help(exchange.at)
        if crisis not in self._after and (sign.to_child if sign and tells_its_class else exchange.memory.helped_child):
            crisis = CHILD if crisis else None
        return self._after.get(crisis or "", self._everybody)


def _as_after(instead: Mapping[str, str], knowledge: Knowledge) -> Knowledge:
    """The knowledge in which every entry is what is answered in its place."""
    known = knowledge.entries
    return replace(knowledge, entries={i: known.get(said_of(i, instead) or i, entry) for i, entry in known.items()})
