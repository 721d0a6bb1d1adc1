"""Requests and tokens, and the faults that a test plans."""

from __future__ import annotations

from typing import Any

import aiohttp
import pytest
from telegram import Bot
from telegram.error import Conflict, NetworkError, RetryAfter, TelegramError

from tests.fake_telegram import FakeTelegram

from .conftest import menu


async def test_tokens_methods_and_webhooks_are_checked(telegram: FakeTelegram, bot: Bot) -> None:
    async with aiohttp.ClientSession(telegram.url) as client:
        for token, status in [(telegram.token, 200), ("123:" + "x" * 35, 401), ("123:short", 404)]:
            assert (await client.get(f"/bot{token}/getMe")).status == status
    with pytest.raises(TelegramError):
        await bot.do_api_request("sendHologram")
    assert [(call.method, call.why) for call in telegram.refused] == [("sendHologram", "Not Found")]
    await bot.set_webhook("https://example.org")
    assert (await bot.get_webhook_info()).url == "https://example.org"
    with pytest.raises(Conflict, match="while webhook is active"):
        await bot.get_updates()
    await bot.delete_webhook()

    assert await bot.get_updates() == ()


async def test_form_multipart_json_and_query_fields_are_read_alike(telegram: FakeTelegram) -> None:
    anna = telegram.person()
    await anna.says("x")
    fields = {"chat_id": str(anna.id), "text": "7", "reply_markup": menu().to_json()}
    multipart = aiohttp.MultipartWriter("form-data")
    for key, value in fields.items():
        multipart.append(value).set_content_disposition("form-data", name=key)
    ways: list[dict[str, Any]] = [
        {"data": fields},
        {"data": multipart},
        {"json": {"chat_id": anna.id, "text": "7", "reply_markup": menu().to_dict()}},
        {"params": fields},
    ]
    async with aiohttp.ClientSession(f"{telegram.url}/bot{telegram.token}/") as client:
        for way in ways:
            assert (await client.post("sendMessage", **way)).status == 200
            assert (await anna.next_reply()).buttons == ["Меню"]

    assert all(call == telegram.calls[0] for call in telegram.calls)


@pytest.mark.parametrize(
    ("fault", "error", "done"),
    [
        (429, RetryAfter, 1),
        (502, NetworkError, 1),
        ("drop", NetworkError, 1),
        ("drop_after", NetworkError, 2),
        ("malformed", TelegramError, 1),
    ],
)
async def test_faults_hit_so_many_calls(
    telegram: FakeTelegram, bot: Bot, fault: Any, error: type[TelegramError], done: int
) -> None:
    anna = telegram.person()
    await anna.says("x")
    telegram.fails("sendMessage", fault, retry_after=1 if fault == 429 else None)
    with pytest.raises(error):
        await bot.send_message(anna.id, "a")
    await bot.send_message(anna.id, "b")
    assert [(await anna.next_reply()).text for _ in range(done)] == ["a", "b"][-done:]
    telegram.fails("*", 502)
    with pytest.raises(NetworkError, match="Bad Gateway"):
        await bot.get_updates()

    assert telegram.refused == []
