"""Which updates may not wait behind others: those that ask for help, and those that take something off the screen."""

from __future__ import annotations

from telegram import Chat, Message, Update

from bot.core.answering import Answering
from bot.core.replying.buttons import URGENT, Verb
from bot.core.said import CALLS_FOR_HELP, HIDE, LAST_WORDS
from bot.telegram.order import Urgency
from bot.telegram.updates import hear, message_of


def urgency_of(update: Update, dialogue: Answering, username: str) -> Urgency:
    """What cannot be judged, because something is broken, is urgent too."""
    try:
        chat = update.effective_chat
        private = chat is not None and chat.type == Chat.PRIVATE
        if update.callback_query:
            return _of_verb(dialogue.help.verb_of(update.callback_query.data or ""), private=private)
        message = message_of(update)
        return _of_message(message, dialogue, username, private=private) if message else "ordinary"
    except Exception:
        return "urgent"


def _of_verb(verb: Verb | None, *, private: bool) -> Urgency:
    if verb == "hide" and private:
        return "hide"
    return "urgent" if verb in URGENT else "ordinary"


def _of_message(message: Message, dialogue: Answering, username: str, *, private: bool) -> Urgency:
    heard = hear(message, username)
    said = dialogue.meant(heard.text) if heard.said == "text" else ""
    if isinstance(said, str):
        return "urgent" if said and dialogue.alarms(said) else "ordinary"
    if said.name in LAST_WORDS and private:
        return "hide" if said.name == HIDE else "forget"
    return "urgent" if said.name in CALLS_FOR_HELP else "ordinary"
