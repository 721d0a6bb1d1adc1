"""What a browser sends of a form that nobody touched, without a browser."""

from __future__ import annotations

import re
from html.parser import HTMLParser

_AFTER_TAG = re.compile(r"\A\n")


def sent_untouched(page: str) -> list[tuple[str, str]]:
    """The names and values of the form of a record, as browsers make them of the page."""
    reader = _Fields()
    reader.feed(page.replace("\r\n", "\n").replace("\r", "\n"))
    return reader.sent


class _Fields(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.sent: list[tuple[str, str]] = []
        self._inside, self._name, self._text = False, "", ""
        self._options: list[tuple[bool, str | None, str]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        has = dict(attrs)
        self._inside = self._inside or (tag == "form" and has.get("class") == "record")
        if tag in ("textarea", "select"):
            self._name, self._text, self._options = has["name"] or "", "", []
        elif tag == "option":
            self._options.append(("selected" in has, has.get("value"), ""))
        elif tag == "input" and self._inside and (has.get("type") != "checkbox" or "checked" in has):
            # A line of text can hold no line end.
            self.sent.append((has["name"] or "", re.sub(r"\n", "", has.get("value") or "")))

    def handle_data(self, data: str) -> None:
        self._text += data
        if self._options:
            chosen, value, text = self._options[-1]
            self._options[-1] = chosen, value, text + data

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self._inside = False
        elif tag == "textarea" and self._inside:
            self.sent.append((self._name, _AFTER_TAG.sub("", self._text).replace("\n", "\r\n")))
        elif tag == "select" and self._inside:
            _, value, text = next((option for option in self._options if option[0]), self._options[0])
            self.sent.append((self._name, text.strip() if value is None else value))
            self._options = []
