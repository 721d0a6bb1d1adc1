"""What a check says, in every language that an editor may choose; the texts are in `sentences.yaml`.

A sentence is kept as its key and what is filled in, so that the caller who shows it chooses the language.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import NamedTuple

DEFAULT = "en"
"""The language of logs and the command line where none was chosen."""
Texts = tuple[tuple[str, str], ...]
"""A value that the knowledge itself has in several languages."""
Fact = str | int | Texts


class Sentence(NamedTuple):
    """Made by `say`."""

    key: str
    facts: tuple[tuple[str, Fact], ...]

    def what(self, language: str = DEFAULT) -> str:
        return self._line(language, 0)

    def cure(self, language: str = DEFAULT) -> str:
        """What to do about it; empty where there is nothing to do."""
        return self._line(language, 1)

    def _line(self, language: str, number: int) -> str:
        lines = _sentences()[self.key][language].splitlines()
        if number >= len(lines):
            return ""
        return lines[number].format(**{name: _in_language(fact, language) for name, fact in self.facts})


def say(key: str, /, **facts: Fact | Mapping[str, str]) -> Sentence:
    return Sentence(key, tuple((name, tuple(f.items()) if isinstance(f, Mapping) else f) for name, f in facts.items()))


def _in_language(fact: Fact, language: str) -> str | int:
    """The text in this language, else in English, else the first one."""
    if not isinstance(fact, tuple):
        return fact
    texts = dict(fact)
    return texts.get(language) or texts.get(DEFAULT) or next(iter(texts.values()), "")


@cache
def _sentences() -> Mapping[str, Mapping[str, str]]:
    # A knowledge without faults has nothing to say, and starts without reading YAML.
    from bot.loading.yaml_file import read_yaml

    file, _ = read_yaml(Path(__file__).with_name("sentences.yaml"), "sentences.yaml")
    sentences: Mapping[str, Mapping[str, str]] = file.data
    return sentences
