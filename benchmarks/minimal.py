"""The smallest knowledge folder that loads, around any phrases: a public question set becomes one by it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from benchmarks.common import write_entries, write_yaml
from bot.core.crisis_classes import DISTRESS
from bot.core.replying.own_texts import OWN_TEXTS

LANGUAGE = "en"
"""Every phrase is filed under it; the matcher does not look at the language."""


def write_minimal_knowledge(folder: Path, phrases: Mapping[str, Sequence[str]]) -> dict[str, str]:
    """One entry per label, under an id that any label has; gives the label of each id."""
    labels = {f"intent.n{number}": label for number, label in enumerate(phrases)}
    write_yaml(folder / "knowledge.yaml", _settings(next(iter(labels))))
    write_entries(folder, [_entry(entry, phrases[label]) for entry, label in labels.items()])
    return labels


def _entry(entry: str, phrases: Sequence[str]) -> dict[str, Any]:
    lines = "\n".join(" ".join(phrase.split()) for phrase in phrases)
    return {"id": entry, "title": _said(entry), "answer": _said(entry), "phrases": _said(lines)}


def _settings(first_entry: str) -> dict[str, Any]:
    return {
        "name": "Benchmark",
        "time_zone": "UTC",
        "menu": {"rows": [[first_entry]], "commands": {}},
        "languages": {LANGUAGE: _language()},
        "sources": {"none": {"title": "None", "url": "https://benchmark.example/", "date": "undated"}},
        "contacts": [_contact()],
        "crisis": [{"id": DISTRESS, "reply": _said("Call {number:c112}"), "more": first_entry}],
        "safe_words": "help",
        "texts": {key: _said("{number:c112}") for key in sorted(OWN_TEXTS)},
    }


def _language() -> dict[str, Any]:
    return {
        "name": "English",
        "months": [str(month) for month in range(1, 13)],
        "date_format": "{day}.{month}.{year}",
        "day_format": "{day}.{month}",
        "days": ["Mo", "Tu", "We", "Th", "Fr", "Sa", "Su"],
        "script": "latin",
        "common_words": "the",
        "follow_up_words": "it",
        "other_words": "other",
    }


def _contact() -> dict[str, Any]:
    return {
        "id": "c112",
        "number": "112",
        "channel": "phone",
        "name": _said("Rescue service"),
        "for_whom": _said("Anyone"),
        "hours": "24/7",
        "cost": "free",
        "languages": [LANGUAGE],
        "call": _said("Someone answers"),
        "sources": ["none"],
        "checked_on": None,
    }


def _said(text: str) -> dict[str, str]:
    return {LANGUAGE: text}
