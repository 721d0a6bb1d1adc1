"""Every text of the files that a person may read, whatever it belongs to."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.core.model import Language
from bot.loading.faults import Fault, Remark, RemarkKind
from bot.loading.sentences import Sentence

if TYPE_CHECKING:
    from bot.loading.folder import Part

KeyPath = tuple[str | int, ...]


@dataclass(frozen=True, slots=True)
class TextOf:
    """One text in its languages, and where it stands."""

    part: Part
    path: KeyPath
    owner: str
    by_language: Mapping[Language, str]

    @property
    def field(self) -> str:
        """`title`, `answer`, `reply`, …; the key of one of the program's own texts."""
        return str(self.path[-1])

    def fault(self, code: Language | None, said: Sentence, offset: int = 0) -> Fault:
        """`offset` is the place of what is wrong within the text, where its line should be told."""
        return Fault(self.part.file.name, self._line(code, offset), self.owner, said)

    def remark(self, code: Language | None, said: Sentence, kind: RemarkKind, offset: int = 0) -> Remark:
        return Remark(self.part.file.name, self._line(code, offset), self.owner, said, kind)

    def _line(self, code: Language | None, offset: int) -> int:
        if code is None:
            return self.part.file.line_of(self.path)
        path = (*self.path, code)
        before = self.by_language[code].count("\n", 0, offset)
        return self.part.file.line_in_block(path, before) if before else self.part.file.line_of(path)


def all_texts(parts: Sequence[Part]) -> Iterator[TextOf]:
    for part in parts:
        model = part.model
        for i, entry in enumerate(model.entries):
            for field in ("title", "answer"):
                yield TextOf(part, ("entries", i, field), entry.id, getattr(entry, field))
        for i, contact in enumerate(model.contacts):
            for field in ("name", "for_whom", "call"):
                yield TextOf(part, ("contacts", i, field), contact.id, getattr(contact, field))
        for i, crisis in enumerate(model.crisis):
            yield TextOf(part, ("crisis", i, "reply"), crisis.id, crisis.reply or {})
        for name, by_language in model.texts.items():
            yield TextOf(part, ("texts", name), name, by_language)


def all_phrases(parts: Sequence[Part]) -> Iterator[TextOf]:
    """The phrases of each entry, in their languages."""
    for part in parts:
        for i, entry in enumerate(part.model.entries):
            yield TextOf(part, ("entries", i, "phrases"), entry.id, entry.phrases)
