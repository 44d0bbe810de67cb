"""The plan file as JSON Schema, for editors and independent validators."""

from __future__ import annotations

from typing import Any

from pydantic.json_schema import GenerateJsonSchema, JsonSchemaValue

from cybercrime_plan.language import N_, VIETNAMESE
from cybercrime_plan.model.plan import Plan

_NOT_SAID = "title"
"""Repeats the name of a field."""


class _WithoutDefaults(GenerateJsonSchema):
    """Says nothing of what the program does with an absent field."""

    def default_schema(self, schema: Any) -> JsonSchemaValue:
        return self.generate_inner(schema["schema"])


def schema() -> dict[str, Any]:
    """JSON Schema (draft 2020-12) of the plan file, every description in Vietnamese and in English.

    It describes the tree of text the reader yields, and admits whole numbers where that text may be digits,
    because that is what other YAML readers make of them.
    """
    tree = _tidied(Plan.model_json_schema(by_alias=True, schema_generator=_WithoutDefaults))
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": _bilingual(N_("An action plan, as the signed document prints it")),
        **tree,
    }


def _tidied(node: dict[str, Any]) -> dict[str, Any]:
    """A schema without what only repeats the code, its descriptions in both languages."""
    tidy: dict[str, Any] = {}
    for key, value in node.items():
        if key == _NOT_SAID or (key == "description" and "properties" in node):
            continue
        match key, value:
            case "description", str():
                tidy[key] = _bilingual(value)
            case "properties" | "patternProperties" | "$defs", dict():
                tidy[key] = {name: _tidied(child) for name, child in value.items()}
            case "anyOf" | "prefixItems", list():
                tidy[key] = [_tidied(child) for child in value]
            case "items" | "additionalProperties" | "propertyNames", dict():
                tidy[key] = _tidied(value)
            case _:
                tidy[key] = value
    return tidy


def _bilingual(sentence: str) -> str:
    return f"{VIETNAMESE.translate(sentence)} — {sentence}"
