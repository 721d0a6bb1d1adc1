"""Messages with their buttons: sent, edited, deleted, pressed."""

from __future__ import annotations

import pytest
from telegram import Bot, ReplyKeyboardMarkup
from telegram.error import BadRequest, Forbidden

from tests.fake_telegram import FakeTelegram

from .conftest import menu, take


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
