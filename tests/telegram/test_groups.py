"""S21: in a group the bot answers about the event when asked; whatever could expose a person stays out."""

import pytest
from telegram import ChatMemberAdministrator

from bot.core.knowledge import Knowledge
from bot.telegram.update import without_mention
from tests.fake_telegram import BOT, FakeTelegram, Group, Person, Reply, buttons_of, typed
from tests.support.fixture_types import Words
from tests.support.updates import read

FILMS = 7
"""A topic of the group."""
RIGHTS = dict.fromkeys(ChatMemberAdministrator.__slots__, True)
"""What an administrator may do; other members may have it in their update too."""


@pytest.fixture
def group(telegram: FakeTelegram, anna: Person) -> Group:
    group = telegram.group("Club", [anna])
    group.topics.add(FILMS)
    return group


def topic_of(group: Group, reply: Reply) -> int | None:
    return group.telegram.messages[group.id, reply.message_id].get("message_thread_id")


async def bot_becomes(telegram: FakeTelegram, group: Group, person: Person, new: str, old: str) -> None:
    """The person changes the bot's standing in the group."""
    before, after = (RIGHTS | {"user": BOT, "status": status, "until_date": 0} for status in (old, new))
    change = {"chat": group.payload, "from": person.user, "date": 1}
    await telegram.sends_update({"my_chat_member": change | {"old_chat_member": before, "new_chat_member": after}})


@pytest.mark.parametrize(
    "text", ["@test_bot what films were shown?", "what films were shown, @Test_Bot", "/films@test_bot"]
)
async def test_a_mention_or_a_command_is_answered(group: Group, anna: Person, answer: Words, text: str) -> None:
    await group.says(anna, text)

    assert (await group.next_reply()).text == answer("films.all", "en")


@pytest.mark.parametrize(
    ("text", "left"), [("@TEST_Bot hi", "hi"), ("hi,@test_bot!", "hi, !"), ("@test_botanika hi", "@test_botanika hi")]
)
def test_of_a_text_only_the_whole_name_of_the_bot_goes(text: str, left: str) -> None:
    assert without_mention(text, "Test_bot") == left


@pytest.mark.parametrize(("text", "is_meant"), [("/films", True), ("see /films", False)])
def test_only_what_begins_with_a_command_is_meant_for_the_bot(text: str, is_meant: bool) -> None:
    command = {"type": "bot_command", "offset": text.index("/"), "length": len("/films")}
    chat, person = {"id": -1, "type": "group"}, {"id": 1, "is_bot": False, "first_name": "Anna"}
    message = {"message_id": 1, "date": 1, "chat": chat, "from": person, "text": text, "entities": [command]}

    assert read({"update_id": 1, "message": message}).is_addressed is is_meant


async def test_a_reply_to_the_bot_is_answered(group: Group, anna: Person, answer: Words) -> None:
    await group.says(anna, "/films")
    reply = await group.next_reply()
    await group.says(anna, "who were the speakers?", reply_to=reply)

    assert (await group.next_reply()).text == answer("speakers.all", "en")


async def test_each_member_is_answered_in_their_own_language_whatever_another_chose(
    telegram: FakeTelegram, group: Group, anna: Person, answer: Words
) -> None:
    await group.says(anna, "/language")
    await anna.presses(await group.next_reply(), "Русский")
    await group.next_reply()
    await group.says(anna, "@test_bot what films were shown?")
    english = await group.next_reply()
    await group.says(anna, "/films")

    assert english.text == answer("films.all", "en")
    assert (await group.next_reply()).text == answer("films.all", "ru")


async def test_each_member_is_answered_in_the_language_of_their_app_whatever_another_asked_last(
    telegram: FakeTelegram, group: Group, anna: Person, line: Words
) -> None:
    await group.says(telegram.person("ru"), "@test_bot какие фильмы показали?")
    await group.next_reply()
    told = []
    for command in ("/hide", "/privacy", "/forget"):
        await group.says(anna, command)
        told.append((await group.next_reply()).text)

    assert told == [line("group.private", "en")] * 3


@pytest.mark.parametrize("offering", ["tell me about Gulmira", "/films", "film"])
async def test_a_number_takes_nothing_of_what_another_member_was_offered(
    telegram: FakeTelegram, group: Group, anna: Person, line: Words, offering: str
) -> None:
    boris = telegram.person("en")
    await group.says(anna, offering if offering.startswith("/") else f"@test_bot {offering}")
    await group.next_reply()
    await group.says(boris, "@test_bot 2")

    assert (await group.next_reply()).text == line("group.private", "en")


async def test_an_answer_is_tied_to_its_question(telegram: FakeTelegram, group: Group, anna: Person) -> None:
    question = await group.says(anna, "/films")
    reply = await group.next_reply()

    assert telegram.messages[group.id, reply.message_id]["reply_to_message"]["message_id"] == question


