"""A small strict fake of Telegram's Bot API over HTTP on loopback, for end-to-end tests.

It refuses what Telegram refuses, in Telegram's words, and also what Telegram takes but shows to people otherwise
than the bot meant: an attribute that it ignores, a button with two actions.
"""

from .chats import NoReply
from .fake import FakeTelegram
from .faults import Fault
from .people import Group, Person
from .records import BOT, TOKEN, Call, Reply, buttons_of
from .texts import typed

__all__ = [
    "BOT",
    "TOKEN",
    "Call",
    "FakeTelegram",
    "Fault",
    "Group",
    "NoReply",
    "Person",
    "Reply",
    "buttons_of",
    "typed",
]
