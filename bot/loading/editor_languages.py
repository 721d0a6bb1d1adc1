"""The languages in which a check and the desk speak to editors, whatever the knowledge itself speaks."""

from __future__ import annotations

from collections.abc import Mapping

EDITOR_LANGUAGES: Mapping[str, str] = {"kk": "Қазақша", "ru": "Русский", "en": "English"}
"""By code, each in its own words."""
