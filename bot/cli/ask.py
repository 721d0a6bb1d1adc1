"""`senim ask`: one answer, or JSON lines in and out."""

from __future__ import annotations

import json
from typing import IO, Any

from rich.console import Console

from bot.cli.screen import print_reply
from bot.conversation import Conversation
from bot.core.dialogue import Dialogue
from bot.core.model import Reply, Where

_FIELDS = {"text": str, "chat": str, "language_code": str, "where": str}
_WHERE = ("private", "group")


class _BadLineError(ValueError):
    pass


def answer_once(dialogue: Dialogue, question: str) -> None:
    print_reply(Console(highlight=False), Conversation(dialogue).say(question))


def answer_lines(dialogue: Dialogue, lines: IO[bytes], out: IO[str]) -> None:
    """A malformed line gives `{"error": …}` in its place and does not stop the rest."""
    chats: dict[str, Conversation] = {}
    for raw in lines:
        if not raw.strip():
            continue
        try:
            asked = _parse(raw)
            answer = _as_data(_conversation(dialogue, chats, asked).say(asked["text"]))
        except _BadLineError as error:
            answer = {"error": str(error)}
        out.write(json.dumps(answer, ensure_ascii=False) + "\n")
        out.flush()


def _parse(raw: bytes) -> dict[str, str]:
    try:
        asked = json.loads(raw.decode("utf-8-sig"))
    except UnicodeDecodeError:
        raise _BadLineError("the line is not UTF-8") from None
    except (ValueError, RecursionError):
        raise _BadLineError('the line is not JSON; write {"text": "..."}') from None
    if not isinstance(asked, dict) or not isinstance(asked.get("text"), str):
        raise _BadLineError('the line has no "text" that is a string')
    for name, kind in _FIELDS.items():
        if asked.get(name) is not None and not isinstance(asked[name], kind):
            raise _BadLineError(f'"{name}" is not a string')
    if asked.get("where") not in (None, *_WHERE):
        raise _BadLineError('"where" is not "private" or "group"')
    return asked


def _conversation(dialogue: Dialogue, chats: dict[str, Conversation], asked: dict[str, str]) -> Conversation:
    """That of the line's chat, as the client that the line names; of its own where it names no chat."""
    fresh = Conversation(dialogue)
    conversation = chats.setdefault(asked["chat"], fresh) if asked.get("chat") else fresh
    where: Where = "group" if asked.get("where") == "group" else "private"
    conversation.continue_with(dialogue, asked.get("language_code"), where)
    return conversation


def _as_data(reply: Reply) -> dict[str, Any]:
    return {
        "kind": reply.kind,
        "entry": reply.entry,
        "choices": list(reply.choices),
        "crisis": reply.crisis,
        "soft_help": reply.soft_help,
        "language": reply.language,
        "score": round(reply.score, 3),
        "text": reply.text,
        "buttons": [button.label for row in reply.buttons for button in row],
    }
