"""What YAML takes without a word: lines that become one, and text behind a "#"."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.loading.lost_text import lost_text_faults
from bot.loading.yaml_file import read_yaml


def faults_of(folder: Path, content: str) -> list[str]:
    path = folder / "x.yaml"
    path.write_text(content, encoding="utf-8")
    return [str(fault) for fault in lost_text_faults(read_yaml(path, "x.yaml")[0])]


@pytest.mark.parametrize(
    "written",
    [
        "safe_words:\n  help\n  sos\n",
        "safe_words: >\n  help\n  sos\n",
        "out_of_scope:\n  en: 'weather\n    recipes'\n",
        "entries:\n- told_after_help: >\n    he said sorry\n    we made peace\n",
    ],
)
def test_lines_that_would_become_one_are_told(tmp_path: Path, written: str) -> None:
    (fault,) = faults_of(tmp_path, written)

    assert "are read as one; put a |" in fault


@pytest.mark.parametrize(
    "written",
    [
        "safe_words: |\n  help\n  sos\n",
        "safe_words: help\n",
        "safe_words: >\n  help\n\nname: Senim\n",
        "safe_words: 'help\n\n  sos\n\n  '\n",
        "entries:\n- answer:\n    en: >\n      one\n      two\n",
        "synonyms:\n  rules: rule rules\n    order orders\n",
    ],
)
def test_one_line_and_texts_in_which_lines_mean_nothing_are_no_faults(tmp_path: Path, written: str) -> None:
    assert faults_of(tmp_path, written) == []


def test_a_hashtag_that_yaml_takes_for_a_comment_is_told(tmp_path: Path) -> None:
    (fault,) = faults_of(tmp_path, "name: Senim\ntexts:\n  a.b:\n    ru: Кампания #16дней\n")

    assert fault.startswith("x.yaml:4: #16дней and what follows")


@pytest.mark.parametrize(
    "written", ["name: Senim # the bot\n", 'name: "Senim #16"\n', "a: |\n  one #16\n", "a: b#16\n"]
)
def test_comments_and_quoted_hashtags_are_no_faults(tmp_path: Path, written: str) -> None:
    assert faults_of(tmp_path, written) == []
