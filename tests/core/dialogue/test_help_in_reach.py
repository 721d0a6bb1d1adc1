"""S3: help is never more than one tap away, whatever is written or pressed.

Of `bot/core/replying/screens.py`.
"""

from __future__ import annotations

import pytest

from bot.core.dialogue import Dialogue
from bot.core.model import Exchange, Where
from tests.support.questions import MIXED, button_for, buttons, has_help_in_reach, question

INPUTS = [
    *("", " ", "\n", "🙂", "👍🏽👍🏽", "?", "...", "1", "112", "0" * 500, "а", "a", "я", "ок", "нет", "да", "yes"),
    *("сәлем", "привет", "hello", "спасибо", "рахмет", "bye", "кто ты", "дурак", "fuck", "<b>x</b>", "{number:112}"),
    *("кто снял гульмиру", "кто режиссёр", "где это было", "когда? где?", "what is 150", "погода", "насилие", "муж"),
    *(
        "ghbdtn",
        "рудз",
        "ult 'nj ,skj",
        "\u202eabc",
        "z̸a̷l̵g̸o̷",
        "\ud800",
        "\x00\x01",
        "𝐠𝐮𝐥𝐦𝐢𝐫𝐚",
        "/start",
        "@bot",
        "http://a.kz",
    ),
    *("мой муж бьет меня", MIXED, "я хочу умереть", "x" * 5000, "слово " * 2000, "你好", "مرحبا", "שלום", "ไทย"),
]


@pytest.mark.parametrize("text", INPUTS, ids=range(len(INPUTS)))
def test_every_private_reply_has_help_in_reach(dialogue: Dialogue, text: str) -> None:
    assert has_help_in_reach(dialogue, dialogue.reply_to(question(text)))


@pytest.mark.parametrize("text", INPUTS, ids=range(len(INPUTS)))
def test_help_is_in_reach_when_nothing_works(dialogue: Dialogue, text: str) -> None:
    assert has_help_in_reach(dialogue, dialogue.alone.reply_to(question(text)))


def test_every_entry_has_help_in_reach(dialogue: Dialogue) -> None:
    replies = [dialogue.show(entry, Exchange(question(""), "kk")) for entry in dialogue.knowledge.entries.values()]

    assert all(has_help_in_reach(dialogue, reply) for reply in replies)


@pytest.mark.parametrize("name", ["start", "help", "language", "support", "privacy", "films", "nonsense", ""])
def test_every_command_has_help_in_reach(dialogue: Dialogue, name: str) -> None:
    assert has_help_in_reach(dialogue, dialogue.command(name, question("")))


@pytest.mark.parametrize("data", ["", "zzz", "ar", "aru", "akk", "ahk", "hru", "fru", "a" * 64, "dru", "eru", "🙂"])
@pytest.mark.parametrize("where", ["private", "group"])
def test_forged_button_data_never_fails(dialogue: Dialogue, data: str, where: Where) -> None:
    reply = dialogue.press(data, question("", where=where))

    assert where == "group" or has_help_in_reach(dialogue, reply)


@pytest.mark.parametrize("media", ["voice", "place", "other", "long"])
def test_what_cannot_be_read_is_answered_with_numbers(dialogue: Dialogue, media: str) -> None:
    reply = dialogue.notices.media(media, question(""))  # type: ignore[arg-type]

    assert "112" in reply.text


def test_a_late_message_gets_bare_numbers(dialogue: Dialogue) -> None:
    reply = dialogue.notices.late(question("мой муж бьет меня"))

    assert (reply.kind, reply.crisis) == ("answer", None)
    assert "102" in reply.text


def test_help_on_every_screen_opens_the_numbers(dialogue: Dialogue) -> None:
    reply = dialogue.reply_to(question("кто снял гульмиру"))
    pressed = dialogue.press(button_for(dialogue, reply, "help").data, question(""))

    assert pressed.entry == "support.help"
    assert "111" in pressed.text


def test_every_button_on_every_screen_leads_somewhere(dialogue: Dialogue) -> None:
    replies = [dialogue.show(entry, Exchange(question(""), "en")) for entry in dialogue.knowledge.entries.values()]
    pressed = {button.data: dialogue.press(button.data, question("")) for r in replies for button in buttons(r)}

    assert [data for data, reply in pressed.items() if reply.kind != "answer"] == []


@pytest.mark.parametrize(
    ("text", "unknown"),
    [
        ("102-ге смс жазуға бола ма", "СМС қабылдай ма, білмейміз"),
        ("а если я напишу смс", "СМС, мы не знаем"),
        ("can I text 112", "Nor do we know whether 102 and 112 take text messages"),
    ],
)
def test_whether_a_text_message_reaches_anybody_is_said_to_be_unknown(
    dialogue: Dialogue, text: str, unknown: str
) -> None:
    reply = dialogue.reply_to(question(text))

    assert (reply.entry, unknown in reply.text) == ("support.writing", True)
