from __future__ import annotations

from pathlib import Path

import pytest

from bot.loading import load_knowledge
from bot.loading.folder import read_parts
from bot.loading.last_resort import last_resort_of
from bot.loading.merged import merged
from bot.loading.schema import KnowledgeFile

ELSEWHERE = """\
safe_words: banana
out_of_scope: {en: how tall is the moon}
follow_ups: {en: really though}
"""
HERE = """\
out_of_scope: {en: how old is the sea}
follow_ups: {ru: и что}
"""


@pytest.fixture(params=["aa.yaml", "zz.yaml"])
def two_files(small_folder: Path, request: pytest.FixtureRequest) -> Path:
    (small_folder / str(request.param)).write_text(ELSEWHERE, encoding="utf-8")
    (small_folder / "more.yaml").write_text(HERE, encoding="utf-8")
    return small_folder


def test_lines_of_several_files_are_all_known(two_files: Path) -> None:
    knowledge = load_knowledge(two_files)

    assert set(knowledge.out_of_scope["en"]) == {"how tall is the moon", "how old is the sea"}
    assert knowledge.follow_ups == {"en": ("really though",), "ru": ("и что",)}
    assert knowledge.safe_words == {"help", "помощь", "banana"}


def test_the_last_resort_has_the_safe_words_of_all_files(two_files: Path) -> None:
    assert set((last_resort_of(read_parts(two_files)).safe_words or "").splitlines()) == {"help", "помощь", "banana"}


def test_whatever_a_file_may_say_is_kept(small_folder: Path) -> None:
    models = [part.model for part in read_parts(small_folder)]
    whole = merged(models)

    assert merged([whole]) == whole
    for key in KnowledgeFile.model_fields:
        assert bool(getattr(whole, key)) == any(getattr(model, key) for model in models)
    assert merged([]) == KnowledgeFile()
