from __future__ import annotations

import json
from io import BytesIO, StringIO
from pathlib import Path
from typing import Any

import pytest

from bot.cli.ask import answer_lines
from bot.core.dialogue import Dialogue
from tests.support.senim_program import senim

KEYS = ["kind", "entry", "choices", "crisis", "soft_help", "language", "score", "text", "buttons"]


def answered(dialogue: Dialogue, *lines: dict[str, Any] | bytes) -> list[dict[str, Any]]:
    raw = [line if isinstance(line, bytes) else json.dumps(line, ensure_ascii=False).encode() for line in lines]
    out = StringIO()
    answer_lines(dialogue, BytesIO(b"\n".join(raw) + b"\n"), out)
    return [json.loads(line) for line in out.getvalue().splitlines()]


def test_an_answer_has_every_key_of_the_contract(dialogue: Dialogue) -> None:
    (answer,) = answered(dialogue, {"text": "кто снял гульмиру"})

    assert list(answer) == KEYS
    assert (answer["kind"], answer["entry"], answer["language"]) == ("answer", "film.gulmira.director", "ru")


def test_a_crisis_names_its_class(dialogue: Dialogue) -> None:
    (answer,) = answered(dialogue, {"text": "мой муж бьет меня"})

    assert (answer["kind"], answer["crisis"], len(answer["buttons"])) == ("crisis", "disclosure", 5)


def test_a_mixed_message_has_help_and_answer_in_one_text(dialogue: Dialogue) -> None:
    (answer,) = answered(dialogue, {"text": "кто снял гульмиру? меня изнасиловали"})

    assert answer["text"].index("102") < answer["text"].index("Есжанова")


@pytest.mark.parametrize(
    "line",
    [
        b"not json",
        b'{"text": "a"',
        b"[]",
        b"5",
        b"null",
        b'"text"',
        b"{}",
        b'{"text": null}',
        b'{"text": 5}',
        b'{"text": ["a"]}',
        b'{"text": "a", "chat": 5}',
        b'{"text": "a", "language_code": {}}',
        b'{"text": "a", "where": "channel"}',
        b'{"text": "\xff"}',
        b'{"text": "a"}}',
        b"[" * 100_000,
    ],
)
def test_a_malformed_line_gives_an_error_in_its_place(small_dialogue: Dialogue, line: bytes) -> None:
    before, error, after = answered(small_dialogue, {"text": "where is the fair"}, line, {"text": "help"})

    assert list(error) == ["error"]
    assert (before["kind"], after["kind"]) == ("answer", "crisis")


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        (b'{"text": "\xff"}', "not UTF-8"),
        (b"where?", "not JSON"),
        (b"{}", 'no "text"'),
        (b'{"text": "a", "where": "x"}', '"where" is not'),
    ],
)
def test_an_error_names_its_reason(small_dialogue: Dialogue, line: bytes, reason: str) -> None:
    (error,) = answered(small_dialogue, line)

    assert reason in error["error"]


def test_an_error_repeats_nothing_of_the_line(small_dialogue: Dialogue) -> None:
    (error,) = answered(small_dialogue, b'{"text": 5, "canary": "CANARY"}')

    assert "CANARY" not in error["error"]


def test_blank_lines_are_passed_over(small_dialogue: Dialogue) -> None:
    assert len(answered(small_dialogue, b"", {"text": "a"}, b"   ", {"text": "b"})) == 2


def test_the_lines_may_begin_with_a_byte_order_mark(small_dialogue: Dialogue) -> None:
    first, second = answered(small_dialogue, b'\xef\xbb\xbf{"text": "help"}', {"text": "where is the fair"})

    assert (first["kind"], second["kind"]) == ("crisis", "answer")


def test_null_and_unknown_keys_are_no_fault(small_dialogue: Dialogue) -> None:
    line = {"text": "where is the fair", "chat": None, "language_code": None, "where": None, "later": 1}
    (answer,) = answered(small_dialogue, line)

    assert answer["entry"] == "fair.where"


@pytest.mark.parametrize("text", ["", "\u0000", "\ud800", "🙂", "x" * 100_000])
def test_any_string_is_a_question(small_dialogue: Dialogue, text: str) -> None:
    (answer,) = answered(small_dialogue, json.dumps({"text": text}).encode())

    assert list(answer) == KEYS


