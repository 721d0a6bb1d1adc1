"""One conversation outside Telegram: the same path, with the memory of the chat kept by the caller."""

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
        if text.startswith("/"):
            return self._kept(
                self._dialogue.command(
                    text[1:].split("@")[0].split()[0].lower() if text[1:].split() else "", question, self._memory
                )
            )
        return self._kept(self._dialogue.reply_to(question, self._memory))

    def press(self, data: str) -> Reply:
        return self._kept(self._dialogue.press(data, self._question(""), self._memory))

    def _question(self, text: str) -> Question:
        return Question(text, now_in(self._dialogue.knowledge.time_zone), self._client_language, self._where)

    def _kept(self, reply: Reply) -> Reply:
        self._memory = reply.memory
        return reply
