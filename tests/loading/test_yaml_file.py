from __future__ import annotations

from pathlib import Path

import pytest

from bot.loading.yaml_file import DEEPEST, LARGEST, YamlFile, read_yaml


def read(folder: Path, content: str | bytes) -> tuple[YamlFile, list[str]]:
    path = folder / "x.yaml"
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    file, faults = read_yaml(path, "x.yaml")
    return file, [str(fault) for fault in faults]


def test_a_good_file_is_read(tmp_path: Path) -> None:
    file, faults = read(tmp_path, "texts:\n  a.b: {ru: да}\n")

    assert (file.data, faults) == ({"texts": {"a.b": {"ru": "да"}}}, [])


@pytest.mark.parametrize("empty", ["", "# nothing but a comment\n", "---\n", "\n\n"])
def test_an_empty_file_is_no_fault(tmp_path: Path, empty: str) -> None:
    file, faults = read(tmp_path, empty)

    assert (file.data, faults) == (None, [])


@pytest.mark.parametrize(
    ("content", "line"),
    [
        ("entries:\n\t- id: a\n", 2),
        ("texts:\n  a: b: c\n", 2),
        ("a: 1\nb: [1, 2\nc: 3\n", 2),
        ("a: 1\nb: }\n", 2),
        ("a: 1\n b: 2\n", 2),
        ("a: 1\nb: *nowhere\n", 2),
        ("a: 1\n---\nb: 2\n", 2),
        ("a: 1\nb: @x\n", 2),
        ("a: 1\nb: %x\n", 2),
        ('a: 1\nb: "\\q"\n', 2),
        ("? [a, b]\n: c\n", 1),
        ("a: 1\nb: !foo bar\n", 2),
        ("a: 1\nb: !!python/object/apply:os.system ['exit 1']\n", 2),
        ("a: 1\nb: !!python/name:os.system\n", 2),
        ("a: 1\nb: !!python/tuple [1]\n", 2),
    ],
)
def test_broken_yaml_is_one_fault_with_its_line(tmp_path: Path, content: str, line: int) -> None:
    file, faults = read(tmp_path, content)

    assert file.data is None
    assert [fault.split(" ")[0] for fault in faults] == [f"x.yaml:{line}:"]


def test_an_open_quote_is_a_fault(tmp_path: Path) -> None:
    _, (fault,) = read(tmp_path, 'a: 1\nb: "never closed\nc: 2\n')

    assert "not valid YAML" in fault


def test_a_tag_never_runs_anything(tmp_path: Path) -> None:
    made = tmp_path / "made"
    read(tmp_path, f"a: !!python/object/apply:pathlib.Path.touch ['{made}']\n")
    read(tmp_path, f"a: !!python/object/apply:os.mkdir ['{made}']\n")

    assert not made.exists()


@pytest.mark.parametrize("encoding", ["cp1251", "utf-16", "koi8-r"])
def test_a_file_that_is_not_utf8_is_told_so(tmp_path: Path, encoding: str) -> None:
    _, (fault,) = read(tmp_path, "name: Гульмира\n".encode(encoding))

    assert "x.yaml: is not UTF-8" in fault
    assert "save the file as UTF-8 (in Windows" in fault


def test_a_byte_order_mark_does_no_harm(tmp_path: Path) -> None:
    file, faults = read(tmp_path, "\ufeffname: Senim\n")

    assert (file.data, faults) == ({"name": "Senim"}, [])


def test_a_line_end_that_no_editor_shows_is_told_where_it_stands(tmp_path: Path) -> None:
    _, (fault,) = read(tmp_path, "a: |\n  one\n  two\u2028three\nb: 1\n")

    assert fault.startswith("x.yaml:3: ")
    assert "an invisible sign stands here" in fault


@pytest.mark.parametrize("content", [b"name: a\x00b\n", b"name: a\x07b\n", b"dates: {a: 2024-13-45}\n", b"\x7fELF\x02"])
def test_what_yaml_itself_stumbles_on_is_a_fault(tmp_path: Path, content: bytes) -> None:
    file, faults = read(tmp_path, content)

    assert (file.data, len(faults)) == (None, 1)


@pytest.mark.parametrize(
    ("value", "said"),
    [
        ("!!bool maybe", "'maybe' cannot be read as a number, or as true or false"),
        ("!!timestamp foo", "'foo' is no day of the calendar"),
        ("!!int ''", "'' cannot be read"),
        ("!!int '_'", "'_' cannot be read"),
        ("!!int '-'", "'-' cannot be read"),
        ("!!float foo", "'foo' cannot be read"),
        ("0b_", "'0b_' cannot be read"),
        ("0x" + "f" * 6000, "'0xffff"),
        ("1" + ":00" * 400 + ".0", "'1:00:00"),
    ],
)
def test_a_value_that_is_not_what_it_is_marked_as_is_told_with_its_line(tmp_path: Path, value: str, said: str) -> None:
    file, (fault,) = read(tmp_path, f"a: 1\nb: {value}\n")

    assert (file.data, fault.startswith("x.yaml:2: "), said in fault) == (None, True, True)


