"""S3: every kind of message that can reach a private chat, and what it leads to; none is met with silence.

Of `bot/telegram/handling/messages.py`, `bot/telegram/turn.py` and `bot/telegram/update.py`.
"""

import time
from typing import Any

import pytest

from tests.fake_telegram import FakeTelegram, Person
from tests.support.fixture_types import Words

WHERE = {"latitude": 51.1, "longitude": 71.4}
KINDS = {
    **dict.fromkeys(("photo", "video", "animation", "sticker", "document", "poll", "dice"), "media.other"),
    **dict.fromkeys(("voice", "audio", "video_note"), "media.voice"),
    **dict.fromkeys(("contact", "location"), "media.place"),
}
UNFORESEEN = {
    "checklist": {"title": "Plan", "tasks": [{"id": 1, "text": "buy milk"}]},
    "giveaway": {"chats": [], "winners_selection_date": 1, "winner_count": 1},
    "a_kind_of_the_future": {},
}
AN_HOUR = {"message_auto_delete_time": 3600}
SERVICE = {
    "pinned_message": {"message_id": 1, "date": 0, "chat": {"id": 1, "type": "private"}},
    "message_auto_delete_timer_changed": AN_HOUR,
    "write_access_allowed": {},
    "connected_website": "example.org",
}


@pytest.mark.parametrize(("kind", "content"), UNFORESEEN.items())
async def test_an_unforeseen_kind_is_not_met_with_silence(anna: Person, line: Words, kind: str, content: Any) -> None:
    await anna.sends(kind, **{kind: content})

    assert line("media.other", "en") in (await anna.next_reply()).text


@pytest.mark.parametrize(("kind", "key"), KINDS.items())
async def test_what_cannot_be_read_gets_a_kind_word_and_numbers(anna: Person, line: Words, kind: str, key: str) -> None:
    await anna.sends(kind)

    assert (await anna.next_reply()).text == f"{line(key, 'en')}\n\n{line('fallback.help', 'en')}"


async def test_a_venue_is_not_read(anna: Person, line: Words) -> None:
    await anna.sends("venue", venue={"location": WHERE, "title": "MNU", "address": "Astana"}, location=WHERE)

    assert line("media.place", "en") in (await anna.next_reply()).text


@pytest.mark.parametrize("kind", ["photo", "video", "document", "voice"])
async def test_a_caption_is_read_like_a_text(anna: Person, answer: Words, kind: str) -> None:
    await anna.sends(kind, caption="What films were shown?")

    assert (await anna.next_reply()).text == answer("films.all", "en")


async def test_the_pictures_of_an_album_push_no_help_off_the_screen(telegram: FakeTelegram, anna: Person) -> None:
    for caption in ("my husband beats me every day", "", "", ""):
        await anna.sends("photo", caption, media_group_id="77")
    await anna.says("What films were shown?")
    first, second = await anna.next_reply(), await anna.next_reply()

    assert "102" in first.text
    assert "Gulmira" in second.text


async def test_every_caption_of_an_album_is_read(anna: Person, line: Words, answer: Words) -> None:
    for caption in ("", "What films were shown?", "Who were the speakers?"):
        await anna.sends("photo", caption, media_group_id="77")

    assert line("media.other", "en") in (await anna.next_reply()).text
    assert (await anna.next_reply()).text == answer("films.all", "en")
    assert (await anna.next_reply()).text == answer("speakers.all", "en")


async def test_the_next_picture_of_an_album_is_answered_where_the_first_answer_did_not_arrive(
    telegram: FakeTelegram, anna: Person, line: Words
) -> None:
    telegram.fails("sendMessage", 429, retry_after=300)
    for _ in range(2):
        await anna.sends("photo", media_group_id="77")

    assert line("media.other", "en") in (await anna.next_reply()).text


async def test_a_live_location_is_answered_once(telegram: FakeTelegram, anna: Person, answer: Words) -> None:
    message = await anna.sends("location", live_period=900)
    await anna.next_reply()
    moved = telegram.messages[anna.id, message] | {"location": WHERE, "edit_date": int(time.time())}
    await telegram.sends_update({"edited_message": moved})
    await anna.says("What films were shown?")

    assert (await anna.next_reply()).text == answer("films.all", "en")


async def test_files_are_never_opened(telegram: FakeTelegram, anna: Person) -> None:
    for kind in KINDS:
        await anna.sends(kind, caption="What films were shown?" if kind == "photo" else "")
        await anna.next_reply()

    assert {call.method for call in telegram.calls} == {"getMe", "getUpdates", "sendMessage"}


@pytest.mark.parametrize("text", ["/weather", "/", "/start2", "//films", "/_"])
async def test_an_unknown_command_is_said_to_be_unknown(anna: Person, line: Words, text: str) -> None:
    await anna.says(text)
    reply = await anna.next_reply()

    assert line("command.unknown", "en") in reply.text
    assert line("button.help", "en") in reply.buttons


