"""Settings, read once from the environment; every one may also come from a file named by `NAME_FILE`."""

from __future__ import annotations

import hmac
import re
from collections.abc import Callable, Iterator, Mapping
from functools import partial
from pathlib import Path
from socket import AF_INET, AF_INET6, AddressFamily
from typing import Literal, NamedTuple, TypeVar
from urllib.parse import urlsplit

from rapidfuzz import process

_PREFIX = "SENIM_"
_SHARED_PREFIXES = ("TELEGRAM_", "STATE_", "WEBHOOK_", "ORGANISERS_")
"""Other programs use these, too (systemd's STATE_DIRECTORY, TELEGRAM_CHAT_ID of what watches): only what looks like a
slip is refused.
"""
_A_SLIP = 80
"""Likeness to a setting's name."""
_OF_A_SERVICE = re.compile(r"\w+_(SERVICE_HOST=.*|SERVICE_PORT\w*=\d+|PORT=\w+://.*|PORT_\d+_(TCP|UDP|SCTP)\w*=.*)")
"""Variables by which Kubernetes tells every pod about each Service; one for the bot may well be called `senim`."""
_SHORTEST_KEY = 16
"""Characters of a STATE_KEY."""
WEBHOOK_PATH = "/telegram"
_TOKEN = re.compile(r"\d+:[A-Za-z0-9_-]{3,}")
_WEBHOOK_SECRET = re.compile(r"[A-Za-z0-9_-]{16,256}")
_LONGEST_FILE = 10_000
"""Bytes; no setting is so long, and some files never end."""
_LISTEN = re.compile(r"(?P<host>[^\s:/@]+|\[[0-9a-fA-F:.]+\]):(?P<port>\d{1,5})")
_THIS_MACHINE = ("localhost", "127.0.0.1", "::1")

_BEGIN_OF_PATHS = ("/", "./", "../", "~/")
"""Anything else may be a secret that was put where the path of its file belongs."""
_API_URL = "https://api.telegram.org"

Choice = TypeVar("Choice", bound=str)
Value = TypeVar("Value")


class SettingsError(Exception):
    """Settings are missing, unknown or wrong; the message says of each, on a line of its own, which and what to do,
    never a secret's value.
    """


class Secret:
    """A value that never shows itself."""

    def __init__(self, value: str) -> None:
        self._value = value

    def reveal(self) -> str:
        return self._value

    def __repr__(self) -> str:
        return "Secret('**********')"

    __str__ = __repr__


class Setting(NamedTuple):
    """One row of the table in the README."""

    name: str
    default: str
    meaning: str


KNOWN = (
    Setting("TELEGRAM_TOKEN", "", "The bot's token from @BotFather. Needed by `senim run`."),
    Setting("TELEGRAM_API_URL", _API_URL, "A local Bot API server, as `http://host:port`."),
    Setting(
        "STATE_URL",
        "",
        "`sqlite:/path/file`, `memory://` or `redis://host:6379/0` (`rediss://` with TLS);"
        " without it, a file in `$STATE_DIRECTORY` or `~/.local/state/senim`.",
    ),
    Setting("STATE_KEY", "", "Secret under which chats are kept; without it, one is derived from the token."),
    Setting("WEBHOOK_URL", "", "Public https address for updates; Telegram then calls it, and nothing is polled."),
    Setting("WEBHOOK_SECRET", "", "16 to 256 letters, digits, `_`, `-`; without it one is derived from the token."),
    Setting("LISTEN", "", "`host:port` of health, metrics and webhook; with a webhook, `0.0.0.0:8080` by default."),
    Setting("FEEDBACK", "off", "`on`: 👍 and 👎 under answers about the event, counted per answer and language."),
    Setting("ORGANISERS_CHAT_ID", "", "A group of the organisers with the bot in it: people may send them questions."),
    Setting("ORGANISERS_TOPIC_ID", "", "The topic of that chat, where it is a forum."),
    Setting("DRAFTS", "", "A folder for drafts that organisers make of their answers; `senim desk` lists them."),
    Setting("SENIM_KNOWLEDGE", "", "The knowledge folder; without it, the one that comes with the program."),
    Setting("SENIM_LOG_LEVEL", "INFO", "DEBUG, INFO, WARNING or ERROR; DEBUG logs every reply: for trials only."),
    Setting("SENIM_LOG_FORMAT", "text", "`text`, or `json` for one JSON object per line."),
)


