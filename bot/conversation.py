"""One conversation outside Telegram: the same path, with the memory of the chat kept here."""

from __future__ import annotations

from bot.clock import now_in
from bot.core.dialogue import Dialogue
from bot.core.model import Memory, Question, Reply, Where


class Conversation:
    def __init__(self, dialogue: Dialogue, client_language: str | None = None, where: Where = "private") -> None:
        self._dialogue = dialogue
        self._client_language = client_language
        self._where: Where = where
        self._memory = Memory()

    def say(self, text: str) -> Reply:
        """A text or a command, as a person would type it."""
        question = self._question(text)
        if not text.startswith("/"):
            return self._kept(self._dialogue.reply_to(question, self._memory))
        name, *_ = text[1:].split() or [""]
        name = name.partition("@")[0].lower()
        if name == "hide":
            return self._hidden()
        if name == "forget":
            return self._kept(self._dialogue.help.forgotten(question, self._memory))
        return self._kept(self._dialogue.command(name, question, self._memory))

    def press(self, data: str) -> Reply:
        if self.is_hide(data):
            return self._hidden()
        return self._kept(self._dialogue.press(data, self._question(""), self._memory))

    def is_hide(self, data: str) -> bool:
        return self._dialogue.verb_of(data) in ("hide", "vanish")

    def continue_with(self, dialogue: Dialogue, client_language: str | None, where: Where) -> None:
        """Goes on with a newer knowledge or as another client, and still remembers what was shown."""
        self._dialogue, self._client_language, self._where = dialogue, client_language, where

    @property
    def memory(self) -> Memory:
        return self._memory

    def _hidden(self) -> Reply:
        return self._dialogue.hidden(True, self._question(""), self._memory)

    def _question(self, text: str) -> Question:
        return Question(text, now_in(self._dialogue.knowledge.time_zone), self._client_language, self._where)

    def _kept(self, reply: Reply) -> Reply:
        self._memory = reply.memory
        return reply
