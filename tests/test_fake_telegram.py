"""The fake Telegram is as strict as the real one, seen through a real PTB bot."""

import asyncio
from collections.abc import AsyncIterator
from typing import Any

import aiohttp
import pytest
from fake_telegram import FakeTelegram, NoReply
from telegram import Bot, BotCommand, InlineKeyboardButton, InlineKeyboardMarkup, ReplyKeyboardMarkup, Update
from telegram.error import BadRequest, Conflict, Forbidden, NetworkError, RetryAfter, TelegramError
from telegram.ext import Application, CallbackQueryHandler, CommandHandler, ContextTypes


@pytest.fixture
async def telegram() -> AsyncIterator[FakeTelegram]:
    async with FakeTelegram() as fake:
        yield fake


@pytest.fixture
async def bot(telegram: FakeTelegram) -> AsyncIterator[Bot]:
    async with Bot(telegram.token, base_url=f"{telegram.url}/bot") as bot:
        yield bot


def menu(label: str = "Меню", data: str = "menu", **other: Any) -> InlineKeyboardMarkup:
    return InlineKeyboardMarkup([[InlineKeyboardButton(label, callback_data=data, **other)]])


async def take(bot: Bot, **fields: Any) -> tuple[Update, ...]:
    """Get the waiting updates and confirm them."""
    updates = await bot.get_updates(**fields)
    if updates:
        await bot.get_updates(offset=updates[-1].update_id + 1)
    return updates


async def test_an_application_talks_over_long_polling(telegram: FakeTelegram) -> None:
    async def start(update: Update, _: ContextTypes.DEFAULT_TYPE) -> None:
        assert update.message
        await update.message.reply_html("Привет, <b>Анна</b> &amp; все", reply_markup=menu())

    async def press(update: Update, _: ContextTypes.DEFAULT_TYPE) -> None:
        assert update.callback_query
        await update.callback_query.answer("Вот")
        await update.callback_query.edit_message_text("Меню открыто")

    app = Application.builder().token(telegram.token).base_url(f"{telegram.url}/bot").build()
    app.add_handlers([CommandHandler("start", start), CallbackQueryHandler(press)])
    anna = telegram.person("ru", first_name="Анна")
    async with app:
        assert app.updater
        await app.updater.start_polling()
        await app.start()
        await anna.says("/start")
        reply = await anna.next_reply()
        assert (reply.text, reply.html) == ("Привет, Анна & все", "Привет, <b>Анна</b> &amp; все")
        assert (reply.buttons, reply.edited) == (["Меню"], False)
        await anna.presses(reply, "Меню")
        assert await anna.next_alert() == "Вот"
        edited = await anna.next_reply()
        assert (edited.text, edited.buttons, edited.edited) == ("Меню открыто", [], True)
        assert edited.message_id == reply.message_id
        await app.updater.stop()
        await app.stop()
    assert telegram.refused == []
    assert telegram.spinning() == []


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("1 < 2", 'Unsupported start tag "" at byte offset 2'),
        ("я<br/>", 'Unsupported start tag "br/" at byte offset 2'),
        ("<b>x", 'Can\'t find end tag corresponding to start tag "b"'),
        ("<b><i>x</b></i>", 'Unmatched end tag at byte offset 7, expected "</i>", found "</b>"'),
        ("x</b>", "Unexpected end tag at byte offset 1"),
        ("<b", 'Unclosed start tag "b" at byte offset 0'),
        ('<b style="x">y</b>', "Wrong attributes"),
        ("<a>y</a>", "Wrong attributes"),
        ('<span class="red">y</span>', "Wrong attributes"),
    ],
)
async def test_wrong_html_is_refused(telegram: FakeTelegram, bot: Bot, text: str, why: str) -> None:
    anna = telegram.person()
    await anna.says("x")
    with pytest.raises(BadRequest):
        await bot.send_message(anna.id, text, parse_mode="HTML")
    [call] = telegram.refused
    assert (call.method, call.params["text"]) == ("sendMessage", text)
    assert call.why.startswith(f"Bad Request: can't parse entities: {why}")
    with pytest.raises(NoReply):
        await anna.next_reply(timeout=0.01)


