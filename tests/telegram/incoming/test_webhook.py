"""S37: updates that Telegram brings: whose they are, when they are answered for, and what does no harm.

Of `bot/telegram/incoming/webhook.py`, `bot/telegram/incoming/inbox.py` and `bot/telegram/incoming/server.py`.
"""

import asyncio
import json
import logging
from collections.abc import AsyncIterator

import aiohttp
import pytest

from bot.core.dialogue import Dialogue
from bot.settings import Secret, Webhook
from bot.telegram import app
from bot.telegram.incoming import inbox, webhook
from bot.telegram.incoming.webhook import set_webhook
from tests.fake_telegram import FakeTelegram, typed
from tests.support.fixture_types import Calls, Words
from tests.support.listening_bot import SECRET, Listening, listening
from tests.support.people import talks
from tests.support.waiting import LONGEST, until

KINDS = ["message", "callback_query"]


@pytest.fixture
async def bot(silent_telegram: FakeTelegram, dialogue: Dialogue) -> AsyncIterator[Listening]:
    async with listening(silent_telegram, dialogue) as running:
        yield running


def message(text: str = "/films", update: object = 7, **fields: object) -> bytes:
    chat = {"id": 900, "type": "private", "first_name": "Anna"}
    sender = {"id": 900, "is_bot": False, "first_name": "Anna"}
    content = {"message_id": 1, "date": 4_000_000_000, "chat": chat, "from": sender, **typed(text), **fields}
    return json.dumps({"update_id": update, "message": content}).encode()


@pytest.mark.usefixtures("bot")
async def test_a_message_that_telegram_brings_is_answered(silent_telegram: FakeTelegram, answer: Words) -> None:
    anna = silent_telegram.person("en")
    await anna.says("/films")

    assert (await anna.next_reply()).text == answer("films.all", "en")


