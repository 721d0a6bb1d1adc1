"""What a knowledge folder that loads can still get wrong, as a careful editor would find it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

from bot.checking.buttons import button_faults
from bot.checking.contacts import contact_faults, contact_remarks
from bot.checking.cries import CryTrial
from bot.checking.doubled_phrases import doubled_phrases, lines_in_two_places
from bot.checking.letters import letter_faults, phrase_remarks
from bot.checking.loud_rules import loud_rules
from bot.checking.markup import brace_faults, markup_remarks
from bot.checking.out_of_service import service_faults, service_remarks
from bot.checking.own_phrases import PhraseTrial
from bot.checking.texts import (
    ANY_TIME,
    Line,
    TextOf,
    all_examples,
    all_near_misses,
    all_phrases,
    all_texts,
    lines_of_texts,
)
from bot.checking.translations import GROUPED, translation_faults
from bot.checking.unfinished import unfinished_remarks
from bot.checking.wording import wording_faults
from bot.checking.wrong_language import Languages, language_faults
from bot.clock import is_time_zone, now_in
from bot.core.entry_ids import COURTESIES, is_of_courtesies
from bot.core.model import Knowledge, to_plain
from bot.core.replying.compose import PLACEHOLDER, Composer
from bot.core.scoring.inverted import MOST_SHORT
from bot.core.scoring.learned import Learned
from bot.core.scoring.nearest import phrases_of
from bot.core.scoring.reading import Reader
from bot.core.text import skeleton
from bot.core.understanding.crisis import Recogniser
from bot.core.understanding.matching import Matcher
from bot.loading.faults import Fault, KnowledgeError, Remark
from bot.loading.fitted_file import FITTED
from bot.loading.folder import Part, join, language_of, read_folder
from bot.loading.last_resort import LAST_RESORT, is_current
from bot.loading.prepared import digest_of, load_fitted
from bot.loading.references import placeholders_of, reference_faults
from bot.loading.sentences import Sentence, say

LONGEST_ANSWER = 1000
"""Characters of an answer with its contacts filled in: about one screen of a phone."""
FEWEST_PHRASES = 20
_DIGITS = re.compile(r"\+?\d[\d\s()-]{6,}\d")
_ADDRESS = re.compile(r"https?://|www\.|\b[\w-]+\.(?:kz|com|org)\b")


@dataclass(frozen=True, slots=True)
class Report:
    """`faults` must be fixed; `remarks` are worth knowing and never fail a check."""

    faults: tuple[Fault, ...]
    remarks: tuple[Remark, ...]
    summary: tuple[Sentence, ...]
    """What the folder holds; empty where it does not load."""


def check_knowledge(folder: Path, today: date | None = None, *, ask: bool = True) -> Report:
    """Everything wrong at once: shapes, references, then content as far as the files could be read.

    `today` is what ages are counted to; `ask` tells whether the matcher is asked, which takes most of the time.
    """
    parts, broken = read_folder(folder)
    # What one file says of another can only be judged when every file could be read.
    broken += [] if broken else reference_faults(parts)
    learned, damaged = _learned(folder)
    phrases = list(lines_of_texts(all_phrases(parts), cache(skeleton)))
    faults = [*broken, *damaged, *_unread_files(folder), *doubled_phrases(phrases, learned), *_text_faults(parts)]
    for learned_from in (all_phrases, all_examples, all_near_misses):
        faults += lines_in_two_places(learned_from(parts))
    faults += [*_few_phrases(parts, phrases), *button_faults(parts), *contact_faults(parts)]
    for part in parts:
        faults += _part_faults(part, parts)
    loud = list(loud_rules(parts, phrases, learned))
    faults += _faults(loud)
    remarks = [*_remarks(loud), *_text_remarks(parts), *unfinished_remarks(parts)]
    if broken:
        return _report(faults, remarks, ())
    knowledge = join(parts)
    faults += [*_knowledge_faults(parts, knowledge, learned), *_last_resort_faults(folder, parts)]
    faults += [*wording_faults(parts, knowledge), *service_faults(parts, knowledge)]
    remarks += [*_fit_remarks(folder, knowledge, learned), *service_remarks(parts, knowledge)]
    if is_time_zone(knowledge.time_zone):
        remarks += contact_remarks(parts, knowledge, today or now_in(knowledge.time_zone).date())
    if ask:
        # No phrase is taken word for word: only so is it seen how near the phrases of two entries lie.
        reader = Reader(knowledge, learned, word_for_word=False)
        matcher = Matcher(reader)
        trial = PhraseTrial(parts, phrases, matcher).run()
        cries = list(CryTrial(parts, matcher, Recogniser(matcher)).run())
        faults += [*trial.faults, *_faults(cries)]
        remarks += [*trial.remarks, *_remarks(cries)]
    return _report(faults, remarks, _summary(knowledge))


def _report(faults: Sequence[Fault], remarks: Sequence[Remark], summary: tuple[Sentence, ...]) -> Report:
    return Report(tuple(sorted(set(faults))), tuple(sorted(set(remarks))), summary)


def _faults(found: Iterable[Fault | Remark]) -> Iterator[Fault]:
    return (one for one in found if isinstance(one, Fault))


def _remarks(found: Iterable[Fault | Remark]) -> Iterator[Remark]:
    return (one for one in found if isinstance(one, Remark))


def _unread_files(folder: Path) -> Iterator[Fault]:
    for path in sorted(folder.rglob("*.yml")):
        yield Fault(str(path.relative_to(folder)), 0, "", say("file.unread"))


def _text_faults(parts: Sequence[Part]) -> Iterator[Fault]:
    languages = {code: language_of(code, info) for part in parts for code, info in part.model.languages.items()}
    names = frozenset(
        word.casefold()
        for part in parts
        for topic in part.model.topics.values()
        for word in re.findall(r"[^\W\d_]+", topic.names)
    )
    thousands = {code: info.thousand_words for part in parts for code, info in part.model.languages.items()}
    known = placeholders_of(parts)
    for text in all_texts(parts):
        yield from letter_faults(text, languages, names)
        yield from brace_faults(text)
        if text.path[0] != "crisis":  # where the numbers and their order are judged
            yield from translation_faults(text, languages, known, thousands)


def _text_remarks(parts: Sequence[Part]) -> Iterator[Remark]:
    for text in all_texts(parts):
        yield from markup_remarks(text)
    for text in all_phrases(parts):
        yield from phrase_remarks(text)


def _part_faults(part: Part, parts: Sequence[Part]) -> Iterator[Fault]:
    numbers = {c.number.replace(" ", "") for p in parts for c in p.model.contacts}
    for text in all_texts([part]):
        if text.field != "title" and text.path[0] != "contacts":
            yield from _prose_faults(text, numbers)
        if text.path[0] == "crisis":
            yield from _crisis_faults(text)
    for i, entry in enumerate(part.model.entries):
        if is_of_courtesies(entry.id) and entry.sources:
            line = part.file.line_of(("entries", i, "sources"))
            yield Fault(part.file.name, line, entry.id, say("courtesy.sources", family=COURTESIES))


def _few_phrases(parts: Sequence[Part], phrases: Sequence[Line]) -> Iterator[Fault]:
    counts = Counter((phrase.text.owner, phrase.code) for phrase in phrases)
    for part in parts:
        for i, entry in enumerate(part.model.entries):
            for code in entry.phrases:
                count = counts[entry.id, code]
                if count < FEWEST_PHRASES:
                    said = say("phrase.few", count=count, language=code, fewest=FEWEST_PHRASES)
                    line = part.file.line_of(("entries", i, "phrases", code))
                    yield Fault(part.file.name, line, entry.id, said)


def _prose_faults(text: TextOf, numbers: set[str]) -> Iterator[Fault]:
    for code, raw in text.by_language.items():
        prose = PLACEHOLDER.sub(" ", raw)
        digits = [found for found in _DIGITS.findall(prose) if not GROUPED.fullmatch(found)]
        for found in [*digits, *(w for w in re.findall(r"\d+", prose) if w in numbers)]:
            yield text.fault(code, say("typed.number", number=" ".join(found.split())))
        for found in _ADDRESS.findall(prose):
            yield text.fault(code, say("typed.link", link=found))


def _crisis_faults(text: TextOf) -> Iterator[Fault]:
    listed = {
        code: [name for kind, name in PLACEHOLDER.findall(raw) if kind in ("number", "contact")]
        for code, raw in text.by_language.items()
    }
    if len({tuple(dict.fromkeys(numbers)) for numbers in listed.values()}) > 1:
        yield text.fault(None, say("differs.reply"))


def _knowledge_faults(parts: Sequence[Part], knowledge: Knowledge, learned: Learned | None) -> Iterator[Fault]:
    if not is_time_zone(knowledge.time_zone):
        yield Fault("knowledge.yaml", 0, "time_zone", say("unknown.time_zone", name=knowledge.time_zone))
    composer, known = Composer(knowledge), Languages(knowledge, learned)
    for text in all_texts(parts):
        yield from language_faults(text, known, knowledge.languages)
        if text.field == "answer":
            yield from _length_faults(text, composer)


def _length_faults(text: TextOf, composer: Composer) -> Iterator[Fault]:
    for code, answer in text.by_language.items():
        length = len(to_plain(composer.paragraphs(answer, code, ANY_TIME)))
        if length > LONGEST_ANSWER:
            yield text.fault(code, say("answer.long", count=length, most=LONGEST_ANSWER))


def _last_resort_faults(folder: Path, parts: Sequence[Part]) -> Iterator[Fault]:
    if (folder / LAST_RESORT).exists() and not is_current(folder, parts):
        yield Fault(LAST_RESORT, 0, "", say("copy.differs", folder=str(folder)))


def _learned(folder: Path) -> tuple[Learned | None, tuple[Fault, ...]]:
    try:
        return load_fitted(folder), ()
    except KnowledgeError as error:
        return None, error.faults


def _fit_remarks(folder: Path, knowledge: Knowledge, learned: Learned | None) -> Iterator[Remark]:
    if learned is None:
        yield Remark(FITTED, 0, "", say("fit.never", folder=str(folder)), "fit")
    elif learned.made_from != digest_of(knowledge):
        yield Remark(FITTED, 0, "", say("fit.changed", folder=str(folder)), "fit")
    phrases = sum(map(len, map(phrases_of, knowledge.entries.values())))
    if phrases > MOST_SHORT:
        yield Remark(FITTED, 0, "", say("fit.many", count=phrases, most=MOST_SHORT), "fit")
    if not (folder / LAST_RESORT).exists():
        yield Remark(LAST_RESORT, 0, "", say("copy.none", folder=str(folder)), "fit")


def _summary(knowledge: Knowledge) -> tuple[Sentence, ...]:
    phrases = {code: sum(len(e.phrases[code]) for e in knowledge.entries.values()) for code in knowledge.languages}
    return (
        say("report.entries", count=len(knowledge.entries)),
        say("report.contacts", count=len(knowledge.contacts)),
        *(say("report.phrases", count=phrases[code], name=info.name) for code, info in knowledge.languages.items()),
    )
