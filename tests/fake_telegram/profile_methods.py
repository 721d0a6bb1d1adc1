"""What the methods about the bot's own profile do: its name, descriptions and commands."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Any

from .records import BOT, Json
from .refusals import bad
from .texts import units

if TYPE_CHECKING:
    from .fake import FakeTelegram

LIMITS = {"name": 64, "description": 512, "short_description": 120}


class ProfileMethods:
    """Each text is kept by language, the commands by language and scope."""

    def __init__(self, telegram: FakeTelegram) -> None:
        self._telegram, self._profile = telegram, telegram.profile
        self.by_name: dict[str, Callable[[Json], Any]] = {
            "getMe": self._me,
            "setMyCommands": self._set_commands,
            "getMyCommands": lambda p: self._profile.get(("commands", *audience_of(p)), []),
            "deleteMyCommands": lambda p: bool(self._profile.pop(("commands", *audience_of(p)), True)),
        }
        for key, name in (("name", "Name"), ("description", "Description"), ("short_description", "ShortDescription")):
            self.by_name |= {f"setMy{name}": partial(self._set_text, key), f"getMy{name}": partial(self._text, key)}

    def _me(self, _: Json) -> Json:
        return BOT | {"can_join_groups": True, "can_read_all_group_messages": False} | self._telegram.modes

    def _set_commands(self, p: Json) -> bool:
        self._profile["commands", *audience_of(p)] = checked_commands(p.get("commands"))
        return True

    def _set_text(self, key: str, p: Json) -> bool:
        if units(p.get(key, "")) > LIMITS[key]:
            raise bad(f"{key} is too long")
        self._profile[key, audience_of(p)[0]] = p.get(key, "")
        return True

    def _text(self, key: str, p: Json) -> Json:
        """A language without a text of its own gets the default one."""
        return {key: self._profile.get((key, audience_of(p)[0])) or self._profile.get((key, ""), "")}


def audience_of(p: Json) -> tuple[str, str]:
    """Give the language code and scope for which something is set, a scope with ids as "chat:5"."""
    language, scope = p.get("language_code", ""), p.get("scope") or {"type": "default"}
    if language and not re.fullmatch(r"[a-z]{2}", language):
        raise bad("invalid language code specified")
    kinds = r"default|all_(private_chats|group_chats|chat_administrators)|chat(_administrators|_member)?"
    if not re.fullmatch(kinds, scope["type"]):
        raise bad("can't parse BotCommandScope: Unsupported type specified")
    return language, ":".join(str(scope[key]) for key in ("type", "chat_id", "user_id") if key in scope)


def checked_commands(commands: Any) -> list[Json]:
    if not isinstance(commands, list) or not 1 <= len(commands) <= 100:
        raise bad("BOT_COMMANDS_TOO_MUCH" if commands else "commands must be non-empty")
    for command in commands:
        if not re.fullmatch(r"[a-z0-9_]{1,32}", command["command"]):
            raise bad("BOT_COMMAND_INVALID")
        if not 1 <= units(command["description"]) <= 256:
            raise bad("command description must be non-empty and must not exceed 256")
    return commands
