from __future__ import annotations

from html.parser import HTMLParser

import pytest

from bot.cli.report import html_report
from bot.core.model import Reply, ReplyKind
from bot.measuring.evaluation import Result
from bot.measuring.questions import Expected, Labelled
from tests.support.questions import NOON

EVIL = "<script>alert('\"&x')</script>"


def mistake(text: str = "who?", expected: str = "a", kind: ReplyKind = "answer", entry: str | None = "b") -> Result:
    question = Labelled(text, Expected.of(expected), "en", "plain", ("earlier",))
    return Result(question, Reply(kind, "en", (), entry=entry, score=0.625), 0.001)


def report(*results: Result) -> str:
    return html_report(results, "Fair", NOON)


class Page(HTMLParser):
    """Tags that open and close, and every address."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.addresses: list[str] = []
        self.unclosed: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.addresses += [f"{name}={value}" for name, value in attrs if name in ("src", "href", "srcset", "action")]
        if tag != "meta":
            self.unclosed.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.unclosed.pop() == tag


def test_a_mistake_shows_what_was_expected_what_was_answered_and_how_sure() -> None:
    html = report(mistake())

    assert "expected <code>a</code>, got <code>b</code>, probability 0.62" in html
    assert "<s>earlier</s> <b>who?</b>" in html


def test_two_entries_that_are_confused_are_a_cell_with_their_count() -> None:
    assert 'title="a → b: 2"></i>' in report(mistake(), mistake(), mistake(expected="b", entry="b"))


def test_what_is_right_is_not_listed() -> None:
    html = report(mistake("rightly answered", "b"))

    assert "rightly answered" not in html
    assert "<p>None.</p>" in html


@pytest.mark.parametrize("field", ["text", "expected", "entry"])
def test_nothing_from_a_file_becomes_markup(field: str) -> None:
    html = report(mistake(**{field: EVIL}))  # type: ignore[arg-type]

    assert EVIL not in html
    assert "script" not in Page(html).tags


def test_the_page_is_whole_and_takes_nothing_from_elsewhere() -> None:
    html = report(mistake(), mistake(kind="fallback", entry=None), mistake(expected="crisis.danger"))
    page = Page(html)

    assert (page.unclosed, page.addresses) == ([], [])
    assert "url(" not in html
    assert "@import" not in html


def test_without_any_question_there_is_still_a_page() -> None:
    assert Page(report()).unclosed == []