class StatePlace(NamedTuple):
    """A file, a Redis server, or neither: then it is this process's memory."""

    file: Path | None = None
    redis: Secret | None = None
    chosen: bool = True
    """Whether an operator has named it."""


class Address(NamedTuple):
    """Where the bot's own HTTP server listens."""

    host: str
    port: int

    @property
    def family(self) -> AddressFamily:
        return AF_INET6 if ":" in self.host else AF_INET

    def __str__(self) -> str:
        """As it stands in LISTEN and in links."""
        return f"{f'[{self.host}]' if ':' in self.host else self.host}:{self.port}"


class Webhook(NamedTuple):
    """Where Telegram sends updates, and the secret by which the bot knows that it is Telegram."""

    url: str
    secret: Secret

    @property
    def path(self) -> str:
        return urlsplit(self.url).path


class OrganisersPlace(NamedTuple):
    """Where questions go that people send to the organisers."""

    chat: int
    topic: int | None = None


class Settings(NamedTuple):
    token: Secret | None
    api_url: str
    state: StatePlace
    state_key: Secret | None
    webhook: Webhook | None
    listen: Address | None
    feedback: bool
    organisers: OrganisersPlace | None
    drafts: Path | None
    """Where drafts of new entries lie; None where nobody can make any."""
    knowledge: Path | None
    log_level: str
    log_format: Literal["text", "json"]

    @property
    def has_replicas(self) -> bool:
        """Whether other processes may answer for the same bot: only a webhook and a Redis make that possible."""
        return self.webhook is not None and self.state.redis is not None


def read_settings(environment: Mapping[str, str]) -> Settings:
    """Raises SettingsError, which tells of everything that is wrong."""
    settings, faults = settings_and_faults(environment)
    if faults:
        raise SettingsError("\n".join(faults.values()))
    return settings


def settings_and_faults(environment: Mapping[str, str]) -> tuple[Settings, Mapping[str, str]]:
    """What is wrong, by setting; those settings are as if they were not set."""
    faults = dict(_unknown(environment))

    def read(name: str, reading: Callable[[], Value], otherwise: Value) -> Value:
        try:
            return reading()
        except SettingsError as error:
            faults.setdefault(name, str(error))
            return otherwise

    values = {one.name: read(one.name, partial(_value, environment, one), one.default) for one in KNOWN}
    is_file = bool(environment.get("TELEGRAM_TOKEN_FILE", "").strip())
    token = read("TELEGRAM_TOKEN", lambda: _token(values["TELEGRAM_TOKEN"], from_file=is_file), None)
    read("WEBHOOK_SECRET", lambda: _refuse_webhook_secret(values["WEBHOOK_SECRET"]), None)
    webhook = read("WEBHOOK_URL", lambda: _webhook(values["WEBHOOK_URL"], values["WEBHOOK_SECRET"], token), None)
    api_url = read("TELEGRAM_API_URL", lambda: _api_url(values["TELEGRAM_API_URL"]), _API_URL)
    read("HTTPS_PROXY", lambda: _refuse_proxy(api_url, environment), None)
    chat, topic = values["ORGANISERS_CHAT_ID"], values["ORGANISERS_TOPIC_ID"]
    levels = ("DEBUG", "INFO", "WARNING", "ERROR")
    settings = Settings(
        token=token,
        api_url=api_url,
        state=read("STATE_URL", lambda: _state_place(values["STATE_URL"], environment), StatePlace()),
        state_key=read("STATE_KEY", lambda: _state_key(values["STATE_KEY"]), None),
        webhook=webhook,
        listen=read("LISTEN", lambda: _listen(values["LISTEN"] or ("0.0.0.0:8080" if webhook else "")), None),
        feedback=read("FEEDBACK", lambda: _one_of("FEEDBACK", values, "off", "on"), "off") == "on",
        organisers=read("ORGANISERS_CHAT_ID", lambda: _organisers(chat, topic), None),
        drafts=_path(values["DRAFTS"], environment) if values["DRAFTS"] else None,
        knowledge=read("SENIM_KNOWLEDGE", lambda: knowledge_folder(environment), None),
        log_level=read("SENIM_LOG_LEVEL", lambda: _one_of("SENIM_LOG_LEVEL", values, *levels), "INFO"),
        log_format=read("SENIM_LOG_FORMAT", lambda: _one_of("SENIM_LOG_FORMAT", values, "text", "json"), "text"),
    )
    return settings, faults


