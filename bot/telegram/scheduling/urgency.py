"""Which updates may not wait behind others: those that ask for help, and those that take something off the screen."""

from __future__ import annotations

from functools import partial

from bot.core.answering import Answering
from bot.core.commands import CALLS_FOR_HELP, FORGET, HIDE, command_of
from bot.core.replying.buttons import URGENT
from bot.telegram.scheduling.order import LastWord
from bot.telegram.time_limit import in_time
from bot.telegram.update import Incoming

_BY_COMMAND: dict[str, LastWord] = {HIDE: "hide", FORGET: "forget"}


def last_word_of(update: Incoming, answering: Answering) -> LastWord | None:
    """Nothing has to be understood for it: a button or a command says it. In a group nobody has it."""
    if not update.is_private:
        return None
    if update.press:
        return "hide" if answering.codes.verb_of(update.press.data or "") == "hide" else None
    command = command_of(update.text) if update.said == "text" else None
    return _BY_COMMAND.get(command.name) if command else None


def is_urgent(update: Incoming, answering: Answering) -> bool:
    """An update that cannot be judged, because something is broken or takes too long, is urgent too."""
    try:
        if update.press:
            return answering.codes.verb_of(update.press.data or "") in URGENT
        return update.said == "text" and in_time(partial(_calls_for_help, update.text, answering))
    except Exception:
        return True


def _calls_for_help(text: str, answering: Answering) -> bool:
    said = answering.command_or_words(text)
    if isinstance(said, str):
        return bool(said) and answering.alarms(said)
    return said.name in CALLS_FOR_HELP
