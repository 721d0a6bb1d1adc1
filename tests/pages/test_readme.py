"""What the README shows is what the program says."""

from __future__ import annotations

import re

import click

from bot.cli import cli
from bot.conversation import Conversation
from bot.core.dialogue import Dialogue
from bot.settings import KNOWN
from tests.support.senim_program import ROOT

README = (ROOT / "README.md").read_text(encoding="utf-8")


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


def test_whoever_opens_the_page_sees_how_to_talk_to_the_bot_and_how_to_test_it() -> None:
    first = README.split("\n## ")[0]

    assert len(first.splitlines()) <= 55
    assert re.findall(r"^python -m pip install .* && (.*)$", first, re.MULTILINE) == ["senim chat", "python -m pytest"]


def test_what_the_page_installs_is_what_the_projects_own_check_installs() -> None:
    installed = re.findall(r"^python -m pip install (.*) &&", README, re.MULTILINE)
    tried = (ROOT / ".ci" / "run").read_text(encoding="utf-8")

    assert [what for what in installed if f"python -m pip install --quiet {what}\n" not in tried] == []


def test_the_table_of_commands_is_that_of_the_program() -> None:
    assert [name for name in cli.commands if not re.search(rf"^\| `senim {name}\b", README, re.MULTILINE)] == []


def test_the_commands_that_take_no_knowledge_are_named() -> None:
    named = re.findall(r"`(\w+)`", README.partition("All take `--knowledge DIR` but ")[2].partition("\n")[0])
    without = [name for name, command in cli.commands.items() if "--knowledge" not in options_of(command)]

    assert sorted(named) == sorted(without)


def test_the_table_of_settings_is_that_of_the_program() -> None:
    rows = [f"| `{s.name}` | {f'`{s.default}`' if s.default else ''} | {s.meaning} |" for s in KNOWN]

    assert [row for row in rows if row not in README] == []
