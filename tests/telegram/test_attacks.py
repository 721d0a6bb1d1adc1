"""S37: what nobody means well by, or nobody thought of: it neither crashes, nor leaks, nor stalls."""

import asyncio
import json
import string
import time
from collections.abc import AsyncIterator
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some
from starlette.requests import Request

from bot.clock import now_in
from bot.core.dialogue import Dialogue
from bot.core.model import Question
from bot.telegram.incoming import server
from bot.telegram.incoming.server import RefusedBodyError, parse, read_body
from tests.fake_telegram import FakeTelegram, typed
from tests.support.listening_bot import SECRET, Listening, listening
from tests.support.waiting import LONGEST

SENDER = {"id": 900, "is_bot": False, "first_name": "Anna"}
CHAT = {"id": 900, "type": "private", "first_name": "Anna"}
KINDS = [
    *("message", "edited_message", "channel_post", "edited_channel_post", "business_connection", "business_message"),
    *("edited_business_message", "deleted_business_messages", "message_reaction", "message_reaction_count"),
    *("inline_query", "chosen_inline_result", "callback_query", "shipping_query", "pre_checkout_query"),
    *("purchased_paid_media", "poll", "poll_answer", "my_chat_member", "chat_member", "chat_join_request"),
    *("chat_boost", "removed_chat_boost", "managed_bot", "guest_message", "what_telegram_invents_next"),
]
NASTY = {
    "right to left": "\u202eпомогите\u202c \u2066abc\u2069 \u200f" * 20,
    "zalgo": "h" + "\u0301\u0316\u0347" * 1300,
    "emoji": "👩‍👩‍👧‍👦" * 370,
    "one letter": "a" * 4096,
    "spaces": " \u00a0\u2009\t\n" * 800 + "x",
    "brackets": "((((((((" * 500,
    "slashes": "/" * 4096,
    "command": "/" + "start" * 800,
    "mentions": "@test_bot " * 400,
    "near miss of a rule": "он меня " * 500,
    "questions": "?" * 4096,
    "words": "который " * 500,
    "joiners": "\u200d\u200b\ufeff" * 1300 + "help",
    "nulls": "\x00\x01\x02" * 1000,
    "digits": "1" * 4096,
    "markup": "<b><i>&amp;&lt;</b>" * 200,
    "format": "%s%n{0}{}{help.__class__}${jndi:ldap://x}" * 90,
}
PART = b"GET /healthz HTTP/1.1\r\nHo"
# The same examples in every run: a run that fails can be repeated, and none fails by chance.
settings.register_profile("steady", derandomize=True, deadline=None, database=None)
settings.load_profile("steady")
JSON = some.recursive(
    some.none() | some.booleans() | some.integers() | some.floats() | some.text(max_size=20),
    lambda inner: some.lists(inner, max_size=4) | some.dictionaries(some.text(max_size=10), inner, max_size=4),
    max_leaves=20,
)
FIELDS = some.fixed_dictionaries(
    {},
    optional={
        "message_id": JSON | some.just(5),
        "date": JSON | some.just(4_000_000_000),
        "chat": JSON | some.just(CHAT),
        "from": JSON | some.just(SENDER),
        "text": JSON,
        "caption": JSON,
        "entities": JSON,
        "photo": JSON,
        "reply_to_message": JSON,
        "data": JSON,
        "message": JSON,
        "id": JSON,
    },
)


@pytest.fixture
async def bot(silent_telegram: FakeTelegram, dialogue: Dialogue) -> AsyncIterator[Listening]:
    silent_telegram.person("en", id=CHAT["id"]).forbidden = ""
    async with listening(silent_telegram, dialogue) as running:
        yield running


def body(update: int, **content: Any) -> bytes:
    return json.dumps({"update_id": update, **content}).encode()


async def still_answers(telegram: FakeTelegram, bot: Listening) -> bool:
    anna = telegram.person("en")
    anna.forbidden = ""
    message = {"message_id": 1, "date": 4_000_000_000, "chat": anna.payload, "from": anna.user, **typed("help")}
    status = await bot.post(body(999_999, message=message))
    return status == 200 and "102" in (await anna.next_reply()).text


@pytest.mark.parametrize("kind", KINDS)
async def test_every_kind_of_update_is_survived(bot: Listening, silent_telegram: FakeTelegram, kind: str) -> None:
    full = {"id": "1", "message_id": 1, "date": 1, "chat": CHAT, "from": SENDER, "user": SENDER, "query": "q"}
    statuses = {await bot.post(body(number, **{kind: content})) for number, content in enumerate(({}, [], "x", full))}

    assert statuses == {200}
    assert await still_answers(silent_telegram, bot)


async def test_updates_with_any_fields_missing_or_wrong_are_survived(
    bot: Listening, silent_telegram: FakeTelegram
) -> None:
    odd: list[tuple[str, Any]] = []

    @settings(max_examples=60)
    @given(some.sampled_from(KINDS), FIELDS)
    def collect(kind: str, fields: dict[str, Any]) -> None:
        odd.append((kind, fields))

    collect()
    statuses = {await bot.post(body(number, **{kind: fields})) for number, (kind, fields) in enumerate(odd)}

    assert statuses == {200}
    assert await still_answers(silent_telegram, bot)


