"""One conversation outside Telegram: the same path, with the memory of the chat kept here."""

from __future__ import annotations

from bot.clock import now_in
from bot.core.commands import FORGET, HIDE, Command
from bot.core.dialogue import Dialogue
from bot.core.model import Memory, Question, Reply, Where
from bot.core.replying.buttons import HIDING


class Conversation:
    def __init__(self, dialogue: Dialogue, client_language: str | None = None, where: Where = "private") -> None:
        self._dialogue = dialogue
        self._client_language = client_language
        self._where: Where = where
        self._memory = Memory()
        self._has_hidden = False

    def say(self, text: str) -> Reply:
        """Answers what a person types, as they would type it in Telegram."""
        return self.answer(self.command_or_words(text))

    def command_or_words(self, text: str) -> Command | str:
        """The command that a text is, or the words in it that are to be answered."""
        return self._dialogue.command_or_words(text)

    def answer(self, said: Command | str) -> Reply:
        if isinstance(said, str):
            return self._kept(self._dialogue.reply_to(self._question(said), self._memory))
        if said.name == HIDE and self._where == "private":
            return self._hide()
        if said.name == FORGET:
            return self._kept(self._dialogue.notices.forgotten(self._question(), self._memory))
        return self._kept(self._dialogue.command(said.name, self._question(), self._memory))

    def press(self, data: str) -> Reply | None:
        """None where nothing is to be shown: Hide has taken away its own line, too."""
        verb = self._dialogue.codes.verb_of(data)
        if verb in HIDING and self._where == "private":
            left = self._hide()
            return None if verb == "vanish" else left
        return self._kept(self._dialogue.press(data, self._question(), self._memory))

    def continue_with(self, dialogue: Dialogue, client_language: str | None, where: Where) -> None:
        """Goes on with a newer knowledge or as another client, and still remembers what was shown."""
        self._dialogue, self._client_language, self._where = dialogue, client_language, where

    @property
    def memory(self) -> Memory:
        return self._memory

    @property
    def has_hidden(self) -> bool:
        """Whether the last text or press takes everything before it off the screen."""
        return self._has_hidden

    def _hide(self) -> Reply:
        reply = self._kept(self._dialogue.notices.hidden(self._question(), self._memory, whole=True))
        self._has_hidden = True
        return reply

    def _question(self, text: str = "") -> Question:
        return Question(text, now_in(self._dialogue.knowledge.time_zone), self._client_language, self._where)

    def _kept(self, reply: Reply) -> Reply:
        self._memory, self._has_hidden = reply.memory, False
        return reply
