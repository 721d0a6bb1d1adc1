"""Phrases that two entries claim, however they are spelt."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from bot.core.learned import Learned
from bot.core.nearest import Phrases
from bot.loading.faults import Fault
from bot.loading.sentences import say
from bot.loading.texts import Line


def doubled_phrases(lines: Sequence[Line], learned: Learned | None) -> Iterator[Fault]:
    """Told at the entry that claims what another had already: at the last fit, or further up."""
    first: dict[str, str] = {}
    claimed: dict[str, set[str]] = {}
    for line in lines:
        form = " ".join(line.words)
        if first.setdefault(form, line.text.owner) != line.text.owner:
            claimed.setdefault(form, {first[form]}).add(line.text.owner)
    if claimed:
        phrases = learned.phrases if learned else Phrases()
        older = {form: phrases.word_for_word(form.split()) for form in claimed}
        yield from _told(lines, {f: (owner if owner in claimed[f] else first[f]) for f, owner in older.items()})


def _told(lines: Sequence[Line], owners: Mapping[str, str]) -> Iterator[Fault]:
    """`owners` are the entries that had each of the shared phrases first."""
    for line in lines:
        owner = owners.get(" ".join(line.words), line.text.owner)
        if owner != line.text.owner:
            said = say("phrase.doubled", phrase=line.line, entry=owner)
            yield Fault(line.text.part.file.name, line.number, line.text.owner, said)