@settings(max_examples=300)
@given(some.binary(max_size=300) | JSON.map(lambda value: json.dumps(value).encode()))
def test_any_body_is_an_object_or_refused(given_body: bytes) -> None:
    try:
        parsed = parse(given_body)
    except RefusedBodyError:
        parsed = {}

    assert isinstance(parsed, dict)


async def test_a_length_that_lies_is_not_believed() -> None:
    async def receive() -> dict[str, Any]:
        return {"type": "http.request", "body": b" " * 600_000, "more_body": True}

    request = Request({"type": "http", "headers": [(b"content-length", b"2")]}, receive)
    with pytest.raises(RefusedBodyError) as refused:
        await read_body(request)

    assert refused.value.status == 413


@pytest.mark.parametrize("name", NASTY)
async def test_nasty_texts_are_answered(bot: Listening, silent_telegram: FakeTelegram, name: str) -> None:
    anna = silent_telegram.person("ru")
    await anna.says(NASTY[name][:4096])

    assert (await anna.next_reply()).text


@pytest.mark.parametrize("name", NASTY)
def test_no_text_stalls_the_bot(dialogue: Dialogue, name: str) -> None:
    question = Question(NASTY[name][:4096], now_in("Asia/Almaty"))
    began = time.process_time()
    dialogue.reply_to(question)

    # Of this process alone, and far above what is needed: a regular expression gone wild takes minutes.
    assert time.process_time() - began < 5


@settings(max_examples=200)
@given(data=some.text(max_size=64) | some.text(string.ascii_letters + string.digits, min_size=1, max_size=12))
def test_no_callback_data_fails(dialogue: Dialogue, data: str) -> None:
    reply = dialogue.press(data, Question("", now_in("Asia/Almaty")))

    assert reply.text
    assert reply.buttons


@settings(max_examples=200)
@given(some.text(max_size=200))
def test_whatever_is_typed_gets_words_back(dialogue: Dialogue, text: str) -> None:
    assert dialogue.reply_to(Question(text, now_in("Asia/Almaty"))).text


@pytest.mark.parametrize("parameter", ["s", "support", "../../etc/passwd", "' OR 1=1", "<b>", "x" * 64, "help", "SOS"])
async def test_a_deep_link_of_others_opens_the_first_screen_only(
    bot: Listening, silent_telegram: FakeTelegram, parameter: str
) -> None:
    anna = silent_telegram.person("en")
    await anna.says("/start")
    await anna.says(f"/start {parameter}")
    plain, linked = [await anna.next_reply() for _ in "12"]

    assert (linked.text, linked.buttons) == (plain.text, plain.buttons)


async def test_slow_and_many_callers_do_not_keep_telegram_waiting(
    bot: Listening, silent_telegram: FakeTelegram
) -> None:
    host, port = bot.url.removeprefix("http://").split(":")
    idle = [await asyncio.open_connection(host, int(port)) for _ in range(200)]
    for _, writer in idle:
        writer.write(b"POST /telegram HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\n\r\n{")

    assert await still_answers(silent_telegram, bot)
    for _, writer in idle:
        writer.close()


@pytest.mark.parametrize("sent", [b"", PART, b"GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n" + PART])
async def test_a_connection_that_brings_no_whole_request_is_closed(
    bot: Listening, monkeypatch: pytest.MonkeyPatch, sent: bytes
) -> None:
    monkeypatch.setattr(server, "SLOWEST", 0.1)
    reader, writer = await asyncio.open_connection(*bot.url.removeprefix("http://").split(":"))
    writer.write(sent)
    async with asyncio.timeout(3):  # less than after an answer without another request
        answered = await reader.read()
    writer.close()

    assert answered.count(b"HTTP/1.1 200 OK") == sent.count(b"\r\n\r\n")


async def test_a_connection_whose_answers_nobody_reads_is_closed(
    bot: Listening, monkeypatch: pytest.MonkeyPatch
) -> None:
    """500 of them would leave none to Telegram."""
    monkeypatch.setattr(server, "SLOWEST", 0.1)
    _, writer = await asyncio.open_connection(*bot.url.removeprefix("http://").split(":"), limit=1)

    async def only_ask() -> None:
        while True:
            writer.write(b"GET /metrics HTTP/1.1\r\nHost: x\r\n\r\n" * 100)
            await writer.drain()

    with pytest.raises(ConnectionError):
        await asyncio.wait_for(only_ask(), LONGEST)


async def test_strangers_do_not_fill_the_log(bot: Listening, caplog: pytest.LogCaptureFixture) -> None:
    statuses = {await bot.post(body(1), secret=secret) for secret in (None, "", "wrong", "wröng", SECRET + "x")}

    assert statuses == {403}
    assert caplog.text.count("without the secret") == 1


async def test_connections_leave_files_for_the_calls_of_the_bot(
    bot: Listening, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(server, "MOST_CONNECTIONS", 2)
    idle = [await asyncio.open_connection(*bot.url.removeprefix("http://").split(":")) for _ in "123"]
    async with asyncio.timeout(LONGEST):
        refused = await idle[2][0].read()
    idle[0][1].write(b"GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n")
    served = await idle[0][0].readline()
    for _, writer in idle:
        writer.close()

    assert (refused, served) == (b"", b"HTTP/1.1 200 OK\r\n")
