"""What a reply shows, once it is decided what it is about: an entry, several, a choice of them, the menu."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime

from bot.core.commands import HIDE, LANGUAGE, PRIVACY, SCREENS
from bot.core.crisis_classes import OTHER
from bot.core.knowledge import Entry, Knowledge
from bot.core.model import Button, Exchange, Memory, Reply
from bot.core.replying.notices import Notices
from bot.core.replying.own_texts import TextKey
from bot.core.replying.privacy import Offers
from bot.core.replying.screens import RELATED, Screens
from bot.core.understanding.after_help.lasting import Reminder
from bot.core.understanding.matching import Match

_REMINDERS: Mapping[Reminder, TextKey] = {"doctor": "reminder.doctor", "call": "reminder.call"}


class Replies:
    """The replies of one knowledge."""

    def __init__(self, knowledge: Knowledge, screens: Screens, notices: Notices, offers: Offers) -> None:
        self.knowledge, self.offers = knowledge, offers
        self._screens, self.notices = screens, notices

    def entry(self, entry: Entry, exchange: Exchange, near: Iterable[str] = (), beside: str = "") -> Reply:
        """One entry, remembered for follow-ups; a group gets nothing that could expose a person.

        `near`: what else may have been meant, offered before what is related. `beside`: the entry shown below it.
        """
        entry = self.knowledge.entries.get(entry.id, entry)
        if exchange.in_group and not self._belongs_in_group(entry):
            return self._screens.to_private(exchange)
        related = [r for r in self._screens.entries([*near, *entry.related]) if r.id not in (entry.id, beside)]
        if exchange.in_group:
            related = [r for r in related if self._belongs_in_group(r)]
        offered, language = related[:RELATED], exchange.language
        rows = [self._button(r, exchange) for r in offered]
        last = () if exchange.in_group else (self._screens.last_row(language),)
        return Reply(
            "answer",
            language,
            self._screens.composer.answer(entry, language, exchange.at),
            (*rows, *last),
            entry=entry.id,
            memory=self._memory_after(entry, offered, exchange),
        )

    def _belongs_in_group(self, entry: Entry) -> bool:
        """Not what is about help, nor what is kept of a person and how it goes."""
        commands = self.knowledge.menu.commands
        return not entry.sensitive and entry.id not in (commands.get(HIDE), commands.get(PRIVACY))

    def _memory_after(self, entry: Entry, offered: Iterable[Entry], exchange: Exchange) -> Memory:
        """What is remembered once an entry was shown, with others offered below it."""
        memory = exchange.remembered
        if entry.is_courtesy:  # after a "thanks", too, one may go on with what was shown before it
            return memory
        if entry.id == self.knowledge.help_entry:  # whether the numbers were asked for or an alarm brought them
            return memory.helping(entry.id, exchange.at)
        # In a group none: a number that another member types chooses nothing of what was offered to this one.
        may_be_chosen = () if exchange.in_group else tuple(e.id for e in offered)
        return memory.showing(entry.id, exchange.at, may_be_chosen)

    def several(self, matches: Sequence[Match], exchange: Exchange) -> Reply:
        """The first two answers, and buttons for further ones: more than two are too long to be read."""
        entry, *others = self._screens.entries(match.entry for match in matches)
        below = others[0].id if others else ""
        first = self.entry(entry, exchange, [other.id for other in others[1:]], below)
        score = min(match.ranking.probability for match in matches[:2])
        if not others:
            return first._replace(score=score)
        second = self.entry(others[0], exchange)
        memory = self._memory_after_both(first, entry, others[0])
        paragraphs = (*first.paragraphs, *second.paragraphs)
        return first._replace(paragraphs=paragraphs, also=second.entry, score=score, memory=memory)

    def _memory_after_both(self, first: Reply, entry: Entry, below: Entry) -> Memory:
        """Of two answers the one about a single thing is remembered as shown: "she" is the woman of whom it tells."""
        is_calm = not entry.sensitive and not below.sensitive and not below.is_courtesy
        if is_calm and self._is_of_one_thing(below) and not self._is_of_one_thing(entry):
            return first.memory._replace(shown=below.id)
        return first.memory

    def _is_of_one_thing(self, entry: Entry) -> bool:
        topic = self.knowledge.topic_of(entry)
        return topic is not None and topic.is_single

    def choices(self, entries: Sequence[str], exchange: Exchange) -> Reply:
        """A choice of these entries; where they all lead to the same one, that entry."""
        language, at = exchange.language, exchange.at
        listed = self._screens.entries(entries)
        if len(listed) == 1 < len(entries):
            return self.entry(listed[0], exchange)
        offered = [self._button(e, exchange) for e in listed]
        none = self._screens.button("menu", language, label="button.none")
        rows = (*offered, (none,), self._screens.last_row(language))
        paragraphs = self._screens.say("choices.prompt", language, at)
        choices = tuple(entry.id for entry in listed)
        memory = exchange.remembered._replace(offered=choices, asked_at=at, short_card=False)
        return Reply("choices", language, paragraphs, rows, choices=choices, memory=memory)

    def more(self, entry: Entry, exchange: Exchange) -> Reply:
        """What stands behind a crisis reply, and one tap further what Hide cannot do."""
        reply = self.entry(entry, exchange)
        limits = self.knowledge.entries.get(self.knowledge.menu.commands.get(HIDE, ""))
        if limits is None or exchange.in_group or limits.id in entry.related[:RELATED]:
            return reply
        return reply.with_row_above_menu(self._button(limits, exchange))

    def command(self, name: str, exchange: Exchange) -> Reply:
        """What a command of the menu opens."""
        if name == LANGUAGE:
            return self._screens.choose_language(exchange)
        entry = self.knowledge.entries.get(self.knowledge.menu.commands.get(name, ""))
        if entry is None and exchange.in_group:
            return self._screens.to_private(exchange, kind="fallback")
        if entry is None:
            return self.notices.notice("command.unknown", exchange)
        reply = self.entry(entry, exchange)
        if name not in SCREENS:
            return reply
        rows = self._screens.menu_rows(exchange.language, private=not exchange.in_group)
        return reply._replace(buttons=rows, memory=reply.memory.showing(entry.id, exchange.at))

    def menu(self, key: TextKey, exchange: Exchange) -> Reply:
        language, memory = exchange.language, exchange.remembered.showing(None, None)
        rows = self._screens.menu_rows(language, private=not exchange.in_group)
        return Reply("answer", language, self._screens.say(key, language, exchange.at), rows, memory=memory)

    def not_me(self, exchange: Exchange) -> Reply:
        """The menu, and above it the entry for somebody who wants to help another person."""
        menu = self.menu("menu.prompt", exchange)
        witness = self.knowledge.crisis.get(OTHER)
        entry = self.knowledge.entries.get(witness.more) if witness else None
        return menu._replace(buttons=(self._button(entry, exchange), *menu.buttons)) if entry else menu

    def confirm_asking(self, exchange: Exchange) -> Reply:
        """Before a question goes to the organisers, its author sees what goes and says so."""
        language, say = exchange.language, self._screens.say
        rows = (self._screens.row(language, "ask_yes", "ask_no"),)
        paragraphs = say("organisers.confirm", language, exchange.at)
        if self.offers.draft_days:
            paragraphs = (*say("organisers.may_be_public", language, exchange.at), *paragraphs)
        return Reply("answer", language, paragraphs, rows, quotes=True, memory=exchange.memory)

    # ---- what is added to one -------------------------------------------------------------------

    def asking_whether_it_helped(self, reply: Reply, entry: Entry) -> Reply:
        if not self.offers.feedback:
            return reply
        return reply.with_row_above_menu(self._screens.row(reply.language, "helped", "not_helped", target=entry.id))

    def offering_to_ask(self, reply: Reply) -> Reply:
        """The reply, quoting the question, with a button that sends that question to the organisers."""
        return reply._replace(buttons=(self._screens.row(reply.language, "ask"), *reply.buttons), quotes=True)

    def knowing_no_more(self, reply: Reply, entry: Entry, exchange: Exchange) -> Reply:
        """Instead of an answer that stands just above and may not hold what is asked: a line that says so, and a button
        to read it again.
        """
        line = self._screens.say("answer.again", reply.language, exchange.at)
        return reply._replace(paragraphs=line, buttons=(self._button(entry, exchange), *reply.buttons))

    def with_soft_help(self, reply: Reply, at: datetime) -> Reply:
        line = self._screens.say("soft_help", reply.language, at)
        return reply._replace(paragraphs=(*reply.paragraphs, *line), soft_help=True)

    def with_soft_help_first(self, reply: Reply, at: datetime) -> Reply:
        """The reply below its soft line of help, which counts most where the reply itself answers nothing."""
        return self._below("soft_help", reply, at)

    def with_reminder(self, reply: Reply, reminder: Reminder, at: datetime) -> Reply:
        return self._below(_REMINDERS[reminder], reply, at)

    def _below(self, key: TextKey, reply: Reply, at: datetime) -> Reply:
        """The reply below a line of help."""
        line = self._screens.say(key, reply.language, at)
        return reply._replace(paragraphs=(*line, *reply.paragraphs), soft_help=True)

    def _button(self, entry: Entry, exchange: Exchange) -> tuple[Button, ...]:
        """A row of its own."""
        return (self._screens.entry_button(entry, exchange.language),)
