"""What is read straight from Telegram's JSON says the same as the library would say of it."""

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some
from telegram import Update

from bot.telegram.incoming.plain_message import plain_message
from bot.telegram.update import incoming_of
from tests.support.updates import ID, USERNAME

Json = dict[str, Any]
NAMES = some.text(max_size=5)
TEXTS = some.text(max_size=20) | some.sampled_from(
    [
        "/films",
        "/help@test_bot",
        "/help@Other_bot me",
        "@Test_Bot films?",
        "@test_bot",
        "кто снял?",
        " \n",
        "",
        "\ud83d",
    ]
)
ODD = (
    some.none()
    | some.booleans()
    | some.integers()
    | some.floats()
    | some.sampled_from([0, -1, 2**31, 2**32, 10**12, 10**30, "", "5", "private", "group", [], {}, [{}], [None]])
    | some.dictionaries(NAMES, NAMES, max_size=2)
)
NEW_KEYS = some.sampled_from(
    [
        *("reply_to_message", "via_bot", "sender_chat", "business_connection_id", "is_topic_message", "caption"),
        *("message_thread_id", "photo", "voice", "pinned_message", "is_from_offline", "link_preview_options"),
        *("edited_message", "callback_query", "api_kwargs", "bot", "self", "title", "is_forum", "user", "future"),
    ]
)


def dictionary(must: dict[str, Any], may: dict[str, Any]) -> some.SearchStrategy[Json]:
    return some.fixed_dictionaries(must, optional=may)


PERSON = dictionary(
    {"id": some.integers(), "is_bot": some.booleans(), "first_name": NAMES},
    {"last_name": NAMES, "username": NAMES, "language_code": NAMES, "is_premium": some.just(value=True)},
)
CHAT = dictionary({"id": some.integers(), "type": some.just("private")}, {"first_name": NAMES, "username": NAMES})
ENTITY = dictionary(
    {
        "type": some.sampled_from(["bot_command", "mention", "new"]),
        "offset": some.integers(),
        "length": some.integers(),
    },
    {},
)
DATE = some.integers(0, 2**32 - 1)
MESSAGE = dictionary(
    {"message_id": some.integers(), "from": PERSON, "chat": CHAT, "date": DATE, "text": TEXTS},
    {"edit_date": DATE, "entities": some.lists(ENTITY, max_size=2)},
)
UPDATE = some.builds(
    lambda number, kind, message: {"update_id": number, kind: message},
    some.integers(),
    some.sampled_from(["message", "edited_message"]),
    MESSAGE,
)
STEADY = settings(max_examples=200, derandomize=True, deadline=None, database=None)


@some.composite
def slips(draw: some.DrawFn) -> Json:
    """An update in which up to two things are missing, odd or new."""
    update = draw(UPDATE)
    for _ in range(draw(some.integers(0, 2))):
        part = draw(some.sampled_from(list(_parts(update))))
        key = draw(some.sampled_from(sorted(part)) | NEW_KEYS) if part else draw(NEW_KEYS)
        if draw(some.booleans()):
            part.pop(key, None)
        else:
            part[key] = draw(ODD)
    return update


def _parts(whole: Any) -> Any:
    """The dictionaries of which it is made."""
    if isinstance(whole, dict):
        yield whole
    inner = whole.values() if isinstance(whole, dict) else whole if isinstance(whole, list) else ()
    for part in inner:
        yield from _parts(part)


@STEADY
@given(UPDATE)
def test_what_somebody_typed_is_read_straight(update: Json) -> None:
    message = update.get("message") or update["edited_message"]

    assert (plain_message(update, USERNAME) is not None) == bool(message["text"].strip())


@settings(STEADY, max_examples=1000)
@given(slips())
def test_what_is_read_straight_says_the_same_as_the_library(update: Json) -> None:
    plain = plain_message(update, USERNAME)

    assert plain is None or plain == incoming_of(Update.de_json(update), ID, USERNAME)


@pytest.mark.parametrize(
    "odd", [{"text": 5}, {"date": 10**12}, {"edit_date": 10**12}, {"photo": []}, {"chat": {"id": 1, "type": "group"}}]
)
def test_anything_else_is_left_to_the_library(odd: Json) -> None:
    person = {"id": 1, "is_bot": False, "first_name": "Anna"}
    message = {"message_id": 1, "date": 1, "from": person, "chat": {"id": 1, "type": "private"}, "text": "films"}

    assert plain_message({"update_id": 1, "message": message}, USERNAME)
    assert plain_message({"update_id": 1, "message": message | odd}, USERNAME) is None
