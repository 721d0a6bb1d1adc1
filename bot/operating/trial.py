"""Whether a freshly loaded knowledge may replace one that works: it is asked what it must be able to answer.

Loading proves shapes and references; this proves that help is found, that alarms go off and that entries are reached.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime
from zoneinfo import ZoneInfo

from bot.core.dialogue import Dialogue
from bot.core.knowledge import Entry
from bot.core.model import Exchange, Question
from bot.core.sampling import spread
from bot.core.understanding.matching import Matcher, finds

PHRASES = 2
"""Phrases asked per entry and language, beside its title."""
EXAMPLES = 10
"""Examples asked per crisis class and language."""
RULED = 10
"""Phrases asked per entry and language whether a rule or a safe word takes them for a cry for help."""
FOUND_AT_LEAST = 0.95
ALARMED_AT_LEAST = 0.98
"""Shares, not all: phrases added since the last `senim fit` may still be found by others of their entry only."""


def trial_faults(dialogue: Dialogue) -> list[str]:
    """What it fails at, in sentences; empty where the knowledge may be used."""
    heard = [*_silent_safe_words(dialogue), *_silent_examples(dialogue), *_loud_rules(dialogue)]
    return [*heard, *_unfound(dialogue), *_unshowable(dialogue)]


def _silent_safe_words(dialogue: Dialogue) -> Iterator[str]:
    silent = [w for w in dialogue.knowledge.safe_words if dialogue.reply_to(_question(dialogue, w)).kind != "crisis"]
    if silent:
        yield f"{len(silent)} safe words bring no help, {min(silent)!r} among them"


def _silent_examples(dialogue: Dialogue) -> Iterator[str]:
    asked, silent = 0, []
    for crisis in dialogue.knowledge.crisis.values():
        if not crisis.reply:
            continue  # the class of calm questions
        for examples in crisis.examples.values():
            for example in spread(examples, EXAMPLES):
                asked += 1
                if dialogue.by_itself.recogniser.recognise(example) is None:
                    silent.append(crisis.id)
    if len(silent) > asked * (1 - ALARMED_AT_LEAST):
        yield f"{len(silent)} of {asked} crisis examples set off no alarm, most of {max(set(silent), key=silent.count)}"


def _loud_rules(dialogue: Dialogue) -> Iterator[str]:
    """In phrases that came since the fit, the phrase may be to blame, and the check says so."""
    fitted = [e for e in _entries(dialogue) if not e.sensitive and dialogue.by_itself.reader.phrases.holds(e)]
    asked = [phrase for e in fitted for phrases in e.phrases.values() for phrase in spread(phrases, RULED)]
    recogniser = dialogue.by_itself.recogniser
    loud = [phrase for phrase in asked if recogniser.is_outright(phrase)]
    if loud:
        yield f"a rule or safe word brings help first for {len(loud)} phrases of entries not about help: {loud[0]!r}"


def _unfound(dialogue: Dialogue) -> Iterator[str]:
    asked = _Asked(dialogue)
    found = {entry.id: [asked.finds(text, entry) for text in _questions(entry)] for entry in _entries(dialogue)}
    lost = [entry for entry, tries in found.items() if not any(tries)]
    if lost:
        yield f"{len(lost)} entries are found by none of their phrases, {lost[0]} among them"
    tries = [one for each in found.values() for one in each]
    if sum(tries) < len(tries) * FOUND_AT_LEAST:
        yield f"only {sum(tries)} of {len(tries)} phrases find their entry"


def _unshowable(dialogue: Dialogue) -> Iterator[str]:
    for entry in _entries(dialogue):
        for language in dialogue.knowledge.languages:
            if not dialogue.show(entry, Exchange(_question(dialogue, ""), language)).text.strip():
                yield f"the answer of {entry.id} in {language!r} is empty"


def _entries(dialogue: Dialogue) -> Sequence[Entry]:
    return tuple(dialogue.knowledge.entries.values())


def _questions(entry: Entry) -> Iterator[str]:
    yield from entry.title.values()
    for phrases in entry.phrases.values():
        yield from spread(phrases, PHRASES)


class _Asked:
    """The matcher as people meet it, and one that does not know phrases word for word.

    An entry that is as it was fitted must be found by what was learned: word for word it would be with any weights. One
    that came or changed since may be found by its very words only, until the next fit.
    """

    def __init__(self, dialogue: Dialogue) -> None:
        by_itself = dialogue.by_itself
        self._reader, self._as_met = by_itself.reader, by_itself.matcher
        self._by_learning = Matcher.of(dialogue.knowledge, by_itself.learned, knows_phrases=False)

    def finds(self, text: str, entry: Entry) -> bool:
        matcher = self._by_learning if self._reader.phrases.holds(entry) else self._as_met
        return finds(matcher.match(text), entry.id)


def _question(dialogue: Dialogue, text: str) -> Question:
    return Question(text, datetime(2024, 11, 27, 12, tzinfo=ZoneInfo(dialogue.knowledge.time_zone)))
