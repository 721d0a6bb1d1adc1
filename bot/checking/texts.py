"""Every text in the files that a person may read, whatever it belongs to."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.core.knowledge import Language
from bot.core.text import normal_forms
from bot.loading.faults import Fault, Note, NoteKind
from bot.loading.folder import Part
from bot.loading.schema import REPLIES
from bot.loading.sentences import Sentence
from bot.loading.yaml_file import KeyPath

ANY_TIME = datetime(2024, 1, 10, 12)
"""The moment at which texts with opening hours are judged: noon on a Wednesday, when most lines answer."""


@dataclass(frozen=True, slots=True)
class TextOf:
    """One text in its languages, and where it stands."""

    part: Part
    path: KeyPath
    owner: str
    by_language: Mapping[Language, str]

    @property
    def is_of_help(self) -> bool:
        """Whether it is a first reply to distress."""
        return self.path[0] in ("crisis", "variants")

    @property
    def field(self) -> str:
        """`title`, `answer`, `reply`, …; the key of one of the program's own texts."""
        return str(self.path[-1])

    def fault(self, code: Language | None, said: Sentence, offset: int | None = None) -> Fault:
        """`offset` is where in the text the fault is, where its line should be told."""
        return Fault(self.part.file.name, self._line(code, offset), self.owner, said)

    def note(self, code: Language | None, said: Sentence, kind: NoteKind, offset: int | None = None) -> Note:
        return Note(self.part.file.name, self._line(code, offset), self.owner, said, kind)

    def _line(self, code: Language | None, offset: int | None) -> int:
        """That of the key, unless an offset in the text is told."""
        if code is None:
            return self.part.file.line_of(self.path)
        path = (*self.path, code)
        if offset is None:
            return self.part.file.line_of(path)
        return self.part.file.line_in_block(path, self.by_language[code].count("\n", 0, offset))


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a block of phrases, in its normal form as well."""

    text: TextOf
    code: Language
    offset: int
    """Which line of the block it is."""
    line: str
    words: Sequence[str]

    @property
    def number(self) -> int:
        """The line of the file."""
        return self.text.part.file.line_in_block((*self.text.path, self.code), self.offset)

    @property
    def location(self) -> str:
        return f"{self.text.part.file.name}:{self.number}"


def lines_of_texts(texts: Iterable[TextOf], form_of: Callable[[str], str]) -> Iterator[Line]:
    """Each line that has words; `form_of` gives the normal form of one."""
    for text in texts:
        for code, block in text.by_language.items():
            for offset, line in enumerate(block.splitlines()):
                if found := normal_forms(line, form_of):
                    yield Line(text, code, offset, line.strip(), found)


def all_texts(parts: Sequence[Part]) -> Iterator[TextOf]:
    for part in parts:
        model = part.model
        for i, entry in enumerate(model.entries):
            for field in ("title", "answer"):
                yield TextOf(part, ("entries", i, field), entry.id, getattr(entry, field))
        for i, contact in enumerate(model.contacts):
            for field in ("name", "for_whom", "call"):
                yield TextOf(part, ("contacts", i, field), contact.id, getattr(contact, field))
        yield from crisis_replies(part)
        for name, by_language in model.texts.items():
            yield TextOf(part, ("texts", name), name, by_language)


def crisis_replies(part: Part) -> Iterator[TextOf]:
    """The replies of the crisis classes of a file, and of variants."""
    for i, crisis in enumerate(part.model.crisis):
        yield TextOf(part, ("crisis", i, "reply"), crisis.id, crisis.reply or {})
        if crisis.to_child:
            yield TextOf(part, ("crisis", i, "to_child"), crisis.id, crisis.to_child)
    for i, variant in enumerate(part.model.variants):
        for key in REPLIES:
            if reply := getattr(variant, key):
                yield TextOf(part, ("variants", i, key), variant.id, reply)


def all_phrases(parts: Sequence[Part]) -> Iterator[TextOf]:
    """The phrases of each entry, in their languages: those beside the answers, then those that stand apart."""
    return _beside_and_apart(parts, "entries", "phrases")


def all_examples(parts: Sequence[Part]) -> Iterator[TextOf]:
    return _beside_and_apart(parts, "crisis", "examples")


def all_near_misses(parts: Sequence[Part]) -> Iterator[TextOf]:
    return _beside_and_apart(parts, "crisis", "near_misses")


def all_out_of_scope(parts: Sequence[Part]) -> Iterator[TextOf]:
    for part in parts:
        yield TextOf(part, ("out_of_scope",), "out_of_scope", part.model.out_of_scope)


def _beside_and_apart(parts: Sequence[Part], group: str, key: str) -> Iterator[TextOf]:
    for part in parts:
        for i, owner in enumerate(getattr(part.model, group)):
            yield TextOf(part, (group, i, key), owner.id, getattr(owner, key))
    for part in parts:
        for name, by_language in getattr(part.model, f"more_{key}").items():
            yield TextOf(part, (f"more_{key}", name), name, by_language)
