"""Finds where the words of a reply stand in the files."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from bot.core.dialogue import Dialogue
from bot.core.model import Question, Reply
from bot.core.replying.compose import Composer
from bot.core.replying.own_texts import is_own


@dataclass(frozen=True, slots=True)
class Origin:
    """What the words of a reply are in the files: an entry, a crisis class or its variant, or one of the program's own
    texts.
    """

    kind: Literal["entries", "crisis", "variants", "texts"]
    name: str


def origins_of(dialogue: Dialogue, reply: Reply, question: Question) -> tuple[Origin, ...]:
    """Everything that the reply's words come from, the first paragraph first."""
    if reply.kind == "crisis" and reply.crisis:
        shown = [Origin("entries", reply.entry)] if reply.entry and reply.then else []
        variant = reply.memory.helped_as
        return (Origin("variants", variant) if variant else Origin("crisis", reply.crisis), *shown)
    if reply.kind == "answer" and reply.entry:
        return tuple(Origin("entries", entry) for entry in (reply.entry, reply.also) if entry)
    return tuple(Origin("texts", key) for key in _texts_of(dialogue, reply, question))


def _texts_of(dialogue: Dialogue, reply: Reply, question: Question) -> list[str]:
    """The program's own texts that the reply is made of."""
    composer = Composer(dialogue.knowledge)
    shown = set(reply.paragraphs)
    found: list[str] = []
    for key in dialogue.knowledge.texts:
        if is_own(key) and shown >= set(composer.screen(key, reply.language, question.at)):
            found.append(key)
    return found
