"""Help, which answers without matching: crisis replies, numbers, and buttons and commands that lead to them.

A dialogue has one. It answers alone when answering fails or the rest of the knowledge cannot be read: of entries it
knows only the titles in the menu. Of understanding it asks two things and does without where they fail: the sign of
distress that a text shows (then everyone gets the numbers) and the language of the reply (then that of chat or app).
"""

from __future__ import annotations

from collections.abc import Callable

from bot.core.commands import CALLS_FOR_HELP, LANGUAGE, LAST_WORDS, PRIVACY, Command, command_or_words
from bot.core.crisis_classes import DISTRESS
from bot.core.knowledge import Knowledge
from bot.core.model import NOTHING_REMEMBERED, Memory, Question, Reply
from bot.core.replying.crisis_reply import CrisisReplies
from bot.core.replying.notices import Notices
from bot.core.replying.privacy import NO_OFFERS
from bot.core.replying.replies_to_organisers import RepliesToOrganisers
from bot.core.replying.screens import Screens
from bot.core.understanding.distress.recogniser import Recogniser
from bot.core.understanding.distress.sign import Sign
from bot.core.understanding.reply_language import ReplyLanguage

CALL_FOR_NUMBERS = Sign(DISTRESS, "first", "safe word")
"""What a safe word, /support and the help button lead to where nothing else can be answered."""

_WITHOUT_ENTRY = LAST_WORDS | CALLS_FOR_HELP | {LANGUAGE, PRIVACY}
"""Commands that need no entry."""


class Help:
    """Answers from the crisis classes, the contacts and the program's own texts alone; holds no state."""

    def __init__(
        self,
        knowledge: Knowledge,
        recogniser: Recogniser | None,
        reply_language: ReplyLanguage | None = None,
        screens: Screens | None = None,
    ) -> None:
        """A dialogue hands its own `reply_language` and `screens`; without them help makes do."""
        self._languages, self._recogniser = knowledge.languages, recogniser
        self.time_zone, self.offers = knowledge.time_zone, NO_OFFERS
        self._screens = screens = screens or Screens(knowledge)
        self._reply_language = reply_language or ReplyLanguage(knowledge)
        self._crisis_replies = CrisisReplies(knowledge, screens)
        self.codes, self.notices = screens.codes, Notices(screens, self._reply_language)
        self.replies_to_organisers = RepliesToOrganisers(screens, self.notices, self._reply_language, NO_OFFERS)
        self._commands = _WITHOUT_ENTRY | knowledge.menu.commands.keys()

    @property
    def has_learned(self) -> bool:
        """Never promised where help answers alone, whatever could still be read."""
        return False

    def command_or_words(self, text: str, alarms: Callable[[str], bool] | None = None) -> Command | str:
        """`alarms` is that of a dialogue, which hears more."""
        return command_or_words(text, self._commands, lambda words: self._cries(words, alarms or self.alarms))

    def alarms(self, text: str) -> bool:
        return self._sign(text) is not None

    def reply_to(self, question: Question, memory: Memory = NOTHING_REMEMBERED) -> Reply:
        """Help first where the text shows distress; the numbers in any case."""
        guess = self._reply_language.guess(question.text)
        exchange = self._reply_language.exchange(question, memory, guess)
        if exchange.in_group:
            return self._screens.to_private(exchange, kind="fallback")
        sign = self._sign(question.text) if question.text else None
        if sign and sign.comes_first:
            in_doubt = self._reply_language.in_doubt(question, memory, guess)
            return self._crisis_replies.first(sign, exchange, in_doubt=in_doubt)
        return self.notices.line("error.text", exchange, kind="fallback")

    def press(self, data: str, question: Question, memory: Memory = NOTHING_REMEMBERED) -> Reply:
        """Buttons of entries lead to the numbers."""
        action = self.codes.decode(data)
        if action is None or action.language not in self._languages or question.where == "group":
            return self.reply_to(question._replace(text=""), memory)
        exchange = self._reply_language.exchange(question, memory, action.language)
        exchange = exchange._replace(memory=exchange.remembered)
        match action.verb:
            case "help" | "more":
                return self._crisis_replies.first(CALL_FOR_NUMBERS, exchange)
            case "brief":
                return self.notices.brief(exchange)
            case "languages":
                return self._screens.choose_language(exchange)
            case "language" if action.target in self._languages:
                return self.notices.notice("language.set", exchange.choosing(action.target))
            case _:
                return self.reply_to(question._replace(text=""), exchange.memory)

    def command(self, name: str, question: Question, memory: Memory = NOTHING_REMEMBERED) -> Reply:
        exchange = self._reply_language.exchange(question, memory)
        if name == LANGUAGE:
            return self._screens.choose_language(exchange)
        if name == PRIVACY and question.where == "private":
            return self.notices.kept(exchange)
        if name in CALLS_FOR_HELP and question.where == "private":
            return self._crisis_replies.first(CALL_FOR_NUMBERS, exchange)
        return self.reply_to(question._replace(text=""), memory)

    def _sign(self, text: str) -> Sign | None:
        try:
            return self._recogniser.recognise(text) if self._recogniser else CALL_FOR_NUMBERS
        except Exception:  # who may be in danger gets the numbers
            return CALL_FOR_NUMBERS

    def _cries(self, words: str, alarms: Callable[[str], bool]) -> bool:
        """Whether what stands behind a slash asks for help; one word alone sets off a soft sign too easily."""
        if len(words.split()) > 1:
            return alarms(words)
        sign = self._sign(words)
        return sign is not None and sign.comes_first
