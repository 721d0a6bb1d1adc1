"""From a question to a reply: crisis first, then matching, then composing; help is never more than one tap away."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from bot.core.buttons import Action
from bot.core.crisis import SAFE_WORD, Recogniser, Sign
from bot.core.help import Help, Rows
from bot.core.language import LanguageGuess
from bot.core.matching import Context, Match, Matcher, NoMatch, Outcome, Suggestions
from bot.core.model import SINGLE_KINDS, Button, Entry, Knowledge, Language, Memory, Question, Reply
from bot.core.reading import Reader
from bot.core.text import LONGEST, words

REMEMBERED = timedelta(minutes=15)
"""How long what was shown last counts for a follow-up."""
_ALMOST_A_PHRASE = 0.93
"""Likeness to a phrase from which a question is surely that question, and no disclosure."""
_CLEARLY = 0.8
"""Probability of an event entry from which a faint alarm becomes one soft line."""
_LOUD = 0.2
"""Margin of the alarm that no matching outweighs."""
_RELATED = 3
_LONGEST_FOLLOW_UP = 9
"""Words; a longer question names what it is about."""
_SHORT = 4
"""Words; so short a question may leave out what it is about."""
_SAME_TOPIC, _IS_RELATED, _LINKED_TOPIC = 0.6, 0.7, 0.3
"""What a follow-up gains for an entry of the same topic, a related one, and one of a related entry's topic."""
_FAMILIAR = 0.6
"""Share of known words from which a question may be understood from the context alone."""
_SMALL_TOPIC = 15
"""Entries; in a larger topic being of the same one says less."""
_TWO_QUESTIONS = re.compile(
    r"[?!.;\n]+|,? (?:и ещё|и еще|а ещё|а еще|and also|also|және де|тағы да|сосын) ", re.IGNORECASE
)


