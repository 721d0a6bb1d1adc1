"""Phrases that two entries claim, lines that teach two things, and lines that stand in two places."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain

from bot.checking.folder import Folder
from bot.checking.texts import (
    Line,
    TextOf,
    all_examples,
    all_near_misses,
    all_phrases,
)
from bot.core.crisis_classes import CALM
from bot.core.scoring.nearest import Phrases
from bot.loading.faults import Fault
from bot.loading.sentences import say


def doubled_phrases(folder: Folder) -> Iterator[Fault]:
    """Phrases of several entries, reported at the entry that claims what another had already: at the last fit, or
    further up.
    """
    first: dict[str, str] = {}
    claimed: dict[str, set[str]] = {}
    for line in folder.phrases:
        form = " ".join(line.words)
        if first.setdefault(form, line.text.owner) != line.text.owner:
            claimed.setdefault(form, {first[form]}).add(line.text.owner)
    if claimed:
        phrases = folder.learned.phrases if folder.learned else Phrases()
        older = {form: phrases.word_for_word(form.split()) for form in claimed}
        yield from _told(
            folder.phrases, {f: (owner if owner in claimed[f] else first[f]) for f, owner in older.items()}
        )


def _told(lines: Sequence[Line], owners: Mapping[str, str]) -> Iterator[Fault]:
    """`owners` are the entries that had each of the shared phrases first."""
    shared = [(form, line) for line in lines if (form := " ".join(line.words)) in owners]
    locations: dict[str, str] = {}
    for form, line in shared:
        if line.text.owner == owners[form]:
            locations.setdefault(form, line.location)
    for form, line in shared:
        if line.text.owner != owners[form]:
            said = say("phrase.doubled", phrase=line.line, entry=owners[form], location=locations[form])
            yield Fault(line.text.part.file.name, line.number, line.text.owner, said)


def doubled_lines(folder: Folder) -> Iterator[Fault]:
    """Lines that stand twice among everything that is learned from."""
    for texts_of in (all_phrases, all_examples, all_near_misses):
        yield from _lines_at_two_locations(texts_of(folder.parts))


def _lines_at_two_locations(texts: Iterable[TextOf]) -> Iterator[Fault]:
    """Lines of one entry or class that are the same letter by letter: copied to where the rest of them stand, not
    moved.

    `texts` are of one kind. Twice in the same place does no harm.
    """
    seen: dict[tuple[str, str, str], tuple[TextOf, int]] = {}
    for text in texts:
        for code, block in text.by_language.items():
            for offset, line in enumerate(block.splitlines()):
                first, its_offset = seen.setdefault((text.owner, code, line.strip()), (text, offset))
                # An entry or class that stands twice has a fault of its own.
                if line.strip() and first is not text and text.path[0] not in ("entries", "crisis"):
                    file, its_file = text.part.file, first.part.file
                    location = f"{its_file.name}:{its_file.line_in_block((*first.path, code), its_offset)}"
                    number = file.line_in_block((*text.path, code), offset)
                    yield Fault(file.name, number, text.owner, say("line.twice", line=line.strip(), location=location))


def contradicting_lines(folder: Folder) -> Iterator[Fault]:
    """Lines that are learned as two things: as a cry and as none, as cries of two classes, as answered and as
    unanswered.

    A phrase may well be a near miss: neither is a cry.
    """
    lines = folder.lines
    cries, calm = ((line.text.owner, line) for line in lines.examples), ((CALM, line) for line in lines.near_misses)
    yield from _of_two_kinds(chain(cries, calm))
    answered, unanswered = (("answered", line) for line in lines.phrases), (("", line) for line in lines.out_of_scope)
    yield from _of_two_kinds(chain(answered, unanswered))


def _of_two_kinds(lines: Iterable[tuple[str, Line]]) -> Iterator[Fault]:
    """`lines` come with what each of them is learned as."""
    seen: dict[str, tuple[str, Line]] = {}
    for kind, line in lines:
        first_kind, first = seen.setdefault(" ".join(line.words), (kind, line))
        if first_kind != kind:
            said = say("line.contradicts", line=line.line, location=first.location)
            yield Fault(line.text.part.file.name, line.number, line.text.owner, said)