async def test_right_html_is_shown_as_text(telegram: FakeTelegram, bot: Bot) -> None:
    anna = telegram.person()
    await anna.says("x")
    source = (
        ' <a href="https://x.y/?a=1&amp;b=>">link</a> <pre><code class="language-py">1 &lt; 2</code></pre>'
        "<blockquote expandable>&quot;<tg-spoiler>s</tg-spoiler>&#1071;</blockquote>"
        '<span class="tg-spoiler">&nbsp;</span>'
    )
    await bot.send_message(anna.id, source, parse_mode="HTML")
    assert (await anna.next_reply()).text == 'link 1 < 2"sЯ&nbsp;'
    await bot.send_message(anna.id, "<b>1 < 2</b>")
    assert (await anna.next_reply()).text == "<b>1 < 2</b>"


async def test_text_is_1_to_4096_utf16_units_after_parsing(telegram: FakeTelegram, bot: Bot) -> None:
    anna = telegram.person()
    await anna.says("x")
    await bot.send_message(anna.id, "<b>" + "😀" * 2048 + "</b>", parse_mode="HTML")
    for text, why in [("😀" * 2048 + "a", "is too long"), ("", "text is empty"), ("<b> </b>", "must be non-empty")]:
        with pytest.raises(BadRequest, match=why):
            await bot.send_message(anna.id, text, parse_mode="HTML")
    assert len(telegram.refused) == 3


@pytest.mark.parametrize(
    ("button", "why"),
    [
        ({"text": "x", "callback_data": "ж" * 32 + "a"}, "BUTTON_DATA_INVALID"),
        ({"text": "x", "callback_data": ""}, "BUTTON_DATA_INVALID"),
        ({"text": " ", "callback_data": "a"}, "text must be non-empty"),
        ({"text": "x"}, "Text buttons are unallowed"),
        ({"text": "x", "callback_data": "a", "url": "https://x.y"}, "exactly one action"),
        ({"text": "x", "url": "x.y/z w"}, "Wrong HTTP URL"),
    ],
)
async def test_wrong_buttons_are_refused(telegram: FakeTelegram, bot: Bot, button: dict[str, str], why: str) -> None:
    anna = telegram.person()
    await anna.says("x")
    with pytest.raises(BadRequest):
        await bot.send_message(anna.id, "x", api_kwargs={"reply_markup": {"inline_keyboard": [[button]]}})
    assert why in telegram.refused[0].why
    await bot.send_message(anna.id, "x", reply_markup=menu(data="ж" * 32))


async def test_edits_must_change_an_own_message(telegram: FakeTelegram, bot: Bot) -> None:
    anna = telegram.person()
    asked = await anna.says("x")
    sent = await bot.send_message(anna.id, "a", reply_markup=menu())
    keyboard = await bot.send_message(anna.id, "b", reply_markup=ReplyKeyboardMarkup([["Меню"]]))
    for number, text, why in [
        (sent.message_id, "a", "Message is not modified"),
        (asked, "y", "can't be edited"),
        (keyboard.message_id, "c", "can't be edited"),
        (99, "y", "Message to edit not found"),
    ]:
        with pytest.raises(BadRequest, match=why):
            await bot.edit_message_text(text, anna.id, number, reply_markup=menu())
    await bot.edit_message_reply_markup(anna.id, sent.message_id)
    with pytest.raises(BadRequest, match="Message is not modified"):
        await bot.edit_message_text("a", anna.id, sent.message_id)
    assert len(telegram.refused) == 5


async def test_deleting_works_once(telegram: FakeTelegram, bot: Bot) -> None:
    anna = telegram.person()
    asked = await anna.says("x")
    sent = await bot.send_message(anna.id, "a", reply_to_message_id=asked)
    await sent.delete()
    with pytest.raises(BadRequest, match="Message to delete not found"):
        await sent.delete()
    with pytest.raises(BadRequest, match="Message to be replied not found"):
        await bot.send_message(anna.id, "a", reply_to_message_id=sent.message_id)
    assert await bot.delete_messages(anna.id, [asked, 77])
    for ids in [[], list(range(1, 102))]:
        with pytest.raises(BadRequest):
            await bot.delete_messages(anna.id, ids)


