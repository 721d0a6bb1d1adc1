"""Understands what a text says by itself, whatever was shown before it; of a text that is held, only once."""

from __future__ import annotations

from bot.core.knowledge import Knowledge, Language
from bot.core.scoring.learned import Learned
from bot.core.scoring.reading import Reader
from bot.core.understanding.address_left import AddressLeft
from bot.core.understanding.distress.recogniser import Recogniser
from bot.core.understanding.distress.sign import Sign, louder
from bot.core.understanding.follow_ups.follow_up import FollowUps
from bot.core.understanding.language import LanguageGuess
from bot.core.understanding.language_request import LanguageRequests
from bot.core.understanding.matching import Match, Matcher
from bot.core.understanding.message import Message
from bot.core.understanding.only_where import OnlyWhere
from bot.core.understanding.reply_language import ReplyLanguage
from bot.core.understanding.several import SeveralQuestions
from bot.core.understanding.symbol_words import SymbolWords
from bot.core.understanding.talk import Stage, Talks
from bot.core.understanding.understood import Understood
from bot.core.understanding.understood_cache import UnderstoodCache
from bot.core.understanding.vocabulary import Vocabulary


class ByItself:
    """Understands texts by one knowledge; its parts also serve what is understood after what was shown."""

    def __init__(self, knowledge: Knowledge, learned: Learned, cache_key: str) -> None:
        self.learned = learned
        self.reader = Reader(knowledge, learned)
        self.matcher = Matcher(knowledge, self.reader, learned.confidence)
        self.words = words = Vocabulary.of(knowledge)
        self.lists = lists = words.lists
        self.recogniser = Recogniser(knowledge, self.matcher, learned, words)
        self.reply_language = ReplyLanguage(knowledge, LanguageGuess(knowledge, learned), lists)
        self.talks, self._symbol_words = Talks(knowledge), SymbolWords(knowledge.languages.values())
        self.follow_ups = FollowUps(knowledge, self.matcher, learned.follow_ups, words)
        self.only_where = OnlyWhere(knowledge.entries, words.pattern_words)
        self.several = SeveralQuestions(self.matcher, self.follow_ups, self.talks, lists, self.only_where)
        self._address_left, self._language_requests = AddressLeft(lists), LanguageRequests(lists)
        self.cache = UnderstoodCache(cache_key)

    def alarms(self, text: str) -> bool:
        """Whether a text shows distress, however faintly."""
        return self.cache.sign(text, lambda: self._sign(text, self._in_intended_layout(text))) is not None

    def understood(self, text: str, stage: Stage) -> Understood:
        """What a message that is being answered says by itself.

        What is told after help (`stage`), rather than asked, may be of a person: it is not held for whoever types the
        same.
        """
        understood = self.cache.get(text) or self._understood_anew(text)
        self.cache.note(text, understood, hold_calm=stage == "none" or self._is_question(understood))
        return understood

    def message_of(self, understood: Understood) -> Message:
        """The message that was understood; a text that is held is read again, since its reading is not."""
        return understood.message or self.recogniser.messages.of(understood.text)

    def _understood_anew(self, text: str) -> Understood:
        message = self._in_intended_layout(text)
        sign = self.cache.sign(text, lambda: self._sign(text, message))
        said = self._symbol_words.said_by(message.text)
        asking = message if sign and sign.comes_first else self.recogniser.asked_beside_asides(message) or message
        alone = self.matcher.match_words(said) if said else self.matcher.match_reading(asking.whole)
        language = self._language_of(text, message)
        in_turn = self.several.in_turn(asking, alone)
        leaves_address, asks_for = self._address_left.is_in(message), self._language_requests.asked_for(message.text)
        return Understood(message.text, language, sign, alone, in_turn, leaves_address, asks_for, message)

    def _language_of(self, text: str, message: Message) -> Language | None:
        """What a message shows; a name in other letters than the rest is told only by how it was typed."""
        if self.reply_language.holds_strange_name(text):
            return self.reply_language.guess(text)
        return self.reply_language.guess(message.text, message.words)

    def _in_intended_layout(self, text: str) -> Message:
        return self.recogniser.messages.in_intended_layout(text)

    def _sign(self, text: str, message: Message) -> Sign | None:
        """The sign of a text in the layout that was meant.

        Where that shows none, or only by a part of it, the text as it was typed is heard as well.
        """
        sign = self.recogniser.sign_of(message)
        if message.text != text and (sign is None or sign.found_by == "part"):
            return louder(sign, self.recogniser.recognise(text))
        return sign

    def _is_question(self, understood: Understood) -> bool:
        """Whether a text asks for an entry, or is at least worded so."""
        alone = understood.alone
        return isinstance(alone, Match) or self.lists.ask(understood.text, alone.ranking.evidence.words)
