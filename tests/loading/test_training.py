"""What stands below `training/` belongs to an entry, a crisis class or a language that is there.

Of `bot/loading/references.py`.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.core.crisis_classes import WEIGHTIEST_FIRST
from tests.support.faults_told import faults_at_loading
from tests.support.small_knowledge import write_apart


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "more_phrases:\n  fair.gone: {en: where}",
            "training/entries.yaml:2: fair.gone: there is no entry to which these phrases belong; correct the id; "
            "where the entry was removed, remove its phrases, too",
        ),
        (
            "more_phrases:\n  fair.where:\n    de: wo",
            "training/entries.yaml:3: fair.where: the language 'de' is not declared; use one of ru, en",
        ),
        (
            "more_examples:\n  gloom: {en: so dark}",
            f"training/entries.yaml:2: gloom: this crisis class is not known; use one of {', '.join(WEIGHTIEST_FIRST)}",
        ),
        (
            "more_near_misses:\n  danger:\n    de: gefahr",
            "training/entries.yaml:3: danger: the language 'de' is not declared; use one of ru, en",
        ),
        ("out_of_scope:\n  de: wie spät", "training/entries.yaml:2: out_of_scope: the language 'de' is not declared"),
        ("follow_ups:\n  de: und er", "training/entries.yaml:2: follow_ups: the language 'de' is not declared"),
        (
            "crisis: [{id: calm}]\nmore_examples:\n  calm: {en: what a day}",
            "training/entries.yaml:3: calm: the class calm holds only what must not set off help, and no 'more_",
        ),
    ],
)
def test_what_stands_apart_must_belong_to_something(small_folder: Path, text: str, expected: str) -> None:
    write_apart(small_folder, text)
    (fault,) = faults_at_loading(small_folder)

    assert fault.startswith(expected)
