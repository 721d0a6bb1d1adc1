"""Phrases that two entries claim, however they are spelt."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from typing import TYPE_CHECKING

from bot.core.learned import Learned
from bot.core.nearest import Phrases
from bot.core.text import skeleton, words
from bot.loading.faults import Fault
from bot.loading.sentences import say
from bot.loading.texts import all_phrases

if TYPE_CHECKING:
    from bot.loading.folder import Part


def doubled_phrases(parts: Sequence[Part], learned: Learned | None) -> Iterator[Fault]:
    """Told at the entry that claims what another had already: at the last fit, or further up."""
    form_of = cache(skeleton)
    first: dict[str, str] = {}
    claimed: dict[str, set[str]] = {}
    for text in all_phrases(parts):
        for block in text.by_language.values():
            for phrase in block.splitlines():
                form = " ".join(words(phrase, form_of))
                if form and first.setdefault(form, text.owner) != text.owner:
                    claimed.setdefault(form, {first[form]}).add(text.owner)
    if claimed:
        phrases = learned.phrases if learned else Phrases()
        older = {form: phrases.word_for_word(form.split()) for form in claimed}
        yield from _told(parts, {f: (owner if owner in claimed[f] else first[f]) for f, owner in older.items()})


def _told(parts: Sequence[Part], owners: Mapping[str, str]) -> Iterator[Fault]:
    """`owners` are the entries that had each of the shared phrases first."""
    for text in all_phrases(parts):
        for code, block in text.by_language.items():
            for offset, phrase in enumerate(block.splitlines()):
                owner = owners.get(" ".join(words(phrase)), text.owner)
                if owner != text.owner:
                    line = text.part.file.line_in_block((*text.path, code), offset)
                    said = say("phrase.doubled", phrase=phrase.strip(), entry=owner)
                    yield Fault(text.part.file.name, line, text.owner, said)
