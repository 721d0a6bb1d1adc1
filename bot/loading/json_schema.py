"""The shape of a knowledge file as JSON Schema, by which text editors complete keys and mark faults during typing."""

from __future__ import annotations

import json
from typing import Any

from bot.loading.schema import KnowledgeFile

SCHEMA = "schema.json"
_DIALECT = "https://json-schema.org/draft/2020-12/schema"


def schema_text() -> str:
    """The content of `schema.json`."""
    schema = _strict({"$schema": _DIALECT, **KnowledgeFile.model_json_schema()})
    return json.dumps(schema | {"title": "A knowledge file of Senim"}, ensure_ascii=False, indent=1) + "\n"


def _strict(schema: Any) -> Any:
    """Refuses keys that do not fit a pattern where there is one, as the models do."""
    if isinstance(schema, list):
        return [_strict(one) for one in schema]
    if not isinstance(schema, dict):
        return schema
    closed = {"additionalProperties": False} if "patternProperties" in schema else {}
    return {key: _strict(value) for key, value in schema.items()} | closed


def modeline(depth: int) -> str:
    """The first line of a knowledge file, by which editors find the schema; `depth` is that of its subfolder."""
    return f"# yaml-language-server: $schema={'../' * depth}{SCHEMA}"
