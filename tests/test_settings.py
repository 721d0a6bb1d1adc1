"""S37: settings, and that a secret is neither weak nor shown."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from bot.settings import KNOWN, Address, OrganisersPlace, Secret, SettingsError, StatePlace, read_settings

TOKEN = "123456:CANARY-token_abcdefghijklmnopqrstuvwx"


def test_without_any_setting_the_defaults_hold() -> None:
    settings = read_settings({})

    assert (settings.token, settings.api_url, settings.knowledge) == (None, "https://api.telegram.org", None)
    assert (settings.log_level, settings.log_format) == ("INFO", "text")


def test_what_is_set_is_read() -> None:
    settings = read_settings({"TELEGRAM_TOKEN": TOKEN, "SENIM_KNOWLEDGE": "/data", "SENIM_LOG_FORMAT": "JSON"})

    assert settings.token is not None
    assert (settings.token.reveal(), settings.knowledge, settings.log_format) == (TOKEN, Path("/data"), "json")


@pytest.mark.parametrize("shown", [str, repr, "{}".format, "{!r}".format, "%s".__mod__])
def test_a_secret_prints_as_stars(shown: Callable[[object], str]) -> None:
    assert TOKEN not in shown(Secret(TOKEN))


def test_settings_print_without_the_token() -> None:
    assert "CANARY" not in repr(read_settings({"TELEGRAM_TOKEN": TOKEN}))


def test_every_setting_may_come_from_a_file(tmp_path: Path) -> None:
    (tmp_path / "token").write_text(TOKEN + "\n", encoding="utf-8")
    settings = read_settings({"TELEGRAM_TOKEN_FILE": str(tmp_path / "token")})

    assert settings.token is not None
    assert settings.token.reveal() == TOKEN


def test_a_setting_and_a_file_for_it_are_not_both_taken() -> None:
    with pytest.raises(SettingsError, match="TELEGRAM_TOKEN and TELEGRAM_TOKEN_FILE are both set: remove one"):
        read_settings({"TELEGRAM_TOKEN": TOKEN, "TELEGRAM_TOKEN_FILE": "/run/secrets/token"})


def test_an_empty_setting_beside_a_file_for_it_does_no_harm(tmp_path: Path) -> None:
    (tmp_path / "key").write_text("0123456789abcdef", encoding="utf-8")
    settings = read_settings({"STATE_KEY": "", "STATE_KEY_FILE": str(tmp_path / "key")})

    assert settings.state_key


def test_a_file_that_never_ends_holds_no_setting() -> None:
    with pytest.raises(SettingsError, match="TELEGRAM_TOKEN_FILE names a file of more than 10,000 bytes"):
        read_settings({"TELEGRAM_TOKEN_FILE": "/dev/zero"})


@pytest.mark.parametrize("path", ["/", "../../nowhere", "/proc/self/mem", "a\0b"])
def test_a_path_that_is_no_file_is_told(path: str) -> None:
    with pytest.raises(SettingsError, match="names a file that cannot be read"):
        read_settings({"WEBHOOK_SECRET_FILE": path})


def test_a_file_that_cannot_be_read_is_told_with_its_path_and_why(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match=rf"\({tmp_path}/token: No such file or directory\)"):
        read_settings({"TELEGRAM_TOKEN_FILE": f"{tmp_path}/token"})


def test_a_secret_in_place_of_the_path_of_its_file_is_not_shown() -> None:
    with pytest.raises(SettingsError, match="TELEGRAM_TOKEN_FILE names a file that cannot be read") as caught:
        read_settings({"TELEGRAM_TOKEN_FILE": TOKEN})

    assert "CANARY" not in str(caught.value)


def test_all_wrong_settings_are_told_at_once() -> None:
    wrong = {
        "TELEGRAM_TOKN": "x",
        "FEEDBACK": "yes",
        "STATE_URL": "postgres://x",
        "WEBHOOK_URL": "http://x",
        "WEBHOOK_SECRET": "a",
        "ORGANISERS_CHAT_ID": "abc",
        "SENIM_LOG_LEVEL": "foo",
        "LISTEN": "here",
    }
    with pytest.raises(SettingsError) as caught:
        read_settings(wrong)
    told = str(caught.value).splitlines()

    assert [[name for name in wrong if name in line.split()] for line in told if "ORGANISERS" not in line] == [
        [name] for name in ("TELEGRAM_TOKN", "WEBHOOK_SECRET", "WEBHOOK_URL", "STATE_URL", "LISTEN", "FEEDBACK")
    ] + [["SENIM_LOG_LEVEL"]]
    assert len(told) == len(wrong)


@pytest.mark.parametrize("content", [None, b"\xff\xfe\x00"])
def test_a_file_that_cannot_be_read_is_told_by_its_setting(tmp_path: Path, content: bytes | None) -> None:
    path = tmp_path / "token"
    if content:
        path.write_bytes(content)
    with pytest.raises(SettingsError, match="TELEGRAM_TOKEN_FILE names a file that cannot be read"):
        read_settings({"TELEGRAM_TOKEN_FILE": str(path)})


@pytest.mark.parametrize(
    ("name", "hint"),
    [
        ("TELEGRAM_TOKN", "did you mean TELEGRAM_TOKEN?"),
        ("TELEGRAM_BOT_TOKEN", "did you mean TELEGRAM_TOKEN?"),
        ("TELEGRAM_API", "did you mean TELEGRAM_API_URL?"),
        ("SENIM_LOGLEVEL", "did you mean SENIM_LOG_LEVEL?"),
        ("SENIM_KNOWLEGE", "did you mean SENIM_KNOWLEDGE?"),
        ("STATE_URI", "did you mean STATE_URL?"),
        ("STATE_KEYFILE", "did you mean STATE_KEY?"),
        ("WEBHOOK_ULR", "did you mean WEBHOOK_URL?"),
    ],
)
def test_an_unknown_setting_is_refused_with_a_hint(name: str, hint: str) -> None:
    with pytest.raises(SettingsError) as caught:
        read_settings({name: TOKEN})

    assert str(caught.value) == f"The setting {name} is unknown: {hint}"


def test_other_programs_may_have_settings() -> None:
    others = {"PATH": "/bin", "NO_COLOR": "1", "STATE_OF_THE_ART": "1", "TELEGRAM_CHAT_ID": "5"}

    assert read_settings(others) == read_settings({})


@pytest.mark.parametrize("service", ["SENIM", "SENIM_DESK", "TELEGRAM_BOT", "WEBHOOK"])
def test_what_kubernetes_tells_of_a_service_is_no_setting(service: str) -> None:
    told = {
        "SERVICE_HOST": "10.0.0.1",
        "SERVICE_PORT": "8080",
        "SERVICE_PORT_HTTP": "8080",
        "PORT": "tcp://10.0.0.1:8080",
        "PORT_8080_TCP": "tcp://10.0.0.1:8080",
        "PORT_8080_TCP_PROTO": "tcp",
        "PORT_8080_TCP_ADDR": "10.0.0.1",
    }

    assert read_settings({f"{service}_{name}": value for name, value in told.items()}) == read_settings({})


@pytest.mark.parametrize("name", ["SENIM_PORT", "SENIM_PORT_8080", "SENIM_SERVICE"])
def test_a_port_that_an_operator_sets_is_refused(name: str) -> None:
    with pytest.raises(SettingsError, match=f"{name} is unknown"):
        read_settings({name: "8080"})


@pytest.mark.parametrize(
    ("environment", "file"),
    [
        ({"HOME": "/home/a"}, "/home/a/.local/state/senim/state.sqlite3"),
        ({"HOME": "/home/a", "XDG_STATE_HOME": "/xdg"}, "/xdg/senim/state.sqlite3"),
        (
            {"HOME": "/home/a", "XDG_STATE_HOME": "/xdg", "STATE_DIRECTORY": "/var/lib/senim"},
            "/var/lib/senim/state.sqlite3",
        ),
        ({"STATE_DIRECTORY": "/var/lib/senim:/var/lib/more"}, "/var/lib/senim/state.sqlite3"),
    ],
)
def test_state_lies_where_the_system_wants_it(environment: dict[str, str], file: str) -> None:
    assert read_settings(environment).state == StatePlace(Path(file), chosen=False)


@pytest.mark.parametrize("environment", [{}, {"STATE_DIRECTORY": "/var/lib/senim"}])
def test_a_user_that_the_system_does_not_know_needs_no_home(
    environment: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("HOME", raising=False)
    monkeypatch.setattr("pwd.getpwuid", lambda uid: {}[uid])

    assert read_settings(environment).state.file


@pytest.mark.parametrize("url", ["sqlite:/data/chats", "sqlite:///data/chats"])
def test_state_may_lie_in_a_file(url: str) -> None:
    assert read_settings({"STATE_URL": url}).state == StatePlace(Path("/data/chats"))


def test_a_tilde_is_the_home_folder_where_no_shell_replaced_it() -> None:
    settings = read_settings(
        {"HOME": "/home/a", "STATE_URL": "sqlite:~/state", "SENIM_KNOWLEDGE": "~/k", "DRAFTS": "~d"}
    )

    assert settings.state.file == Path("/home/a/state")
    assert (settings.knowledge, settings.drafts) == (Path("/home/a/k"), Path("~d"))


def test_state_may_lie_in_memory() -> None:
    assert read_settings({"STATE_URL": "memory://"}).state == StatePlace()


def test_state_may_lie_in_redis_whose_password_is_never_printed() -> None:
    settings = read_settings({"STATE_URL": "rediss://:CANARY@host:6379/1"})

    assert settings.state.redis is not None
    assert settings.state.redis.reveal() == "rediss://:CANARY@host:6379/1"
    assert "CANARY" not in repr(settings)


@pytest.mark.parametrize(
    "url",
    [
        *("CANARY", "sqlite:", "sqlite://", "http://CANARY"),
        *("redis:", "redis://:CANARY@:6379", "redis://CANARY:x", "redis://host/CANARY", "redis://:CANARY@host/0/1"),
    ],
)
def test_a_wrong_place_for_state_is_refused_and_never_printed(url: str) -> None:
    with pytest.raises(SettingsError, match="STATE_URL is no place for state") as caught:
        read_settings({"STATE_URL": url})

    assert "CANARY" not in str(caught.value)


@pytest.mark.parametrize("url", ["redis://host", "redis://host/", "redis://host:6379/15"])
def test_a_redis_is_named_with_or_without_its_database(url: str) -> None:
    assert read_settings({"STATE_URL": url}).state.redis


def test_a_key_that_could_be_guessed_is_refused_and_never_printed() -> None:
    with pytest.raises(SettingsError, match="STATE_KEY is too short") as caught:
        read_settings({"STATE_KEY": "CANARY"})

    assert "CANARY" not in str(caught.value)


@pytest.mark.parametrize(
    "token", ["CANARY", "CANARY:abc", "123:CANARY CANARY", "123456", "bot123:CANARY", "123:CANARY,", ":CANARY", "123:"]
)
def test_a_malformed_token_is_refused_and_never_printed(token: str) -> None:
    with pytest.raises(SettingsError) as caught:
        read_settings({"TELEGRAM_TOKEN": token})

    assert str(caught.value).startswith("TELEGRAM_TOKEN is not a bot token")
    assert "CANARY" not in str(caught.value)


def test_spaces_around_a_token_do_no_harm() -> None:
    settings = read_settings({"TELEGRAM_TOKEN": f"  {TOKEN}\n"})

    assert settings.token is not None
    assert settings.token.reveal() == TOKEN


@pytest.mark.parametrize(
    "url", ["api.telegram.org", "ftp://host", "http://", "http://user:CANARY@host", "http://h?x=1"]
)
def test_a_wrong_address_is_refused_and_never_printed(url: str) -> None:
    with pytest.raises(SettingsError, match="TELEGRAM_API_URL is not an address") as caught:
        read_settings({"TELEGRAM_API_URL": url})

    assert "CANARY" not in str(caught.value)


def test_an_address_loses_its_last_slash() -> None:
    assert read_settings({"TELEGRAM_API_URL": "http://localhost:8081/"}).api_url == "http://localhost:8081"


@pytest.mark.parametrize(("name", "value"), [("SENIM_LOG_LEVEL", "loud"), ("SENIM_LOG_FORMAT", "xml")])
def test_a_choice_names_what_is_allowed(name: str, value: str) -> None:
    with pytest.raises(SettingsError, match=f"{name} must be one of"):
        read_settings({name: value})


def test_every_setting_has_a_meaning() -> None:
    assert all(setting.meaning.endswith(".") for setting in KNOWN)


def test_a_webhook_listens_without_further_settings() -> None:
    settings = read_settings({"TELEGRAM_TOKEN": TOKEN, "WEBHOOK_URL": "https://senim.example"})

    assert settings.webhook is not None
    assert (settings.webhook.url, settings.webhook.path) == ("https://senim.example/telegram", "/telegram")
    assert settings.listen == Address("0.0.0.0", 8080)


def test_polling_opens_no_port() -> None:
    assert (read_settings({}).webhook, read_settings({}).listen) == (None, None)


def test_replicas_agree_on_a_secret_that_is_not_the_token() -> None:
    first, second = (read_settings({"TELEGRAM_TOKEN": TOKEN, "WEBHOOK_URL": "https://h/x"}).webhook for _ in "12")

    assert first is not None
    assert second is not None
    assert first.secret.reveal() == second.secret.reveal()
    assert TOKEN.partition(":")[2] not in first.secret.reveal()


@pytest.mark.parametrize("secret", ["CANARY", "CANARY CANARY CANARY", "CANARY" * 50, "CANARY/CANARY/CANARY"])
def test_a_weak_webhook_secret_is_refused_and_never_printed(secret: str) -> None:
    with pytest.raises(SettingsError, match="WEBHOOK_SECRET must have") as caught:
        read_settings({"WEBHOOK_URL": "https://h/x", "WEBHOOK_SECRET": secret})

    assert "CANARY" not in str(caught.value)


@pytest.mark.parametrize(
    "url", ["http://senim.example/telegram", "senim.example", "https://u:CANARY@h/", "https://h/?x"]
)
def test_a_webhook_that_telegram_would_not_call_is_refused(url: str) -> None:
    with pytest.raises(SettingsError, match="WEBHOOK_URL is not an https address") as caught:
        read_settings({"WEBHOOK_URL": url})

    assert "CANARY" not in str(caught.value)


def test_a_webhook_on_this_machine_may_do_without_https() -> None:
    webhook = read_settings({"WEBHOOK_URL": "http://127.0.0.1:8080/telegram"}).webhook

    assert webhook is not None


@pytest.mark.parametrize(
    ("value", "address"),
    [("127.0.0.1:0", Address("127.0.0.1", 0)), ("[::1]:80", Address("::1", 80)), ("box:9000", Address("box", 9000))],
)
def test_where_to_listen_is_host_and_port(value: str, address: Address) -> None:
    assert read_settings({"LISTEN": value}).listen == address
    assert str(address) == value


@pytest.mark.parametrize("value", ["8080", ":8080", "host", "host:99999", "http://host:80", "../x:80", "a b:80"])
def test_a_wrong_place_to_listen_is_refused(value: str) -> None:
    with pytest.raises(SettingsError, match="LISTEN is not host:port"):
        read_settings({"LISTEN": value})


def test_nothing_is_asked_of_people_and_nothing_sent_to_organisers_by_default() -> None:
    settings = read_settings({})

    assert (settings.feedback, settings.organisers) == (False, None)


@pytest.mark.parametrize("name", ["HTTPS_PROXY", "https_proxy"])
@pytest.mark.parametrize("proxy", ["socks5://user:CANARY@host:1080", "CANARY:8080"])
def test_a_proxy_that_cannot_carry_the_way_to_telegram_is_refused(name: str, proxy: str) -> None:
    with pytest.raises(SettingsError, match="HTTPS_PROXY is no http proxy") as refused:
        read_settings({name: proxy})

    assert "CANARY" not in str(refused.value)


@pytest.mark.parametrize(
    "environment",
    [
        {"HTTPS_PROXY": "http://host:8080"},
        {"ALL_PROXY": "socks5://host:1080"},
        {"HTTP_PROXY": "socks5://host:1080"},
        {"HTTPS_PROXY": "socks5://host:1080", "NO_PROXY": "api.telegram.org"},
    ],
)
def test_a_proxy_that_is_not_on_the_way_is_nobodys_business(environment: dict[str, str]) -> None:
    assert read_settings(environment).api_url == "https://api.telegram.org"


def test_a_chat_of_the_organisers_may_have_a_topic() -> None:
    settings = read_settings({"ORGANISERS_CHAT_ID": "-1001234567890", "ORGANISERS_TOPIC_ID": "12", "FEEDBACK": "on"})

    assert (settings.feedback, settings.organisers) == (True, OrganisersPlace(-1001234567890, 12))


@pytest.mark.parametrize(
    "environment",
    [
        {"ORGANISERS_CHAT_ID": "@organisers"},
        {"ORGANISERS_CHAT_ID": "1234567890"},
        {"ORGANISERS_CHAT_ID": "-100123", "ORGANISERS_TOPIC_ID": "first"},
        {"ORGANISERS_TOPIC_ID": "12"},
        {"FEEDBACK": "maybe"},
    ],
)
def test_a_wrong_place_for_questions_is_refused(environment: dict[str, str]) -> None:
    with pytest.raises(SettingsError, match=r"ORGANISERS|FEEDBACK"):
        read_settings(environment)


@pytest.mark.parametrize("webhook", [{}, {"WEBHOOK_URL": "https://senim.example/telegram"}])
@pytest.mark.parametrize("store", [{}, {"STATE_URL": "redis://localhost/0"}])
def test_only_a_webhook_with_a_redis_has_replicas(webhook: dict[str, str], store: dict[str, str]) -> None:
    assert read_settings({**webhook, **store}).has_replicas is bool(webhook and store)
