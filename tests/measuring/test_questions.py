from __future__ import annotations

import json
from pathlib import Path

import pytest

from bot.core.knowledge import Knowledge
from bot.measuring.questions import Expected, Labelled, QuestionsError, read_questions, unknown_ids


def written(folder: Path, *lines: str) -> Path:
    path = folder / "q.jsonl"
    path.write_text("\n".join(lines), encoding="utf-8")
    return path


def read(folder: Path, **line: object) -> Labelled:
    (found,) = read_questions([written(folder, json.dumps(line))])
    return found


def test_a_line_is_one_question(tmp_path: Path) -> None:
    found = read(tmp_path, text="где?", expect="event.where", lang="ru", style="short")

    assert (found.text, found.expected.written, found.language, found.style) == (
        "где?",
        ("event.where",),
        "ru",
        "short",
    )


@pytest.mark.parametrize(
    ("expect", "in_scope", "is_crisis"),
    [("event.where", True, False), ("none", False, False), ("fallback", False, False), ("crisis.danger", False, True)],
)
def test_what_is_expected_tells_the_kind(tmp_path: Path, expect: str, in_scope: bool, is_crisis: bool) -> None:
    found = read(tmp_path, text="x", expect=expect)

    assert (found.in_scope, found.is_crisis) == (in_scope, is_crisis)


@pytest.mark.parametrize(
    ("written", "entries", "crisis"),
    [
        (("film.a", "none"), ("film.a",), ""),
        (("none", "film.a"), ("film.a",), ""),
        (("crisis.danger",), (), "danger"),
        (("crisis",), (), ""),
        (("crisisline.a",), ("crisisline.a",), ""),
    ],
)
def test_only_what_is_an_entry_is_an_expected_entry(
    written: tuple[str, ...], entries: tuple[str, ...], crisis: str
) -> None:
    expected = Expected.of(*written)

    assert (expected.entries, expected.crisis, expected.label) == (entries, crisis, written[0])


@pytest.mark.parametrize(("expect", "expected"), [(["a", "b"], ("a", "b")), (None, ("none",)), ("a", ("a",))])
def test_any_of_several_entries_may_be_right(tmp_path: Path, expect: object, expected: tuple[str, ...]) -> None:
    assert read(tmp_path, text="x", expect=expect).expected.written == expected


def test_a_dialogue_is_its_turns_each_with_what_came_before(tmp_path: Path) -> None:
    line = json.dumps({"lang": "en", "turns": [{"text": "a", "expect": "x"}, {"text": "b", "expect": "y"}]})
    first, second = read_questions([written(tmp_path, line)])

    assert (first.earlier, first.style) == ((), "first turn")
    assert (second.earlier, second.style, second.language) == (("a",), "follow-up", "en")


def test_a_dialogue_is_kept_apart_as_a_whole(tmp_path: Path) -> None:
    turns = [{"text": f"question {n}", "expect": "a"} for n in range(30)]
    found = read_questions([written(tmp_path, json.dumps({"lang": "en", "turns": turns}))])

    assert [question.kept_apart for question in found] == [True] * 30


def test_blank_lines_are_skipped(tmp_path: Path) -> None:
    assert (
        len(
            read_questions(
                [written(tmp_path, '{"text": "a", "expect": "a"}', "", "  ", '{"text": "b", "expect": "b"}')]
            )
        )
        == 2
    )


def test_a_file_may_begin_with_a_byte_order_mark(tmp_path: Path) -> None:
    assert (
        len(read_questions([written(tmp_path, '\ufeff{"text": "a", "expect": "a"}', '{"text": "b", "expect": "b"}')]))
        == 2
    )


@pytest.mark.parametrize("sign", ["\u2028", "\x85", "\x7f"])
def test_only_a_new_line_ends_a_question(tmp_path: Path, sign: str) -> None:
    (found,) = read_questions([written(tmp_path, f'{{"text": "where{sign}is it", "expect": "a"}}')])

    assert found.text == f"where{sign}is it"


@pytest.mark.parametrize("key", ["text", "expect", "lang", "style"])
def test_half_of_a_character_is_refused(tmp_path: Path, key: str) -> None:
    with pytest.raises(QuestionsError, match=r"q\.jsonl:1: half of a character"):
        read(tmp_path, **{"text": "x", "expect": "a", key: "\ud83d"})


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("not json", "not JSON"),
        ("[" * 100_000, "not JSON"),
        ("[]", '"text" is missing'),
        ("5", '"text" is missing'),
        ("{}", '"text" is missing'),
        ('{"turns": [5]}', '"text" is missing'),
        ('{"text": 5}', '"text" is missing'),
        ('{"text": "a"}', '"expect" is missing'),
        ('{"text": "a", "expected": "x"}', "the key 'expected' is not known"),
        ('{"text": "a", "expect": "x", "language": "ru"}', "the key 'language' is not known"),
        ('{"lng": "ru", "turns": [{"text": "a", "expect": "x"}]}', "the key 'lng' is not known"),
        ('{"turns": [{"text": "a", "exepct": "x"}]}', "the key 'exepct' is not known"),
        ('{"text": "a", "expect": 5}', '"expect" must be'),
        ('{"text": "a", "expect": []}', '"expect" must be'),
        ('{"text": "a", "expect": ["a", null]}', '"expect" must be'),
    ],
)
def test_a_wrong_line_is_told_by_file_and_number(tmp_path: Path, line: str, reason: str) -> None:
    path = written(tmp_path, '{"text": "good", "expect": "a"}', line)
    with pytest.raises(QuestionsError) as caught:
        read_questions([path])

    assert str(caught.value).startswith(f"{path}:2: {reason}")


def test_a_file_that_cannot_be_read_is_told_with_the_reason(tmp_path: Path) -> None:
    (tmp_path / "old.jsonl").write_bytes("вопрос".encode("cp1251"))
    for name, reason in (("gone.jsonl", "does not exist"), (".", "cannot be read"), ("old.jsonl", "is not UTF-8 text")):
        with pytest.raises(QuestionsError, match=reason):
            read_questions([tmp_path / name])


def test_other_keys_may_stand_beside(tmp_path: Path) -> None:
    assert read(tmp_path, text="x", expect="a", id=5, source="a forum").expected.written == ("a",)


def test_ids_that_the_knowledge_lacks_are_named(small_knowledge: Knowledge) -> None:
    expected = ["fair.where", "fair.wher", "none", "fallback", "crisis.danger", "crisis.dangr"]
    questions = [Labelled("x", Expected.of(one), "en", "?") for one in expected]

    assert unknown_ids(questions, small_knowledge) == ["crisis.dangr", "fair.wher"]


def test_a_third_is_kept_apart_and_always_the_same() -> None:
    questions = [Labelled(f"question {n}", Expected.of("a"), "en", "?") for n in range(3000)]
    apart = [question.kept_apart for question in questions]

    assert 900 < sum(apart) < 1100
    assert apart[:6] == [Labelled(q.text, Expected.of("b"), "ru", "typo").kept_apart for q in questions[:6]]
