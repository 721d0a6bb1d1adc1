"""Help first: what a reply says and offers where somebody may be in danger, or has just been offered help.

Nothing here needs to understand a text, so `Help` can use it when all else fails.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from bot.core.crisis_classes import DISTRESS, PERPETRATOR
from bot.core.knowledge import CrisisClass, Entry, Knowledge, Language, Texts, Variant
from bot.core.model import Button, Exchange, Memory, Reply, ReplyKind
from bot.core.replying.own_texts import TextKey
from bot.core.replying.screens import ButtonRows, Screens
from bot.core.understanding.distress.sign import Sign

_IN_ONE_LINE: Sequence[Sequence[TextKey]] = (("help.again", "help.again.anew"), ("help.child", "help.child.anew"))
"""For everybody, and for a child: what is said first, and what if that was the last reply."""


class CrisisReplies:
    """The crisis replies of one knowledge. After each of them its entry about help counts as shown, and the class of
    the alarm is remembered with it.
    """

    def __init__(self, knowledge: Knowledge, screens: Screens) -> None:
        self._knowledge, self._screens = knowledge, screens

    def first(
        self,
        sign: Sign,
        exchange: Exchange,
        beside: Entry | None = None,
        offered: Iterable[str] = (),
        in_doubt: Iterable[Language] = (),
    ) -> Reply:
        """Help first. An event question beside it is answered below; a question about help stands behind More, and what
        else may be meant (`offered`) behind buttons of its own.
        """
        if sign.found_by == "after help":
            return self._again(sign, exchange, beside, in_doubt)
        meant, said = self._meant(sign), self._said(sign)
        beside = self._shown_for(beside)
        of_the_event = beside if beside and beside.is_about_the_event else None
        about_help = beside.id if beside and beside.sensitive else None
        more = about_help or meant.more
        others = [entry for entry in self._screens.entries(offered) if entry.id != more]
        compose, language, at = self._screens.composer, exchange.language, exchange.at
        below = [p for other in in_doubt for p in compose.paragraphs(said[other], other, at)]
        if of_the_event:
            below += compose.answer(of_the_event, language, at)
        return Reply(
            "crisis",
            language,
            compose.paragraphs(said[language], language, at),
            self._rows(language, beside, more, others),
            then=tuple(below),
            entry=beside.id if beside else None,
            choices=tuple(entry.id for entry in others),
            crisis=sign.crisis,
            score=sign.probability,
            memory=self._memory_after(sign, exchange, about_help),
        )

    def once_more(self, exchange: Exchange) -> Reply:
        """The words that came last, for whoever asked for them in another language."""
        memory = exchange.memory
        crisis = memory.helped_with or DISTRESS
        known = self._knowledge.crisis.get(crisis)
        # The talk may have begun by another knowledge.
        variant = memory.helped_as if known and memory.helped_as in known.variants else None
        sign = Sign(crisis, "first", "variant", variant=variant, to_child=memory.helped_child)
        return self.first(sign, exchange)

    def _memory_after(self, sign: Sign, exchange: Exchange, about_help: str | None) -> Memory:
        shown, at = about_help or self._knowledge.help_entry, exchange.at
        return exchange.remembered.helping(shown, at, sign.crisis, sign.variant)._replace(helped_child=sign.to_child)

    def _said(self, sign: Sign) -> Texts:
        """The words of the class or its variant, for a child and for whoever has just read the first of them where
        there are such.
        """
        meant = self._meant(sign)
        if isinstance(meant, Variant) and sign.again:
            return (sign.to_child and meant.again_to_child) or meant.again or meant.reply
        return (sign.to_child and meant.to_child) or meant.reply

    def _meant(self, sign: Sign) -> CrisisClass | Variant:
        """In whose words help comes: those of the class, of its variant, or neutral ones."""
        crisis = self._knowledge.crisis.get(sign.crisis)
        if crisis is None or not crisis.reply:  # help must come, whatever an editor left out
            return self._knowledge.crisis[DISTRESS]
        return crisis if sign.variant is None else crisis.variants[sign.variant]

    def not_understood(self, exchange: Exchange) -> Reply:
        """The numbers in one line for what was not understood just after help, where it shows no distress."""
        return self._in_one_line("fallback", exchange)._replace(soft_help=True)

    def closing(self, exchange: Exchange) -> Reply:
        """What is returned for a mere greeting or goodbye just after help: the numbers stay in reach."""
        return self._with_numbers("help.closing", "help.closing.child", exchange)

    def undecided(self, exchange: Exchange) -> Reply:
        """What is said to whoever loves the person who hurts them, or doubts: it is theirs to decide, and the numbers
        stay.
        """
        return self._with_numbers("help.undecided", "help.undecided.child", exchange)

    def _with_numbers(self, key: TextKey, to_child: TextKey, exchange: Exchange) -> Reply:
        """A short text of the program's own that keeps the numbers in reach."""
        language, memory = exchange.language, exchange.remembered.helping(self._knowledge.help_entry, exchange.at)
        paragraphs = self._screens.say(to_child if memory.is_of_child else key, language, exchange.at)
        rows = self._rows_below_numbers(memory, language)
        return Reply("fallback", language, paragraphs, rows, memory=memory, soft_help=True)

    def _again(self, sign: Sign, exchange: Exchange, beside: Entry | None, in_doubt: Iterable[Language]) -> Reply:
        """The numbers in one line for somebody who has just read them, and below what else was asked."""
        beside = self._shown_for(beside)
        language, at = exchange.language, exchange.at
        numbers = self._in_one_line("crisis", exchange, in_doubt)
        if beside:  # what was asked is answered below, so nothing says that it was not understood
            said = (p for code in (language, *in_doubt) for p in self._screens.say("help.beside", code, at))
            numbers = numbers._replace(paragraphs=tuple(said))
        return numbers._replace(
            buttons=(self._hiding_row(language, beside), *numbers.buttons),
            then=self._screens.composer.answer(beside, language, at) if beside else (),
            entry=beside.id if beside else None,
            crisis=sign.crisis,
            score=sign.probability,
        )

    def _shown_for(self, asked: Entry | None) -> Entry | None:
        """What is shown where this is asked for."""
        return self._knowledge.entries.get(asked.id, asked) if asked else None

    def _in_one_line(self, kind: ReplyKind, exchange: Exchange, in_doubt: Iterable[Language] = ()) -> Reply:
        """The numbers alone; where they were the last reply, they are worded anew."""
        anew = self._was_said_last(exchange.memory)
        language, at = exchange.language, exchange.at
        memory = exchange.remembered.helping(self._knowledge.help_entry, at)
        key = _IN_ONE_LINE[memory.is_of_child][anew]
        return Reply(
            kind,
            language,
            tuple(p for code in (language, *in_doubt) for p in self._screens.say(key, code, at)),
            self._rows_below_numbers(memory, language),
            memory=memory._replace(short_card=not anew),
        )

    def _rows_below_numbers(self, memory: Memory, language: Language) -> ButtonRows:
        """What is offered below the numbers alone: the entry about help and what is related to it, but to whoever hurts
        somebody what helps to stop, and no shelter.
        """
        screens, entries, last = self._screens, self._knowledge.entries, self._screens.last_row(language)
        crisis = self._knowledge.crisis.get(PERPETRATOR)
        if crisis and memory.helped_with == PERPETRATOR:
            return ((screens.button("more", language, crisis.more),), last)
        entry = entries.get(self._knowledge.help_entry or "")
        offered = screens.entries([entry.id, *entry.related]) if entry else []
        return (*((screens.entry_button(e, language),) for e in offered), last)

    def _was_said_last(self, memory: Memory) -> bool:
        """Whether the first wording was the last reply."""
        return memory.shown == self._knowledge.help_entry and memory.short_card

    def _hiding_row(self, language: Language, beside: Entry | None) -> tuple[Button, ...]:
        """For whoever must not be seen reading it, or did not need it; who says so gets what was asked beside."""
        button = self._screens.button
        return button("hide", language), button("not_me", language, beside.id if beside else "")

    def _rows(self, language: Language, beside: Entry | None, more: str, others: Iterable[Entry]) -> ButtonRows:
        button = self._screens.button
        return (
            self._hiding_row(language, beside),
            (button("more", language, more), button("brief", language)),
            *((self._screens.entry_button(entry, language),) for entry in others),
            (button("menu", language),),
        )
