from __future__ import annotations

import json
from pathlib import Path

from asking import question
from senim_program import Ended, senim

from bot.loading.prepared import load_dialogue, load_fitted

TEXTS = {
    "fair.where": "where do i find the {}",
    "help.numbers": "whom do i call about the {}",
    "none": "how old is the {}",
}
THINGS = ["fair", "park", "books", "entrance", "pavilion", "address", "venue", "building", "place", "street"]


def fitted(folder: Path, *expected: str) -> Ended:
    places = folder.parent / "questions"
    places.mkdir()
    lines = [
        {"text": TEXTS[e].format(x), "expect": e, "lang": "en", "style": "plain"} for e in expected for x in THINGS
    ]
    (places / "q.jsonl").write_text("\n".join(map(json.dumps, lines)), encoding="utf-8")
    return senim("fit", "--knowledge", folder, "--questions", places)


def test_a_fit_is_written_with_floors_and_answers(small_folder: Path) -> None:
    ended = fitted(small_folder, *TEXTS)

    assert (ended.code, ended.is_plain) == (0, True)
    assert {"right", "within_choices", "wrong"} <= (load_fitted(small_folder) or {})["floors"]["en"].keys()
    assert load_dialogue(small_folder).reply_to(question("where is the fair")).entry == "fair.where"


def test_without_questions_nothing_is_written(small_folder: Path) -> None:
    ended = fitted(small_folder)

    assert (ended.code, len(ended.err.splitlines())) == (1, 1)
    assert "There are no labelled questions in" in ended.err
    assert load_fitted(small_folder) is None
