"""Parts of a bot that fail whenever they are used."""

from __future__ import annotations

import copy
from typing import Any, NoReturn, TypeVar

from bot.core.dialogue import Dialogue
from bot.core.replying.notices import Notices
from bot.core.understanding.decision import Understanding
from bot.core.understanding.distress.recogniser import Recogniser
from bot.core.understanding.matching import Matcher
from bot.core.understanding.understood_cache import UnderstoodCache

T = TypeVar("T")


def fails(*_: Any, **__: Any) -> NoReturn:
    raise RuntimeError


class BrokenDialogue(Dialogue):
    """Fails at whatever it is asked."""

    command_or_words = alarms = reply_to = decide = press = command = show = fails


def never_ends(*_: Any, **__: Any) -> NoReturn:
    while True:
        pass


class EndlessDialogue(Dialogue):
    """Never comes to an end with what anybody types."""

    command_or_words = alarms = reply_to = never_ends


class SilentNotices(Notices):
    """Fails at what help can stand in for."""

    media = late = hidden = forgotten = fails


class BrokenMatcher(Matcher):
    rank_reading = fails


class BrokenRecogniser(Recogniser):
    recognise = sign_of = fails


def broken_as(kind: type[T], whole: T) -> T:
    """A copy, since all tests share the whole one; it is never built anew, which takes long."""
    copied = copy.copy(whole)
    copied.__class__ = kind
    return copied


def without_notices(dialogue: Dialogue) -> Dialogue:
    copied = copy.copy(dialogue)
    copied.notices = broken_as(SilentNotices, dialogue.notices)
    return copied


def with_parts(dialogue: Dialogue, *, matcher: Matcher | None = None, recogniser: Recogniser | None = None) -> Dialogue:
    """A copy that understands by these parts; what was understood before would be answered without them."""
    by_itself = copy.copy(dialogue.by_itself)
    by_itself.matcher, by_itself.recogniser = matcher or by_itself.matcher, recogniser or by_itself.recogniser
    by_itself.cache = UnderstoodCache()
    copied = copy.copy(dialogue)
    copied.understanding = Understanding(dialogue.knowledge, by_itself)
    return copied
