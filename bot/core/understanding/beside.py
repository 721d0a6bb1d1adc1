"""What stands beside a cry for help: help comes first, but a question must not be lost, and who tells of being pregnant
finds what that changes one tap away.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from bot.core.crisis_classes import DANGER, GRAVE, PERPETRATOR
from bot.core.knowledge import Entry
from bot.core.limits import CLEAR, PLAIN
from bot.core.understanding.courtesies import is_courtesy
from bot.core.understanding.distress.sign import Sign
from bot.core.understanding.matching import Match, Outcome, Suggestions, is_word_for_word
from bot.core.understanding.understood import Understood

_LIKELY_HELP = 0.3
"""Probability from which an entry about help is shown though it is not sure that it is asked for."""
_OFFERED_FROM = (9.0, 10.0)
"""What must speak for the first and for the second entry that is offered below a cry. Its probability tells little
where nothing is asked (`benchmarks/tried.md`).
"""


def asked_beside(
    sign: Sign,
    understood: Understood,
    outcome: Outcome,
    entries: Mapping[str, Entry],
    allows: Callable[[str], bool],
) -> Entry | None:
    """The entry that an alarming message asks for as well.

    A question about help need not be certain; one about the event must be clear, since "shall I open the door to them?"
    does not ask who opened it. What is only a follow-up of what was shown counts as neither. `outcome` is what the
    message is about after what was shown; `allows` tells whether its words leave an entry possible.
    """
    asked = _asked(sign, understood, outcome, entries)
    # Nobody in distress is told that it is good if things are calmer.
    if asked is None or asked.reassures or not allows(asked.id):
        return None
    # Somebody who hits is led to what helps against it, and to no shelter (S31).
    return None if asked.sensitive and sign.crisis == PERPETRATOR else asked


def offered_beside(
    sign: Sign, understood: Understood, entries: Mapping[str, Entry], allows: Callable[[str], bool]
) -> tuple[str, ...]:
    """The entries about help of which an alarming message seems to tell, the likeliest first. Whoever hurts somebody is
    led to what helps against it alone (S31), nothing leads away from a call where there is danger, and who typed a safe
    word told of nothing.
    """
    if sign.crisis in (PERPETRATOR, DANGER) or sign.found_by in ("safe word", "after help"):
        return ()
    about_help = (c for c in understood.alone.ranking.candidates if entries[c.entry].sensitive)
    fitting = (c for c in about_help if not entries[c.entry].reassures and allows(c.entry))
    return tuple(c.entry for c, least in zip(fitting, _OFFERED_FROM, strict=False) if c.total >= least)


def _asked(sign: Sign, understood: Understood, outcome: Outcome, entries: Mapping[str, Entry]) -> Entry | None:
    outcome = _by_itself(understood.alone, outcome, entries)
    if not isinstance(outcome, Match) or (outcome.follows and not _plainly_goes_on(sign, outcome, entries)):
        return _clear_part(understood, entries) or _likeliest_help(sign, understood.alone, entries)
    entry, matches = entries[outcome.entry], understood.matches_with(outcome)
    if is_courtesy(outcome):
        return None
    if sign.found_by == "safe word":  # "Help" asks for nothing else; "102" may mean the line.
        return entry if entry.sensitive and is_word_for_word(outcome) else None
    if entry.sensitive or outcome.ranking.probability >= CLEAR:
        return entry
    return entry if any(part.entry == entry.id for part in matches) else None


def _plainly_goes_on(sign: Sign, outcome: Match, entries: Mapping[str, Entry]) -> bool:
    """Whether it plainly asks about the help that was just shown: "can't call" stands below the numbers in one line."""
    is_about_help = entries[outcome.entry].sensitive
    return sign.found_by == "after help" and is_about_help and outcome.ranking.probability >= PLAIN


def _clear_part(understood: Understood, entries: Mapping[str, Entry]) -> Entry | None:
    """What the one part asks that is clear by itself: "he beats me. where is a shelter"."""
    clear = [part for part in understood.in_turn if part.ranking.probability >= CLEAR]
    return entries[clear[0].entry] if len(clear) == 1 else None


def _likeliest_help(sign: Sign, alone: Outcome, entries: Mapping[str, Entry]) -> Entry | None:
    """The likeliest entry about help, even where it is not sure that it is asked for: it takes the place of the entry
    behind More. In a grave class that one stays, since it helps at once. A question about help mostly asks for
    the likeliest entry (`benchmarks/tried.md`); a cry that asks nothing is likely to mean no entry (`_LIKELY_HELP`).
    """
    if not isinstance(alone, Suggestions) or sign.crisis in GRAVE or sign.found_by in ("safe word", "after help"):
        return None
    first = entries[alone.entries[0]]
    # Where words are listed for an entry, it is enough that they are said, as is asked of it above.
    is_likely = alone.ranking.probability >= _LIKELY_HELP or bool(first.only_where)
    return first if first.sensitive and is_likely else None


def _by_itself(alone: Outcome, outcome: Outcome, entries: Mapping[str, Entry]) -> Outcome:
    """What a text asks by itself where that is about help or the same entry, else what it asks after what was shown."""
    if not isinstance(alone, Match) or (isinstance(outcome, Match) and not outcome.follows):
        return outcome
    same = isinstance(outcome, Match) and alone.entry == outcome.entry
    return alone if same or entries[alone.entry].sensitive else outcome
