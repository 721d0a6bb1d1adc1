"""Which language a reply is in."""

from __future__ import annotations

from collections.abc import Sequence

from bot.core.knowledge import Knowledge, Language
from bot.core.model import Exchange, Memory, Question
from bot.core.text import normal_forms
from bot.core.understanding.language import LanguageGuess, is_cyrillic
from bot.core.understanding.word_lists import WordLists


class ReplyLanguage:
    """The person's own choice, else the language of the message, of the conversation, of the app (not where that is
    written in Latin letters, and the message in Cyrillic), else the likeliest.

    `guess` is the language that the message shows, if any. In a group it comes first: what one member chose is not the
    choice of the member who asks next. Nor is the language of the group's last question: the app comes before it.
    """

    def __init__(
        self, knowledge: Knowledge, guesses: LanguageGuess | None = None, lists: WordLists | None = None
    ) -> None:
        """`lists` are those of the knowledge, where they are made already."""
        self._known, self._guesses = knowledge.languages, guesses
        self._lists = lists or WordLists(knowledge.languages.values())

    def guess(self, text: str, words: Sequence[str] | None = None) -> Language | None:
        """What a text is in; None where it does not show. `words` are its words, if known."""
        try:
            return self._guesses.of(text, words) if self._guesses and text else None
        except Exception:  # any language is better than no reply
            return None

    def holds_strange_name(self, text: str) -> bool:
        """Whether a name in Latin letters, of which nothing is known, stands beside Cyrillic words."""
        return self._guesses is not None and bool(self._guesses.latin_names_in(text))

    def of(self, question: Question, memory: Memory, guess: Language | None = None) -> Language:
        """The language of the reply; there is always one."""
        return self._told(question, memory, guess) or next(iter(self._known))

    def exchange(self, question: Question, memory: Memory, guess: Language | None = None) -> Exchange:
        told = self._told(question, memory, guess)
        return Exchange(question, told or next(iter(self._known)), memory, is_language_told=told is not None)

    def _told(self, question: Question, memory: Memory, guess: Language | None) -> Language | None:
        """None where neither the message, not even by a little, nor anything else tells it: "2+2"."""
        return self._evident(question, memory, guess) or self._likeliest(question.text)

    def in_doubt(self, question: Question, memory: Memory, guess: Language | None) -> tuple[Language, ...]:
        """The languages in which help comes below that of the reply, where nothing tells which one a person reads."""
        evident = self._evident(question, memory, guess)
        if evident and (memory.chosen_language in self._known or self._may_be_in(evident, question.text)):
            return ()
        first = self.of(question, memory, guess)
        return tuple(code for code, info in self._known.items() if info.in_doubt and code != first)

    def in_doubt_of_letters(self, question: Question, memory: Memory, guess: Language | None) -> tuple[Language, ...]:
        """The further languages of a reply that brings no help.

        There are some only where a private text is Cyrillic: Latin letters that show no language are answered in one,
        and nothing is doubled in a group.
        """
        is_doubtful = question.where == "private" and guess is None and is_cyrillic(question.text)
        return self.in_doubt(question, memory, guess) if is_doubtful else ()

    def _evident(self, question: Question, memory: Memory, guess: Language | None) -> Language | None:
        """None where nothing tells it."""
        if guess and question.where == "group":
            return guess
        if memory.chosen_language in self._known:
            return memory.chosen_language
        last, of_app = memory.last_language, self._of_app(question)
        if of_app and question.where == "group":
            return of_app
        spoken = last if last in self._known else None
        if guess and not (spoken and self._may_be_of(spoken, question.text, guess)):
            return guess
        return spoken or of_app

    def _of_app(self, question: Question) -> Language | None:
        """That of the person's app, where nothing in the text speaks against it."""
        language = self._of_client(question.client_language)
        return language if language and self._may_be_in(language, question.text) else None

    def _may_be_in(self, language: Language, text: str) -> bool:
        """Whether the letters of a text speak against nothing: who types Cyrillic reads it, whatever the app is in."""
        return self._known[language].script != "latin" or not is_cyrillic(text)

    def _may_be_of(self, spoken: Language, text: str, guess: Language) -> bool:
        """Whether a text in the guessed language is a single word that a talk in the spoken one may hold: one of its
        courtesies ("ty" is «ты», too), or one that it borrows.
        """
        words = normal_forms(text)
        if len(words) != 1:
            return False
        if not self._lists.of_each[spoken].after_help.courtesy_words.isdisjoint(words):
            return True
        is_common = not self._lists.of_each[guess].common.isdisjoint(words)
        return guess in self._known[spoken].borrows_from and not is_common

    def _likeliest(self, text: str) -> Language | None:
        try:
            return self._guesses.likeliest(text) if self._guesses and text else None
        except Exception:  # any language is better than no reply
            return None

    def _of_client(self, code: str | None) -> Language | None:
        code = (code or "")[:2].lower()
        for language, info in self._known.items():
            if code == language or code in info.stands_in_for:
                return language
        return None