@pytest.mark.parametrize(
    "text",
    [
        "what films were shown?",
        "my husband beats me every day",
        "help",
        "@test_bot2 what films were shown?",
        "test_bot@example.org",
        "/films@other_bot",
        "try /weather@other_bot: what films were shown?",
    ],
)
async def test_other_messages_are_ignored_even_where_the_bot_sees_them_all(
    telegram: FakeTelegram, group: Group, anna: Person, answer: Words, text: str
) -> None:
    await telegram.sends_update({"message": group.post(anna.user, typed(text))})
    await group.says(anna, "/speakers")

    assert (await group.next_reply()).text == answer("speakers.all", "en")


@pytest.mark.parametrize("kind", ["photo", "voice", "sticker", "location", "contact", "poll"])
async def test_media_is_ignored_even_in_a_reply_to_the_bot(
    telegram: FakeTelegram, group: Group, anna: Person, answer: Words, kind: str
) -> None:
    await anna.sends(kind)
    content = {kind: telegram.messages[anna.id, 1][kind]}
    await group.says(anna, "/films")
    reply = await group.next_reply()
    await telegram.sends_update({"message": group.post(anna.user, content, reply_to=reply)})
    await group.says(anna, "/speakers")

    assert (await group.next_reply()).text == answer("speakers.all", "en")


async def test_a_new_member_is_not_greeted(telegram: FakeTelegram, group: Group, anna: Person, answer: Words) -> None:
    await telegram.sends_update({"message": group.post(anna.user, {"new_chat_members": [anna.user]})})
    await group.says(anna, "/films")

    assert (await group.next_reply()).text == answer("films.all", "en")


@pytest.mark.parametrize(
    "text",
    ["my husband beats me every day", "help", "меня избивает муж", "where can I get help?", "I want to die", "SOS"],
)
async def test_support_or_crisis_gets_a_neutral_line_and_a_way_into_the_private_chat(
    group: Group, anna: Person, line: Words, text: str
) -> None:
    await group.says(anna, f"@test_bot {text}")
    reply = await group.next_reply()

    assert reply.text in [line("group.private", language) for language in ("kk", "ru", "en")]
    assert [button.get("url") for button in buttons_of(reply.markup)] == ["https://t.me/test_bot?start=s"]


@pytest.mark.parametrize(
    "text",
    [
        *("@test_bot my husband beats me every day", "@test_bot help", "/support", "@test_bot blorp zxcv", "/nonsense"),
        *("/films my husband beats me every day", "/start@test_bot I want to die", "/sos"),
        *(
            "@test_bot /hide",
            "/privacy",
            "@test_bot /forget",
            "/forget@test_bot",
            "@test_bot what do you store about me",
        ),
    ],
)
async def test_the_line_is_the_same_whatever_was_asked_and_quotes_nothing(
    telegram: FakeTelegram, group: Group, anna: Person, line: Words, text: str
) -> None:
    """Nobody learns from it what the person wrote, and the message is not shown a second time."""
    await group.says(anna, text)
    reply = await group.next_reply()

    assert (reply.text, reply.buttons) == (line("group.private", "en"), [line("group.open", "en")])
    assert "reply_to_message" not in telegram.messages[group.id, reply.message_id]


async def test_a_disclosure_in_a_reply_to_the_bot_is_not_quoted(
    telegram: FakeTelegram, group: Group, anna: Person
) -> None:
    await group.says(anna, "/films")
    await group.says(anna, "my husband beats me every day", reply_to=await group.next_reply())
    reply = await group.next_reply()

    assert "reply_to_message" not in telegram.messages[group.id, reply.message_id]


@pytest.mark.parametrize("text", ["/films", "@test_bot my husband beats me every day", "/nonsense"])
async def test_whatever_is_asked_in_a_topic_is_answered_there(group: Group, anna: Person, text: str) -> None:
    """Who asked does not look into General."""
    await group.says(anna, text, topic=FILMS)

    assert topic_of(group, await group.next_reply()) == FILMS


async def test_a_button_is_answered_in_the_topic_where_it_stands(
    group: Group, anna: Person, title: Words, answer: Words
) -> None:
    await group.says(anna, "@test_bot tell me about Gulmira", topic=FILMS)
    await anna.presses(await group.next_reply(), title("film.gulmira.director", "en"))
    reply = await group.next_reply()

    assert (reply.text, topic_of(group, reply)) == (answer("film.gulmira.director", "en"), FILMS)


async def test_a_button_of_before_is_answered_where_a_group_became_a_supergroup(
    telegram: FakeTelegram, group: Group, anna: Person, answer: Words, title: Words
) -> None:
    await group.says(anna, "@test_bot tell me about Gulmira")
    shown = await group.next_reply()
    new = telegram.group("Club", [anna])
    group.moved_to = new.id
    await anna.presses(shown, title("film.gulmira.director", "en"))

    assert (await new.next_reply()).text == answer("film.gulmira.director", "en")
    assert telegram.refused.pop().params["chat_id"] == group.id


