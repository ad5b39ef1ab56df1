"""An example made from a JSON Schema: its own example where it has one, else plausible values."""

from __future__ import annotations

from typing import Any

Document = dict[str, Any]

_FORMATS = {"date-time": "2026-11-22T12:00:00Z", "date": "2026-11-22"}
_DEPTH = 8
# What a field of that name says, where its type alone would say nothing.
_WORDS = {
    "id": "ver_mzxw6ytboi4dqmjsgq2tk3tb",
    "verification": "ver_mzxw6ytboi4dqmjsgq2tk3tb",
    "url": "https://candor.example/v1/uploads/upload_x",
    "code": "capture.glare",
    "reason": "capture.glare",
    "type": "verification.needs_you",
    "country": "UTO",
    "language": "uk",
    "schema": "candor.report/1",
}


def sample(document: Document, schema: Document, name: str = "", depth: int = 0) -> Any:
    """Return a value that `schema`, a part of an OpenAPI `document`, allows."""
    schema = resolved(document, schema)
    if "properties" in schema:
        # A shape may add fields to that whose example it has, and nulls are left out of it.
        return {**_object(document, schema, depth), **schema.get("example", {})}
    for key in ("example", "const", "default"):
        if key in schema:
            return schema[key]
    if schema.get("examples"):
        return schema["examples"][0]
    if schema.get("enum"):
        return schema["enum"][0]
    for several in ("anyOf", "oneOf"):
        if schema.get(several):
            return sample(document, schema[several][0], name, depth)
    kind = schema.get("type")
    if kind == "object":
        return {}
    if kind == "array":
        inner = schema.get("items")
        return [sample(document, inner, name, depth + 1)] if inner and depth < _DEPTH else []
    return _plain(schema, name)


def resolved(document: Document, schema: Document) -> Document:
    """Return what a reference within the document points to."""
    while "$ref" in schema:
        found: Any = document
        for part in schema["$ref"].removeprefix("#/").split("/"):
            found = found[part]
        schema = found
    return schema


def _object(document: Document, schema: Document, depth: int) -> Document:
    if depth >= _DEPTH:
        return {}
    inner = schema["properties"].items()
    return {name: sample(document, each, name, depth + 1) for name, each in inner}


def _plain(schema: Document, name: str) -> Any:
    kind = schema.get("type")
    if kind == "string":
        return _FORMATS.get(schema.get("format", ""), _WORDS.get(name, "text"))
    if kind in ("integer", "number"):
        return max(1, schema.get("minimum", 1))
    return kind == "boolean" or None