@pytest.mark.parametrize("value", ["!!bool {=: maybe}", "!!timestamp {=: foo}"])
def test_whatever_a_tag_makes_of_a_value_is_one_fault(tmp_path: Path, value: str) -> None:
    file, faults = read(tmp_path, f"a: {value}\n")

    assert (file.data, len(faults)) == (None, 1)


def test_doubled_keys_are_told_with_both_lines(tmp_path: Path) -> None:
    _, faults = read(tmp_path, "a: 1\nb: 2\na: 3\nc:\n  d: 1\n  d: 2\n")

    assert sorted(fault.split(";")[0] for fault in faults) == [
        "x.yaml:3: the key 'a' stands twice (also on line 1)",
        "x.yaml:6: the key 'd' stands twice (also on line 5)",
    ]


@pytest.mark.parametrize(
    "content",
    [
        "a: &x {ru: a}\nb: *x\n",
        "a: &x {ru: a}\nb:\n  <<: *x\n",
        "a: &a\n  b: *a\n",
        "a: &a [x, x]\nb: &b [*a, *a]\nc: &c [*b, *b]\n",
    ],
)
def test_aliases_are_refused(tmp_path: Path, content: str) -> None:
    file, faults = read(tmp_path, content)

    assert (file.data, bool(faults)) == (None, True)
    assert all("anchors (&) and aliases (*) are not used here" in fault for fault in faults)


@pytest.mark.parametrize("depth", [DEEPEST + 1, 5000])
def test_a_deep_file_is_refused(tmp_path: Path, depth: int) -> None:
    file, (fault,) = read(tmp_path, "a: " + "[" * depth + "]" * depth)

    assert file.data is None
    assert "nested deeper" in fault


def test_a_huge_file_is_refused_unread(tmp_path: Path) -> None:
    file, (fault,) = read(tmp_path, "# " + "x" * LARGEST)

    assert file.data is None
    assert "larger than 10 MB" in fault


def test_a_file_that_is_gone_is_a_fault(tmp_path: Path) -> None:
    _, (fault,) = read_yaml(tmp_path / "gone.yaml", "gone.yaml")

    assert "cannot be read" in str(fault)


CONTENT = """\
entries:
  - id: a
    answer:
      ru: |
        one
        two
  - id: b
"""


@pytest.mark.parametrize(
    ("path", "line"),
    [
        ((), 1),
        (("entries",), 1),
        (("entries", 0), 2),
        (("entries", 0, "answer"), 3),
        (("entries", 0, "answer", "ru"), 4),
        (("entries", 1, "id"), 7),
        (("entries", 1, "answer", "ru"), 7),
        (("entries", 9), 1),
        (("nothing", "here"), 1),
    ],
)
def test_a_line_is_that_of_the_key_or_of_its_nearest_parent(
    tmp_path: Path, path: tuple[str | int, ...], line: int
) -> None:
    file, _ = read(tmp_path, CONTENT)

    assert file.line_of(path) == line


@pytest.mark.parametrize(
    ("written", "texts"),
    [
        ("|\n    one\n    two\n    three\n", ["one", "two", "three"]),
        ("|-\n\n  \n    one\n    two\n\n    three\n", ["one", "two", "", "three"]),
        ('"one"\n', ["one"]),
        ("one\n", ["one"]),
        ("\n    one\n", ["one"]),
        ('"one\n    goes on\n\n    two"\n', ["one", "two"]),
        ('"\n    one\n\n    two\n\n\n    three"\n', ["one", "two", "", "three"]),
        ("one\n    goes on\n\n    two\n", ["one", "two"]),
        (">\n\n    one\n    goes on\n\n    two\n", ["one", "two"]),
    ],
)
def test_the_line_within_a_text_is_told_however_it_is_written(tmp_path: Path, written: str, texts: list[str]) -> None:
    content = f"# a comment\ntext:\n  ru: {written}  en: x\n"
    file, faults = read(tmp_path, content)
    lines = [file.line_in_block(("text", "ru"), offset) for offset, text in enumerate(texts) if text]

    assert faults == []
    assert [text.split()[0] for text in file.data["text"]["ru"].strip().split("\n") if text] == list(
        filter(None, texts)
    )
    assert [content.split("\n")[line - 1].split(":")[-1].strip(' "') for line in lines] == list(filter(None, texts))


def test_a_text_that_is_not_there_has_the_line_of_its_parent(tmp_path: Path) -> None:
    file, _ = read(tmp_path, CONTENT)

    assert file.line_in_block(("entries", 1, "answer", "ru"), 3) == 7