@pytest.mark.parametrize("text", ["/films", "/films@test_bot", "/films@Test_Bot", "/FILMS", "/films now", "/films\n"])
async def test_a_command_is_understood_however_it_is_written(anna: Person, answer: Words, text: str) -> None:
    await anna.says(text)

    assert (await anna.next_reply()).text == answer("films.all", "en")


async def test_a_command_for_another_bot_is_still_answered_in_a_private_chat(anna: Person, answer: Words) -> None:
    await anna.says("/films@other_bot")

    assert (await anna.next_reply()).text == answer("films.all", "en")


@pytest.mark.parametrize("text", ["/меня бьёт муж", "/start меня бьёт муж", "/помощь", "/films I want to die"])
async def test_a_cry_for_help_is_heard_behind_a_slash(anna: Person, line: Words, text: str) -> None:
    await anna.says(text)
    reply = await anna.next_reply()

    assert reply.buttons[0] in {line("button.hide", language) for language in ("ru", "en")}


async def test_hide_hides_whatever_stands_behind_it(telegram: FakeTelegram, anna: Person, line: Words) -> None:
    await anna.says("/hide he is coming, he will kill me")
    reply = await anna.next_reply()

    assert reply.text == line("hidden.all", "en")
    assert [message for chat, message in telegram.messages if chat == anna.id] == [reply.message_id]


async def test_a_command_behind_the_name_of_the_bot_is_understood(anna: Person, answer: Words) -> None:
    await anna.says("@test_bot /films")

    assert (await anna.next_reply()).text == answer("films.all", "en")


@pytest.mark.parametrize(
    "text",
    [
        "\N{HANGUL FILLER}",
        "\N{BRAILLE PATTERN BLANK}",
        "\N{ZERO WIDTH JOINER}",
        "...",
        "?",
        "🎬🎬🎬",
        "👩🏽‍🦰🏳️‍🌈",
        "شكرا جزيلا",
        "\N{RIGHT-TO-LEFT OVERRIDE}blorp\N{POP DIRECTIONAL FORMATTING}",
        "b̴̨̛l̸̡̎o̵͇͝r̶̤̈p̷͍̀" * 40,
        "<i>&amp;q>blorp</i",
        "\0\x07",
    ],
)
async def test_what_says_nothing_still_gets_an_answer_with_help_in_reach(anna: Person, line: Words, text: str) -> None:
    await anna.says(text)
    reply = await anna.next_reply()

    assert line("fallback.help", "en") in reply.text
    assert line("button.help", "en") in reply.buttons


@pytest.mark.parametrize("length", [4096, 10_000])
async def test_a_long_message_is_said_to_be_read_in_part(anna: Person, line: Words, length: int) -> None:
    await anna.says(("blorp " * length)[:length])

    assert line("media.long", "en") in (await anna.next_reply()).text


async def test_an_edited_message_is_answered_anew(anna: Person, answer: Words) -> None:
    message = await anna.says("What films were shown?")
    await anna.next_reply()
    await anna.edits(message, "Who were the speakers?")

    assert (await anna.next_reply()).text == answer("speakers.all", "en")


@pytest.mark.parametrize(
    "origin",
    [
        {"type": "hidden_user", "sender_user_name": "Somebody", "date": 1},
        {"type": "channel", "chat": {"id": -5, "type": "channel", "title": "News"}, "message_id": 3, "date": 1},
    ],
)
async def test_a_forwarded_text_is_answered_like_an_own_one(
    anna: Person, answer: Words, origin: dict[str, object]
) -> None:
    await anna.sends("text", text="What films were shown?", forward_origin=origin)

    assert (await anna.next_reply()).text == answer("films.all", "en")


async def test_a_reply_to_an_older_message_is_answered(anna: Person, answer: Words) -> None:
    await anna.says("/start")
    reply = await anna.next_reply()
    await anna.says("What films were shown?", reply_to=reply)

    assert (await anna.next_reply()).text == answer("films.all", "en")


@pytest.mark.filterwarnings("ignore::telegram.warnings.PTBDeprecationWarning")  # of the timer's future type
@pytest.mark.parametrize(("kind", "content"), SERVICE.items())
async def test_a_service_message_is_no_reason_to_speak(anna: Person, answer: Words, kind: str, content: Any) -> None:
    await anna.sends(kind, **{kind: content})
    await anna.says("What films were shown?")

    assert (await anna.next_reply()).text == answer("films.all", "en")


async def test_channel_posts_are_ignored(telegram: FakeTelegram, anna: Person) -> None:
    await telegram.channel_post("What films were shown?")
    await anna.says("What films were shown?")
    await anna.next_reply()

    assert telegram.channel.replies.empty()
