"""What a check says, in every language that an editor may choose; the words stand in `sentences.yaml`.

A sentence is kept as its key and what is filled in, so that whoever shows it chooses the language.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

LANGUAGES = ("kk", "ru", "en")
DEFAULT = "en"
"""What logs and the command line say where no language was chosen."""
Fact = str | int


@dataclass(frozen=True, slots=True, order=True)
class Sentence:
    """Made by `say`."""

    key: str
    facts: tuple[tuple[str, Fact], ...]

    def what(self, language: str = DEFAULT) -> str:
        return self._line(language, 0)

    def cure(self, language: str = DEFAULT) -> str:
        """What to do; empty where there is nothing to do."""
        return self._line(language, 1)

    def _line(self, language: str, number: int) -> str:
        lines = _sentences()[self.key][language].splitlines()
        return lines[number].format(**dict(self.facts)) if number < len(lines) else ""


def say(key: str, /, **facts: Fact) -> Sentence:
    return Sentence(key, tuple(facts.items()))


@cache
def _sentences() -> Mapping[str, Mapping[str, str]]:
    # A knowledge without faults has nothing to say, and starts without reading YAML.
    from bot.loading.yaml_file import read_yaml

    file, _ = read_yaml(Path(__file__).with_name("sentences.yaml"), "sentences.yaml")
    sentences: Mapping[str, Mapping[str, str]] = file.data
    return sentences
