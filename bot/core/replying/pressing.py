"""What each button of a dialogue does; what it does where only help answers stands in `help.py`.

Verbs that do not appear here are the edge's own work (see `buttons.py`).
"""

from __future__ import annotations

from bot.core.commands import LANGUAGE, SUPPORT
from bot.core.model import Exchange, Reply
from bot.core.replying.buttons import Action
from bot.core.replying.replies import Replies


def pressed(action: Action, exchange: Exchange, replies: Replies) -> Reply:
    """A button that leads nowhere now, from an older knowledge or an earlier run, opens the menu."""
    entry = replies.knowledge.entries.get(action.target)
    asks = replies.offers.organisers_hours
    match action.verb:
        case "entry" | "not_me" if entry:
            return replies.entry(entry, exchange)
        case "not_me":
            return replies.not_me(exchange)
        case "more" if entry:
            return replies.more(entry, exchange)
        case "menu":
            return replies.menu("menu.prompt", exchange)
        case "help":
            return replies.command(SUPPORT, exchange)
        case "brief":
            return replies.notices.brief(exchange)
        case "languages":
            return replies.command(LANGUAGE, exchange)
        case "language" if action.target in replies.knowledge.languages:
            return replies.menu("language.set", exchange.choosing(action.target))
        case "ask" if asks and not exchange.in_group:
            return replies.confirm_asking(exchange)
        case "ask_no" if asks:
            return replies.notices.notice("organisers.not_sent", exchange)
        case _:
            return replies.notices.notice("button.old", exchange)
