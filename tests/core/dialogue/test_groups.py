"""In a group nothing is said that would expose a person."""

from __future__ import annotations

import re

import pytest

from bot.core.dialogue import Dialogue
from bot.core.replying.buttons import Action, ActionCodes, Verb
from tests.support.questions import MIXED, STRANGE, question, verbs

IN_A_GROUP = [
    *("help", "помощь", "102", "мой муж бьет меня", "я хочу умереть", "меня изнасиловали", MIXED),
    *("what is 150", "куда звонить если бьют", "номера помощи", "кто снял гульмиру", "где это было", "кто режиссёр"),
    *("насилие", "hello", "", "🙂", STRANGE, "gjvjubnt", "что такое экономическое насилие"),
]


@pytest.mark.parametrize("text", IN_A_GROUP)
def test_a_group_never_sees_a_help_block(dialogue: Dialogue, text: str) -> None:
    reply = dialogue.reply_to(question(text, where="group"))
    shown = {"help", "hide", "not_me", "more"} & set(verbs(dialogue, reply))

    assert (reply.kind == "crisis", reply.crisis, reply.soft_help, shown) == (False, None, False, set())


@pytest.mark.parametrize("text", IN_A_GROUP)
def test_a_group_never_sees_a_sensitive_entry(dialogue: Dialogue, text: str) -> None:
    reply = dialogue.reply_to(question(text, where="group"))
    shown = [reply.entry] if reply.entry else list(reply.choices)

    assert not any(dialogue.knowledge.entries[entry].sensitive for entry in shown)


@pytest.mark.parametrize("text", ["help", "мой муж бьет меня", "номера помощи", "what is 150"])
def test_what_would_expose_a_person_goes_to_the_private_chat(dialogue: Dialogue, text: str) -> None:
    reply = dialogue.reply_to(question(text, where="group"))

    assert verbs(dialogue, reply) == ["private"]
    assert not re.search(r"\d{3}", reply.text)


def test_a_group_gets_event_facts_without_the_menu(dialogue: Dialogue) -> None:
    reply = dialogue.reply_to(question("кто снял гульмиру", where="group"))

    assert reply.entry == "film.gulmira.director"
    assert set(verbs(dialogue, reply)) <= {"entry"}


@pytest.mark.parametrize("command", ["support", "privacy", "start", "nonsense"])
def test_a_command_in_a_group_shows_no_numbers_of_help(small_dialogue: Dialogue, command: str) -> None:
    reply = small_dialogue.command(command, question("", where="group"))

    assert "112" not in reply.text


@pytest.mark.parametrize("verb", ["entry", "more", "not_me", "help", "menu", "hide", "vanish", "languages"])
def test_no_button_brings_a_help_block_into_a_group(dialogue: Dialogue, verb: Verb) -> None:
    data = ActionCodes(dialogue.knowledge.entries).encode(Action(verb, "ru", "support.help"))
    reply = dialogue.press(data, question("", where="group"))

    assert "help" not in verbs(dialogue, reply)
    assert not re.search(r"\b1[01]\d\b", reply.text)


def test_failing_in_a_group_gives_no_help_block(dialogue: Dialogue) -> None:
    reply = dialogue.alone.reply_to(question("мой муж бьет меня", where="group"))

    assert (reply.kind, reply.crisis, verbs(dialogue, reply)) == ("fallback", None, ["private"])
