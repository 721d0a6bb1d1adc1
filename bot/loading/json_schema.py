"""The shape of a knowledge file as JSON Schema, by which text editors complete keys and mark faults while one types."""

from __future__ import annotations

import json
from typing import Any

from bot.loading.schema import KnowledgeFile

SCHEMA = "schema.json"
_DIALECT = "https://json-schema.org/draft/2020-12/schema"


def schema_text() -> str:
    """What `schema.json` should hold."""
    schema = _strict({"$schema": _DIALECT, **KnowledgeFile.model_json_schema()})
    return json.dumps(schema | {"title": "A knowledge file of Senim"}, ensure_ascii=False, indent=1) + "\n"


def _strict(schema: Any) -> Any:
    """Where keys have a pattern, others are refused, as the models do."""
    if isinstance(schema, list):
        return [_strict(one) for one in schema]
    if not isinstance(schema, dict):
        return schema
    closed = {"additionalProperties": False} if "patternProperties" in schema else {}
    return {key: _strict(value) for key, value in schema.items()} | closed


def modeline(depth: int = 0) -> str:
    """The first line of a knowledge file, by which editors find the schema; `depth` is that of its subfolder."""
    return f"# yaml-language-server: $schema={'../' * depth}{SCHEMA}"
