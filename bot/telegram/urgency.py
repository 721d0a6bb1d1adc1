"""Which updates may not wait behind others: those that ask for help, and those that take something off the screen."""

from __future__ import annotations

from telegram import Chat, Message, Update

from bot.core.help import Help
from bot.telegram.order import Urgency
from bot.telegram.updates import hear

URGENT_COMMANDS = frozenset({"support", "help"})
URGENT_VERBS = frozenset({"help", "more", "brief", "vanish"})
HIDE = "hide"


def urgency_of(update: Update, dialogue: Help, username: str) -> Urgency:
    """What cannot be judged, because something is broken, is urgent too."""
    try:
        if update.callback_query:
            return _of_verb(dialogue.help.verb_of(update.callback_query.data or ""))
        message = update.message or update.edited_message
        return _of_message(message, dialogue, username) if message else "ordinary"
    except Exception:
        return "urgent"


def _of_verb(verb: str | None) -> Urgency:
    if verb == HIDE:
        return "last word"
    return "urgent" if verb in URGENT_VERBS else "ordinary"


def _of_message(message: Message, dialogue: Help, username: str) -> Urgency:
    heard = hear(message, username)
    if heard.said == "command" and heard.text == HIDE and message.chat.type == Chat.PRIVATE:
        return "last word"
    if heard.said == "command":
        return "urgent" if heard.text in URGENT_COMMANDS else "ordinary"
    return "urgent" if heard.said == "text" and dialogue.alarms(heard.text) else "ordinary"
