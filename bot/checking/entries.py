"""Entries: whether they have enough phrases, fit on a screen, and state facts only where facts belong."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from bot.checking.folder import Folder, WholeFolder
from bot.checking.texts import ANY_TIME
from bot.core.entry_ids import COURTESIES, is_of_courtesies
from bot.core.model import to_plain
from bot.core.replying.compose import Composer
from bot.loading.faults import Fault
from bot.loading.sentences import say

LONGEST_ANSWER = 1000
"""Characters of an answer with its contacts filled in: about one screen of a phone."""
FEWEST_PHRASES = 20
"""Phrases of an entry in each language."""


def few_phrases(folder: Folder) -> Iterator[Fault]:
    counts = Counter((phrase.text.owner, phrase.code) for phrase in folder.phrases)
    for part in folder.parts:
        for i, entry in enumerate(part.model.entries):
            for code in entry.phrases:
                count = counts[entry.id, code]
                if count < FEWEST_PHRASES:
                    said = say("phrase.few", count=count, language=code, fewest=FEWEST_PHRASES)
                    line = part.file.line_of(("entries", i, "phrases", code))
                    yield Fault(part.file.name, line, entry.id, said)


def courtesies_with_sources(folder: Folder) -> Iterator[Fault]:
    for part in folder.parts:
        for i, entry in enumerate(part.model.entries):
            if is_of_courtesies(entry.id) and entry.sources:
                line = part.file.line_of(("entries", i, "sources"))
                yield Fault(part.file.name, line, entry.id, say("courtesy.sources", family=COURTESIES))


def long_answers(folder: WholeFolder) -> Iterator[Fault]:
    composer = Composer(folder.knowledge)
    for text in folder.texts:
        for code, answer in text.by_language.items() if text.field == "answer" else ():
            length = len(to_plain(composer.paragraphs(answer, code, ANY_TIME)))
            if length > LONGEST_ANSWER:
                yield text.fault(code, say("answer.long", count=length, most=LONGEST_ANSWER))
