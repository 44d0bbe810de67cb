"""The published JSON Schemas, made strict: in our own output a field that is not documented is a fault."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from jsonschema.validators import validator_for

JSON_DOCS = Path(__file__).parents[2] / "docs" / "json"


def validate(text: str, schema: Path) -> Any:
    """The value of a JSON text, after checking it against a schema."""
    value = json.loads(text)
    rules = _strict(json.loads(schema.read_text(encoding="utf-8")))
    validator = validator_for(rules)
    validator.check_schema(rules)
    faults = [f"{fault.json_path}: {fault.message}" for fault in validator(rules).iter_errors(value)]
    assert not faults
    return value


def _strict(schema: Any) -> Any:
    if isinstance(schema, list):
        return [_strict(part) for part in schema]
    if not isinstance(schema, dict):
        return schema
    closed = {key: _strict(part) for key, part in schema.items()}
    if isinstance(closed.get("properties"), dict) and "required" in closed:
        closed.setdefault("additionalProperties", False)
    return closed
