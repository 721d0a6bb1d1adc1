"""`senim doctor`: what it finds, what it says to do, and that it never shows the token.

Of `bot/doctor`; what it finds of the store is in `test_examined_store.py`.
"""

import asyncio
import json
import socket
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from bot.core.dialogue import Dialogue
from bot.settings import Secret
from bot.telegram.app import TelegramBot
from bot.telegram.profile import update_profile
from tests.fake_telegram import TOKEN, FakeTelegram
from tests.support.findings import Examine, faults_of
from tests.support.listening_bot import listening
from tests.support.senim_program import senim

HOOK = "https://senim.example/telegram"


async def test_a_bot_that_is_ready_has_no_fault(examined: Examine) -> None:
    findings = await examined()

    assert faults_of(findings) == {}
    assert "@test_bot" in str(findings)


async def test_a_knowledge_that_hears_hardly_any_distress_is_told(examined: Examine) -> None:
    told = [finding for finding in await examined() if finding.about == "knowledge"]

    assert "recognises few cries for help" in told[0].what


@pytest.mark.parametrize(("checked_on", "told"), [("null", ["note"]), ("2024-11-27", [])])
async def test_it_is_told_as_long_as_nobody_has_called_any_number(
    examined: Examine, small_folder: Path, checked_on: str, told: list[str]
) -> None:
    contacts = small_folder / "contacts.yaml"
    contacts.write_text(
        contacts.read_text(encoding="utf-8").replace("checked_on: null", f"checked_on: {checked_on}"), encoding="utf-8"
    )

    assert [finding.level for finding in await examined() if finding.about == "numbers"] == told


async def test_settings_that_cannot_be_read_are_the_only_finding(examined: Examine) -> None:
    findings = await examined(TELEGRAM_TOKN="x")

    assert [finding.about for finding in findings if finding.level == "fault"] == ["settings"]


async def test_beside_wrong_settings_everything_else_is_examined(examined: Examine) -> None:
    findings = await examined(FEEDBACK="yes", STATE_URL="postgres://x")

    assert [finding.what.split()[0] for finding in findings if finding.level == "fault"] == ["STATE_URL", "FEEDBACK"]
    assert {"knowledge", "clock", "token"} <= {finding.about for finding in findings}
    assert "store" not in {finding.about for finding in findings}


async def test_a_missing_token_is_told(examined: Examine) -> None:
    assert "missing" in faults_of(await examined(TELEGRAM_TOKEN=""))["token"]


async def test_a_place_to_listen_that_is_free_is_well(examined: Examine) -> None:
    (found,) = [finding for finding in await examined(LISTEN="127.0.0.1:0") if finding.about == "listen"]

    assert found.level == "ok"


@pytest.mark.parametrize("address", ["192.0.2.1:8080", "999.1.1.1:80", "[2001:db8::1]:80"])
async def test_a_place_to_listen_that_is_not_on_this_machine_is_told(examined: Examine, address: str) -> None:
    assert f"{address} cannot be opened" in faults_of(await examined(LISTEN=address))["listen"]


async def test_what_cannot_be_the_name_of_a_host_is_told(examined: Examine) -> None:
    assert "names no host" in faults_of(await examined(LISTEN="é..x:80"))["listen"]


async def test_a_place_to_listen_that_is_in_use_may_be_that_of_the_bot_itself(examined: Examine) -> None:
    with socket.create_server(("127.0.0.1", 0)) as door:
        findings = await examined(LISTEN=f"127.0.0.1:{door.getsockname()[1]}")
    (found,) = [finding for finding in findings if finding.about == "listen"]

    assert (found.level, "in use" in found.what, "healthcheck" in found.cure) == ("note", True, True)


