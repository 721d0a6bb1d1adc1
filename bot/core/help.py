"""Help that needs no understanding: numbers, crisis replies, Hide, and the few screens around them.

A dialogue stands on it. When the rest of the knowledge cannot be read, or answering fails, this alone still answers:
it asks nothing of entries, phrases or the matcher, and takes a failing recogniser for a person who needs the numbers.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Literal

from bot.core.buttons import Action, ActionCodes, Verb
from bot.core.compose import NOTHING_KEPT, Composer
from bot.core.crisis import SAFE_WORD, SAFE_WORD_CLASS, Recogniser, Sign
from bot.core.language import LanguageGuess
from bot.core.model import (
    NOTHING_REMEMBERED,
    Button,
    Entry,
    Kind,
    Knowledge,
    Language,
    Memory,
    Paragraph,
    Question,
    Reply,
    Span,
)
from bot.core.privacy import Storage
from bot.core.render import to_plain
from bot.core.said import LAST_WORDS, Command, meant

LATE = timedelta(minutes=15)
"""A message older than this when it is read gets bare numbers: whoever holds the phone now may be someone else."""
NUMBERS = Sign(SAFE_WORD_CLASS, "first", SAFE_WORD, 1.0)
"""What a safe word, /support and the help button lead to where nothing else can be answered."""

_ALWAYS = LAST_WORDS | {"support", "help", "language"}
"""Commands that need no entry."""

Media = Literal["voice", "place", "other", "long"]
Rows = tuple[tuple[Button, ...], ...]


class Help:
    """Answers from the crisis classes, the contacts and the program's own texts alone; holds no state."""

    understands = False
    """Whether questions are matched; False is the help-only mode."""

    def __init__(
        self,
        knowledge: Knowledge,
        recogniser: Recogniser | None,
        languages: LanguageGuess | None = None,
        storage: Storage = NOTHING_KEPT,
    ) -> None:
        self.knowledge = knowledge
        self._recogniser, self._languages = recogniser, languages
        self._composer = Composer(knowledge, storage)
        self._storage = storage
        self._commands = _ALWAYS | knowledge.menu.commands.keys()
        self._codes = ActionCodes([*knowledge.entries, *knowledge.languages, *knowledge.crisis])

    @property
    def help(self) -> Help:
        """What answers when answering fails."""
        return self

    # ---- what a person can do -------------------------------------------------------------------

    def meant(self, text: str) -> Command | str:
        """The command that a text is, or the words in it that are to be answered."""
        return meant(text, self._commands, self._cries)

    def reply_to(self, question: Question, memory: Memory = NOTHING_REMEMBERED) -> Reply:
        """Help first where the text shows distress; the numbers in any case."""
        guess = self._language_of(question.text) if question.text else None
        language = self._language_for(question, memory, guess)
        if question.where == "group":
            return self._to_private(language, question.at, memory, kind="fallback")
        sign = self._sign(question.text) if question.text else None
        if sign and sign.level == "first":
            in_doubt = self._in_doubt(question, memory, guess)
            return self._help_first(sign, language, question.at, memory, in_doubt=in_doubt)
        paragraphs = self._say("error.text", language, question.at)
        return Reply("fallback", language, paragraphs, self._last_row(language), memory=memory)

    def press(self, data: str, question: Question, memory: Memory = NOTHING_REMEMBERED) -> Reply:
        """What a button does; those of entries lead to the numbers."""
        action = self._codes.decode(data)
        if action is None or action.language not in self.knowledge.languages or question.where == "group":
            return self.reply_to(replace(question, text=""), memory)
        language = memory.chosen_language or action.language
        memory = replace(memory, last_language=language)
        match action.verb:
            case "help" | "more":
                return self._help_first(NUMBERS, language, question.at, memory)
            case "brief":
                return self.brief(language, question, memory)
            case "languages":
                return self._language_screen(language, question, memory)
            case "language" if action.target in self.knowledge.languages:
                chosen = replace(memory, chosen_language=action.target, last_language=action.target)
                return self.notice("language.set", question, chosen)
            case _:
                return self.reply_to(replace(question, text=""), memory)

    def command(self, name: str, question: Question, memory: Memory = NOTHING_REMEMBERED) -> Reply:
        """A command of the menu, without its slash."""
        language = self.language_for(replace(question, text=""), memory)
        if name == "language":
            return self._language_screen(language, question, memory)
        if name in ("support", "help") and question.where == "private":
            return self._help_first(NUMBERS, language, question.at, memory)
        return self.reply_to(replace(question, text=""), memory)

    def media(self, kind: Media, question: Question, memory: Memory = NOTHING_REMEMBERED) -> Reply:
        """A kind word for what the program cannot read."""
        return self.notice(f"media.{kind}", question, memory)

    def late(self, question: Question, memory: Memory = NOTHING_REMEMBERED) -> Reply:
        """For a message that was read long after it was written."""
        language = self.language_for(replace(question, text=""), memory)
        paragraphs = self._say("late.text", language, question.at)
        return Reply("answer", language, paragraphs, self._last_row(language), memory=memory)

    def hidden(self, whole: bool, question: Question, memory: Memory = NOTHING_REMEMBERED) -> Reply:
        """The one neutral line that Hide leaves; its button takes that line away too."""
        language = self.language_for(replace(question, text=""), memory)
        paragraphs = self._say("hidden.all" if whole else "hidden.some", language, question.at)
        button = Button(self._composer.text("button.hide", language), self._code("vanish", language))
        # What was shown is gone from the screen, so nothing may refer to it any more.
        return Reply("answer", language, paragraphs, ((button,),), memory=replace(memory, shown=None, shown_at=None))

    def forgotten(self, question: Question, memory: Memory = NOTHING_REMEMBERED) -> Reply:
        """What /forget leaves: nothing to remember."""
        return replace(self.notice("forgotten", question, memory), memory=NOTHING_REMEMBERED)

    def brief(self, language: Language, question: Question, memory: Memory = NOTHING_REMEMBERED) -> Reply:
        """The numbers so short that a pop-up holds them, which leaves no message behind."""
        paragraphs = self._say("brief.text", language, question.at)
        return Reply("answer", language, paragraphs, memory=memory)

    def notice(self, key: str, question: Question, memory: Memory = NOTHING_REMEMBERED) -> Reply:
        """One of the program's own short texts, with the menu and help below it."""
        language = self.language_for(replace(question, text=""), memory)
        paragraphs = self._say(key, language, question.at)
        if question.where == "group":
            return Reply("fallback", language, paragraphs, memory=memory)
        paragraphs += self._say("fallback.help", language, question.at)
        return Reply("fallback", language, paragraphs, self._menu_rows(language), memory=memory)

    def answered(self, asked: str, question: Question) -> Reply:
        """What organisers read when their answer has gone back; where they may make a draft, also what goes into it."""
        reply = self.notice("organisers.answered", question)
        if not asked or not self._storage.draft_days or self.alarms(asked):
            return reply
        button = Button(self._composer.text("button.draft", reply.language), self._code("draft", reply.language))
        paragraphs = (*self._before_draft(reply.language, question.at), (Span(asked),))
        return replace(reply, paragraphs=paragraphs, buttons=((button,),))

    def asked_in(self, shown: str, language: Language, at: datetime) -> str:
        """The question that stands in the message with the button of a draft; empty where none does."""
        before = to_plain(self._before_draft(language, at))
        return shown.removeprefix(before).strip() if shown.startswith(before) else ""

    def _before_draft(self, language: Language, at: datetime) -> tuple[Paragraph, ...]:
        return (*self._say("organisers.answered", language, at), *self._say("organisers.draft", language, at))

    def alarms(self, text: str) -> bool:
        """Whether a text shows distress, be it faintly; for an adapter that must know before it is answered."""
        return self._sign(text) is not None

    def say(self, key: str, language: Language) -> str:
        """One of the program's own texts as it is, for where no reply is sent."""
        return self._composer.text(key, language)

    def verb_of(self, data: str) -> Verb | None:
        """What a button is for, where an adapter must know (Hide is its work, not the dialogue's)."""
        action = self.action_of(data)
        return action.verb if action else None

    def action_of(self, data: str) -> Action | None:
        return self._codes.decode(data)

    # ---- deciding -------------------------------------------------------------------------------

    def language_for(self, question: Question, memory: Memory) -> Language:
        """The person's own choice, else that of the message, of the conversation, of the app, else the first."""
        return self._language_for(question, memory, self._language_of(question.text) if question.text else None)

    def _language_for(self, question: Question, memory: Memory, guess: Language | None) -> Language:
        """`guess` is what the message is in, as far as it shows."""
        return self._told_language(question, memory, guess) or next(iter(self.knowledge.languages))

    def _told_language(self, question: Question, memory: Memory, guess: Language | None) -> Language | None:
        """None where nothing tells it."""
        known = self.knowledge.languages
        if memory.chosen_language in known and memory.chosen_language is not None:
            return memory.chosen_language
        if guess:
            return guess
        if memory.last_language in known and memory.last_language is not None:
            return memory.last_language
        return self._client_language(question.client_language)

    def _in_doubt(self, question: Question, memory: Memory, guess: Language | None) -> tuple[Language, ...]:
        """The languages in which help comes below the first, where nothing tells which one a person reads."""
        if self._told_language(question, memory, guess):
            return ()
        first = next(iter(self.knowledge.languages))
        return tuple(code for code, info in self.knowledge.languages.items() if info.in_doubt and code != first)

    def _cries(self, words: str) -> bool:
        """Whether what stands behind a slash asks for help; one word alone sets off a soft sign too easily."""
        if len(words.split()) > 1:
            return self.alarms(words)
        sign = self._sign(words)
        return sign is not None and sign.level == "first"

    def _language_of(self, text: str, found: Sequence[str] | None = None) -> Language | None:
        try:
            return self._languages.of(text, found) if self._languages else None
        except Exception:  # any language is better than no reply
            return None

    def _sign(self, text: str) -> Sign | None:
        try:
            return self._recogniser.recognise(text) if self._recogniser else NUMBERS
        except Exception:  # who may be in danger gets the numbers
            return NUMBERS

    def _client_language(self, code: str | None) -> Language | None:
        code = (code or "")[:2].lower()
        for language, info in self.knowledge.languages.items():
            if code and (code == language or code in info.stands_in_for):
                return language
        return None

    # ---- composing ------------------------------------------------------------------------------

    def _help_first(
        self,
        sign: Sign,
        language: Language,
        at: datetime,
        memory: Memory,
        found: Entry | None = None,
        in_doubt: Iterable[Language] = (),
    ) -> Reply:
        """Help first. An event question beside it is answered below; a question about help stands behind More."""
        crisis = self.knowledge.crisis.get(sign.crisis) or self.knowledge.crisis[SAFE_WORD_CLASS]
        asked = found if found and not found.sensitive and found.topic != "bot" else None
        more = found.id if found and found.sensitive else crisis.more
        below = [p for other in in_doubt for p in self._composer.paragraphs(crisis.reply[other], other, at)]
        if asked:
            below += self._composer.answer(asked, language, at)
        return Reply(
            "crisis",
            language,
            self._composer.paragraphs(crisis.reply[language], language, at),
            self._crisis_rows(language, found.id if found else "", more),
            then=tuple(below),
            entry=found.id if found else None,
            crisis=sign.crisis,
            score=sign.score,
            memory=replace(
                memory, last_language=language, shown=found.id if found else None, shown_at=at if found else None
            ),
        )

    def _crisis_rows(self, language: Language, asked: str, more: str) -> Rows:
        def button(verb: Verb, target: str = "") -> Button:
            return Button(self._composer.text(f"button.{verb}", language), self._code(verb, language, target))

        return (
            (button("hide"), button("not_me", asked)),
            (button("more", more), button("brief")),
            (self._menu_button(language),),
        )

    def _to_private(self, language: Language, at: datetime, memory: Memory, kind: Kind = "answer") -> Reply:
        """The one line for all that a group is no place for, the unknown included: it tells nobody what was asked."""
        button = Button(self._composer.text("group.open", language), self._code("private", language))
        return Reply(kind, language, self._say("group.private", language, at), ((button,),), memory=memory)

    def _language_screen(self, language: Language, question: Question, memory: Memory) -> Reply:
        names = self.knowledge.languages.values()
        row = tuple(Button(info.name, self._code("language", language, info.code)) for info in names)
        prompt = tuple(p for code in self.knowledge.languages for p in self._say("language.prompt", code, question.at))
        last = () if question.where == "group" else self._last_row(language)
        return Reply("answer", language, prompt, (row, *last), memory=memory)

    def _menu_rows(self, language: Language, *, private: bool = True) -> Rows:
        button = Button(self._composer.text("button.language", language), self._code("languages", language))
        return ((self._help_button(language), button),) if private else ((button,),)

    def _last_row(self, language: Language) -> Rows:
        return ((self._menu_button(language), self._help_button(language)),)

    def _menu_button(self, language: Language) -> Button:
        return Button(self._composer.text("button.menu", language), self._code("menu", language))

    def _help_button(self, language: Language) -> Button:
        return Button(self._composer.text("button.help", language), self._code("help", language))

    def _code(self, verb: Verb, language: Language, target: str = "") -> str:
        return self._codes.encode(Action(verb, language, target))

    def _say(self, key: str, language: Language, at: datetime) -> tuple[Paragraph, ...]:
        return self._composer.screen(key, language, at)
