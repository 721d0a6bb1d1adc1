"""From paragraphs to what Telegram shows: HTML, in messages that are not too long.

The desk shows the same messages; it needs neither the library nor a token for that.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from html import escape

from bot.core.model import Paragraph, Span, to_plain

MESSAGE_LIMIT = 4096
"""Characters of one Telegram message, counted after its markup is parsed."""


def to_html(paragraphs: Iterable[Paragraph]) -> str:
    return "\n\n".join("".join(map(_span_to_html, paragraph)) for paragraph in paragraphs)


def split_messages(paragraphs: Sequence[Paragraph]) -> list[tuple[Paragraph, ...]]:
    """Groups of paragraphs that each fit one message; a paragraph that is too long is cut at a line or a word."""
    if paragraphs and _length(paragraphs) <= MESSAGE_LIMIT:
        return [tuple(paragraphs)]
    messages: list[tuple[Paragraph, ...]] = []
    current: list[Paragraph] = []
    for paragraph in (piece for p in paragraphs for piece in _cut(p)):
        if current and _length([*current, paragraph]) > MESSAGE_LIMIT:
            messages.append(tuple(current))
            current = []
        current.append(paragraph)
    return [*messages, tuple(current)] if current else messages


def _length(paragraphs: Iterable[Paragraph]) -> int:
    """In UTF-16 units, which is how Telegram counts."""
    return len(to_plain(paragraphs).encode("utf-16-le")) // 2


def _cut(paragraph: Paragraph) -> list[Paragraph]:
    if _length([paragraph]) <= MESSAGE_LIMIT:
        return [paragraph]
    text = "".join(span.text for span in paragraph)
    longest = MESSAGE_LIMIT // 2  # a character has two UTF-16 units at most, so that many fit whatever they are
    pieces: list[Paragraph] = []
    while text:
        head = text[:longest]
        end = max(head.rfind("\n"), head.rfind(" ")) if len(head) < len(text) else len(head)
        end = end if end > 0 else len(head)
        pieces.append((Span(text[:end].strip()),))
        text = text[end:].strip()
    return pieces


def _span_to_html(span: Span) -> str:
    html = escape(span.text, quote=False)
    if span.link:
        html = f'<a href="{escape(span.link)}">{html}</a>'
    if span.bold:
        html = f"<b>{html}</b>"
    return f"<i>{html}</i>" if span.italic else html
