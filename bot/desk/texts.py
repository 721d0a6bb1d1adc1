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

from bot.editing.editor_languages import EDITOR_LANGUAGES

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
