"""S16, S17, S18, S22: nothing in the chat or on a locked screen shows later that somebody asked for help."""

import time

import pytest

from bot.core.knowledge import Knowledge
from tests.fake_telegram import FakeTelegram, Person
from tests.support.fixture_types import Words


@pytest.mark.parametrize("opened", ["/start", "/help", "/support", "/films", "/privacy", "/language", "/nonsense"])
async def test_no_screen_shows_that_there_was_a_crisis(telegram: FakeTelegram, anna: Person, opened: str) -> None:
    boris = telegram.person("en")
    await anna.says("my husband beats me every day")
    await anna.next_reply()
    await anna.says(opened)
    await boris.says(opened)
    after, fresh = await anna.next_reply(), await boris.next_reply()

    assert (after.html, after.markup) == (fresh.html, fresh.markup)


async def test_nobody_is_written_to_who_did_not_write_or_press(telegram: FakeTelegram, anna: Person) -> None:
    """S17: neither after a start of the bot nor when somebody lets it write again."""
    boris = telegram.person("en")
    await anna.blocks()
    await anna.unblocks()
    await boris.says("/start")
    await boris.next_reply()

    assert {call.params["chat_id"] for call in telegram.calls if call.method == "sendMessage"} == {boris.id}


async def test_a_crisis_is_never_the_subject_of_a_follow_up(anna: Person, knowledge: Knowledge) -> None:
    await anna.says("tell me about Gulmira")
    await anna.next_reply()
    await anna.says("my husband beats me every day")
    await anna.next_reply()
    await anna.says("her name?")
    text = (await anna.next_reply()).text

    assert knowledge.crisis["disclosure"].reply["en"].splitlines()[0] not in text
    assert "Eszhanova" not in text


async def test_every_message_is_silent_without_preview_and_free_to_share(
    telegram: FakeTelegram, anna: Person, line: Words
) -> None:
    for text in ("/start", "help", "What films were shown?", "blorp", "/support", "/language", "/nonsense", "/hide"):
        await anna.says(text)
        reply = await anna.next_reply()
    await anna.sends("voice")
    await anna.presses(await anna.next_reply(), line("button.help", "en"))
    await anna.sends("text", text=reply.text, date=int(time.time()) - 16 * 60)
    await anna.next_reply()
    await anna.next_reply()
    sent = [call.params for call in telegram.calls if call.method == "sendMessage"]

    assert len(sent) == 11
    assert {(p.get("disable_notification"), str(p.get("link_preview_options"))) for p in sent} == {
        (True, "{'is_disabled': True}")
    }
    assert [p for p in sent if "protect_content" in p] == []