def knowledge_folder(environment: Mapping[str, str]) -> Path | None:
    """The one setting that every command reads; a mistake in another must not stop a check. Raises SettingsError."""
    folder = _value(environment, next(setting for setting in KNOWN if setting.name == "SENIM_KNOWLEDGE"))
    return _path(folder, environment) if folder else None


def _unknown(environment: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    names = [setting.name for setting in KNOWN]
    allowed = {*names, *(name + "_FILE" for name in names)}
    # Only what may be meant for the bot is compared: to compare brings half a megabyte of a library into memory.
    for name in sorted(name for name in environment.keys() - allowed if name.startswith((_PREFIX, *_SHARED_PREFIXES))):
        if _OF_A_SERVICE.fullmatch(f"{name}={environment[name]}"):
            continue
        close = process.extractOne(name, names, score_cutoff=60)
        if name.startswith(_PREFIX) or (close and close[1] >= _A_SLIP):
            hint = f"did you mean {close[0]}?" if close else f"the settings are {', '.join(names)}."
            yield name, f"The setting {name} is unknown: {hint}"


def _value(environment: Mapping[str, str], setting: Setting) -> str:
    path, value = (environment.get(name, "").strip() for name in (setting.name + "_FILE", setting.name))
    if path and value:
        raise SettingsError(f"{setting.name} and {setting.name}_FILE are both set: remove one of them.")
    if path:
        try:
            with Path(path).open("rb") as file:
                content = file.read(_LONGEST_FILE + 1)
            if len(content) > _LONGEST_FILE:
                raise SettingsError(
                    f"{setting.name}_FILE names a file of more than {_LONGEST_FILE:,} bytes: it should hold one value."
                )
            return content.decode().strip()
        except (OSError, ValueError) as error:
            why = (isinstance(error, OSError) and error.strerror) or "it is no text"
            where = f"{path}: " if path.startswith(_BEGIN_OF_PATHS) else ""
            raise SettingsError(
                f"{setting.name}_FILE names a file that cannot be read ({where}{why}): "
                "check the path and who may read it."
            ) from None
    return value or setting.default


def _token(value: str, *, from_file: bool) -> Secret | None:
    if not value:
        return None
    if not _TOKEN.fullmatch(value):
        what = "The file that TELEGRAM_TOKEN_FILE names holds no" if from_file else "TELEGRAM_TOKEN is not a"
        raise SettingsError(f"{what} bot token: copy it whole from @BotFather (digits, a colon, letters).")
    return Secret(value)


def _api_url(value: str) -> str:
    if not _is_address(value):
        raise SettingsError("TELEGRAM_API_URL is not an address: write it as https://host or http://host:port.")
    return value.rstrip("/")


def _refuse_proxy(api_url: str, environment: Mapping[str, str]) -> None:
    """Refuses a proxy on the way to Telegram that cannot carry the bot's calls."""
    parts = urlsplit(api_url)
    name = f"{parts.scheme}_proxy"
    proxy = environment.get(name) or environment.get(name.upper(), "")
    if not proxy or urlsplit(proxy).scheme in ("http", "https"):
        return
    from urllib.request import proxy_bypass  # needed by nobody else here

    bypassed = environment.get("no_proxy") or environment.get("NO_PROXY", "")
    if not proxy_bypass(parts.netloc, {"no": bypassed}):
        raise SettingsError(f"{name.upper()} is no http proxy: write it as http://host:port; SOCKS is not possible.")


def _state_place(value: str, environment: Mapping[str, str]) -> StatePlace:
    scheme, _, rest = value.partition(":")
    if not value:
        return StatePlace(_state_folder(environment) / "state.sqlite3", chosen=False)
    if scheme == "memory" and not rest.strip("/"):
        return StatePlace()
    if scheme == "sqlite" and rest.strip("/"):
        return StatePlace(_path(rest.removeprefix("//"), environment))
    if scheme in ("redis", "rediss") and _is_of_redis(value):
        return StatePlace(redis=Secret(value))
    raise SettingsError(
        "STATE_URL is no place for state: write it as sqlite:/path/file, memory:// or redis://host:6379/0."
    )


def _state_folder(environment: Mapping[str, str]) -> Path:
    """The folder that systemd made for the bot, else the one of the XDG rules."""
    given = environment.get("STATE_DIRECTORY", "").partition(":")[0]
    if given:
        return Path(given)
    state = environment.get("XDG_STATE_HOME")
    return (Path(state) if state else _home(environment) / ".local" / "state") / "senim"


def _path(typed: str, environment: Mapping[str, str]) -> Path:
    """A ~ is the home folder, which only a shell would have put in its place: no file of settings has one."""
    return _home(environment) / typed.removeprefix("~/") if typed.startswith("~/") else Path(typed)


def _home(environment: Mapping[str, str]) -> Path:
    try:
        return Path(environment.get("HOME") or "~").expanduser()
    except RuntimeError:  # a user whom the system does not know, as systemd and containers make them: it has none
        return Path("/")


def _is_of_redis(url: str) -> bool:
    """Whether it names a server and, if anything else, the number of a database."""
    try:
        parts = urlsplit(url)
        has_host = bool(parts.hostname) and (parts.port is None or parts.port > 0)
    except ValueError:
        return False
    return has_host and re.fullmatch(r"(/\d*)?", parts.path) is not None and not re.search(r"\s", url)


def _state_key(value: str) -> Secret | None:
    if value and len(value) < _SHORTEST_KEY:
        raise SettingsError(
            f"STATE_KEY is too short: use {_SHORTEST_KEY} or more random characters (openssl rand -hex 32)."
        )
    return Secret(value) if value else None


def _refuse_webhook_secret(secret: str) -> None:
    if secret and not _WEBHOOK_SECRET.fullmatch(secret):
        raise SettingsError("WEBHOOK_SECRET must have 16 to 256 letters (A-Z, a-z), digits, `_` or `-`.")


def _webhook(url: str, secret: str, token: Secret | None) -> Webhook | None:
    if not url:
        return None
    parts = urlsplit(url) if _is_address(url) else None
    if parts is None or (parts.scheme != "https" and parts.hostname not in _THIS_MACHINE):
        raise SettingsError("WEBHOOK_URL is not an https address: write it as https://host/telegram.")
    full = url if parts.path.strip("/") else url.rstrip("/") + WEBHOOK_PATH
    return Webhook(full, Secret(secret) if secret else _derived_secret(token or Secret("")))


def _derived_secret(token: Secret) -> Secret:
    """A secret that is the same in every replica, and from which the token cannot be found."""
    return Secret(hmac.digest(token.reveal().encode(), b"senim webhook secret", "sha256").hex())


def _listen(value: str) -> Address | None:
    if not value:
        return None
    parts = _LISTEN.fullmatch(value)
    if parts is None or int(parts["port"]) > 65535:
        raise SettingsError("LISTEN is not host:port: write it as 127.0.0.1:8080 or 0.0.0.0:8080.")
    return Address(parts["host"].strip("[]"), int(parts["port"]))


def _organisers(chat: str, topic: str) -> OrganisersPlace | None:
    if topic and not chat:
        raise SettingsError("ORGANISERS_TOPIC_ID needs ORGANISERS_CHAT_ID: set both, or neither.")
    if not chat:
        return None
    if not re.fullmatch(r"-?\d{1,20}", chat) or not re.fullmatch(r"\d{0,20}", topic):
        raise SettingsError("ORGANISERS_CHAT_ID and ORGANISERS_TOPIC_ID are numbers, such as -1001234567890 and 12.")
    if not chat.startswith("-"):  # in a private chat, what its owner writes in reply would not be heard as a question
        raise SettingsError("ORGANISERS_CHAT_ID is the number of a person: give that of a group, which begins with -.")
    return OrganisersPlace(int(chat), int(topic) if topic else None)


def _is_address(value: str) -> bool:
    try:
        parts = urlsplit(value)
        known = parts.scheme in ("http", "https") and parts.hostname and (parts.port is None or parts.port > 0)
    except ValueError:
        return False
    return bool(known) and not (parts.query or parts.fragment or "@" in parts.netloc or re.search(r"\s", value))


def _one_of(name: str, values: Mapping[str, str], *allowed: Choice) -> Choice:
    for choice in allowed:
        if values[name].lower() == choice.lower():
            return choice
    raise SettingsError(f"{name} must be one of {', '.join(allowed)}.")
