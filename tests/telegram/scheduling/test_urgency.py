"""S6: what may overtake, what ends all before it, and what waits its turn."""

from typing import Any, NoReturn

import pytest

from bot.core.dialogue import Dialogue
from bot.core.replying.buttons import Action, ActionCodes, Verb
from bot.telegram.scheduling.urgency import is_urgent, last_word_of
from tests.support.broken import EndlessDialogue, broken_as
from tests.support.stalling import no_stall
from tests.support.updates import read

CHAT: dict[str, Any] = {"id": 5, "type": "private", "first_name": "Anna"}
GROUP: dict[str, Any] = {"id": -5, "type": "supergroup", "title": "Students"}
PERSON: dict[str, Any] = {"id": 5, "is_bot": False, "first_name": "Anna"}


def message(**content: Any) -> dict[str, Any]:
    return {"message_id": 1, "date": 1_700_000_000, "chat": CHAT, "from": PERSON, **content}


def data_of(verb: Verb) -> str:
    return ActionCodes([]).encode(Action(verb, "en"))


def urgency(dialogue: Dialogue, **fields: Any) -> str:
    update = read({"update_id": 1, **fields})
    return last_word_of(update, dialogue) or ("urgent" if is_urgent(update, dialogue) else "ordinary")


@pytest.mark.parametrize("text", ["SOS", "көмек", "меня избивает муж", "my husband beats me", "/support", "/help"])
def test_who_asks_for_help_is_urgent(dialogue: Dialogue, text: str) -> None:
    assert urgency(dialogue, message=message(text=text)) == "urgent"
    assert urgency(dialogue, edited_message=message(text=text)) == "urgent"


@pytest.mark.parametrize(
    "text", ["/меня избивает муж", "/films my husband beats me", "/sos", "/help my husband beats me"]
)
def test_a_cry_for_help_behind_a_slash_is_urgent(dialogue: Dialogue, text: str) -> None:
    assert urgency(dialogue, message=message(text=text)) == "urgent"


def test_a_caption_counts_like_a_text(dialogue: Dialogue) -> None:
    assert urgency(dialogue, message=message(photo=[], caption="my husband beats me")) == "urgent"


@pytest.mark.parametrize("text", ["What films were shown?", "кто снял Гульмиру?", "/films", "/start", "?", "спасибо"])
def test_who_asks_about_the_event_waits_their_turn(dialogue: Dialogue, text: str) -> None:
    assert urgency(dialogue, message=message(text=text)) == "ordinary"


def test_what_cannot_be_read_waits_its_turn(dialogue: Dialogue) -> None:
    assert urgency(dialogue, message=message(location={"latitude": 1, "longitude": 2})) == "ordinary"


@pytest.mark.parametrize(
    ("text", "word"), [("/hide", "hide"), ("/forget", "forget"), ("/hide he will kill me", "hide")]
)
def test_hiding_and_forgetting_are_the_last_word(dialogue: Dialogue, text: str, word: str) -> None:
    assert urgency(dialogue, message=message(text=text)) == word


@pytest.mark.parametrize("text", ["/hide", "/forget"])
def test_nobody_has_the_last_word_in_a_group(dialogue: Dialogue, text: str) -> None:
    said = message(text=text) | {"chat": GROUP}
    press = {"id": "1", "from": PERSON, "chat_instance": "1", "message": said, "data": data_of("hide")}

    assert urgency(dialogue, message=said) == "ordinary"
    assert urgency(dialogue, callback_query=press) == "ordinary"


@pytest.mark.parametrize(
    ("verb", "expected"),
    [("hide", "hide"), ("help", "urgent"), ("more", "urgent"), ("brief", "urgent"), ("menu", "ordinary")],
)
def test_a_press_is_as_urgent_as_what_its_button_does(dialogue: Dialogue, verb: Any, expected: str) -> None:
    data = data_of(verb)
    query = {"id": "1", "from": PERSON, "chat_instance": "1", "message": message(text="…"), "data": data}

    assert urgency(dialogue, callback_query=query) == expected


def test_what_cannot_be_judged_is_urgent(dialogue: Dialogue, monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(text: str) -> NoReturn:
        raise RuntimeError

    monkeypatch.setattr(dialogue, "alarms", fails)

    assert urgency(dialogue, message=message(text="What films were shown?")) == "urgent"


def test_what_cannot_be_judged_in_time_is_urgent(dialogue: Dialogue) -> None:
    with no_stall():
        assert urgency(broken_as(EndlessDialogue, dialogue), message=message(text="hello")) == "urgent"
