"""What stops a file from being read, told to someone who has never heard of YAML."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from bot.loading import yaml_file
from bot.loading.yaml_file import read_yaml

FILE = """\
entries:
  - id: fair.where
    title:
      en: Where
    answer:
      en: |
        In the park.
        Near the pond.
        All day.
    related: [fair.when]
  - id: fair.when
    title:
      en: When
"""
QUOTED = """\
contacts:
  - number: "112"
    name: {en: 'Anyone''s line'}
    hours: "24/7"
    call: |
      It's answered.
  - number: "150"
"""
IN_QUOTES = 'put the whole text in quotes: "…"'


@pytest.fixture(params=["with libyaml", "without"])
def loader(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """PyYAML words its errors in two ways."""
    if request.param == "without":
        monkeypatch.setattr(yaml_file, "SafeLoader", yaml.SafeLoader)


def fault_of(folder: Path, old: str, new: str) -> str:
    assert old in FILE
    (folder / "x.yaml").write_text(FILE.replace(old, new), encoding="utf-8")
    _, (fault,) = read_yaml(folder / "x.yaml", "x.yaml")
    return str(fault).replace("this is not valid YAML: ", "")


@pytest.mark.parametrize(
    ("old", "new", "line"),
    [
        ("        Near the pond.", "      Near the pond.", 8),
        ("        Near the pond.", "Near the pond.", 8),
        ("        All day.", "    All day.", 9),
        ("    answer:", "   answer:", 5),
        ("    answer:", "     answer:", 5),
        ("  - id: fair.when", "   - id: fair.when", 11),
        ("  - id: fair.when", " - id: fair.when", 11),
    ],
)
@pytest.mark.usefixtures("loader")
def test_wrong_spaces_are_told_on_their_line(tmp_path: Path, old: str, new: str, line: int) -> None:
    fault = fault_of(tmp_path, old, new)

    assert fault.startswith(f"x.yaml:{line}: this line, or the one above it, has more or fewer spaces at its beginning")


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("Fair: where", f"there is a colon inside a text; {IN_QUOTES}"),
        ("«Fair»: where", f"there is a colon inside a text; {IN_QUOTES}"),
        ('"Fair" where', f'the text goes on behind what begins with "; {IN_QUOTES}, with « » inside it'),
        ("{number:112} is", f"the text goes on behind what begins with {{; {IN_QUOTES}, with « » inside it"),
        ("@fair", f"a text may not begin with '@'; {IN_QUOTES}"),
        ("*fair*", f"a text may not begin with '*' or '&'; {IN_QUOTES}"),
        ("!fair x", f"a text may not begin with '!'; {IN_QUOTES}"),
        ("- fair", f"a text may not begin with a dash here; {IN_QUOTES}"),
        ('"Fair', "the quote that opens here is never closed; close it"),
        ("[Fair", "the bracket [ that opens here is never closed; close it: [first, second]"),
        ('"a \\q"', "a backslash (\\) stands in the text; take it out"),
        ("| Fair", "something stands behind | or >; begin the text on the next line"),
        ("2026-02-30", "'2026-02-30' is no day of the calendar; write it like 2026-11-26"),
    ],
)
@pytest.mark.usefixtures("loader")
def test_what_a_text_may_not_hold_is_told_with_the_cure(tmp_path: Path, typed: str, said: str) -> None:
    assert fault_of(tmp_path, "en: Where", f"en: {typed}") == f"x.yaml:4: {said}"


@pytest.mark.usefixtures("loader")
def test_a_tab_is_told(tmp_path: Path) -> None:
    fault = fault_of(tmp_path, "      en: Where", "\ten: Where")

    assert fault == "x.yaml:4: a tab stands where spaces belong; replace it by spaces"


def test_an_unseen_sign_is_told_with_its_line(tmp_path: Path) -> None:
    assert (
        fault_of(tmp_path, "en: Where", "en: Wh\x07ere")
        == "x.yaml:4: an invisible sign stands here; type the line again"
    )


@pytest.mark.parametrize(
    ("old", "new", "line"),
    [('"112"', '"112', 2), ('"24/7"', '"24/7', 4), ('"24/7"', "'24/7", 4), ('number: "150"', 'number: "150', 7)],
)
@pytest.mark.usefixtures("loader")
def test_a_quote_that_is_never_closed_is_told_where_it_opens(tmp_path: Path, old: str, new: str, line: int) -> None:
    (tmp_path / "x.yaml").write_text(QUOTED.replace(old, new), encoding="utf-8")
    _, (fault,) = read_yaml(tmp_path / "x.yaml", "x.yaml")

    assert str(fault) == f"x.yaml:{line}: this is not valid YAML: the quote that opens here is never closed; close it"


@pytest.mark.usefixtures("loader")
def test_a_text_of_several_lines_in_quotes_is_not_to_blame_for_one_below(tmp_path: Path) -> None:
    text = QUOTED.replace('"112"', '"1\n      12"').replace('"24/7"', '"24/7" daily')
    (tmp_path / "x.yaml").write_text(text, encoding="utf-8")
    _, (fault,) = read_yaml(tmp_path / "x.yaml", "x.yaml")

    assert str(fault).startswith("x.yaml:5: this is not valid YAML: the text goes on behind what begins with")
