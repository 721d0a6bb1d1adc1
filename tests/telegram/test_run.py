"""`senim run` as operators start it: a process of its own, and how it ends.

Of `bot/cli/run.py` and `bot/telegram/app.py`.
"""

import asyncio
import resource
import shutil
import signal
import socket
import sys
from asyncio.subprocess import Process
from pathlib import Path

import aiohttp
import pytest

from bot.loading import shipped_folder
from tests.fake_telegram import TOKEN, FakeTelegram
from tests.support.bot_process import Run, end_of, says
from tests.support.fixture_types import Calls, Words
from tests.support.ports import free_port
from tests.support.waiting import until

OTHER_TOKEN = "654321:OTHER-TOKEN_abcdefghijklmnopqrstuvwxyz"


async def test_a_second_poller_ends_the_run_with_one_sentence(silent_telegram: FakeTelegram, run: Run) -> None:
    process = await run(silent_telegram.url, SENIM_LOG_LEVEL="ERROR")
    ended = asyncio.create_task(end_of(process))
    async with aiohttp.ClientSession(f"{silent_telegram.url}/bot{TOKEN}/") as other_program:
        while not (await asyncio.wait([ended], timeout=0.1))[0]:
            await other_program.get("getUpdates")
    code, stderr = await ended

    assert (code, len(stderr.splitlines())) == (1, 1)
    assert "TELEGRAM_TOKEN" in stderr
    assert TOKEN.partition(":")[2] not in stderr


async def test_a_wrong_token_ends_the_run_with_one_sentence(silent_telegram: FakeTelegram, run: Run) -> None:
    process = await run(silent_telegram.url, TELEGRAM_TOKEN=OTHER_TOKEN, SENIM_LOG_LEVEL="DEBUG")
    code, stderr = await end_of(process)

    assert (code, len(stderr.splitlines())) == (1, 1)
    assert "@BotFather" in stderr
    assert OTHER_TOKEN.partition(":")[2] not in stderr


async def test_a_token_revoked_during_the_run_ends_it_with_one_sentence(
    silent_telegram: FakeTelegram, run: Run, calls_of: Calls
) -> None:
    process = await run(silent_telegram.url, SENIM_LOG_LEVEL="ERROR")
    await calls_of("getUpdates")
    silent_telegram.token = OTHER_TOKEN
    silent_telegram.updates.end_poll(conflict=False)
    code, stderr = await end_of(process)

    assert (code, len(stderr.splitlines())) == (1, 1)
    assert "TELEGRAM_TOKEN" in stderr


async def test_a_signal_ends_the_run_after_the_replies_in_hand(
    silent_telegram: FakeTelegram, run: Run, calls_of: Calls, answer: Words
) -> None:
    process = await run(silent_telegram.url)
    await says(process, "running")
    anna = silent_telegram.person("en")
    silent_telegram.fails("sendMessage", 429, retry_after=1)
    await anna.says("/films")
    await anna.says("/speakers")
    await calls_of("sendMessage")
    process.send_signal(signal.SIGTERM)
    code, stderr = await end_of(process)

    assert [(await anna.next_reply()).text for _ in "12"] == [answer("films.all", "en"), answer("speakers.all", "en")]
    assert (code, "Traceback" in stderr) == (0, False)


async def test_what_was_answered_is_not_answered_again_after_a_restart(
    silent_telegram: FakeTelegram, run: Run, answer: Words
) -> None:
    anna = silent_telegram.person("en")
    first = await run(silent_telegram.url)
    await anna.says("/films")
    await anna.next_reply()
    first.send_signal(signal.SIGTERM)
    await end_of(first)
    await anna.says("/speakers")
    await run(silent_telegram.url)

    assert (await anna.next_reply()).text == answer("speakers.all", "en")


async def test_a_signal_ends_the_run_even_when_telegram_is_gone(silent_telegram: FakeTelegram, run: Run) -> None:
    process = await run(silent_telegram.url)
    await says(process, "running")
    silent_telegram.fails("*", "drop", times=1000)
    process.send_signal(signal.SIGTERM)
    code, stderr = await end_of(process)

    assert (code, "Traceback" in stderr) == (0, False)


async def test_a_telegram_out_of_reach_is_tried_again_until_it_answers(
    silent_telegram: FakeTelegram, run: Run, answer: Words
) -> None:
    anna = silent_telegram.person("en")
    await anna.says("/films")
    door = socket.socket()  # nobody listens behind it yet
    door.bind(("127.0.0.1", 0))
    process = await run(f"http://127.0.0.1:{door.getsockname()[1]}")
    await says(process, "not reached")
    await silent_telegram.listen_on(door)

    assert (await anna.next_reply()).text == answer("films.all", "en")


async def test_faults_of_the_very_first_calls_pass(silent_telegram: FakeTelegram, run: Run, answer: Words) -> None:
    anna = silent_telegram.person("en")
    await anna.says("/films")
    silent_telegram.fails("getMe", "malformed")
    silent_telegram.fails("deleteWebhook", 502)
    await run(silent_telegram.url)

    assert (await anna.next_reply()).text == answer("films.all", "en")


async def test_a_signal_ends_the_run_before_telegram_was_ever_reached(run: Run) -> None:
    with socket.socket() as door:
        door.bind(("127.0.0.1", 0))
        process = await run(f"http://127.0.0.1:{door.getsockname()[1]}")
        await says(process, "not reached")
        process.send_signal(signal.SIGINT)

        assert (await end_of(process))[0] == 0


