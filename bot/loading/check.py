"""What a knowledge folder that loads can still get wrong, as a careful editor would find it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from bot.clock import is_time_zone
from bot.core.compose import PLACEHOLDER, Composer
from bot.core.model import Knowledge, LanguageInfo
from bot.core.render import to_plain
from bot.core.text import words
from bot.loading.faults import Fault
from bot.loading.folder import Part, join, read_folder
from bot.loading.last_resort import LAST_RESORT, is_current
from bot.loading.out_of_service import service_faults, service_remarks
from bot.loading.prepared import digest_of, load_fitted
from bot.loading.references import reference_faults
from bot.loading.wording import wording_faults

LONGEST_ANSWER = 1000
"""Characters of an answer with its contacts filled in: about one screen of a phone."""
LONGEST_TITLE = 40
FEWEST_PHRASES = 20
_NOON = datetime(2024, 11, 27, 12)
_DIGITS = re.compile(r"\+?\d[\d\s()-]{6,}\d")
_ADDRESS = re.compile(r"https?://|www\.|\b[\w-]+\.(?:kz|com|org)\b")
_MIXED = re.compile(r"\w*(?:[a-zA-Z][\u0400-\u04ff]|[\u0400-\u04ff][a-zA-Z])\w*")

Remark = str


@dataclass(frozen=True, slots=True)
class Report:
    faults: tuple[Fault, ...]
    remarks: tuple[Remark, ...]
    summary: str


def check_knowledge(folder: Path) -> Report:
    """Everything wrong at once: shapes, references, then content as far as the files could be read."""
    parts, faults = read_folder(folder)
    # What one file says of another can only be judged when every file could be read.
    faults += [] if faults else reference_faults(parts)
    for part in parts:
        faults += _part_faults(part, parts)
    if faults:
        return Report(tuple(sorted(set(faults))), (), "")
    knowledge = join(parts)
    faults = [*_knowledge_faults(knowledge), *_length_faults(parts, knowledge), *_doubled_phrases(parts)]
    faults += [*_last_resort_faults(folder, parts), *wording_faults(parts, knowledge)]
    faults += service_faults(parts, knowledge)
    return Report(tuple(sorted(set(faults))), tuple(_remarks(folder, knowledge)), _summary(knowledge))


def _part_faults(part: Part, parts: Sequence[Part]) -> Iterator[Fault]:
    numbers = {c.number.replace(" ", "") for p in parts for c in p.model.contacts}
    for i, entry in enumerate(part.model.entries):
        for code, title in entry.title.items():
            if len(title) > LONGEST_TITLE:
                what = f"the title has {len(title)} characters, a button shows {LONGEST_TITLE}"
                yield _fault(part, ("entries", i, "title", code), entry.id, what, "shorten it")
        for code, answer in entry.answer.items():
            path = ("entries", i, "answer", code)
            yield from _prose_faults(part, path, entry.id, answer, numbers)
            yield from _script_faults(part, path, entry.id, answer)
        for code, block in entry.phrases.items():
            lines = [line for line in block.splitlines() if line.strip()]
            if len(lines) < FEWEST_PHRASES:
                what = f"{len(lines)} phrases in {code!r}"
                cure = f"add some in other words, up to at least {FEWEST_PHRASES}"
                yield _fault(part, ("entries", i, "phrases", code), entry.id, what, cure)
    for name, texts in part.model.texts.items():
        for code, text in texts.items():
            yield from _prose_faults(part, ("texts", name, code), name, text, numbers)
    for i, crisis in enumerate(part.model.crisis):
        for code, text in (crisis.reply or {}).items():
            yield from _prose_faults(part, ("crisis", i, "reply", code), crisis.id, text, numbers)
        yield from _crisis_faults(part, ("crisis", i, "reply"), crisis.id, crisis.reply or {})


def _prose_faults(part: Part, path: tuple[str | int, ...], entry: str, text: str, numbers: set[str]) -> Iterator[Fault]:
    prose = PLACEHOLDER.sub(" ", text)
    for found in [*_DIGITS.findall(prose), *(w for w in re.findall(r"\d+", prose) if w in numbers)]:
        what = f"the number {found.strip()!r} is typed in the text"
        yield _fault(part, path, entry, what, "refer to it by {number:ID} or {contact:ID}")
    for found in _ADDRESS.findall(prose):
        cure = "name the page in sources.yaml and refer to it by {link:ID}"
        yield _fault(part, path, entry, f"a link ({found}) is typed in the text", cure)


def _script_faults(part: Part, path: tuple[str | int, ...], entry: str, text: str) -> Iterator[Fault]:
    for found in _MIXED.findall(PLACEHOLDER.sub(" ", text)):
        what = f"the word {found!r} mixes Latin and Cyrillic letters"
        yield _fault(part, path, entry, what, "type it again in one alphabet")


def _crisis_faults(part: Part, path: tuple[str | int, ...], crisis: str, reply: Mapping[str, str]) -> Iterator[Fault]:
    listed = {
        code: [name for kind, name in PLACEHOLDER.findall(text) if kind in ("number", "contact")]
        for code, text in reply.items()
    }
    if len({tuple(dict.fromkeys(numbers)) for numbers in listed.values()}) > 1:
        what = "the reply gives different numbers in different languages"
        yield _fault(part, path, crisis, what, "give the same numbers in the same order")


def _length_faults(parts: Sequence[Part], knowledge: Knowledge) -> Iterator[Fault]:
    composer = Composer(knowledge)
    for part in parts:
        for i, entry in enumerate(part.model.entries):
            for code, answer in entry.answer.items():
                length = len(to_plain(composer.paragraphs(answer, code, _NOON)))
                if length > LONGEST_ANSWER:
                    what = f"the answer has {length} characters with its contacts filled in"
                    yield _fault(
                        part, ("entries", i, "answer", code), entry.id, what, f"keep it below {LONGEST_ANSWER}"
                    )


def _knowledge_faults(knowledge: Knowledge) -> Iterator[Fault]:
    if not is_time_zone(knowledge.time_zone):
        what = f"the time zone {knowledge.time_zone!r} is unknown"
        yield Fault("knowledge.yaml", 0, "time_zone", what, "use a name like Asia/Almaty")


def _last_resort_faults(folder: Path, parts: Sequence[Part]) -> Iterator[Fault]:
    if (folder / LAST_RESORT).exists() and not is_current(folder, parts):
        what = "this copy of contacts and crisis replies differs from the other files"
        yield Fault(LAST_RESORT, 0, "", what, "run `senim fit --last-resort`")


def _doubled_phrases(parts: Sequence[Part]) -> Iterator[Fault]:
    seen: dict[str, str] = {}
    for part in parts:
        for i, entry in enumerate(part.model.entries):
            for code, block in entry.phrases.items():
                for offset, phrase in enumerate(block.splitlines()):
                    form = " ".join(words(phrase))
                    first = seen.setdefault(form, entry.id) if form else entry.id
                    if first != entry.id:
                        line = part.file.line_in_block(("entries", i, "phrases", code), offset)
                        what = f"the phrase {phrase.strip()!r} also stands under {first}"
                        yield Fault(part.file.name, line, entry.id, what, "keep it where it fits better")


def _remarks(folder: Path, knowledge: Knowledge) -> Iterator[Remark]:
    fitted = load_fitted(folder)
    if fitted is None:
        yield "this knowledge was never fitted, so only safe words and the very examples set off help; run `senim fit`."
    elif fitted["made_from"] != digest_of(knowledge):
        yield "phrases have changed since `senim fit` was run; run it again."
    if not (folder / LAST_RESORT).exists():
        yield "there is no copy of contacts and crisis replies for the day when a file fails; run `senim fit`."
    yield from service_remarks(knowledge)
    unchecked = [c.id for c in knowledge.contacts.values() if c.checked_on is None]
    if unchecked:
        yield f"nobody has called {', '.join(unchecked)} yet; put the day of the call into checked_on."


def _summary(knowledge: Knowledge) -> str:
    counts = ", ".join(
        f"{sum(len(e.phrases[code]) for e in knowledge.entries.values())} phrases in {info.name}"
        for code, info in _languages(knowledge)
    )
    return f"No faults: {len(knowledge.entries)} entries, {len(knowledge.contacts)} contacts, {counts}."


def _languages(knowledge: Knowledge) -> list[tuple[str, LanguageInfo]]:
    return list(knowledge.languages.items())


def _fault(part: Part, path: Sequence[str | int], entry: str, what: str, cure: str) -> Fault:
    return Fault(part.file.name, part.file.line_of(path), entry, what, cure)
