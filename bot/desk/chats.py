"""The desk's chats: one for each browser, in memory only, on the same path as Telegram's."""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import dataclass, field, replace
from datetime import datetime

from bot.clock import now_in
from bot.conversation import Conversation
from bot.core.dialogue import Dialogue
from bot.core.model import Button, Paragraph, Question, Reply, Where
from bot.core.why import Why, why
from bot.desk.origins import Origin, origins_of
from bot.telegram.rendering import MESSAGE_LIMIT, split_messages

CHATS = 50
"""Browsers whose chats are kept."""
TURNS = 100
"""Turns of a chat that are kept, the latest."""


@dataclass(frozen=True, slots=True)
class Bubble:
    """One message of the bot, as Telegram would show it."""

    paragraphs: tuple[Paragraph, ...]
    buttons: tuple[tuple[Button, ...], ...] = ()


@dataclass(frozen=True, slots=True)
class ShownTurn:
    """What the person did, what came back, and why; a button's press has no candidates."""

    said: str
    at: datetime
    reply: Reply
    sources: tuple[Origin, ...]
    why: Why | None = None
    pressed: bool = False
    pops_up: bool = False
    """Whether Telegram shows it over the chat, without leaving a message."""
    number: int = 0
    """Its number within its chat, from 1."""

    @property
    def bubbles(self) -> list[Bubble]:
        """The buttons stand under the last message of the first screen, as the bot sends them."""
        first = [Bubble(part) for part in split_messages(self.reply.paragraphs)]
        if first:
            first[-1] = Bubble(first[-1].paragraphs, self.reply.buttons)
        return [*first, *(Bubble(part) for part in split_messages(self.reply.then))]


@dataclass(slots=True)
class Chat:
    conversation: Conversation
    client_language: str
    where: Where = "private"
    turns: list[ShownTurn] = field(default_factory=list)
    count: int = 0

    def say(self, dialogue: Dialogue, text: str) -> ShownTurn:
        text = text[:MESSAGE_LIMIT]
        memory = self.conversation.memory
        self.conversation.continue_with(dialogue, self.client_language, self.where)
        said = self.conversation.command_or_words(text)
        reply = self.conversation.answer(said)
        if self.conversation.has_hidden:
            self.turns.clear()
        question = self._question(dialogue, said if isinstance(said, str) else "")
        explained = why(dialogue, question, memory, reply.language) if isinstance(said, str) else None
        return self._keep(ShownTurn(text, question.at, reply, origins_of(dialogue, reply, question), explained))

    def press(self, dialogue: Dialogue, data: str) -> ShownTurn | None:
        """None where Hide has taken away everything, its own line too."""
        self.conversation.continue_with(dialogue, self.client_language, self.where)
        label = next((b.label for turn in self.turns for row in turn.reply.buttons for b in row if b.data == data), "?")
        reply = self.conversation.press(data)
        if self.conversation.has_hidden:
            self.turns.clear()
        if reply is None:
            return None
        question, pops_up = self._question(dialogue, ""), dialogue.codes.verb_of(data) == "brief"
        sources = origins_of(dialogue, reply, question)
        return self._keep(ShownTurn(label, question.at, reply, sources, pressed=True, pops_up=pops_up))

    def _question(self, dialogue: Dialogue, text: str) -> Question:
        return Question(text, now_in(dialogue.knowledge.time_zone), self.client_language, self.where)

    def _keep(self, turn: ShownTurn) -> ShownTurn:
        """With the next number."""
        self.count += 1
        numbered = replace(turn, number=self.count)
        self.turns = [*self.turns, numbered][-TURNS:]
        return numbered


class Chats:
    """By session; the chat that was silent longest goes first."""

    def __init__(self) -> None:
        self._chats: OrderedDict[str, Chat] = OrderedDict()

    def of(self, session: str, dialogue: Dialogue, language: str = "") -> Chat:
        """The chat of a session; a new one is with a client in this language, if the bot speaks it."""
        if session not in self._chats:
            known = dialogue.knowledge.languages
            language = language if language in known else next(iter(known))
            self._chats[session] = Chat(Conversation(dialogue, language), language)
        self._chats.move_to_end(session)
        while len(self._chats) > CHATS:
            self._chats.popitem(last=False)
        return self._chats[session]

    def restart(self, session: str, dialogue: Dialogue, client_language: str, where: Where) -> Chat:
        """An empty chat for another client."""
        chat = Chat(Conversation(dialogue, client_language, where), client_language, where)
        self._chats[session] = chat
        return chat
