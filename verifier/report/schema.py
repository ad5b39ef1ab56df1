"""The JSON Schema of `candor.report/1` (`schema.json` beside this file)."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

import jsonschema

FILE = Path(__file__).with_name("schema.json")


@cache
def schema() -> dict[str, Any]:
    """Return the schema (JSON Schema 2020-12)."""
    loaded: dict[str, Any] = json.loads(FILE.read_text(encoding="utf-8"))
    return loaded


def problems(report: object) -> list[str]:
    """Return where a report departs from the contract; empty when it holds."""
    validator = jsonschema.Draft202012Validator(schema())
    return [f"{'/'.join(map(str, e.path))}: {e.message}" for e in validator.iter_errors(report)]
