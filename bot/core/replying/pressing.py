"""What each button of a dialogue does; what else a verb stands for, the edge does by itself (see `buttons.py`)."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

from bot.core.model import Entry, Exchange, Reply
from bot.core.replying.buttons import Action, Verb
from bot.core.replying.replies import Replies


def pressed(action: Action, exchange: Exchange, replies: Replies) -> Reply:
    """A button that leads nowhere now, from an older knowledge or an earlier run, opens the menu."""
    press = _PRESSES.get(action.verb)
    reply = press(action, exchange, replies) if press else None
    return reply or replies.notice("button.old", exchange)


def _entry(action: Action, exchange: Exchange, replies: Replies) -> Reply | None:
    entry = _target(action, replies)
    return replies.entry(entry, exchange) if entry else None


def _more(action: Action, exchange: Exchange, replies: Replies) -> Reply | None:
    entry = _target(action, replies)
    return replies.more(entry, exchange) if entry else None


def _not_me(action: Action, exchange: Exchange, replies: Replies) -> Reply | None:
    return _entry(action, exchange, replies) or replies.not_about_me(exchange)


def _menu(_: Action, exchange: Exchange, replies: Replies) -> Reply | None:
    return replies.menu("menu.prompt", exchange)


def _help(_: Action, exchange: Exchange, replies: Replies) -> Reply | None:
    return replies.numbers(exchange)


def _brief(_: Action, exchange: Exchange, replies: Replies) -> Reply | None:
    return replies.brief(exchange)


def _languages(_: Action, exchange: Exchange, replies: Replies) -> Reply | None:
    return replies.command("language", exchange)


def _language(action: Action, exchange: Exchange, replies: Replies) -> Reply | None:
    if action.target not in replies.knowledge.languages:
        return None
    memory = replace(exchange.memory, chosen_language=action.target)
    return replies.menu("language.set", replace(exchange, language=action.target, memory=memory))


def _ask(_: Action, exchange: Exchange, replies: Replies) -> Reply | None:
    asks = replies.offers.organisers_hours and not exchange.in_group
    return replies.confirm_asking(exchange) if asks else None


def _ask_no(_: Action, exchange: Exchange, replies: Replies) -> Reply | None:
    if not replies.offers.organisers_hours:
        return None
    return replies.notice("organisers.not_sent", exchange)


def _target(action: Action, replies: Replies) -> Entry | None:
    return replies.knowledge.entries.get(action.target)


_PRESSES: Mapping[Verb, Callable[[Action, Exchange, Replies], Reply | None]] = {
    "entry": _entry,
    "more": _more,
    "not_me": _not_me,
    "menu": _menu,
    "help": _help,
    "brief": _brief,
    "languages": _languages,
    "language": _language,
    "ask": _ask,
    "ask_no": _ask_no,
}