async def test_a_signal_ends_the_run_while_telegram_refuses_the_first_calls(
    silent_telegram: FakeTelegram, run: Run, calls_of: Calls
) -> None:
    silent_telegram.fails("deleteWebhook", 502, times=1000)
    process = await run(silent_telegram.url)
    await calls_of("deleteWebhook")
    process.send_signal(signal.SIGTERM)
    code, stderr = await end_of(process)

    assert (code, "Traceback" in stderr) == (0, False)


async def test_the_profile_is_set_and_only_what_is_handled_is_asked_for(
    silent_telegram: FakeTelegram, run: Run, calls_of: Calls
) -> None:
    await run(silent_telegram.url)
    await until(lambda: ("commands", "en", "default") in silent_telegram.profile)
    asked = (await calls_of("getUpdates"))[0].params["allowed_updates"]

    assert sorted(asked) == ["callback_query", "edited_message", "message", "my_chat_member"]


async def status_of(url: str) -> int:
    async with aiohttp.ClientSession() as session, session.get(url) as response:
        return response.status


async def test_a_webhook_brings_answers_and_a_signal_ends_the_run_after_the_replies_in_hand(
    silent_telegram: FakeTelegram, run: Run, calls_of: Calls, answer: Words
) -> None:
    port = free_port()
    process = await run(silent_telegram.url, WEBHOOK_URL=f"http://127.0.0.1:{port}/", LISTEN=f"127.0.0.1:{port}")
    await says(process, "running")
    anna = silent_telegram.person("en")
    silent_telegram.fails("sendMessage", 429, retry_after=1)
    await anna.says("/films")
    await calls_of("sendMessage")
    process.send_signal(signal.SIGTERM)
    code, stderr = await end_of(process)

    assert (await anna.next_reply()).text == answer("films.all", "en")
    assert (code, "Traceback" in stderr) == (0, False)
    assert silent_telegram.updates.webhook.answers == [200]


async def test_a_port_that_is_taken_ends_the_run_with_one_sentence(silent_telegram: FakeTelegram, run: Run) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        process = await run(silent_telegram.url, LISTEN=f"127.0.0.1:{taken.getsockname()[1]}", SENIM_LOG_LEVEL="ERROR")
        code, stderr = await end_of(process)

    assert (code, len(stderr.splitlines())) == (1, 1)
    assert "LISTEN" in stderr


async def test_a_signal_takes_up_the_knowledge_that_has_changed(
    silent_telegram: FakeTelegram, run: Run, small_folder: Path
) -> None:
    process = await run(silent_telegram.url, SENIM_KNOWLEDGE=str(small_folder))
    await says(process, "running")
    process.send_signal(signal.SIGHUP)
    await says(process, "knowledge unchanged")
    (small_folder / "more.yaml").write_text("entries: []\n", encoding="utf-8")
    process.send_signal(signal.SIGHUP)

    assert "knowledge taken" in await says(process, "knowledge")


@pytest.mark.skipif(sys.platform != "linux", reason="needs /proc")
async def test_a_crash_leaves_nothing_of_the_memory_on_the_disk(silent_telegram: FakeTelegram, run: Run) -> None:
    process = await run(silent_telegram.url)
    await says(process, "running")
    limits = Path(f"/proc/{process.pid}/limits").read_text(encoding="ascii").splitlines()
    (of_a_dump,) = [line.split()[4:6] for line in limits if line.startswith("Max core file size")]

    assert set(of_a_dump) <= {"0", "1"}


@pytest.mark.skipif(sys.platform != "linux", reason="needs /proc")
async def test_what_a_refused_knowledge_took_is_given_back(
    silent_telegram: FakeTelegram, run: Run, tmp_path: Path
) -> None:
    folder = Path(shutil.copytree(shipped_folder(), tmp_path / "knowledge"))
    process = await run(silent_telegram.url, SENIM_KNOWLEDGE=str(folder))
    await says(process, "running")
    before = megabytes_of(process)
    for name in ("nonsense", "more"):  # the first may be put in order together with the start
        with (folder / "topics.yaml").open("a", encoding="utf-8") as file:
            file.write(f"{name}: 1\n")
        process.send_signal(signal.SIGHUP)
        await says(process, "knowledge refused")

        assert await until(lambda: megabytes_of(process) < before + 50)


async def test_health_is_told_while_telegram_is_out_of_reach(run: Run) -> None:
    port = free_port()
    process = await run("http://127.0.0.1:1", LISTEN=f"127.0.0.1:{port}")
    await says(process, "not reached")
    statuses = [await status_of(f"http://127.0.0.1:{port}{path}") for path in ("/healthz", "/readyz")]

    assert statuses == [200, 503]


async def test_a_knowledge_that_was_never_fitted_is_warned_of(run: Run, small_folder: Path) -> None:
    process = await run(f"http://127.0.0.1:{free_port()}", SENIM_KNOWLEDGE=str(small_folder))

    assert "recognises few cries for help" in await says(process, "NEVER FITTED")


async def test_that_nobody_has_called_any_number_is_warned_of(
    silent_telegram: FakeTelegram, run: Run, small_folder: Path
) -> None:
    process = await run(silent_telegram.url, SENIM_KNOWLEDGE=str(small_folder))

    assert "WARNING" in await says(process, "no number was ever called")


def megabytes_of(process: Process) -> float:
    pages = Path(f"/proc/{process.pid}/statm").read_text(encoding="ascii").split()[1]
    return int(pages) * resource.getpagesize() / 1e6
