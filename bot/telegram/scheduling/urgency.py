"""Which updates may not wait behind others: those that ask for help, and those that take something off the screen."""

from __future__ import annotations

from functools import partial

from bot.core.answering import Answering
from bot.core.commands import CALLS_FOR_HELP, HIDE, LAST_WORDS
from bot.core.replying.buttons import URGENT, Verb
from bot.telegram.scheduling.order import Urgency
from bot.telegram.time_limit import in_time
from bot.telegram.update import Incoming


def urgency_of(update: Incoming, answering: Answering) -> Urgency:
    """An update that cannot be judged, because something is broken or takes too long, is urgent too."""
    try:
        if update.press:
            return _of_verb(answering.codes.verb_of(update.press.data or ""), private=update.is_private)
        return in_time(partial(_of_words, update, answering)) if update.said == "text" else "ordinary"
    except Exception:
        return "urgent"


def _of_verb(verb: Verb | None, *, private: bool) -> Urgency:
    if verb == "hide" and private:
        return "hide"
    return "urgent" if verb in URGENT else "ordinary"


def _of_words(update: Incoming, answering: Answering) -> Urgency:
    said = answering.command_or_words(update.text)
    if isinstance(said, str):
        return "urgent" if said and answering.alarms(said) else "ordinary"
    if said.name in LAST_WORDS and update.is_private:
        return "hide" if said.name == HIDE else "forget"
    return "urgent" if said.name in CALLS_FOR_HELP else "ordinary"
