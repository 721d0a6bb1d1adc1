from __future__ import annotations

from html.parser import HTMLParser

import pytest

from bot.core.knowledge import Knowledge
from bot.core.model import Paragraph, Span, to_plain
from bot.telegram.rendering import MESSAGE_LIMIT, split_messages, to_html


class Screen(HTMLParser):
    text = ""

    def handle_data(self, data: str) -> None:
        self.text += data


def shown(html: str) -> str:
    """What a reader sees of it."""
    screen = Screen()
    screen.feed(html)
    screen.close()
    return screen.text


def plain(text: str) -> Paragraph:
    return (Span(text),)


def units(messages: list[tuple[Paragraph, ...]]) -> list[int]:
    """Lengths as Telegram counts them."""
    return [len(to_plain(message).encode("utf-16-le")) // 2 for message in messages]


@pytest.mark.parametrize(
    ("span", "html"),
    [
        (Span("a < b & c > d"), "a &lt; b &amp; c &gt; d"),
        (Span("102", bold=True), "<b>102</b>"),
        (Span("x", bold=True, italic=True), "<i><b>x</b></i>"),
        (Span("<script>", italic=True), "<i>&lt;script&gt;</i>"),
        (Span('it\'s "so"'), 'it\'s "so"'),
    ],
)
def test_text_is_escaped_and_styled(span: Span, html: str) -> None:
    assert to_html([(span,)]) == html


def test_a_link_cannot_leave_its_attribute() -> None:
    html = to_html([(Span("page", link='https://x.example/?a=1&b="><b>'),)])

    assert html == '<a href="https://x.example/?a=1&amp;b=&quot;&gt;&lt;b&gt;">page</a>'


def test_html_gives_back_the_plain_text(knowledge: Knowledge) -> None:
    paragraphs = [plain(contact.number + " <&> " + contact.name["kk"]) for contact in knowledge.contacts.values()]

    assert shown(to_html(paragraphs)) == to_plain(paragraphs)


def test_paragraphs_are_parted_by_a_blank_line() -> None:
    assert to_plain([plain("one"), plain("two")]) == to_html([plain("one"), plain("two")]) == "one\n\ntwo"


@pytest.mark.parametrize("text", ["x" * MESSAGE_LIMIT, "🙂" * (MESSAGE_LIMIT // 2)])
def test_what_just_fits_stays_one_message(text: str) -> None:
    assert units(split_messages([plain(text)])) == [MESSAGE_LIMIT]


@pytest.mark.parametrize(
    "paragraphs",
    [
        [plain("x" * (MESSAGE_LIMIT + 1))],
        [plain("🙂" * MESSAGE_LIMIT)],
        [plain("👩‍👩‍👧 " * 2000)],
        [plain("слово " * 3000)],
        [plain("строка\n" * 3000)],
        [plain("short")] * 2000,
        [plain("a" * 4000), plain("🙂" * 3000), plain("b")],
    ],
)
def test_no_message_is_longer_than_telegram_takes(paragraphs: list[Paragraph]) -> None:
    lengths = units(split_messages(paragraphs))

    assert len(lengths) > 1
    assert 0 < min(lengths) <= max(lengths) <= MESSAGE_LIMIT


@pytest.mark.parametrize("text", ["слово " * 3000, "строка\n" * 3000, "🙂" * 5000, "x" * 9000])
def test_cutting_loses_nothing_but_spaces(text: str) -> None:
    parts = [to_plain(message) for message in split_messages([plain(text)])]

    assert "".join("".join(parts).split()) == "".join(text.split())


def test_an_emoji_is_never_cut_in_two() -> None:
    parts = [to_plain(message) for message in split_messages([plain("x" + "🙂" * 5000)])]

    assert all(part.encode("utf-16-le").decode("utf-16-le") == part for part in parts)


def test_a_cut_falls_between_words() -> None:
    parts = split_messages([plain("слово " * 3000)])

    assert {word for part in parts for word in to_plain(part).split()} == {"слово"}


def test_paragraphs_that_fit_are_not_cut() -> None:
    first, second = split_messages([plain("a" * 3000), plain("b" * 2000)])

    assert (to_plain(first), to_plain(second)) == ("a" * 3000, "b" * 2000)


def test_a_paragraph_that_just_fits_is_not_cut_beside_another() -> None:
    full = plain("word " * (MESSAGE_LIMIT // 5) + "x" * (MESSAGE_LIMIT % 5))

    assert split_messages([full, plain("more")]) == [(full,), (plain("more"),)]


def test_nothing_is_no_message() -> None:
    assert split_messages([]) == []
