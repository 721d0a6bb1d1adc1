"""The buttons and the few screens that all replies share; none of them needs to understand a text."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime

from bot.core.knowledge import Entry, Knowledge, Language
from bot.core.model import Button, Exchange, Paragraph, Reply, ReplyKind
from bot.core.replying.buttons import Action, ActionCodes, Verb
from bot.core.replying.compose import Composer
from bot.core.replying.own_texts import TextKey
from bot.core.replying.privacy import KEEPS_NOTHING, Retention

RELATED = 3
"""Related entries that become buttons under an answer."""
_LABELS: Mapping[Verb, TextKey] = {
    "menu": "button.menu",
    "help": "button.help",
    "languages": "button.language",
    "hide": "button.hide",
    "not_me": "button.not_me",
    "more": "button.more",
    "private": "group.open",
    "vanish": "button.hide",
    "brief": "button.brief",
    "ask": "button.ask",
    "ask_yes": "button.ask_yes",
    "ask_no": "button.ask_no",
    "helped": "button.helped",
    "not_helped": "button.not_helped",
    "draft": "button.draft",
}
"""The labels of all verbs but two: the buttons of entries and languages bear their names."""

ButtonRows = tuple[tuple[Button, ...], ...]


class Screens:
    """The screens of one knowledge; `retention` is what its texts tell about."""

    def __init__(
        self,
        knowledge: Knowledge,
        retention: Retention = KEEPS_NOTHING,
        *,
        composer: Composer | None = None,
        codes: ActionCodes | None = None,
    ) -> None:
        """`composer` and `codes` are those of screens with the same ids and texts, where there are any."""
        self._knowledge = knowledge
        self.composer = composer or Composer(knowledge, retention)
        self.codes = codes or ActionCodes([*knowledge.entries, *knowledge.languages])

    def seeing(self, knowledge: Knowledge) -> Screens:
        """The same screens with the entries of this knowledge, whose ids and texts are the same."""
        return Screens(knowledge, composer=self.composer, codes=self.codes)

    def entries(self, ids: Iterable[str]) -> list[Entry]:
        """The entries to which these ids lead, each once; two may lead to the same one."""
        known = self._knowledge.entries
        return list({known[i].id: known[i] for i in ids if i in known}.values())

    def say(self, key: TextKey, language: Language, at: datetime) -> tuple[Paragraph, ...]:
        """One of the program's own texts."""
        return self.composer.screen(key, language, at)

    def kept(self, language: Language, at: datetime) -> tuple[Paragraph, ...]:
        """What is kept of people, as the entry about privacy tells it."""
        return self.composer.paragraphs("{storage:kept}", language, at)

    def to_private(self, exchange: Exchange, kind: ReplyKind = "answer") -> Reply:
        """The one line for everything that does not belong in a group, unknown questions included: it tells nobody what
        was asked.
        """
        language = exchange.language
        button = self.button("private", language)
        paragraphs = self.say("group.private", language, exchange.at)
        return Reply(kind, language, paragraphs, ((button,),), memory=exchange.memory)

    def choose_language(self, exchange: Exchange) -> Reply:
        """Asks, in every language, which one to use."""
        known, language = self._knowledge.languages, exchange.language
        row = tuple(Button(info.name, self._code("language", language, code)) for code, info in known.items())
        prompt = tuple(p for code in known for p in self.say("language.prompt", code, exchange.at))
        last = () if exchange.in_group else (self.last_row(language),)
        return Reply("answer", language, prompt, (row, *last), memory=exchange.memory)

    def menu_rows(self, language: Language, *, private: bool = True) -> ButtonRows:
        entries = self._knowledge.entries
        shown = [[entries[e] for e in row if private or not entries[e].sensitive] for row in self._knowledge.menu.rows]
        rows = [tuple(self.entry_button(entry, language) for entry in row) for row in shown if row]
        button = self.button("languages", language)
        return (*rows, (self.button("help", language), button) if private else (button,))

    def last_row(self, language: Language) -> tuple[Button, ...]:
        """Below nearly every reply, so that the menu and help are one tap away."""
        return self.row(language, "menu", "help")

    def row(self, language: Language, *verbs: Verb, target: str = "") -> tuple[Button, ...]:
        return tuple(self.button(verb, language, target) for verb in verbs)

    def button(self, verb: Verb, language: Language, target: str = "", *, label: TextKey | None = None) -> Button:
        """`label` names its text where that is not the one of its verb."""
        return Button(self.composer.text(label or _LABELS[verb], language), self._code(verb, language, target))

    def entry_button(self, entry: Entry, language: Language) -> Button:
        title = entry.title.get(language) or next(iter(entry.title.values()))
        return Button(title, self._code("entry", language, entry.id))

    def _code(self, verb: Verb, language: Language, target: str) -> str:
        return self.codes.encode(Action(verb, language, target))
