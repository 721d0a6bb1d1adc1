"""Help, which answers without matching: numbers, crisis replies, Hide, and the few notices around them.

A dialogue has one. It answers alone when answering fails or the rest of the knowledge cannot be read: of entries it
knows only the titles in the menu. Of understanding it asks two things and does without where they fail: the sign of
distress that a text shows (then everyone gets the numbers) and the language of the reply (then that of chat or app).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from typing import Literal

from bot.core.classes import DISTRESS
from bot.core.commands import CALLS_FOR_HELP, LAST_WORDS, Command, command_or_words
from bot.core.model import NOTHING_REMEMBERED, Exchange, Knowledge, Language, Memory, Question, Reply, ReplyKind
from bot.core.replying.crisis_reply import CrisisReplies
from bot.core.replying.privacy import NOTHING_KEPT, Storage
from bot.core.replying.screens import Screens
from bot.core.understanding.crisis import Recogniser, Sign
from bot.core.understanding.reply_language import ReplyLanguage

LATE = timedelta(minutes=15)
"""A message older than this when it is read gets bare numbers: whoever holds the phone now may be someone else."""
CALL_FOR_NUMBERS = Sign(DISTRESS, "first", "safe word")
"""What a safe word, /support and the help button lead to where nothing else can be answered."""

_WITHOUT_ENTRY = LAST_WORDS | CALLS_FOR_HELP | {"language"}
"""Commands that need no entry."""

Media = Literal["voice", "place", "other", "long"]


class Help:
    """Answers from the crisis classes, the contacts and the program's own texts alone; holds no state."""

    def __init__(
        self,
        knowledge: Knowledge,
        recogniser: Recogniser | None,
        reply_language: ReplyLanguage | None = None,
        storage: Storage = NOTHING_KEPT,
    ) -> None:
        self.knowledge = knowledge
        self.screens = Screens(knowledge, storage)
        self.reply_language = reply_language or ReplyLanguage(knowledge)
        self.crisis_replies = CrisisReplies(knowledge, self.screens)
        self.codes = self.screens.codes
        self._recogniser, self.offers = recogniser, storage.offers
        self._commands = _WITHOUT_ENTRY | knowledge.menu.commands.keys()

    @property
    def help(self) -> Help:
        return self

    @property
    def has_learned(self) -> bool:
        """Help alone promises that to nobody, whatever could still be read."""
        return False

    # ---- where nothing else answers -------------------------------------------------------------

    def command_or_words(self, text: str, alarms: Callable[[str], bool] | None = None) -> Command | str:
        """`alarms` is that of a dialogue, which hears more."""
        return command_or_words(text, self._commands, lambda words: self._cries(words, alarms or self.alarms))

    def alarms(self, text: str) -> bool:
        return self._sign(text) is not None

    def reply_to(self, question: Question, memory: Memory = NOTHING_REMEMBERED) -> Reply:
        """Help first where the text shows distress; the numbers in any case."""
        guess = self.reply_language.guess(question.text)
        exchange = self.reply_language.exchange(question, memory, guess)
        if exchange.in_group:
            return self.screens.to_private(exchange, kind="fallback")
        sign = self._sign(question.text) if question.text else None
        if sign and sign.level == "first":
            in_doubt = self.reply_language.in_doubt(question, memory, guess)
            return self.crisis_replies.first(sign, exchange, in_doubt=in_doubt)
        return self._line("error.text", exchange, kind="fallback")

    def press(self, data: str, question: Question, memory: Memory = NOTHING_REMEMBERED) -> Reply:
        """Buttons of entries lead to the numbers."""
        action = self.codes.decode(data)
        if action is None or action.language not in self.knowledge.languages or question.where == "group":
            return self.reply_to(replace(question, text=""), memory)
        language = self.reply_language.of(question, memory, action.language)
        memory = replace(memory, last_language=language)
        exchange = Exchange(question, language, memory)
        match action.verb:
            case "help" | "more":
                return self.crisis_replies.first(CALL_FOR_NUMBERS, exchange)
            case "brief":
                return self.brief(exchange)
            case "languages":
                return self.screens.choose_language(exchange)
            case "language" if action.target in self.knowledge.languages:
                chosen = replace(memory, chosen_language=action.target, last_language=action.target)
                return self.notice("language.set", question, chosen)
            case _:
                return self.reply_to(replace(question, text=""), memory)

    def command(self, name: str, question: Question, memory: Memory = NOTHING_REMEMBERED) -> Reply:
        exchange = self.reply_language.exchange(question, memory)
        if name == "language":
            return self.screens.choose_language(exchange)
        if name in CALLS_FOR_HELP and question.where == "private":
            return self.crisis_replies.first(CALL_FOR_NUMBERS, exchange)
        return self.reply_to(replace(question, text=""), memory)

    # ---- what needs no understanding ------------------------------------------------------------

    def media(self, kind: Media, question: Question, memory: Memory = NOTHING_REMEMBERED) -> Reply:
        """A kind word for what the program cannot read."""
        return self.notice(f"media.{kind}", question, memory)

    def late(self, question: Question, memory: Memory = NOTHING_REMEMBERED) -> Reply:
        """For a message that was read long after it was written."""
        return self._line("late.text", self.reply_language.exchange(question, memory))

    def hidden(self, question: Question, memory: Memory = NOTHING_REMEMBERED, *, whole: bool) -> Reply:
        """The one neutral line that Hide leaves, of whether it hid all; its button takes that line away too."""
        language = self.reply_language.of(question, memory)
        paragraphs = self.screens.say("hidden.all" if whole else "hidden.some", language, question.at)
        button = self.screens.button("vanish", language, label="button.hide")
        # What was shown is gone from the screen, so nothing may refer to it any more.
        return Reply("answer", language, paragraphs, ((button,),), memory=memory.showing(None, None))

    def forgotten(self, question: Question, memory: Memory = NOTHING_REMEMBERED) -> Reply:
        """What /forget leaves: nothing to remember, and of the menu only its last row."""
        reply = self.notice("forgotten", question, memory)
        return replace(reply, buttons=reply.buttons[-1:], memory=NOTHING_REMEMBERED)

    def brief(self, exchange: Exchange) -> Reply:
        """The numbers so short that a pop-up holds them, which leaves no message behind."""
        return replace(self._line("brief.text", exchange), buttons=())

    def notice(self, key: str, question: Question, memory: Memory = NOTHING_REMEMBERED) -> Reply:
        """One of the program's own short texts, with the menu and help below it."""
        language = self.reply_language.of(question, memory)
        paragraphs = self.screens.say(key, language, question.at)
        if question.where == "group":
            return Reply("fallback", language, paragraphs, memory=memory)
        paragraphs += self.screens.say("fallback.help", language, question.at)
        return Reply("fallback", language, paragraphs, self.screens.menu_rows(language), memory=memory)

    def language_of(self, text: str, asked: Question) -> Language:
        """Of somebody else's text; where it does not show, that of whoever asks."""
        return self.reply_language.of(asked, NOTHING_REMEMBERED, self.reply_language.guess(text))

    def say(self, key: str, language: Language) -> str:
        """One of the program's own texts as it is, for where no reply is sent."""
        return self.screens.composer.text(key, language)

    # ---- behind it ------------------------------------------------------------------------------

    def _line(self, key: str, exchange: Exchange, kind: ReplyKind = "answer") -> Reply:
        """One of the program's own short texts, with its menu and help one tap away."""
        language = exchange.language
        paragraphs = self.screens.say(key, language, exchange.at)
        return Reply(kind, language, paragraphs, self.screens.last_row(language), memory=exchange.memory)

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
        return sign is not None and sign.level == "first"