async def test_telegram_is_asked_on_the_same_way_as_by_the_bot(
    examined: Examine, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Which knows nothing of ALL_PROXY."""
    monkeypatch.setenv("ALL_PROXY", "http://127.0.0.1:9")

    assert faults_of(await examined()) == {}


async def test_a_wrong_token_is_told(examined: Examine) -> None:
    assert "not accept" in faults_of(await examined(TELEGRAM_TOKEN="1:OTHER-TOKEN_abcdefghijklmnopqrstuv"))["token"]


async def test_a_telegram_out_of_reach_is_told(examined: Examine) -> None:
    findings = await examined(TELEGRAM_API_URL="http://127.0.0.1:1")

    assert faults_of(findings) == {"telegram": "could not be asked (NetworkError)"}
    assert ("note", "clock") in [(finding.level, finding.about) for finding in findings]


@pytest.mark.parametrize(
    ("mode", "about"),
    [
        ("can_read_all_group_messages", "privacy mode"),
        ("supports_inline_queries", "inline"),
        ("supports_guest_queries", "guest mode"),
    ],
)
async def test_modes_that_endanger_people_are_faults(
    examined: Examine, silent_telegram: FakeTelegram, mode: str, about: str
) -> None:
    silent_telegram.modes = {mode: True}

    assert list(faults_of(await examined())) == [about]


async def test_a_webhook_that_keeps_updates_from_polling_is_told_without_its_path(
    examined: Examine, silent_telegram: FakeTelegram
) -> None:
    silent_telegram.updates.webhook.url = "https://elsewhere.example/secret-path"
    findings = await examined()

    assert "elsewhere.example" in faults_of(findings)["webhook"]
    assert "secret-path" not in str(findings)


async def test_a_webhook_that_was_never_set_is_told(examined: Examine) -> None:
    assert "knows none" in faults_of(await examined(WEBHOOK_URL=HOOK))["webhook"]


async def test_a_webhook_with_another_secret_is_told(
    examined: Examine, silent_telegram: FakeTelegram, dialogue: Dialogue
) -> None:
    async with listening(silent_telegram, dialogue) as bot:
        findings = await examined(WEBHOOK_URL=f"{bot.url}/telegram", WEBHOOK_SECRET="another-secret_0123456789")

    assert "differs" in faults_of(findings)["webhook"]


async def test_a_port_that_telegram_never_calls_is_told(examined: Examine, silent_telegram: FakeTelegram) -> None:
    silent_telegram.updates.webhook.url = "https://senim.example:8081/telegram"

    assert "8081" in faults_of(await examined(WEBHOOK_URL="https://senim.example:8081/telegram"))["webhook"]


@pytest.mark.parametrize(("ago", "told"), [(60, True), (7200, False)])
async def test_trouble_of_the_last_hour_is_told(
    examined: Examine, silent_telegram: FakeTelegram, ago: int, told: bool
) -> None:
    trouble = {"last_error_date": int(time.time()) - ago, "last_error_message": "Connection refused"}
    silent_telegram.webhook_trouble = trouble

    assert ("Connection refused" in str(await examined())) is told


@pytest.mark.parametrize(("waiting", "level"), [(0, "note"), (1, "fault")])
async def test_trouble_is_a_fault_only_while_an_update_waits(
    examined: Examine, silent_telegram: FakeTelegram, waiting: int, level: str
) -> None:
    trouble = {"last_error_date": int(time.time()) - 60, "last_error_message": "Wrong response: 503"}
    silent_telegram.webhook_trouble = {**trouble, "pending_update_count": waiting}

    assert [finding.level for finding in await examined() if "503" in finding.what] == [level]


async def test_updates_that_nobody_takes_are_told(examined: Examine, silent_telegram: FakeTelegram) -> None:
    silent_telegram.webhook_trouble = {"pending_update_count": 5000}

    assert "5000" in faults_of(await examined())["updates"]


async def test_an_outdated_profile_is_a_note_until_the_bot_has_set_it(
    examined: Examine, silent_telegram: FakeTelegram, small_dialogue: Dialogue
) -> None:
    before = [finding.level for finding in await examined() if finding.about == "profile"]
    bot = TelegramBot(small_dialogue, Secret(TOKEN), silent_telegram.url)
    async with bot.polling():
        await update_profile(bot.bot, small_dialogue.knowledge)
    after = [finding.level for finding in await examined() if finding.about == "profile"]

    assert (before, after) == (["note"], ["ok"])


async def test_a_faulty_knowledge_is_told_and_the_rest_examined(examined: Examine, small_folder: Path) -> None:
    (small_folder / "more.yaml").write_text("entries: [", encoding="utf-8")
    findings = await examined(SENIM_KNOWLEDGE=str(small_folder))

    assert faults_of(findings)["knowledge"].startswith("more.yaml:")
    assert "token" in [finding.about for finding in findings]


@pytest.mark.parametrize(
    ("trouble", "told"), [("", None), ("gone", "does not see"), ("unknown", "does not see"), ("moved", "supergroup")]
)
async def test_a_group_of_the_organisers_in_which_the_bot_cannot_write_is_told(
    examined: Examine, silent_telegram: FakeTelegram, trouble: str, told: str | None
) -> None:
    group = silent_telegram.group("Organisers", [])
    group.forbidden = "Forbidden: bot is not a member of the supergroup chat" if trouble == "gone" else ""
    group.moved_to = -1001 if trouble == "moved" else None
    chat = -77 if trouble == "unknown" else group.id
    found = [finding for finding in await examined(ORGANISERS_CHAT_ID=str(chat)) if finding.about == "organisers"]

    assert [finding.level for finding in found] == ["fault" if told else "ok"]
    assert (told or "") in found[0].what


async def test_drafts_that_nobody_can_make_or_keep_are_told(
    examined: Examine, silent_telegram: FakeTelegram, tmp_path: Path
) -> None:
    group = {"ORGANISERS_CHAT_ID": str(silent_telegram.group("Organisers", []).id)}
    (tmp_path / "file").write_text("", encoding="utf-8")
    found = [await examined(DRAFTS=str(tmp_path / where), **group) for where in ("", "file")]
    alone = await examined(DRAFTS=str(tmp_path))

    levels = [finding.level for findings in (*found, alone) for finding in findings if finding.about == "drafts"]
    assert levels == ["ok", "fault", "note"]


@pytest.mark.parametrize(
    ("where", "level", "told"),
    [("later/drafts", "note", "not there yet"), ("file/drafts", "fault", "not there and cannot be made")],
)
async def test_a_folder_for_drafts_that_is_not_there_is_told_and_left_to_the_bot(
    examined: Examine, tmp_path: Path, where: str, level: str, told: str
) -> None:
    (tmp_path / "file").touch()
    findings = await examined(DRAFTS=str(tmp_path / where), ORGANISERS_CHAT_ID="-1001")
    (found,) = (finding for finding in findings if finding.about == "drafts")

    assert (found.level, told in found.what) == (level, True)
    assert not (tmp_path / "later").exists()


async def test_replicas_without_redis_are_told(examined: Examine) -> None:
    assert "for one process only" in str(await examined(WEBHOOK_URL=HOOK))


@pytest.mark.parametrize(("ahead", "said"), [(3600, "behind"), (-3600, "ahead of"), (0, "agrees")])
async def test_a_clock_that_differs_from_telegrams_is_told(
    silent_telegram: FakeTelegram, examined: Examine, ahead: int, said: str
) -> None:
    silent_telegram.ahead = timedelta(seconds=ahead)
    (clock,) = [finding for finding in await examined() if finding.about == "clock"]

    assert said in clock.what


@asynccontextmanager
async def server_that_says(answer: bytes) -> AsyncIterator[str]:
    """The address of one that says this to everybody who asks, and hangs up."""

    async def say(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.readuntil(b"\r\n\r\n")
        writer.write(answer)
        await writer.drain()
        writer.close()

    async with await asyncio.start_server(say, "127.0.0.1", 0) as server:
        yield "{}:{}".format(*server.sockets[0].getsockname())


@pytest.mark.parametrize(
    ("answer", "said"),
    [
        (b"SSH-2.0-OpenSSH_9.2\r\n", "was not reached"),
        (b"HTTP/1.1 200 OK\r\nDate: now\r\n\r\n", "tells no time"),
        (b"HTTP/1.1 200 OK\r\nDate: Wed, 27 Nov 2024 10:00:00 -0000\r\n\r\n", "tells no time"),
    ],
)
async def test_a_clock_is_not_compared_with_what_no_telegram_says(examined: Examine, answer: bytes, said: str) -> None:
    async with server_that_says(answer) as address:
        (clock,) = [found for found in await examined(TELEGRAM_API_URL=f"http://{address}") if found.about == "clock"]

    assert (clock.level, said in clock.what) == ("note", True)


async def run(silent_telegram: FakeTelegram, *arguments: str, **settings: str) -> Any:
    given = {"TELEGRAM_TOKEN": TOKEN, "TELEGRAM_API_URL": silent_telegram.url, "STATE_URL": "memory://"} | settings
    return await asyncio.to_thread(senim, *arguments, settings=given)


async def test_the_command_ends_well_and_shows_no_token(silent_telegram: FakeTelegram) -> None:
    ended = await run(silent_telegram, "doctor")

    assert (ended.code, ended.is_plain, ended.err) == (0, True, "All is well.\n")
    assert TOKEN.partition(":")[2] not in ended.printed


async def test_the_command_fails_on_a_fault_and_shows_no_token(silent_telegram: FakeTelegram) -> None:
    silent_telegram.fails("*", "drop", times=1000)
    ended = await run(silent_telegram, "doctor", SENIM_LOG_LEVEL="DEBUG")

    assert (ended.code, ended.is_plain) == (1, True)
    assert TOKEN.partition(":")[2] not in ended.printed


async def test_json_has_one_object_a_finding(silent_telegram: FakeTelegram) -> None:
    ended = await run(silent_telegram, "doctor", "--json")

    assert {json.loads(line)["level"] for line in ended.out.splitlines()} <= {"ok", "note"}


async def test_a_health_check_asks_the_bot_that_runs(silent_telegram: FakeTelegram, dialogue: Dialogue) -> None:
    async with listening(silent_telegram, dialogue, webhook=False) as bot:
        well = await run(silent_telegram, "healthcheck", LISTEN=bot.url.removeprefix("http://"))
        bot.health.intake.is_alive = lambda: False  # type: ignore[method-assign]
        ill = await run(silent_telegram, "healthcheck", LISTEN=bot.url.removeprefix("http://"))

    assert (well.code, ill.code, ill.is_plain, "is not well (HTTP 503)" in ill.err) == (0, 1, True, True)


async def test_a_health_check_says_that_changed_files_were_refused(
    silent_telegram: FakeTelegram, dialogue: Dialogue
) -> None:
    async with listening(silent_telegram, dialogue, webhook=False) as bot:
        bot.health.knowledge.last_reload = "refused: 1 fault: ui.yaml: is not UTF-8"
        ended = await run(silent_telegram, "healthcheck", LISTEN=bot.url.removeprefix("http://"))

    assert (ended.code, "refused: 1 fault: ui.yaml: is not UTF-8" in ended.err) == (0, True)


@pytest.mark.parametrize(
    ("listen", "told"),
    [
        ("", "set it as for `senim run`"),
        ("127.0.0.1:1", "does not answer (Connection refused): does the bot run"),
        ("0.0.0.0:1", "http://127.0.0.1:1/healthz does not answer"),
        ("[::]:1", "http://[::1]:1/healthz does not answer"),
    ],
)
async def test_a_health_check_without_a_bot_fails(silent_telegram: FakeTelegram, listen: str, told: str) -> None:
    ended = await run(silent_telegram, "healthcheck", LISTEN=listen)

    assert (ended.code, ended.is_plain, len(ended.err.splitlines())) == (1, True, 1)
    assert told in ended.err


async def test_a_health_check_of_something_else_fails(silent_telegram: FakeTelegram) -> None:
    async with server_that_says(b"SSH-2.0-OpenSSH_9.2\r\n") as address:
        ended = await run(silent_telegram, "healthcheck", LISTEN=address)

    assert (ended.code, ended.is_plain, "does not answer (BadStatusLine)" in ended.err) == (1, True, True)