async def test_a_press_is_answered_once_and_in_time(telegram: FakeTelegram, bot: Bot) -> None:
    anna = telegram.person()
    await anna.says("x")
    await bot.send_message(anna.id, "a", reply_markup=menu())
    reply = await anna.next_reply()
    await anna.presses(reply, "Меню")
    await anna.presses_data(reply, "forged")
    first, second = [update.callback_query for update in await take(bot) if update.callback_query]
    assert (first.data, second.data, len(telegram.spinning())) == ("menu", "forged", 2)
    await first.answer()
    assert await anna.next_alert() == ""
    for query_id in [first.id, "77", second.id]:
        telegram.query_lifetime = 0 if query_id == second.id else 30
        with pytest.raises(BadRequest, match="Query is too old and response timeout expired or query id is invalid"):
            await bot.answer_callback_query(query_id)
    assert [press.data for press in telegram.spinning()] == ["forged"]


async def test_only_people_who_wrote_and_did_not_block_are_reached(telegram: FakeTelegram, bot: Bot) -> None:
    anna = telegram.person("ru")
    with pytest.raises(Forbidden, match="can't initiate conversation"):
        await bot.send_message(anna.id, "a")
    with pytest.raises(BadRequest, match="Chat not found"):
        await bot.send_message(99, "a")
    await anna.says("x")
    await anna.blocks()
    said, blocked = await take(bot)
    assert said.effective_user
    assert said.effective_user.language_code == "ru"
    assert blocked.my_chat_member
    assert blocked.my_chat_member.new_chat_member.status == "kicked"
    with pytest.raises(Forbidden, match="bot was blocked by the user"):
        await bot.send_message(anna.id, "a")
    await anna.says("I am back")
    assert [bool(update.my_chat_member) for update in await take(bot)] == [True, False]
    await bot.send_message(anna.id, "a")


async def test_every_kind_of_message_arrives(telegram: FakeTelegram, bot: Bot) -> None:
    anna = telegram.person()
    kinds = ["photo", "voice", "audio", "video", "video_note", "animation", "sticker", "document", "contact"]
    kinds += ["location", "poll", "dice"]
    for kind in kinds:
        await anna.sends(kind, caption="/menu" if kind == "photo" else "")
    number = await anna.says("/start@test_bot 1")
    await anna.edits(number, "новое")
    updates = await take(bot)
    for kind, update in zip(kinds, updates, strict=False):
        assert update.message
        assert update.message[kind]
    assert updates[0].message
    assert updates[0].message.caption_entities[0].type == "bot_command"
    assert updates[-2].message
    assert updates[-2].message.entities[0].length == len("/start@test_bot")
    assert updates[-1].edited_message
    assert updates[-1].edited_message.text == "новое"


async def test_a_group_has_privacy_and_its_own_message_numbers(telegram: FakeTelegram, bot: Bot) -> None:
    anna = telegram.person()
    group = telegram.group("Club", [anna])
    for text in ["hello", "/menu", "/menu@other_bot", "/menu@test_bot", "hey @Test_Bot!", "@test_bot2"]:
        await group.says(anna, text)
    assert await anna.says("private") == 1
    assert [update.message and update.message.message_id for update in await take(bot)] == [2, 4, 5, 1]
    await bot.send_message(group.id, "here", reply_markup=menu())
    reply = await group.next_reply()
    await group.says(anna, "thanks", reply_to=reply)
    await anna.presses(reply, "Меню")
    assert [update.effective_user and update.effective_user.id for update in await take(bot)] == [anna.id] * 2
    await bot.leave_chat(group.id)
    with pytest.raises(Forbidden, match="not a member of the supergroup chat"):
        await bot.send_message(group.id, "here")


