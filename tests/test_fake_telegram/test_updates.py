"""What reaches the bot: of people, groups and channels, over long polling."""

from __future__ import annotations

import asyncio

import pytest
from telegram import Bot, Update
from telegram.error import Conflict, Forbidden
from telegram.ext import Application, CallbackQueryHandler, CommandHandler, ContextTypes

from tests.fake_telegram import FakeTelegram

from .conftest import menu, take


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


async def test_duplicated_updates_come_again_after_their_confirmation(telegram: FakeTelegram, bot: Bot) -> None:
    anna = telegram.person()
    telegram.duplicates(1)
    await anna.says("a")
    await anna.says("b")
    first, second = await bot.get_updates()
    again = await bot.get_updates(offset=second.update_id + 1)

    assert [update.update_id for update in again] == [first.update_id]
    assert await bot.get_updates(offset=second.update_id + 1) == ()