class Dialogue(Help):
    """Answers from one knowledge. Holds no state: what is remembered of a chat comes in and goes out."""

    understands = True

    def __init__(self, knowledge: Knowledge, fitted: Mapping[str, Any] | None = None) -> None:
        self.reader = Reader(knowledge, fitted)
        self.matcher = Matcher(knowledge, fitted, self.reader)
        self.recogniser = Recogniser(knowledge, fitted, self.reader)
        self.languages = LanguageGuess(knowledge, fitted)
        super().__init__(knowledge, self.recogniser, self.languages)
        self._help = Help(knowledge, self.recogniser, self.languages)
        self._follow_up = _marked(info.follow_up_words for info in knowledge.languages.values())
        self._other = _marked(info.other_words for info in knowledge.languages.values())

    @property
    def help(self) -> Help:
        """What answers when answering fails."""
        return self._help

    # ---- what a person can do -------------------------------------------------------------------

    def reply_to(self, question: Question, memory: Memory | None = None) -> Reply:
        """The one way in for text, wherever it comes from."""
        memory = memory or Memory()
        sign = self.recogniser.recognise(question.text)
        question = replace(question, text=self.reader.typed(question.text))
        language = self.language_for(question, memory)
        sign = sign or self.recogniser.recognise(question.text)
        if question.where == "group":
            return self._in_group(question, memory, language, sign)
        if sign and sign.rule == SAFE_WORD:
            return self._crisis(sign, None, language, question.at, memory)
        outcome = self._outcome(question, memory)
        if sign and self._is_calm(sign, outcome):
            follows = isinstance(outcome, Match) and outcome.follows
            sign = None if follows else replace(sign, level="soft")
        if sign and sign.level == "first":
            return self._crisis(sign, outcome, language, question.at, memory)
        return self._from_outcome(question, outcome, language, memory, soft=sign is not None)

    def press(self, data: str, question: Question, memory: Memory | None = None) -> Reply:
        """What a button does; unknown data, from an older knowledge or a forger, opens the menu."""
        memory = memory or Memory()
        action = self._codes.decode(data)
        if action is None or action.language not in self.knowledge.languages:
            return self.notice("button.old", question, memory)
        language = memory.chosen_language or action.language
        match action.verb:
            case "entry" if action.target in self.knowledge.entries:
                return self.show(self.knowledge.entries[action.target], language, question, memory)
            case "more" if action.target in self.knowledge.entries:
                return self._more(self.knowledge.entries[action.target], language, question, memory)
            case "brief":
                return self.brief(language, question, memory)
            case "help":
                return self.command("support", question, replace(memory, last_language=language))
            case "languages":
                return self._language_screen(language, question, memory)
            case "language" if action.target in self.knowledge.languages:
                memory = replace(memory, chosen_language=action.target, last_language=action.target)
                return self._menu("language.set", action.target, question, memory)
            case "menu":
                return self._menu("menu.prompt", language, question, memory)
            case "not_me":
                return self._not_me(action, language, question, memory)
            case _:
                return self.notice("button.old", question, replace(memory, last_language=language))

    def command(self, name: str, question: Question, memory: Memory | None = None) -> Reply:
        """A command of the menu, without its slash."""
        memory = memory or Memory()
        language = self.language_for(replace(question, text=""), memory)
        if name == "language":
            return self._language_screen(language, question, memory)
        entry = self.knowledge.entries.get(self.knowledge.menu.commands.get(name, ""))
        if entry is None and question.where == "group":
            return self._to_private(language, question.at, memory, kind="fallback")
        if entry is None:
            return self.notice("command.unknown", question, memory)
        reply = self.show(entry, language, question, memory)
        if name not in ("start", "help"):
            return reply
        return replace(reply, buttons=self._menu_rows(language, private=question.where == "private"))

    # ---- deciding -------------------------------------------------------------------------------

    def _is_calm(self, sign: Sign, outcome: Outcome) -> bool:
        """A question that is clearly about the event outweighs a faint alarm; nothing outweighs a loud one."""
        if not isinstance(outcome, Match) or sign.rule != "examples":
            return False
        if outcome.follows:
            return sign.score < _LOUD
        if self.knowledge.entries[outcome.entry].sensitive:
            return self._is_sure_question(outcome)
        return sign.score < _LOUD and outcome.ranking.probability >= _CLEARLY

    def _is_sure_question(self, outcome: Outcome) -> bool:
        return isinstance(outcome, Match) and outcome.ranking.candidates[0].nearest >= _ALMOST_A_PHRASE

    def _outcome(self, question: Question, memory: Memory) -> Outcome:
        """What the question is about, where need be with what was just shown."""
        plain = self.matcher.match(question.text)
        shown = self._shown(memory, question.at)
        found = plain.ranking.evidence.words
        if shown is None or len(found) > _LONGEST_FOLLOW_UP:
            return plain
        named = self._named(plain, shown)
        if self._other & set(found) and not any(self.knowledge.topics[n].kind in SINGLE_KINDS for n in named):
            others = self._siblings(shown)[:_RELATED]
            if others:
                only = len(others) == 1
                return Match(others[0], plain.ranking, True) if only else Suggestions(tuple(others), plain.ranking)
        if any(self.knowledge.topics[n].kind in SINGLE_KINDS for n in named):
            return plain
        context = self.matcher.match(question.text, self._context(shown))
        if isinstance(context, Match) and self._is_tied(context):
            context = replace(context, follows=True)
            if self._follow_up & set(found) or (len(found) <= _SHORT and not self._is_sure_question(plain)):
                return context
        if isinstance(plain, Match) and len(found) > _SHORT:
            return plain
        return context if _certainty(context) >= _certainty(plain) else plain

    def _is_tied(self, context: Match) -> bool:
        """Whether the answer lies near what was shown, and the question holds no strange word."""
        return context.ranking.candidates[0].context > 0 and context.ranking.known >= _FAMILIAR

    def _named(self, outcome: Outcome, shown: Entry) -> list[str]:
        """Topics that the question names itself, other than the one shown: it then speaks of something new."""
        names = (name[1:] for name in outcome.ranking.evidence.names)
        return [name for name in names if name != shown.topic]

    def _shown(self, memory: Memory, at: datetime) -> Entry | None:
        """The entry that a follow-up may refer to."""
        if memory.shown is None or memory.shown_at is None:
            return None
        entry = self.knowledge.entries.get(memory.shown)
        if entry is None or entry.topic is None or not timedelta(0) <= at - memory.shown_at <= REMEMBERED:
            return None
        topic = self.knowledge.topics.get(entry.topic)
        return entry if topic and topic.follow_up else None

    def _context(self, shown: Entry) -> Context:
        """The more closely an entry is tied to the one shown, the more it gains."""
        assert shown.topic is not None
        entries = self.knowledge.entries
        same = [e for e in entries.values() if e.topic == shown.topic]
        gains = Counter({e.id: _SAME_TOPIC if len(same) <= _SMALL_TOPIC else _SAME_TOPIC / 2 for e in same})
        linked = {entries[r].topic for r in shown.related if r in entries}
        gains.update({e.id: _LINKED_TOPIC for e in entries.values() if e.topic in linked and e.topic != shown.topic})
        gains.update(dict.fromkeys(shown.related, _IS_RELATED))
        return Context(shown.topic, gains)

    def _siblings(self, shown: Entry) -> list[str]:
        """The same question about the others of a kind: the other film, the other speakers."""
        kind, _, rest = shown.id.partition(".")
        name, _, aspect = rest.partition(".")
        others = dict.fromkeys(
            e.split(".")[1] for e in self.knowledge.entries if e.startswith(kind + ".") and e.split(".")[1] != name
        )
        found = [f"{kind}.{other}.{aspect}" if aspect else f"{kind}.{other}" for other in others]
        return [e if e in self.knowledge.entries else e.rpartition(".")[0] for e in found if _exists(e, self.knowledge)]

    # ---- composing ------------------------------------------------------------------------------

    def _from_outcome(
        self, question: Question, outcome: Outcome, language: Language, memory: Memory, *, soft: bool
    ) -> Reply:
        both = self._two_answers(question, outcome)
        if both:
            reply = self._both(both, language, question, memory)
            return self._with_soft_help(reply, question.at) if soft else reply
        score = outcome.ranking.probability
        if isinstance(outcome, Match):
            entry = self.knowledge.entries[outcome.entry]
            reply = replace(self.show(entry, language, question, memory), score=score)
            return self._with_soft_help(reply, question.at) if soft and not entry.sensitive else reply
        if isinstance(outcome, Suggestions):
            reply = replace(self._choices(outcome.entries, language, question.at, memory), score=score)
        else:
            key = "media.long" if len(question.text) > LONGEST else "fallback.text"
            reply = replace(self.notice(key, question, replace(memory, last_language=language)), score=score)
            return replace(reply, soft_help=soft)
        return self._with_soft_help(reply, question.at) if soft else reply

    def show(self, entry: Entry, language: Language, question: Question, memory: Memory) -> Reply:
        """One entry as a reply, remembered for follow-ups; a group gets nothing that could expose a person."""
        if question.where == "group" and entry.sensitive:
            return self._to_private(language, question.at, memory)
        related = [self.knowledge.entries[r] for r in entry.related if r in self.knowledge.entries]
        if question.where == "group":
            related = [r for r in related if not r.sensitive]
        rows = [(self._entry_button(r, language),) for r in related[:_RELATED]]
        last = () if question.where == "group" else self._last_row(language)
        return Reply(
            "answer",
            language,
            self._composer.answer(entry, language, question.at),
            (*rows, *last),
            entry=entry.id,
            memory=replace(memory, last_language=language, shown=entry.id, shown_at=question.at),
        )

    def _two_answers(self, question: Question, outcome: Outcome) -> list[Entry]:
        """Entries for a message that holds two questions, each clear by itself."""
        parts = [part for part in _TWO_QUESTIONS.split(question.text) if len(words(part)) >= 2]
        if not 2 <= len(parts) <= 4:
            return []
        outcomes = [self.matcher.match(part) for part in parts]
        found = dict.fromkeys(o.entry for o in outcomes if isinstance(o, Match) and not o.entry.startswith("chat."))
        if len(found) != 2 or (isinstance(outcome, Match) and outcome.entry not in found):
            return []
        return [self.knowledge.entries[e] for e in found]

    def _both(self, entries: list[Entry], language: Language, question: Question, memory: Memory) -> Reply:
        first, second = (self.show(entry, language, question, memory) for entry in entries)
        return replace(
            first, paragraphs=(*first.paragraphs, *second.paragraphs), choices=tuple(e.id for e in entries), score=1.0
        )

    def _choices(self, entries: Iterable[str], language: Language, at: datetime, memory: Memory) -> Reply:
        listed = [self.knowledge.entries[e] for e in entries]
        none = Button(self._composer.text("button.none", language), self._code("menu", language))
        rows = [*((self._entry_button(e, language),) for e in listed), (none,), *self._last_row(language)]
        paragraphs = self._say("choices.prompt", language, at)
        memory = replace(memory, last_language=language)
        return Reply("choices", language, paragraphs, tuple(rows), choices=tuple(e.id for e in listed), memory=memory)

    def _crisis(self, sign: Sign, outcome: Outcome | None, language: Language, at: datetime, memory: Memory) -> Reply:
        found = self.knowledge.entries[outcome.entry] if isinstance(outcome, Match) else None
        return self._help_first(sign, language, at, memory, found)

    def _more(self, entry: Entry, language: Language, question: Question, memory: Memory) -> Reply:
        """What stands behind a crisis reply, and one tap further what Hide cannot do."""
        reply = self.show(entry, language, question, memory)
        limits = self.knowledge.entries.get(self.knowledge.menu.commands.get("hide", ""))
        if limits is None or question.where == "group" or limits.id in entry.related[:_RELATED]:
            return reply
        *rows, last = reply.buttons
        return replace(reply, buttons=(*rows, (self._entry_button(limits, language),), last))

    def _not_me(self, action: Action, language: Language, question: Question, memory: Memory) -> Reply:
        entry = self.knowledge.entries.get(action.target)
        if entry:
            return self.show(entry, language, question, memory)
        return self._menu("menu.prompt", language, question, memory)

    def _in_group(self, question: Question, memory: Memory, language: Language, sign: Sign | None) -> Reply:
        """Event facts only; whatever would expose the person goes to the private chat."""
        outcome = self._outcome(question, memory)
        if sign and not (isinstance(outcome, Match) and self._is_sure_question(outcome)):
            return self._to_private(language, question.at, memory)
        if isinstance(outcome, Match):
            entry = self.knowledge.entries[outcome.entry]
            if entry.sensitive:
                return self._to_private(language, question.at, memory)
            return replace(self.show(entry, language, question, memory), score=outcome.ranking.probability)
        if isinstance(outcome, Suggestions):
            entries = [e for e in outcome.entries if not self.knowledge.entries[e].sensitive]
            if len(entries) < len(outcome.entries):
                return self._to_private(language, question.at, memory)
            reply = self._choices(entries, language, question.at, memory)
            return replace(reply, buttons=reply.buttons[: len(entries)])
        return self._to_private(language, question.at, memory, kind="fallback")

    def _with_soft_help(self, reply: Reply, at: datetime) -> Reply:
        line = self._say("soft_help", reply.language, at)
        return replace(reply, paragraphs=(*reply.paragraphs, *line), soft_help=True)

    def _menu(self, key: str, language: Language, question: Question, memory: Memory) -> Reply:
        memory = replace(memory, last_language=language, shown=None, shown_at=None)
        rows = self._menu_rows(language, private=question.where == "private")
        return Reply("answer", language, self._say(key, language, question.at), rows, memory=memory)

    def _menu_rows(self, language: Language, *, private: bool = True) -> Rows:
        entries = self.knowledge.entries
        shown = [[entries[e] for e in row if private or not entries[e].sensitive] for row in self.knowledge.menu.rows]
        rows = [tuple(self._entry_button(entry, language) for entry in row) for row in shown if row]
        button = Button(self._composer.text("button.language", language), self._code("languages", language))
        return (*rows, (self._help_button(language), button) if private else (button,))

    def _entry_button(self, entry: Entry, language: Language) -> Button:
        title = entry.title.get(language) or next(iter(entry.title.values()))
        return Button(title, self._code("entry", language, entry.id))


def _certainty(outcome: Outcome) -> float:
    return -1.0 if isinstance(outcome, NoMatch) else outcome.ranking.probability


def _marked(listed: Iterable[frozenset[str]]) -> frozenset[str]:
    return frozenset(form for group in listed for word in group for form in words(word))


def _exists(entry: str, knowledge: Knowledge) -> bool:
    return entry in knowledge.entries or entry.rpartition(".")[0] in knowledge.entries
