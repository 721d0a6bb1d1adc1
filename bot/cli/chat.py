"""`senim chat`: the bot in the terminal."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator, Mapping

from rich.console import Console

from bot.cli.screen import print_reply
from bot.conversation import Conversation
from bot.core.commands import Command, command_of
from bot.core.dialogue import Dialogue
from bot.core.model import Button

_ENDS = (Command("quit"), Command("exit"), Command("q"))

_LOCALES = ("LC_ALL", "LC_MESSAGES", "LANG")

_LONGEST_NUMBER = 3
"""The most digits of a button's number; Python reads no number of thousands of digits."""


def run_chat(dialogue: Dialogue, language: str | None) -> None:
    """Without a `language`, that of the terminal stands in for that of the app."""
    console = Console(highlight=False)
    conversation = Conversation(dialogue, language or _of_terminal(os.environ))
    console.print("[dim]Write in Kazakh, Russian or English, or type the number of a button. /quit ends.[/dim]\n")
    buttons = print_reply(console, conversation.say("/start"))
    for line in _lines(dialogue):
        if command_of(line) in _ENDS:
            break
        console.print()
        pressed = _pressed(line, buttons)
        reply = conversation.press(pressed.data) if pressed else conversation.say(line)
        if conversation.has_hidden:
            console.clear()
        buttons = print_reply(console, reply) if reply else []
        console.print()


def _of_terminal(environment: Mapping[str, str]) -> str:
    """The locale of messages, as every program finds it; without one, programs speak English."""
    locale = next(filter(None, map(environment.get, _LOCALES)), "C")
    return "en" if locale.partition(".")[0] in ("C", "POSIX") else locale


def _pressed(line: str, buttons: list[Button]) -> Button | None:
    """The button whose number was typed; 102 or 111 is never one."""
    if len(line) <= _LONGEST_NUMBER and line.isascii() and line.isdigit() and 1 <= int(line) <= len(buttons):
        return buttons[int(line) - 1]
    return None


def _lines(dialogue: Dialogue) -> Iterator[str]:
    """What the person types; ends with the input or Ctrl+C."""
    read = _prompt(dialogue) if sys.stdin.isatty() else _piped
    while True:
        try:
            line = read()
        except (EOFError, KeyboardInterrupt):
            return
        if line.strip():
            yield line.strip()


def _piped() -> str:
    line = sys.stdin.buffer.readline()
    if not line:
        raise EOFError
    return line.decode("utf-8", errors="replace")


def _prompt(dialogue: Dialogue) -> Callable[[], str]:
    """A line editor with history (in memory only: nothing of a conversation is stored) and completed commands."""
    from prompt_toolkit import PromptSession
    from prompt_toolkit.completion import WordCompleter
    from prompt_toolkit.history import InMemoryHistory

    commands = sorted({f"/{name}" for name in dialogue.knowledge.menu.commands} | {"/language", "/forget", "/quit"})
    completer = WordCompleter(commands, sentence=True)
    session: PromptSession[str] = PromptSession(history=InMemoryHistory(), completer=completer)
    return lambda: session.prompt("› ", complete_while_typing=False)
