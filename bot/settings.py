"""Settings, read once from the environment; every one may also come from a file named by `NAME_FILE`."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, cast
from urllib.parse import urlsplit

from rapidfuzz import process

_PREFIXES = ("TELEGRAM_", "SENIM_")
_SHARED_PREFIXES = ("STATE_",)
"""Other programs use them too (systemd's STATE_DIRECTORY): only what looks like a slip is refused."""
_A_SLIP = 80
"""Likeness to a setting's name."""
_SHORTEST_KEY = 16
_TOKEN = re.compile(r"\d+:[A-Za-z0-9_-]{3,}")


class SettingsError(Exception):
    """A setting is missing, unknown or wrong; the message says which and what to do, never a secret's value."""


class Secret:
    """A value that never shows itself."""

    def __init__(self, value: str) -> None:
        self._value = value

    def reveal(self) -> str:
        return self._value

    def __repr__(self) -> str:
        return "Secret('**********')"

    __str__ = __repr__


@dataclass(frozen=True, slots=True)
class Setting:
    """One row of the table in the README."""

    name: str
    default: str
    meaning: str


KNOWN = (
    Setting("TELEGRAM_TOKEN", "", "The bot's token from @BotFather. Needed by `senim run`."),
    Setting("TELEGRAM_API_URL", "https://api.telegram.org", "A local Bot API server, as `http://host:port`."),
    Setting(
        "STATE_URL",
        "",
        "`sqlite:/path/file`, `memory://` or `redis://host:6379/0` (`rediss://` with TLS);"
        " without it, a file in `$STATE_DIRECTORY` or `~/.local/state/senim`.",
    ),
    Setting("STATE_KEY", "", "Secret under which chats are kept; without it, one is derived from the token."),
    Setting("SENIM_KNOWLEDGE", "", "The knowledge folder; without it, the one that comes with the program."),
    Setting("SENIM_LOG_LEVEL", "INFO", "DEBUG, INFO, WARNING or ERROR."),
    Setting("SENIM_LOG_FORMAT", "text", "`text`, or `json` for one JSON object a line."),
)


@dataclass(frozen=True, slots=True)
class StatePlace:
    """A file, a Redis server, or neither: then it is this process's memory."""

    file: Path | None = None
    redis: Secret | None = None
    chosen: bool = True
    """Whether an operator has named it."""


@dataclass(frozen=True, slots=True)
class Settings:
    token: Secret | None
    api_url: str
    state: StatePlace
    state_key: Secret | None
    knowledge: Path | None
    log_level: str
    log_format: Literal["text", "json"]


def read_settings(environment: Mapping[str, str]) -> Settings:
    """Raises SettingsError."""
    _refuse_unknown(environment)
    values = {setting.name: _value(environment, setting) for setting in KNOWN}
    folder = values["SENIM_KNOWLEDGE"]
    return Settings(
        token=_token(values["TELEGRAM_TOKEN"]),
        api_url=_api_url(values["TELEGRAM_API_URL"]),
        state=_state_place(values["STATE_URL"], environment),
        state_key=_state_key(values["STATE_KEY"]),
        knowledge=Path(folder) if folder else None,
        log_level=_one_of("SENIM_LOG_LEVEL", values, "DEBUG", "INFO", "WARNING", "ERROR"),
        log_format=cast("Literal['text', 'json']", _one_of("SENIM_LOG_FORMAT", values, "text", "json")),
    )


def _refuse_unknown(environment: Mapping[str, str]) -> None:
    names = [setting.name for setting in KNOWN]
    allowed = {*names, *(name + "_FILE" for name in names)}
    for name in sorted(environment.keys() - allowed):
        close = process.extractOne(name, names, score_cutoff=60)
        slip = close is not None and close[1] >= _A_SLIP and name.startswith(_SHARED_PREFIXES)
        if slip or name.startswith(_PREFIXES):
            hint = f"did you mean {close[0]}?" if close else f"the settings are {', '.join(names)}."
            raise SettingsError(f"The setting {name} is unknown: {hint}")


def _value(environment: Mapping[str, str], setting: Setting) -> str:
    path = environment.get(setting.name + "_FILE", "").strip()
    if path:
        try:
            return Path(path).read_text(encoding="utf-8").strip()
        except (OSError, UnicodeDecodeError):
            raise SettingsError(
                f"{setting.name}_FILE names a file that cannot be read: check the path and who may read it."
            ) from None
    return environment.get(setting.name, "").strip() or setting.default


def _token(value: str) -> Secret | None:
    if not value:
        return None
    if not _TOKEN.fullmatch(value):
        raise SettingsError(
            "TELEGRAM_TOKEN is not a bot token: copy it whole from @BotFather (digits, a colon, letters)."
        )
    return Secret(value)


def _api_url(value: str) -> str:
    if not _is_address(value):
        raise SettingsError("TELEGRAM_API_URL is not an address: write it as https://host or http://host:port.")
    return value.rstrip("/")


def _state_place(value: str, environment: Mapping[str, str]) -> StatePlace:
    scheme, _, rest = value.partition(":")
    if not value:
        return StatePlace(_state_folder(environment) / "state.sqlite3", chosen=False)
    if scheme == "memory" and not rest.strip("/"):
        return StatePlace()
    if scheme == "sqlite" and rest.strip("/"):
        return StatePlace(Path(rest.removeprefix("//")))
    if scheme in ("redis", "rediss") and _has_host(value):
        return StatePlace(redis=Secret(value))
    raise SettingsError(
        "STATE_URL is no place for state: write it as sqlite:/path/file, memory:// or redis://host:6379/0."
    )


def _state_folder(environment: Mapping[str, str]) -> Path:
    """The one that systemd made for the bot, else where the XDG rules put the state of programs."""
    given = environment.get("STATE_DIRECTORY", "").partition(":")[0]
    home = environment.get("XDG_STATE_HOME") or Path(environment.get("HOME") or "~").expanduser() / ".local" / "state"
    return Path(given) if given else Path(home) / "senim"


def _has_host(url: str) -> bool:
    try:
        parts = urlsplit(url)
        return bool(parts.hostname) and (parts.port is None or parts.port > 0) and not re.search(r"\s", url)
    except ValueError:
        return False


def _state_key(value: str) -> Secret | None:
    if value and len(value) < _SHORTEST_KEY:
        raise SettingsError(
            f"STATE_KEY is too short: use {_SHORTEST_KEY} or more random characters (openssl rand -hex 32)."
        )
    return Secret(value) if value else None


def _is_address(value: str) -> bool:
    try:
        parts = urlsplit(value)
        known = parts.scheme in ("http", "https") and parts.hostname and (parts.port is None or parts.port > 0)
    except ValueError:
        return False
    return bool(known) and not (parts.query or parts.fragment or "@" in parts.netloc or re.search(r"\s", value))


def _one_of(name: str, values: Mapping[str, str], *allowed: str) -> str:
    for choice in allowed:
        if values[name].lower() == choice.lower():
            return choice
    raise SettingsError(f"{name} must be one of {', '.join(allowed)}.")
