"""What the README shows is what the program says."""

from __future__ import annotations

import re
from pathlib import Path

import click

from bot.cli import cli
from bot.core.dialogue import Dialogue
from bot.editing.conversation import Conversation
from bot.settings import KNOWN

README = (Path(__file__).parent.parent / "README.md").read_text(encoding="utf-8")


def transcript() -> list[tuple[str, str]]:
    """Each line after `›`, without its remark, and what the README shows below it."""
    block = README.split("<!-- transcript")[1].split("```text\n")[1].split("```")[0]
    turns = [turn.partition("\n") for turn in block.split("› ")[1:]]
    return [(re.split(r" {4,}\(", asked)[0].strip(), shown.strip()) for asked, _, shown in turns]


def options_of(command: click.Command) -> set[str]:
    return {option for parameter in command.params for option in parameter.opts}


def test_the_transcript_is_what_the_program_says(dialogue: Dialogue) -> None:
    conversation = Conversation(dialogue)
    said = [(conversation.say(asked).text, shown) for asked, shown in transcript()]

    assert [shown for text, shown in said if shown not in text] == []


def test_the_transcript_shows_all_three_languages(dialogue: Dialogue) -> None:
    conversation = Conversation(dialogue)

    assert {conversation.say(asked).language for asked, _ in transcript()} == {"kk", "ru", "en"}


def test_the_table_of_commands_is_that_of_the_program() -> None:
    assert [name for name in cli.commands if not re.search(rf"^\| `senim {name}\b", README, re.MULTILINE)] == []


def test_the_commands_that_take_no_knowledge_are_named() -> None:
    named = re.findall(r"`(\w+)`", README.partition("All take `--knowledge DIR` but ")[2].partition("\n")[0])
    without = [name for name, command in cli.commands.items() if "--knowledge" not in options_of(command)]

    assert sorted(named) == sorted(without)


def test_the_table_of_settings_is_that_of_the_program() -> None:
    rows = [f"| `{s.name}` | {f'`{s.default}`' if s.default else ''} | {s.meaning} |" for s in KNOWN]

    assert [row for row in rows if row not in README] == []