async def test_channel_posts_and_raw_updates_arrive(telegram: FakeTelegram, bot: Bot) -> None:
    await telegram.channel_post("news")
    chat = {"id": 5, "type": "private", "first_name": "A"}
    await telegram.sends_update({"message": {"message_id": 3, "date": 1, "chat": chat, "new_kind": {}}})
    await telegram.sends_update({"chat_boost_of_the_future": {}})
    post, raw, future = await take(bot)
    assert post.channel_post
    assert post.channel_post.text == "news"
    assert raw.message
    assert raw.message.api_kwargs
    assert future.api_kwargs
    await bot.send_message(5, "hi", reply_to_message_id=3)
    assert (await telegram.chats[5].next_reply()).text == "hi"


async def test_polling_confirms_waits_limits_filters_and_ends_other_polls(telegram: FakeTelegram, bot: Bot) -> None:
    anna = telegram.person()
    async with Bot(bot.token, base_url=f"{telegram.url}/bot") as second_bot:  # one has one connection for polling
        poll = asyncio.create_task(second_bot.get_updates(timeout=5))
        await asyncio.sleep(0.1)
        other = asyncio.create_task(bot.get_updates(timeout=5, allowed_updates=["message"]))
        with pytest.raises(Conflict, match="terminated by other getUpdates request"):
            await poll
    await anna.blocks()
    for text in "abc":
        await anna.says(text)
    first = (await other)[0]
    assert first.message
    assert first.message.text == "a"
    assert len(await bot.get_updates(limit=2)) == 2
    assert len(await bot.get_updates(offset=first.update_id + 1)) == 2
    assert len(await bot.get_updates(offset=-1)) == 1
    assert await bot.get_updates(offset=first.update_id + 4, timeout=1) == ()


@pytest.mark.filterwarnings("ignore::telegram.warnings.PTBDeprecationWarning")  # RetryAfter warns of a timedelta
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


async def test_duplicated_updates_come_again_after_their_confirmation(telegram: FakeTelegram, bot: Bot) -> None:
    anna = telegram.person()
    telegram.duplicates(1)
    await anna.says("a")
    await anna.says("b")
    first, second = await bot.get_updates()
    again = await bot.get_updates(offset=second.update_id + 1)
    assert [update.update_id for update in again] == [first.update_id]
    assert await bot.get_updates(offset=second.update_id + 1) == ()


async def test_the_profile_is_kept_by_language_and_scope(telegram: FakeTelegram, bot: Bot) -> None:
    await bot.set_my_commands([BotCommand("menu", "Меню")], language_code="ru")
    assert telegram.profile["commands", "ru", "default"] == [{"command": "menu", "description": "Меню"}]
    assert await bot.get_my_commands() == ()
    assert len(await bot.get_my_commands(language_code="ru")) == 1
    await bot.delete_my_commands(language_code="ru")
    assert (await bot.get_my_name(language_code="ru")).name == "Test"
    await bot.set_my_short_description("[1]", language_code="ru")
    assert telegram.profile["short_description", "ru"] == "[1]"
    assert (await bot.get_my_short_description(language_code="ru")).short_description == "[1]"
    await bot.set_my_description("d")
    assert (await bot.get_my_description("ru")).description == "d"


async def test_wrong_profiles_are_refused(telegram: FakeTelegram, bot: Bot) -> None:
    menu_command = BotCommand("menu", "Меню")
    for commands in [[], [menu_command] * 101, [BotCommand("Menu", "x")], [BotCommand("a" * 33, "x")]]:
        with pytest.raises(BadRequest):
            await bot.set_my_commands(commands)
    for description in ["", "x" * 257]:
        with pytest.raises(BadRequest, match="description must"):
            await bot.set_my_commands([BotCommand("menu", description)])
    for setter, limit in [(bot.set_my_name, 64), (bot.set_my_description, 512), (bot.set_my_short_description, 120)]:
        await setter("x" * limit)
        with pytest.raises(BadRequest, match="too long"):
            await setter("x" * (limit + 1))
    with pytest.raises(BadRequest, match="language code"):
        await bot.set_my_name("x", language_code="rus")


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
