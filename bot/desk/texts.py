"""What the desk itself says, in every language that an editor may choose; the words stand in `texts.yaml`.

A value that is filled in is escaped; the texts themselves may hold markup.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from markupsafe import Markup
from ruamel.yaml import YAML
from starlette.requests import Request

from bot.core.hours import Hours
from bot.loading.editor_languages import EDITOR_LANGUAGES

COOKIE = "senim_desk_language"
TEXTS: Mapping[str, Mapping[str, str]] = YAML(typ="safe").load(
    (Path(__file__).parent / "texts.yaml").read_text(encoding="utf-8")
)


class Speech:
    """One language of the desk; called with the key of a text and what is filled in."""

    def __init__(self, language: str) -> None:
        self.language = language

    def __call__(self, key: str, **values: Any) -> Markup:
        return Markup(TEXTS[key][self.language]).format(**values)

    def crisis_class(self, name: str) -> Markup:
        """Its short name and its id; the id alone where a folder has a class of its own."""
        if not self.has(f"crisis_class.{name}"):
            return Markup("<code>{}</code>").format(name)
        return self("common.class_with_id", title=self(f"crisis_class.{name}"), name=name)

    def hours(self, written: str) -> str:
        """The opening hours of a file in words."""
        hours = Hours.parse(written)
        return self("hours.always") if hours.always else hours.with_days([self(f"weekday.{day}") for day in range(7)])

    def has(self, key: str) -> bool:
        """Where a text is not needed by all of a kind: a hint, the word for a choice."""
        return key in TEXTS


def language_of(cookie: str, accepted: str) -> str:
    """The one that was chosen, else the first of `Accept-Language` that the desk speaks, else English."""
    wanted = [cookie, *(part.split(";")[0].strip()[:2].lower() for part in accepted.split(","))]
    return next((code for code in wanted if code in EDITOR_LANGUAGES), "en")


def speech_of(request: Request) -> Speech:
    """The language of this editor's pages."""
    return Speech(language_of(request.cookies.get(COOKIE, ""), request.headers.get("accept-language", "")))