async def test_a_webhook_that_another_program_removed_is_set_again_and_the_bot_not_ready_meanwhile(
    silent_telegram: FakeTelegram, dialogue: Dialogue, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(webhook, "BETWEEN_LOOKS", 0.02)
    async with listening(silent_telegram, dialogue) as bot:
        silent_telegram.fails("setWebhook", 502, times=1000)
        async with aiohttp.ClientSession() as other_program:
            await other_program.get(f"{silent_telegram.url}/bot{silent_telegram.token}/deleteWebhook")
        await until(lambda: not bot.health.is_ready())
        silent_telegram.recovers()
        await until(bot.health.is_ready)

        assert silent_telegram.updates.webhook.url


async def test_a_bot_is_not_ready_while_somebody_elses_webhook_takes_what_people_write(
    silent_telegram: FakeTelegram, dialogue: Dialogue, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(webhook, "BETWEEN_LOOKS", 0.02)
    async with listening(silent_telegram, dialogue) as bot:
        ours = silent_telegram.updates.webhook.url
        silent_telegram.updates.webhook.url = "https://other.test/telegram"
        await until(lambda: not bot.health.is_ready())
        silent_telegram.updates.webhook.url = ours
        await until(bot.health.is_ready)

    assert "webhook leads elsewhere" in caplog.text


async def test_a_bot_whose_token_was_revoked_is_not_ready(
    silent_telegram: FakeTelegram, dialogue: Dialogue, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(webhook, "BETWEEN_LOOKS", 0.02)
    async with listening(silent_telegram, dialogue) as bot:
        await until(bot.health.is_ready)
        silent_telegram.token = "654321:OTHER-TOKEN_abcdefghijklmnopqrstuvwxyz"
        await until(lambda: not bot.health.is_ready())

    assert "no longer accepts TELEGRAM_TOKEN" in caplog.text


async def test_a_webhook_of_other_settings_is_left_alone(
    silent_telegram: FakeTelegram, dialogue: Dialogue, monkeypatch: pytest.MonkeyPatch, calls_of: Calls
) -> None:
    monkeypatch.setattr(webhook, "BETWEEN_LOOKS", 0.02)
    async with listening(silent_telegram, dialogue) as bot:
        before = silent_telegram.updates.webhook.url
        looks = len(await calls_of("getWebhookInfo"))
        await until(lambda: [call.method for call in silent_telegram.calls].count("getWebhookInfo") > looks + 1)

        assert (silent_telegram.updates.webhook.url, bot.health.is_ready()) == (before, True)


@pytest.mark.usefixtures("bot")
async def test_an_update_is_answered_for_only_when_it_has_been_worked_off(
    silent_telegram: FakeTelegram, calls_of: Calls
) -> None:
    anna, answers = silent_telegram.person("en"), silent_telegram.updates.webhook.answers
    silent_telegram.fails("sendMessage", "held")
    await anna.says("/films")
    await calls_of("sendMessage")
    before = list(answers)
    silent_telegram.release.set()
    await anna.next_reply()
    await until(lambda: bool(answers))

    assert [before, answers] == [[], [200]]


@pytest.mark.usefixtures("bot")
async def test_a_chat_that_waits_for_telegram_holds_no_other(silent_telegram: FakeTelegram, calls_of: Calls) -> None:
    anna, ivan = silent_telegram.person("en"), silent_telegram.person("ru")
    silent_telegram.fails("sendMessage", "held")
    await anna.says("/films")
    await calls_of("sendMessage")
    await ivan.says("/films")
    answered, waits = await ivan.next_reply(), anna.replies.empty()
    silent_telegram.release.set()

    assert (bool(answered), waits) == (True, True)
    assert await anna.next_reply()


async def test_a_second_delivery_waits_for_the_same_end_and_sends_nothing(
    bot: Listening, silent_telegram: FakeTelegram
) -> None:
    anna = silent_telegram.person("en", id=900)
    anna.forbidden = ""
    silent_telegram.fails("sendMessage", 429, retry_after=1)
    statuses = {*await asyncio.gather(bot.post(message()), bot.post(message()))}

    assert statuses == {200}
    assert (await anna.next_reply()).text
    assert anna.replies.empty()


@pytest.mark.usefixtures("bot")
async def test_a_reply_that_takes_long_does_not_keep_the_next_message_from_coming(
    silent_telegram: FakeTelegram, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(inbox, "PATIENCE", 0.1)
    anna = silent_telegram.person("en")
    silent_telegram.fails("sendMessage", "held")
    await anna.says("/films")
    await anna.says("/speakers")
    await until(lambda: silent_telegram.updates.webhook.answers == [200, 200])
    nothing_yet = anna.replies.empty()
    silent_telegram.release.set()

    assert nothing_yet
    assert [await anna.next_reply(), await anna.next_reply()]


@pytest.mark.parametrize("text", ["/films", "my husband beats me every day"])
async def test_what_is_confirmed_before_it_is_answered_is_counted_and_told_once(
    bot: Listening,
    silent_telegram: FakeTelegram,
    text: str,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    monkeypatch.setattr(inbox, "PATIENCE", 0.1)
    silent_telegram.person("en", id=900).forbidden = ""
    silent_telegram.fails("sendMessage", "held", times=2)
    with caplog.at_level(logging.INFO, "senim"):
        again = await asyncio.gather(*(bot.post(message(text, update)) for update in (7, 7, 8)))
    silent_telegram.release.set()

    assert (again, await bot.counted("senim_updates_confirmed_early_total")) == ([200, 200, 200], 2)
    assert [record.getMessage() for record in caplog.records].count("updates confirmed before they are answered") == 1


async def test_what_is_answered_in_time_is_not_counted_as_confirmed_early(
    bot: Listening, silent_telegram: FakeTelegram
) -> None:
    await talks(silent_telegram.person("en"), "/films", "SOS")

    assert await bot.counted("senim_updates_confirmed_early_total") == 0


async def test_what_hide_overtakes_is_answered_for_too(
    bot: Listening, silent_telegram: FakeTelegram, calls_of: Calls, monkeypatch: pytest.MonkeyPatch
) -> None:
    silent_telegram.person("en", id=900).forbidden = ""
    monkeypatch.setattr(inbox, "PATIENCE", 3600)
    silent_telegram.fails("sendMessage", 429, retry_after=50)
    async with asyncio.timeout(LONGEST):
        films = [asyncio.create_task(bot.post(message("/films", update))) for update in (7, 8)]
        await calls_of("sendMessage")
        statuses = await asyncio.gather(*films, bot.post(message("/hide", 9)))

    assert statuses == [200, 200, 200]


async def test_what_a_stop_gives_up_comes_again(
    silent_telegram: FakeTelegram, dialogue: Dialogue, calls_of: Calls, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(app, "LAST_REPLIES", 0.1)
    silent_telegram.person("en", id=900).forbidden = ""
    silent_telegram.fails("sendMessage", 429, retry_after=50)
    async with listening(silent_telegram, dialogue) as running:
        posts = [asyncio.create_task(running.post(message(update=update))) for update in (7, 8)]
        await calls_of("sendMessage")

    assert await asyncio.gather(*posts) == [503, 503]


@pytest.mark.parametrize("secret", [None, "", "wrong", SECRET[:-1], SECRET + "x", SECRET.lower(), "секрет"])
async def test_nobody_without_the_secret_is_heard(
    bot: Listening, silent_telegram: FakeTelegram, secret: str | None
) -> None:
    assert await bot.post(message(), secret=secret) == 403
    assert [call for call in silent_telegram.calls if call.method == "sendMessage"] == []


@pytest.mark.parametrize(
    ("body", "status"),
    [
        (b"", 400),
        (b"{", 400),
        (b"\xff\xfe{}", 400),
        (b"[1, 2]", 400),
        (b'"text"', 400),
        (b"[" * 100_000, 400),
        (b'{"a":' * 100_000, 400),
        (b'{"update_id": ' + b"9" * 5000 + b"}", 400),
        (b" " * 1_000_001, 413),
    ],
    ids=["empty", "cut", "utf8", "list", "text", "deep", "deep_object", "number", "huge"],
)
async def test_what_telegram_would_never_send_is_refused(bot: Listening, body: bytes, status: int) -> None:
    assert await bot.post(body) == status


@pytest.mark.parametrize(
    "body",
    [
        b"{}",
        b'{"update_id": null}',
        b'{"update_id": "7"}',
        b'{"update_id": true}',
        b'{"update_id": NaN}',
        b'{"update_id": 7}',
        b'{"update_id": 7, "message": null}',
        b'{"update_id": 7, "message": {}}',
        b'{"update_id": 7, "message": []}',
        b'{"update_id": 7, "callback_query": {"id": 1}}',
        b'{"update_id": 7, "something_new": {"of": "next year"}}',
        b'{"update_id": 7, "message": ' + b'{"reply_to_message": ' * 400 + b"1" + b"}" * 401,
    ],
)
async def test_what_cannot_be_understood_is_never_brought_again(bot: Listening, body: bytes) -> None:
    assert await bot.post(body) == 200


@pytest.mark.parametrize(
    "body", [message(update=2**80), message(update=-1), message("\ud800 lone"), message(text="\x00"), message(new={})]
)
async def test_an_odd_message_is_answered(bot: Listening, silent_telegram: FakeTelegram, body: bytes) -> None:
    anna = silent_telegram.person("en", id=900)
    anna.forbidden = ""

    assert await bot.post(body) == 200
    assert (await anna.next_reply()).text


async def test_a_body_that_never_ends_is_cut_off(bot: Listening) -> None:
    async def endless() -> AsyncIterator[bytes]:
        while True:
            yield b" " * 65_536

    headers = {"X-Telegram-Bot-Api-Secret-Token": SECRET}
    async with aiohttp.ClientSession() as session:
        try:
            async with session.post(f"{bot.url}/telegram", data=endless(), headers=headers) as response:
                status = response.status
        except aiohttp.ClientError:
            status = 413  # the door was shut while the caller was still talking

    assert status == 413


@pytest.mark.parametrize("path", ["/", "/telegram", "/telegram/", "/bot", "/%2e%2e/etc/passwd", "/docs"])
async def test_nothing_else_is_behind_the_door(bot: Listening, path: str) -> None:
    status, _ = await bot.get(path)

    assert status in (404, 405)


async def test_the_webhook_is_set_with_its_secret(bot: Listening, silent_telegram: FakeTelegram) -> None:
    webhook = silent_telegram.updates.webhook

    assert webhook.url.startswith(f"{bot.url}/telegram?v=")
    assert (webhook.secret, webhook.info) == (SECRET, {"max_connections": 100, "allowed_updates": KINDS})
    assert SECRET not in webhook.url


@pytest.mark.parametrize(("secret", "calls"), [(SECRET, 1), ("another-secret_0123456789", 2)])
async def test_a_webhook_is_set_again_only_where_it_differs(
    bot: Listening, silent_telegram: FakeTelegram, calls_of: Calls, secret: str, calls: int
) -> None:
    await set_webhook(bot.bot.bot, Webhook(f"{bot.url}/telegram", Secret(secret)), KINDS)

    assert len(await calls_of("setWebhook")) == calls


async def test_a_bot_that_stops_takes_no_more(silent_telegram: FakeTelegram, dialogue: Dialogue) -> None:
    async with listening(silent_telegram, dialogue) as running:
        running.bot.inbox.close()

        assert await running.post(message()) == 503


async def test_a_bot_that_polls_hears_no_webhook(silent_telegram: FakeTelegram, dialogue: Dialogue) -> None:
    async with listening(silent_telegram, dialogue, webhook=False) as running:
        assert await running.post(message()) == 404