def test_lines_of_one_chat_are_one_conversation(dialogue: Dialogue) -> None:
    *_, same = answered(dialogue, {"text": "what is gulmira", "chat": "a"}, {"text": "and who made it?", "chat": "a"})

    assert same["entry"] == "film.gulmira.director"


@pytest.mark.parametrize("chat", [{"chat": "b"}, {}])
def test_another_chat_knows_nothing_of_it(dialogue: Dialogue, chat: dict[str, str]) -> None:
    *_, other = answered(dialogue, {"text": "what is gulmira", "chat": "a"}, {"text": "and who made it?", **chat})

    assert other["entry"] != "film.gulmira.director"


def test_lines_with_one_chat_are_one_conversation_whatever_else_they_say(dialogue: Dialogue) -> None:
    *_, follow_up = answered(
        dialogue,
        {"text": "what is gulmira", "chat": "a", "language_code": "en"},
        {"text": "and who made it?", "chat": "a", "where": "private"},
    )

    assert follow_up["entry"] == "film.gulmira.director"


def test_each_line_of_a_chat_says_anew_which_app_it_comes_from_and_where(small_dialogue: Dialogue) -> None:
    answers = answered(
        small_dialogue,
        {"text": "help", "chat": "a", "language_code": "ru"},
        {"text": "help", "chat": "a", "language_code": "en", "where": "group"},
    )

    assert [answer["kind"] for answer in answers] == ["crisis", "answer"]


def test_the_language_of_the_app_counts_where_the_text_shows_none(dialogue: Dialogue) -> None:
    answers = answered(dialogue, {"text": "112", "language_code": "en"}, {"text": "112", "language_code": "ru"})

    assert [answer["language"] for answer in answers] == ["en", "ru"]


def test_a_group_is_told_apart(small_dialogue: Dialogue) -> None:
    (answer,) = answered(small_dialogue, {"text": "help", "where": "group"})

    assert (answer["kind"], answer["crisis"]) == ("answer", None)
    assert "112" not in answer["text"]


def test_a_command_is_a_command(small_dialogue: Dialogue) -> None:
    first, second = answered(small_dialogue, {"text": "/support"}, {"text": "/SUPPORT@senim_bot now"})

    assert first["entry"] == second["entry"] == "help.numbers"


def test_json_lines_come_back_in_order_from_the_program(small_folder: Path) -> None:
    given = '{"text": "где ярмарка"}\nnonsense\n{"text": "help"}\n'.encode()
    ended = senim("ask", "--json", "--knowledge", small_folder, given=given)
    answers = [json.loads(line) for line in ended.out.splitlines()]

    assert [answer.get("kind", "error") for answer in answers] == ["answer", "error", "crisis"]
    assert (ended.code, ended.err) == (0, "")


def test_one_answer_is_printed_without_escape_codes(small_folder: Path) -> None:
    ended = senim("ask", "where is the fair", "--knowledge", small_folder)

    assert (ended.code, ended.err, ended.is_plain) == (0, "", True)
    assert "1 May 2025" in ended.out


def test_the_shipped_knowledge_answers_from_another_folder(tmp_path: Path) -> None:
    ended = senim("ask", "кто снял гульмиру", folder=tmp_path)

    assert (ended.code, ended.err) == (0, "")
    assert "Есжанова" in ended.out


@pytest.mark.parametrize(
    "arguments", [["ask"], ["ask", " \t"], ["ask", "where", "--json"], ["ask", "where", "--colour"], ["ask", "a", "b"]]
)
def test_a_wrong_use_says_how_it_is_used(arguments: list[str]) -> None:
    ended = senim(*arguments)

    assert (ended.code, ended.is_plain) == (2, True)
    assert "Usage: senim ask" in ended.err


def test_a_folder_that_is_none_is_one_clear_sentence(tmp_path: Path) -> None:
    ended = senim("ask", "help", "--knowledge", tmp_path / "nowhere")

    assert (ended.code, ended.out, len(ended.err.splitlines())) == (1, "", 1)
    assert "is not a folder; give the folder that holds the knowledge files" in ended.err


def test_a_broken_folder_is_told_with_its_faults(small_folder: Path) -> None:
    (small_folder / "x.yaml").write_text("a: [\n", encoding="utf-8")
    (small_folder / "y.yaml").write_text("- a\n", encoding="utf-8")
    ended = senim("ask", "help", "--knowledge", small_folder)

    assert (ended.code, ended.is_plain) == (1, True)
    assert "2 faults" in ended.err
