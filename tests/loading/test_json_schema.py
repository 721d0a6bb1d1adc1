"""What text editors read of the knowledge while one types."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml

from bot.loading import shipped_folder
from bot.loading.json_schema import SCHEMA, modeline, schema_text

SCHEMA_OF_A_FILE: dict[str, Any] = json.loads(schema_text())
VALIDATOR = jsonschema.Draft202012Validator(SCHEMA_OF_A_FILE)
FILES = sorted(shipped_folder().rglob("*.yaml"))


def as_editors_read(path: Path) -> Any:
    """YAML of an editor knows no dates, only texts that look like one."""
    return json.loads(json.dumps(yaml.safe_load(path.read_text(encoding="utf-8")), default=date.isoformat))


def objects(schema: Any) -> list[dict[str, Any]]:
    found = [schema] if isinstance(schema, dict) else []
    below = schema.values() if isinstance(schema, dict) else schema if isinstance(schema, list) else ()
    return found + [one for part in below for one in objects(part)]


def test_the_stored_schema_is_that_of_the_program() -> None:
    stored = (shipped_folder() / SCHEMA).read_text(encoding="utf-8")

    assert stored == schema_text(), "run `senim schema knowledge/schema.json`"


@pytest.mark.parametrize("path", FILES, ids=[path.name for path in FILES])
def test_every_shipped_file_names_the_schema_and_keeps_to_it(path: Path) -> None:
    first = path.read_text(encoding="utf-8").partition("\n")[0]

    assert first == modeline(len(path.relative_to(shipped_folder()).parts) - 1)
    assert [error.message for error in VALIDATOR.iter_errors(as_editors_read(path))] == []


@pytest.mark.parametrize(
    ("file", "complaint"),
    [
        ({"entrys": []}, "'entrys' was unexpected"),
        ({"entries": [{"id": "a"}]}, "'title' is a required property"),
        ({"texts": {"x": {"russian": "…"}}}, "'russian' does not match"),
        ({"sources": {"a": {"title": "A", "url": "a.kz", "date": "2024"}}}, "'a.kz' does not match"),
        ({"dates": {"fair": 5}}, "5 is not of type 'string'"),
    ],
)
def test_a_fault_is_seen_while_typing(file: dict[str, Any], complaint: str) -> None:
    (error, *_) = VALIDATOR.iter_errors(file)

    assert complaint in error.message


def test_every_key_of_an_entry_contact_and_source_is_described() -> None:
    models = {name: SCHEMA_OF_A_FILE["$defs"][name] for name in ("EntryModel", "ContactModel", "SourceModel")}
    silent = [f"{n}.{key}" for n, m in models.items() for key, p in m["properties"].items() if not p.get("description")]

    assert silent == []


def test_a_key_of_a_wrong_form_is_refused_everywhere() -> None:
    assert all(one["additionalProperties"] is False for one in objects(SCHEMA_OF_A_FILE) if "patternProperties" in one)


def test_a_year_alone_is_a_date_of_a_source() -> None:
    source = {"title": "A", "url": "https://a.example", "date": 2024}

    assert VALIDATOR.is_valid({"sources": {"a": source}})
