"""Rules and safe words that bring help first to people who ask for something else.

No fit weighs a rule against anything, so each is tried on all phrases of entries that are not about help, and on all
near misses. What came since the fit is left to `cries.py`, where the phrase is to blame, unless a rule finds many.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache

from bot.checking.folder import Folder
from bot.checking.texts import Line
from bot.core.crisis_classes import CALM
from bot.core.entry_ids import family_of
from bot.core.text import forms_of, normal_forms
from bot.core.understanding.distress.rules import CrisisRules
from bot.core.understanding.patterns import PatternWords
from bot.loading.faults import Fault, Note
from bot.loading.folder import Part, language_of, pattern_words_of
from bot.loading.merged import merged
from bot.loading.rule_blocks import rule_blocks
from bot.loading.sentences import Fact, say
from bot.loading.yaml_file import KeyPath

_NONE = ""
"""No rule."""
FEW_TO_BLAME = 3
"""New phrases that a rule may find and that are themselves to blame; of more, the rule is."""
Location = tuple[str, int]
"""A file and a line."""


def loud_rules(folder: Folder) -> Iterator[Fault | Note]:
    parts, learned = folder.parts, folder.learned
    private = {code for part in parts for code in part.model.private}
    asked = [phrase for phrase in folder.phrases if family_of(phrase.text.owner) not in private]
    outright = _Outright(parts)
    for typed, found in outright.sorted_by_what_finds(asked).items():
        known = [one for one in found if learned and learned.phrases.word_for_word(one.words) is not None]
        if known or len(found) > FEW_TO_BLAME:
            yield Fault(*outright.locations[typed], outright.owners[typed], say("rule.loud", **_told(typed, found)))
    for typed, found in outright.sorted_by_what_finds(folder.lines.near_misses).items():
        said = say("rule.near_misses", **_told(typed, found))
        yield Note(*outright.locations[typed], outright.owners[typed], said, "rule")


def _told(typed: str, found: Sequence[Line]) -> Mapping[str, Fact]:
    return {"rule": typed, "count": len(found), "phrase": found[0].line, "entry": found[0].text.owner}


class _Outright:
    """Everything that sets off help by itself, and where it stands."""

    def __init__(self, parts: Sequence[Part]) -> None:
        self.locations: dict[str, Location] = {}
        self.owners: dict[str, str] = {}
        self._safe: dict[tuple[str, ...], str] = {}
        rules: dict[str, list[str]] = {}
        for part in parts:
            for block in rule_blocks(part):
                if block.crisis != CALM:  # its rules keep help away
                    rules.setdefault(block.crisis, []).extend(self._located(part, *block))
            for word in self._located(part, "", ("safe_words",), part.model.safe_words):
                if found := tuple(normal_forms(word)):  # an emoji has none
                    self._safe[found] = word
        languages = [language_of(code, model) for part in parts for code, model in part.model.languages.items()]
        negations = forms_of(word for info in languages for word in info.sentences.negations)
        lists = pattern_words_of(merged([part.model for part in parts]))
        self._rules = CrisisRules(rules, PatternWords(negations, lists))
        self._found = _found_before(repr((rules, sorted(negations), lists)))

    def _located(self, part: Part, owner: str, path: KeyPath, block: str | None) -> Iterator[str]:
        for offset, line in enumerate((block or "").splitlines()):
            typed = line.strip()
            if typed:
                self.locations.setdefault(typed, (part.file.name, part.file.line_in_block(path, offset)))
                self.owners.setdefault(typed, owner)
                yield typed

    def sorted_by_what_finds(self, lines: Sequence[Line]) -> Mapping[str, list[Line]]:
        """The lines that bring help first, by the rule or safe word that does it."""
        found: dict[str, list[Line]] = {}
        for line in lines:
            typed = self._rule_for(line) or self._safe.get(tuple(line.words))
            if typed:
                found.setdefault(typed, []).append(line)
        return found

    def _rule_for(self, line: Line) -> str:
        words = " ".join(line.words)
        if words not in self._found:
            found = self._rules.first_in(line.words)
            self._found[words] = found.pattern.words if found else _NONE
        return self._found[words]


@lru_cache(maxsize=1)
def _found_before(rules: str) -> dict[str, str]:  # noqa: ARG001 - what was found is kept for them
    """By its words, the rule that was found in each line: the desk checks again after each change, hardly a line of
    which is new, and to look for all rules in all lines takes most of the time.
    """
    return {}
