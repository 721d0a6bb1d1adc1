"""From a question to a reply: crisis first, then matching, then composing; help is never more than one tap away."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime

from bot.core.classes import WITNESS
from bot.core.courtesies import COURTESY
from bot.core.follow_up import is_sure_question
from bot.core.heeding import CLEARLY
from bot.core.help import Help
from bot.core.learned import Learned
from bot.core.matching import CHOICES, Match, NoMatch, Outcome, Suggestions
from bot.core.model import NOTHING_REMEMBERED, Button, Entry, Exchange, Knowledge, Memory, Question, Reply
from bot.core.organisers import is_for_organisers
from bot.core.privacy import NOTHING_KEPT, Storage
from bot.core.said import Command
from bot.core.screens import RELATED
from bot.core.text import LONGEST
from bot.core.understanding import Decision, Understanding


class Dialogue:
    """Answers from one knowledge. Holds no state: what is remembered of a chat comes in and goes out."""

    def __init__(self, knowledge: Knowledge, learned: Learned | None = None, storage: Storage = NOTHING_KEPT) -> None:
        self.knowledge, self._storage = knowledge, storage
        self.understanding = Understanding(knowledge, learned)
        self.help = Help(knowledge, self.understanding.recogniser, self.understanding.languages, storage)
        """Asked for what needs no understanding, and whenever answering fails."""
        self._screens = self.help.screens

    @property
    def has_learned(self) -> bool:
        return self.understanding.reader.has_learned

    # ---- what a person can do -------------------------------------------------------------------

    def meant(self, text: str) -> Command | str:
        return self.help.meant(text, self.alarms)

    def alarms(self, text: str) -> bool:
        return self.understanding.alarms(text)

    def reply_to(self, question: Question, memory: Memory = NOTHING_REMEMBERED) -> Reply:
        decided = self.understanding.decide(question, memory)
        question, sign = replace(question, text=decided.understood.text), decided.sign
        guess = decided.understood.language
        exchange = self.help.exchange(question, memory, guess)
        if exchange.in_group:
            return self._in_group(exchange, decided)
        if sign and sign.level == "first":
            in_doubt = self.help.language.in_doubt(question, memory, guess)
            return self.help.crisis_replies.first(sign, exchange, self._asked_beside(decided), in_doubt)
        reply = self._several(decided.asked, exchange) if decided.asked else self._about(decided, exchange)
        soft = sign is not None and not reply.soft_help and not self._is_about_help(reply)
        return self._with_soft_help(reply, exchange.at) if soft else reply

    def press(self, data: str, question: Question, memory: Memory = NOTHING_REMEMBERED) -> Reply:
        """What a button does; unknown data, from an older knowledge or a forger, opens the menu."""
        action = self.help.action_of(data)
        if action is None or action.language not in self.knowledge.languages:
            return self.help.notice("button.old", question, memory)
        exchange = self.help.exchange(question, memory, action.language)
        match action.verb:
            case "entry" | "not_me" if action.target in self.knowledge.entries:
                return self.show(self.knowledge.entries[action.target], exchange)
            case "more" if action.target in self.knowledge.entries:
                return self._more(self.knowledge.entries[action.target], exchange)
            case "brief":
                return self.help.brief(exchange)
            case "help":
                return self.command("support", question, exchange.remembered)
            case "languages":
                return self._screens.choose_language(exchange)
            case "language" if action.target in self.knowledge.languages:
                memory = replace(memory, chosen_language=action.target)
                return self._menu("language.set", Exchange(question, action.target, memory))
            case "menu":
                return self._menu("menu.prompt", exchange)
            case "not_me":
                return self._not_about_me(exchange)
            case "ask" if self._storage.organisers_hours and question.where == "private":
                return self._confirm_asking(exchange)
            case "ask_no" if self._storage.organisers_hours:
                return self.help.notice("organisers.not_sent", question, exchange.remembered)
            case _:
                return self.help.notice("button.old", question, exchange.remembered)

    def _not_about_me(self, exchange: Exchange) -> Reply:
        """The menu, and before it what helps to help somebody else."""
        menu = self._menu("menu.prompt", exchange)
        witness = self.knowledge.crisis.get(WITNESS)
        entry = self.knowledge.entries.get(witness.more) if witness else None
        return replace(menu, buttons=(self._button(entry, exchange), *menu.buttons)) if entry else menu

    def command(self, name: str, question: Question, memory: Memory = NOTHING_REMEMBERED) -> Reply:
        """A command of the menu, without its slash."""
        exchange = self.help.exchange(question, memory)
        if name == "language":
            return self._screens.choose_language(exchange)
        entry = self.knowledge.entries.get(self.knowledge.menu.commands.get(name, ""))
        if entry is None and exchange.in_group:
            return self._screens.to_private(exchange, kind="fallback")
        if entry is None:
            return self.help.notice("command.unknown", question, memory)
        reply = self.show(entry, exchange)
        if name not in ("start", "help"):
            return reply
        rows = self._screens.menu_rows(exchange.language, private=not exchange.in_group)
        return replace(reply, buttons=rows, memory=reply.memory.showing(entry.id, question.at))

    # ---- composing ------------------------------------------------------------------------------

    def _about(self, decided: Decision, exchange: Exchange) -> Reply:
        """The answer to what was asked, the choice of what may have been, or that it is not known."""
        outcome = decided.outcome
        score = outcome.ranking.probability
        if isinstance(outcome, NoMatch):
            return replace(self._not_understood(outcome, exchange, soft=decided.sign is not None), score=score)
        if isinstance(outcome, Suggestions):
            return replace(self._choices(outcome.entries, exchange), score=score)
        entry = self.knowledge.entries[outcome.entry]
        near = [] if score >= CLEARLY or outcome.follows else _rivals(outcome)
        reply = replace(self.show(entry, exchange, near), score=score)
        calm = decided.sign is None and not entry.sensitive
        return self._asking_whether_it_helped(reply, entry) if calm else reply

    def _is_about_help(self, reply: Reply) -> bool:
        return reply.entry is not None and reply.also is None and self.knowledge.entries[reply.entry].sensitive

    def _not_understood(self, outcome: NoMatch, exchange: Exchange, *, soft: bool) -> Reply:
        question, memory = exchange.question, exchange.memory
        if self.understanding.is_after_help(memory, question.at):
            return self.help.crisis_replies.again(None, exchange)
        key = "media.long" if len(question.text) > LONGEST else "fallback.text"
        reply = self.help.notice(key, question, exchange.remembered)
        asking = not soft and self._storage.organisers_hours
        if asking and is_for_organisers(question, outcome.ranking, self.knowledge, memory):
            reply = replace(reply, buttons=(self._screens.row(exchange.language, "ask"), *reply.buttons), quotes=True)
        return replace(reply, soft_help=soft)

    def show(self, entry: Entry, exchange: Exchange, near: Iterable[str] = ()) -> Reply:
        """One entry as a reply, remembered for follow-ups; a group gets nothing that could expose a person.

        `near`: what else may have been meant, offered before what is related.
        """
        if exchange.in_group and entry.sensitive:
            return self._screens.to_private(exchange)
        found = dict.fromkeys([*near, *entry.related])
        related = [self.knowledge.entries[r] for r in found if r in self.knowledge.entries and r != entry.id]
        if exchange.in_group:
            related = [r for r in related if not r.sensitive]
        offered, language = related[:RELATED], exchange.language
        rows = [self._button(r, exchange) for r in offered]
        last = () if exchange.in_group else self._screens.last_row(language)
        memory = exchange.remembered
        if not entry.id.startswith(COURTESY):  # after a "thanks", too, one may go on with what was shown before it
            # Of the numbers the same is kept whether they were asked for or an alarm brought them; in a group nothing
            # is: a number that another member types chooses nothing of what was offered to this one.
            kept = () if exchange.in_group or entry.id == self.knowledge.help_entry else tuple(e.id for e in offered)
            memory = memory.showing(entry.id, exchange.at, kept)
        return Reply(
            "answer",
            language,
            self._screens.composer.answer(entry, language, exchange.at),
            (*rows, *last),
            entry=entry.id,
            memory=memory,
        )

    def _asking_whether_it_helped(self, reply: Reply, entry: Entry) -> Reply:
        if not self.help.asks_whether_it_helped:
            return reply
        *rows, last = reply.buttons
        asking = self._screens.row(reply.language, "helped", "not_helped", target=entry.id)
        return replace(reply, buttons=(*rows, asking, last))

    def _confirm_asking(self, exchange: Exchange) -> Reply:
        """Before a question goes to the organisers, its author sees what goes and says so."""
        language, say = exchange.language, self._screens.say
        rows = (self._screens.row(language, "ask_yes", "ask_no"),)
        paragraphs = say("organisers.confirm", language, exchange.at)
        if self._storage.draft_days:
            paragraphs = (*say("organisers.may_be_public", language, exchange.at), *paragraphs)
        return Reply("answer", language, paragraphs, rows, quotes=True, memory=exchange.memory)

    def _several(self, asked: Sequence[Match], exchange: Exchange) -> Reply:
        """The first two answers, and buttons for further ones: more than two are too long to be read."""
        entries = [self.knowledge.entries[match.entry] for match in asked]
        first = self.show(entries[0], exchange, [entry.id for entry in entries[2:]])
        second = self.show(entries[1], exchange)
        return replace(
            first,
            paragraphs=(*first.paragraphs, *second.paragraphs),
            also=second.entry,
            score=min(match.ranking.probability for match in asked[:2]),
        )

    def _choices(self, entries: Iterable[str], exchange: Exchange) -> Reply:
        language, at = exchange.language, exchange.at
        listed = [self.knowledge.entries[e] for e in entries]
        offered = [self._button(e, exchange) for e in listed]
        none = self._screens.button("menu", language, label="button.none")
        rows = (*offered, (none,), *self._screens.last_row(language))
        paragraphs = self._screens.say("choices.prompt", language, at)
        choices = tuple(entry.id for entry in listed)
        memory = replace(exchange.remembered, offered=choices, asked_at=at)
        return Reply("choices", language, paragraphs, rows, choices=choices, memory=memory)

    def _asked_beside(self, decided: Decision) -> Entry | None:
        """What an alarming message asks as well: not what only the context suggests, and of the event only what is
        clear, since "shall I open the door to them?" asks nothing of who opened it.
        """
        outcome, sign = self._by_itself(decided), decided.sign
        asked = decided.understood.asked_with(outcome)
        if not isinstance(outcome, Match):
            clear = [part for part in asked if part.ranking.probability >= CLEARLY]
            return self.knowledge.entries[clear[0].entry] if len(clear) == 1 else None
        if outcome.follows:
            return None
        entry = self.knowledge.entries[outcome.entry]
        if sign and sign.found_by == "safe word":  # "Help" asks for nothing else; "102" may mean the line.
            return entry if entry.sensitive and is_sure_question(outcome) else None
        if entry.sensitive or outcome.ranking.probability >= CLEARLY:
            return entry
        return entry if any(part.entry == entry.id for part in asked) else None

    def _by_itself(self, decided: Decision) -> Outcome:
        """What a text asks, and what of help it asks without what was shown before, where that led elsewhere."""
        outcome, plain = decided.outcome, decided.understood.plain
        if not isinstance(plain, Match) or (isinstance(outcome, Match) and not outcome.follows):
            return outcome
        same = isinstance(outcome, Match) and plain.entry == outcome.entry
        return plain if same or self.knowledge.entries[plain.entry].sensitive else outcome

    def _more(self, entry: Entry, exchange: Exchange) -> Reply:
        """What stands behind a crisis reply, and one tap further what Hide cannot do."""
        reply = self.show(entry, exchange)
        limits = self.knowledge.entries.get(self.knowledge.menu.commands.get("hide", ""))
        if limits is None or exchange.in_group or limits.id in entry.related[:RELATED]:
            return reply
        *rows, last = reply.buttons
        return replace(reply, buttons=(*rows, self._button(limits, exchange), last))

    def _in_group(self, exchange: Exchange, decided: Decision) -> Reply:
        """Event facts only; whatever would expose the person goes to the private chat."""
        outcome = decided.outcome
        if decided.sign and not (isinstance(outcome, Match) and is_sure_question(outcome)):
            return self._screens.to_private(exchange)
        if isinstance(outcome, Match):
            reply = self.show(self.knowledge.entries[outcome.entry], exchange)
            return replace(reply, score=outcome.ranking.probability) if reply.entry else reply
        if isinstance(outcome, Suggestions):
            entries = [e for e in outcome.entries if not self.knowledge.entries[e].sensitive]
            if len(entries) < len(outcome.entries):
                return self._screens.to_private(exchange)
            reply = self._choices(entries, exchange)
            memory = replace(reply.memory, offered=(), asked_at=None)
            return replace(reply, buttons=reply.buttons[: len(entries)], memory=memory)
        return self._screens.to_private(exchange, kind="fallback")

    def _button(self, entry: Entry, exchange: Exchange) -> tuple[Button, ...]:
        """A row of its own."""
        return (self._screens.entry_button(entry, exchange.language),)

    def _with_soft_help(self, reply: Reply, at: datetime) -> Reply:
        line = self._screens.say("soft_help", reply.language, at)
        return replace(reply, paragraphs=(*reply.paragraphs, *line), soft_help=True)

    def _menu(self, key: str, exchange: Exchange) -> Reply:
        language, memory = exchange.language, exchange.remembered.showing(None, None)
        rows = self._screens.menu_rows(language, private=not exchange.in_group)
        return Reply("answer", language, self._screens.say(key, language, exchange.at), rows, memory=memory)


def _rivals(match: Match) -> list[str]:
    """What a question that was not surely understood may have meant instead."""
    others = [c.entry for c in match.ranking.candidates if c.entry != match.entry and not c.entry.startswith(COURTESY)]
    return others[: CHOICES - 1]
