"""Two spellings of one name in one field: `ШЕВЧЕНКО / SHEVCHENKO`, `X or Y` (Greek passports)."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import product

from verifier.compare.names.name import Name

_RELATIVE = re.compile(r"\b[SDWCHА-Я]/[OОLPА-Я]\b", re.IGNORECASE)  # S/O, D/O, W/O, C/O, A/L, A/P
_BETWEEN = re.compile(r"\s*/\s*|\s+\bor\b\s+|\n+", re.IGNORECASE)


def alternatives(name: Name) -> list[Name]:
    """Return the names a field stands for; the name itself when it has one spelling."""
    options = {
        field: _split(getattr(name, field))
        for field in ("full_name", "surname", "given_names", "patronymic")
    }
    count = max(len(found) for found in options.values())
    if count == 1:
        return [name]
    if all(len(found) in (1, count) for found in options.values()):
        return [
            Name(**{field: found[min(k, len(found) - 1)] for field, found in options.items()})
            for k in range(count)
        ]
    return [
        replace(name, surname=surname, given_names=given)
        for surname, given in product(options["surname"], options["given_names"])
    ]


def _split(text: str) -> list[str]:
    if _RELATIVE.search(text):
        return [text]
    return [part for part in _BETWEEN.split(text) if part.strip()] or [""]
