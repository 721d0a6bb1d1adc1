"""What a check looks at: a folder as far as it could be read, or one that loads as a whole."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from pathlib import Path

from bot.checking.lines import AllLines
from bot.checking.texts import Line, TextOf, all_texts
from bot.core.knowledge import Knowledge, Language, LanguageInfo
from bot.core.scoring.learned import Learned
from bot.core.understanding.matching import Matcher
from bot.loading.folder import Part, language_of


@dataclass(frozen=True)
class Folder:
    """The files of the right shape, and what was learned from them, if it can be read."""

    path: Path
    parts: Sequence[Part]
    learned: Learned | None
    lines: AllLines

    @cached_property
    def texts(self) -> Sequence[TextOf]:
        """Every text that a person may read."""
        return tuple(all_texts(self.parts))

    @property
    def phrases(self) -> Sequence[Line]:
        """The phrases of all entries."""
        return self.lines.phrases

    @cached_property
    def languages(self) -> Mapping[Language, LanguageInfo]:
        return {code: language_of(code, info) for part in self.parts for code, info in part.model.languages.items()}


@dataclass(frozen=True)
class WholeFolder(Folder):
    """A folder that loads, whatever may be wrong with its content."""

    knowledge: Knowledge
    today: date | None
    """The moment to which ages are counted; None where the time zone is unknown."""

    @cached_property
    def matcher(self) -> Matcher:
        # No phrase is taken word for word: only so is it seen how near the phrases of two entries lie.
        return Matcher.of(self.knowledge, self.known, knows_phrases=False)

    @cached_property
    def known(self) -> Learned:
        """What was learned, or the defaults of a folder that was never fitted."""
        return self.learned or Learned.nothing(self.knowledge)
