"""A recogniser to which a text and its parts sound as a test says: nothing was learned."""

from __future__ import annotations

from dataclasses import replace

from bot.core.knowledge import Knowledge
from bot.core.scoring.learned import Learned
from bot.core.scoring.near_misses import NearMisses
from bot.core.scoring.thresholds import Correction, PartCurve, Thresholds
from bot.core.text import normal_forms
from bot.core.understanding.distress.recogniser import Recogniser
from bot.core.understanding.matching import Matcher
from bot.core.understanding.message import Message

SILENT = -99.0
_PARTS = PartCurve()


def unlearned(knowledge: Knowledge, *near_misses: str, offset: float = 0.0, parts: PartCurve = _PARTS) -> Recogniser:
    """`offset` is what the nearest lines add to every alarm."""
    thresholds = Thresholds(grave=-0.5, first=0.0, soft=-1.0, correction=Correction(offset=offset), parts=parts)
    learned = replace(Learned.nothing(knowledge), thresholds=thresholds, near_misses=NearMisses.of_lines(near_misses))
    return Recogniser(knowledge, Matcher.of(knowledge), learned)


def heard(
    recogniser: Recogniser,
    text: str,
    *parts: tuple[str, float],
    crisis: str = "disclosure",
    of_parts: str | None = None,
) -> Message:
    """The text, each of these parts alarming so much and all else not at all; `of_parts` is their class by themselves,
    where that is another one.
    """
    alarms = {tuple(normal_forms(part)): alarm for part, alarm in parts}
    whole = replace(recogniser.messages.reader.read(text), crisis=crisis, share=1.0, alarm=SILENT)
    unheard = recogniser.messages.of(text, replace(whole, alarm=alarms.get(whole.evidence.words, SILENT)))
    read = {
        words: replace(unheard.read(words), crisis=of_parts or crisis, share=1.0, alarm=alarm)
        for words, alarm in alarms.items()
    }
    return recogniser.messages.of(text, unheard.whole, read)
