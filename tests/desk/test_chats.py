from __future__ import annotations

from bot.conversation import Conversation
from bot.core.dialogue import Dialogue
from bot.desk.chats import CHATS, TURNS, Chats
from bot.telegram.rendering import MESSAGE_LIMIT


def test_the_chat_says_what_the_bot_says(dialogue: Dialogue) -> None:
    chat, conversation = Chats().of("a", dialogue), Conversation(dialogue, "kk")
    asked = ["/start", "кто снял гульмиру", "а что она сказала?", "муж меня бьёт", "asdf"]

    assert [chat.say(dialogue, text).reply.text for text in asked] == [conversation.say(text).text for text in asked]


def test_a_button_does_what_it_does_in_telegram(small_dialogue: Dialogue) -> None:
    chat = Chats().of("a", small_dialogue)
    button = chat.say(small_dialogue, "where is the fair").reply.buttons[0][0]
    turn = chat.press(small_dialogue, button.data)

    assert turn is not None
    assert (turn.said, turn.reply.entry, turn.why) == ("Help numbers", "help.numbers", None)


def test_hide_empties_the_chat_and_its_own_line_goes_too(small_dialogue: Dialogue) -> None:
    chat = Chats().of("a", small_dialogue)
    hide = chat.say(small_dialogue, "a sign of danger").reply.buttons[0][0]
    left = chat.press(small_dialogue, hide.data)
    assert left is not None
    assert chat.turns == [left]
    chat.press(small_dialogue, left.reply.buttons[0][0].data)

    assert chat.turns == []


def test_a_command_hides_as_well(small_dialogue: Dialogue) -> None:
    chat = Chats().of("a", small_dialogue)
    chat.say(small_dialogue, "where is the fair")
    chat.say(small_dialogue, "/hide")

    assert [turn.said for turn in chat.turns] == ["/hide"]


def test_in_a_group_no_command_hides(small_dialogue: Dialogue) -> None:
    chat = Chats().restart("a", small_dialogue, "en", "group")
    for text in ("where is the fair", "/hide"):
        chat.say(small_dialogue, text)

    assert [turn.said for turn in chat.turns] == ["where is the fair", "/hide"]


def test_words_heard_behind_a_slash_have_their_reason_and_a_command_has_none(dialogue: Dialogue) -> None:
    chat = Chats().of("a", dialogue, "ru")

    assert chat.say(dialogue, "/start меня бьёт муж").why is not None
    assert chat.say(dialogue, " /films").why is None


def test_the_language_of_the_app_is_that_of_the_first_screen(small_dialogue: Dialogue) -> None:
    chats = Chats()
    replies = [
        chats.restart("a", small_dialogue, code, "private").say(small_dialogue, "/start") for code in ("ru", "en")
    ]

    assert [turn.reply.language for turn in replies] == ["ru", "en"]


def test_in_a_group_support_is_not_answered(small_dialogue: Dialogue) -> None:
    chat = Chats().restart("a", small_dialogue, "en", "group")

    assert chat.say(small_dialogue, "helpline number 3").reply.entry is None


def test_the_buttons_stand_under_the_first_screen(dialogue: Dialogue) -> None:
    chat = Chats().of("a", dialogue)
    turn = chat.say(dialogue, "муж меня бьёт. кто снял гульмиру?")

    assert turn.reply.then
    assert [bool(bubble.buttons) for bubble in turn.bubbles] == [True, False]


def test_what_is_kept_is_bounded(small_dialogue: Dialogue) -> None:
    chats = Chats()
    first = chats.of("first", small_dialogue)
    for number in range(TURNS + 1):
        first.say(small_dialogue, "x" * (MESSAGE_LIMIT + number))
    for number in range(CHATS):
        chats.of(str(number), small_dialogue)

    assert (len(first.turns), len(first.turns[-1].said)) == (TURNS, MESSAGE_LIMIT)
    assert chats.of("first", small_dialogue) is not first


def test_numbers_that_pop_up_are_shown_as_such(small_dialogue: Dialogue) -> None:
    chat = Chats().of("a", small_dialogue)
    shown = [button for row in chat.say(small_dialogue, "a sign of danger").reply.buttons for button in row]
    brief = next(button for button in shown if small_dialogue.codes.verb_of(button.data) == "brief")
    turn = chat.press(small_dialogue, brief.data)

    assert turn is not None
    assert (turn.pops_up, chat.turns[-1].pops_up, chat.turns[0].pops_up) == (True, True, False)


def test_a_new_chat_is_in_the_language_of_the_pages(small_dialogue: Dialogue) -> None:
    assert Chats().of("first", small_dialogue, "en").client_language == "en"
    assert Chats().of("first", small_dialogue, "xx").client_language == next(iter(small_dialogue.knowledge.languages))
