"""A reply in the terminal: bold numbers, links, buttons by number. Plain where colours are not wanted."""

from __future__ import annotations

import sys
from contextlib import AbstractContextManager, nullcontext

from rich.console import Console
from rich.text import Text

from bot.core.model import Button, Paragraph, Reply


def print_reply(console: Console, reply: Reply) -> list[Button]:
    """Prints the reply and gives back its buttons in the order of their numbers."""
    for number, paragraph in enumerate((*reply.paragraphs, *reply.then)):
        if number:
            console.print()
        console.print(_styled(paragraph))
    buttons: list[Button] = []
    if reply.buttons:
        console.print()
    for row in reply.buttons:
        line = Text()
        for button in row:
            buttons.append(button)
            line.append(f"[{len(buttons)}] ", style="cyan")
            line.append(f"{button.label}   ")
        console.print(line)
    return buttons


def _styled(paragraph: Paragraph) -> Text:
    text = Text()
    for span in paragraph:
        style = " ".join(
            name for name, on in (("bold", span.bold), ("italic", span.italic), (f"link {span.link}", span.link)) if on
        )
        text.append(span.text, style=style)
    return text


def progress(what: str) -> AbstractContextManager[object]:
    """A sign of life on a terminal's standard error; nothing in a pipe."""
    return Console(stderr=True).status(what) if sys.stderr.isatty() else nullcontext()