async def test_a_chain_of_replies_is_no_topic(telegram: FakeTelegram, group: Group, anna: Person, line: Words) -> None:
    """Telegram numbers it like one, and refuses what is sent to that number."""
    message = group.post(anna.user, typed("@test_bot help"))
    await telegram.sends_update({"message": message | {"message_thread_id": 1}})

    assert (await group.next_reply()).text == line("group.private", "en")


async def test_the_support_command_leads_into_the_private_chat(group: Group, anna: Person, line: Words) -> None:
    await group.says(anna, "/support")

    assert (await group.next_reply()).text == line("group.private", "en")


async def test_the_way_into_the_private_chat_ends_at_the_start_screen(
    group: Group, anna: Person, answer: Words
) -> None:
    await group.says(anna, "@test_bot help")
    (button,) = buttons_of((await group.next_reply()).markup)
    await anna.says(f"/start {button['url'].partition('?start=')[2]}")

    assert (await anna.next_reply()).text == answer("bot.start", "en")


async def test_what_is_not_about_the_event_is_said_to_be_unknown(group: Group, anna: Person, line: Words) -> None:
    await group.says(anna, "@test_bot blorp zxcv")
    reply = await group.next_reply()

    assert (reply.text, reply.buttons) == (line("group.private", "en"), [line("group.open", "en")])


@pytest.mark.parametrize("command", ["films", "speakers", "programme"])
async def test_an_answer_offers_nothing_about_support(
    group: Group, anna: Person, knowledge: Knowledge, title: Words, command: str
) -> None:
    await group.says(anna, f"/{command}")
    offered = (await group.next_reply()).buttons

    assert offered
    assert {title(entry.id, "en") for entry in knowledge.entries.values() if entry.sensitive}.isdisjoint(offered)


@pytest.mark.parametrize("command", ["start", "help", "language", "privacy", "hide"])
async def test_no_command_offers_anything_about_support(
    group: Group, anna: Person, knowledge: Knowledge, title: Words, line: Words, command: str
) -> None:
    await group.says(anna, f"/{command}")
    offered = (await group.next_reply()).buttons

    assert {title(entry.id, "en") for entry in knowledge.entries.values() if entry.sensitive}.isdisjoint(offered)
    assert line("button.help", "en") not in offered


async def test_a_button_of_a_support_entry_leads_into_the_private_chat(group: Group, anna: Person, line: Words) -> None:
    await anna.says("/support")
    support = buttons_of((await anna.next_reply()).markup)[0]
    await group.says(anna, "/films")
    await anna.presses_data(await group.next_reply(), support["callback_data"])

    assert (await group.next_reply()).text == line("group.private", "en")


async def test_a_button_is_answered_in_the_group(group: Group, anna: Person, answer: Words, title: Words) -> None:
    await group.says(anna, "@test_bot tell me about Gulmira")
    await anna.presses(await group.next_reply(), title("film.gulmira.director", "en"))

    assert (await group.next_reply()).text == answer("film.gulmira.director", "en")
    assert await anna.next_alert() == ""


async def test_being_added_is_answered_with_one_greeting(
    telegram: FakeTelegram, group: Group, anna: Person, answer: Words, line: Words
) -> None:
    await bot_becomes(telegram, group, anna, "member", "left")
    await bot_becomes(telegram, group, anna, "administrator", "member")
    await group.says(anna, "/films")

    assert (await group.next_reply()).text == line("group.hello", "en")
    assert (await group.next_reply()).text == answer("films.all", "en")


@pytest.mark.parametrize("status", ["left", "kicked"])
async def test_being_removed_is_taken_without_a_word_and_the_group_forgotten(
    telegram: FakeTelegram, group: Group, anna: Person, knowledge: Knowledge, answer: Words, line: Words, status: str
) -> None:
    await group.says(anna, "/language")
    await anna.presses(await group.next_reply(), knowledge.languages["ru"].name)
    await group.next_reply()
    await bot_becomes(telegram, group, anna, status, "administrator")
    await bot_becomes(telegram, group, anna, "member", status)
    await group.says(anna, "/films")

    assert (await group.next_reply()).text == line("group.hello", "en")
    assert (await group.next_reply()).text == answer("films.all", "en")


async def test_hide_deletes_nothing_in_a_group(telegram: FakeTelegram, group: Group, anna: Person) -> None:
    await group.says(anna, "/films")
    reply = await group.next_reply()
    await group.says(anna, "/hide")
    await group.next_reply()
    await anna.presses_data(reply, "fen")
    await group.next_reply()

    assert [
        call for call in telegram.calls if call.method.startswith("delete") and call.method != "deleteWebhook"
    ] == []


async def test_what_is_shown_in_a_group_is_no_context_of_a_private_chat(
    group: Group, anna: Person, answer: Words
) -> None:
    await group.says(anna, "@test_bot tell me about Gulmira")
    await group.next_reply()
    await anna.says("and who made it?")

    assert (await anna.next_reply()).text != answer("film.gulmira.director", "en")
