"""Whether a person is in danger or distress: asked before anything else, and of nothing but the text.

Three ways lead to a sign, each enough by itself: a safe word (the whole message is "help", «көмек», "102"), a rule
(words that say it outright) and what was learned from the examples of the crisis classes and from all that is calm.
A knowledge that was never fitted has learned nothing; a message that is one of the examples, word for word, is then
the sign.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from bot.core.classes import CHILD, PERPETRATOR, SAFE_WORD_CLASS, SEXUAL, SUICIDE
from bot.core.reading import Reader, Reading
from bot.core.rules import Rules
from bot.core.text import LONGEST, LONGEST_HEARD, any_of, forms_of, other_readings, words
from bot.core.thresholds import Level

SAFE_WORD = "safe word"
EXAMPLES = "examples"
"""In place of a rule: what was learned tells it."""
AFTER_HELP = "after help"
"""In place of a rule: what is too faint to tell a class, and counts because help was just shown."""
_SENTENCE, _CLAUSE_END = re.compile(r"[.!?…;\n]+"), r"[.!?…;,\n]+"
PLAIN_CLAUSE = 4.0
"""Alarm from which a clause by itself counts."""
_RUN, _STEP, _MOST_RUNS, _PLAIN_RUN = 9, 3, 60, 2.0
"""Words of a run within a longer sentence, how far apart runs begin, about how many there are at most, and the alarm
from which one counts: whoever dictates or is in a hurry sets no full stop between a question and a cry for help.
"""
_MOST_RAISED = 4.0
"""By how much the nearest lines raise an alarm at most, as far as was seen; nothing fainter by more is looked at."""
_ONE_WORD, _SHORT = 1.2, 8
"""Alarm from which one word of so many letters brings help first: "now", "he" or "door" may be said of anything."""
_LONGEST_SAFE = 60
"""Characters of a message that may be nothing but a safe word."""
_OF_PARTS = 0.7
"""By how much the alarm of a sentence counts less than that of a message: one of many is easily misread."""
_LEAST_SHARE = {PERPETRATOR: 0.7, CHILD: 0.6, SEXUAL: 0.5}
"""Of all that speaks for a crisis, what must speak for these classes: their words hurt whom they are not meant for."""
_LEAST_SHARE_IF_FAINT = {SUICIDE: 0.6}
"""The same where the alarm only just brings help first. For suicide: of whoever has nowhere to go with the children."""
_FAINT = 0.5
"""How far above its threshold an alarm is still faint."""


@dataclass(frozen=True, slots=True)
class Sign:
    """A crisis class, how it was found, and whether help comes first or as one soft line."""

    crisis: str
    level: Level
    rule: str
    """`safe word`, the words of the rule, `examples`, or `after help`."""
    score: float


class Recogniser:
    """Ready to recognise by the knowledge by which its reader reads."""

    def __init__(self, reader: Reader) -> None:
        knowledge = reader.knowledge
        self._safe = {tuple(words(word)) for word in knowledge.safe_words} - {()}
        """Without what has no letters: a message of nothing but signs is no cry for help."""
        languages = knowledge.languages.values()
        self._negations = forms_of(word for info in languages for word in info.negations)
        self._rules = Rules({crisis.id: crisis.rules for crisis in knowledge.crisis.values()}, self._negations)
        joining = any_of(word for info in languages for word in info.joining_words)
        self._clause = re.compile(f"{_CLAUSE_END}| {joining} ", re.IGNORECASE)
        self.reader, self.thresholds = reader, reader.thresholds
        self._examples: dict[tuple[str, ...], str] = {}
        if not reader.has_learned:
            self._examples = {
                tuple(words(example)): crisis.id
                for crisis in knowledge.crisis.values()
                for listed in crisis.examples.values()
                for example in listed
            }

    def recognise(self, text: str, whole: Reading | None = None) -> Sign | None:
        """`whole` is the text read already, where the caller has it."""
        text = text[:LONGEST_HEARD]
        if self._is_safe_word(text):
            return Sign(SAFE_WORD_CLASS, "first", SAFE_WORD, 1.0)
        found = whole.evidence.words if whole and len(text) <= LONGEST else words(text)
        if all(len(word) < 2 for word in found):
            return None
        known = self._examples.get(tuple(found))
        if known:
            return Sign(known, "first", EXAMPLES, 1.0)
        learned, ruled = self._by_learning(text, whole), self._rules.first_in(found)
        if ruled is None:
            return learned
        # Of what is said outright nothing is hushed; what was learned tells better to whom it is said, but no one who
        # says to be hit is told to answer for it.
        told = learned is not None and learned.level == "first" and learned.crisis not in (SAFE_WORD_CLASS, PERPETRATOR)
        return Sign(learned.crisis if learned and told else ruled.crisis, "first", ruled.words, 1.0)

    def is_outright(self, text: str) -> bool:
        """Whether a safe word or a rule alone sets off help, whatever was learned."""
        return self._is_safe_word(text) or self._rules.first_in(words(text[:LONGEST_HEARD])) is not None

    def heard_in(self, part: str, least: float) -> Sign | None:
        """What was learned tells of a part of a message taken by itself, where it alarms at least so much."""
        reading = self.reader.read_if_loud(part, least - _MOST_RAISED)
        if reading is None or not reading.crisis or (alarm := self.corrected(reading)) < least:
            return None
        if _is_one_short_word(reading) and alarm < _ONE_WORD:
            return None
        return Sign(self._told(reading, alarm), "first", EXAMPLES, alarm)

    def loudest(self, whole: Reading) -> Reading:
        """A text, or the part of it that alarms most: a disclosure must not drown in a long question."""
        return max([whole, *self._parts_of(whole.text)], key=_alarm_of)

    def corrected(self, reading: Reading) -> float:
        """The alarm of a reading, corrected by the nearest cries for help and the nearest lines that are none."""
        return reading.alarm + self.thresholds.correction.of(*self.reader.likeness_to_lines(reading))

    def _parts_of(self, text: str) -> list[Reading]:
        sentences = _parts(text, _SENTENCE)
        clauses = [clause for clause in _parts(text, self._clause) if clause not in sentences]
        runs = [run for sentence in sentences or [text] for run in runs_of(sentence)]
        loud = [*self._loud(clauses, PLAIN_CLAUSE), *self._loud(runs, _PLAIN_RUN)]
        said = map(self.reader.read, sentences)
        return [*(replace(reading, alarm=reading.alarm - _OF_PARTS) for reading in said), *loud]

    def _loud(self, parts: Iterable[str], least: float) -> Iterator[Reading]:
        """Those that alarm more than this; what one denies ("… he does not beat me") only the whole message weighs."""
        for part in parts:
            if self._negations.isdisjoint(words(part)):
                reading = self.reader.read_if_loud(part, least)
                if reading and reading.alarm > least:
                    yield reading

    def _is_safe_word(self, text: str) -> bool:
        """As it is typed, however often, whatever was learned: no spelling is mended here."""
        if len(text) > _LONGEST_SAFE:
            return False
        typed = text.replace("@", " ")  # "@help" is no address
        read = [words(reading) for reading in (typed, *other_readings(typed))]
        return any(tuple(found) in self._safe or (len(set(found)) == 1 and (found[0],) in self._safe) for found in read)

    def _by_learning(self, text: str, whole: Reading | None) -> Sign | None:
        whole = whole or self.reader.read_if_loud(text, self.thresholds.faintest - _MOST_RAISED)
        loudest = self.loudest(whole) if whole else max(self._parts_of(text), key=_alarm_of, default=None)
        if loudest is None or not loudest.crisis or loudest.alarm < self.thresholds.faintest - _MOST_RAISED:
            return None
        alarm = self.corrected(loudest)
        level = self.thresholds.level(loudest.crisis, alarm)
        if level == "first" and _is_one_short_word(loudest) and alarm < _ONE_WORD:
            level = "soft"
        return Sign(self._told(loudest, alarm), level, EXAMPLES, alarm) if level else None

    def _told(self, reading: Reading, alarm: float) -> str:
        """The class of a reading if so much speaks for it that its own words may be said, else the neutral one."""
        least = _LEAST_SHARE.get(reading.crisis, 0.0)
        if self.thresholds.level(reading.crisis, alarm - _FAINT) != "first":
            least = max(least, _LEAST_SHARE_IF_FAINT.get(reading.crisis, 0.0))
        return reading.crisis if reading.share >= least else SAFE_WORD_CLASS


def _alarm_of(reading: Reading) -> float:
    return reading.alarm


def _is_one_short_word(reading: Reading) -> bool:
    said = reading.evidence.words
    return len(said) == 1 and len(said[0]) <= _SHORT


def runs_of(sentence: str) -> list[str]:
    """Overlapping runs of words of a sentence that is longer than one; none of a shorter, longer ones of a huge one."""
    said = sentence.split()
    if len(said) <= _RUN + 2:
        return []
    step = max(_STEP, len(said) // _MOST_RUNS)
    run = max(_RUN, 2 * step)
    return [" ".join(said[i : i + run]) for i in range(0, len(said) - step, step)]


def _parts(text: str, border: re.Pattern[str]) -> list[str]:
    """The parts of a text that has several."""
    parts = [part.strip() for part in border.split(text) if len(part.split()) >= 2]
    return parts if len(parts) > 1 else []
