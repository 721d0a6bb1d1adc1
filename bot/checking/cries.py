"""Cries for help among the phrases of entries: people who write one get help first, so no entry may claim it.

Only phrases that came since the last `senim fit` are asked: in those that were learned, the alarm was weighed against
the entry. An entry about help may speak of distress; it must then be found by its phrase.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from math import inf
from zlib import crc32

from bot.checking.folder import WholeFolder
from bot.checking.texts import TextOf, all_phrases
from bot.core.text import normal_forms
from bot.core.understanding.distress.recogniser import Recogniser
from bot.core.understanding.distress.sign import Sign
from bot.core.understanding.matching import Matcher, finds
from bot.loading import KnowledgeError, load_knowledge, shipped_folder
from bot.loading.compiled import read_compiled
from bot.loading.faults import Fault, Note
from bot.loading.folder import Part
from bot.loading.sentences import say

MOST_PHRASES = 2_000
"""Phrases that one check asks, so that it stays quick however much has changed."""


@dataclass(frozen=True, slots=True)
class Limits:
    """The alarm from which a phrase gets a note, and the one from which it is a fault."""

    note: float
    fault: float


_LIMITS = {
    # About help or not; with the matcher as a witness or without.
    (False, True): Limits(1.0, 1.0),
    (True, True): Limits(2.0, 4.0),
    (False, False): Limits(1.0, 6.0),
    (True, False): Limits(4.0, inf),
}
"""Of 3,760 labelled questions, added as phrases to the entries they ask for, none is a fault by these."""


def cries_among_phrases(folder: WholeFolder) -> Iterator[Fault | Note]:
    recogniser = Recogniser(folder.knowledge, folder.matcher, folder.known)
    is_shipped = folder.path.resolve() == shipped_folder().resolve()
    came_along = _nothing if is_shipped else _shipped_phrases
    return CryTrial(folder.parts, folder.matcher, recogniser, came_along).run()


def _nothing() -> Mapping[str, frozenset[str]]:
    return {}


@cache
def _shipped_phrases() -> Mapping[str, frozenset[str]]:
    """By entry. Those that `senim new` brings along were weighed where they come from, and an editor who takes them out
    would make the new bot understand less of what it is asked about help.
    """
    try:
        shipped = shipped_folder()
        entries = (read_compiled(shipped, lambda: load_knowledge(shipped)) or load_knowledge(shipped)).entries.values()
    except KnowledgeError:
        return {}
    return {entry.id: frozenset(line for lines in entry.phrases.values() for line in lines) for entry in entries}


class CryTrial:
    """Checks the newest phrases of one knowledge."""

    def __init__(
        self,
        parts: Sequence[Part],
        matcher: Matcher,
        recogniser: Recogniser,
        came_along: Callable[[], Mapping[str, frozenset[str]]],
    ) -> None:
        """`came_along`: phrases of each entry of which nothing is said; only asked where something would be."""
        self._parts, self._matcher, self._recogniser = parts, matcher, recogniser
        self._came_along = came_along
        self._learned = frozenset(matcher.reader.model.labels)

    def run(self) -> Iterator[Fault | Note]:
        newest = [(crc32(phrase.encode()), phrase, offset, code, text) for phrase, offset, code, text in self._newest()]
        newest.sort(key=lambda one: one[0])
        for _, phrase, offset, code, text in newest[:MOST_PHRASES]:
            yield from self._judge(phrase, offset, code, text)

    def _newest(self) -> Iterator[tuple[str, int, str, TextOf]]:
        """Each phrase that was not there at the last fit, with its line in the block."""
        known = self._matcher.reader.phrases
        for text in all_phrases(self._parts):
            if not known.holds(self._matcher.entries[text.owner]):
                for code, block in text.by_language.items():
                    for offset, line in enumerate(block.splitlines()):
                        if line.strip() and known.word_for_word(normal_forms(line)) is None:
                            yield line.strip(), offset, code, text

    def _judge(self, phrase: str, offset: int, code: str, text: TextOf) -> Iterator[Fault | Note]:
        entry = self._matcher.entries[text.owner]
        sign = self._recogniser.recognise(phrase)
        if not sign or not sign.comes_first or (sign.found_by == "safe word" and entry.sensitive):
            return
        is_witness = entry.id in self._learned
        limits, alarm = _LIMITS[entry.sensitive, is_witness], self._alarm(sign)
        is_claimed = is_witness and finds(self._matcher.match(phrase), entry.id)
        is_cry = alarm >= limits.note and not is_claimed
        # In a chat, too, no question outweighs the part that cries beside it; but calm phrases are among these.
        if not is_cry and (sign.found_by != "part" or entry.sensitive):
            return
        if phrase in self._came_along().get(entry.id, ()):
            return
        said = say("phrase.cry", phrase=phrase, crisis=sign.crisis)
        line = text.part.file.line_in_block((*text.path, code), offset)
        if is_cry and alarm >= limits.fault:
            yield Fault(text.part.file.name, line, entry.id, said)
        else:
            yield Note(text.part.file.name, line, entry.id, said, "cry")

    def _alarm(self, sign: Sign) -> float:
        """The alarm of a sign; where nothing was learned yet, an example is as loud as a rule."""
        return sign.alarm if self._learned else inf
