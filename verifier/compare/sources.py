"""Readings by source: which witness says what, and the person's name as each has it."""

from __future__ import annotations

from collections.abc import Sequence

from verifier.compare.names import Name
from verifier.model.claim import Claim
from verifier.model.reading import Reading, Source

# Strongest first: what was signed, what has check digits, what was encoded, what was printed.
BY_STRENGTH = (Source.SIGNED, Source.MRZ, Source.BARCODE, Source.PDF_TEXT, Source.PRINT)
SURE = 0.9  # a printed reading below this never accuses: it is a reading in doubt


def of(readings: Sequence[Reading], source: Source, field: str) -> tuple[Reading, ...]:
    """Return a source's readings of a field (a name may stand in two scripts)."""
    return tuple(r for r in readings if r.source is source and r.field == field and r.value)


def names_of(readings: Sequence[Reading], source: Source) -> tuple[tuple[Name, float], ...]:
    """Return a source's names with their confidence: one for each language and way of writing it.

    Some documents print the name in fields and in one line; either may be what was meant.
    """
    mine = [r for r in readings if r.source is source]
    languages = list(dict.fromkeys(r.language for r in mine if r.field in _NAME_FIELDS)) or [None]
    found = []
    for language in languages:
        parts = {r.field: r for r in mine if r.language == language and r.field in _NAME_FIELDS}
        for fields in _SHAPES:
            mine_of_shape = {field: parts[field] for field in fields if field in parts}
            name = Name(**{field: reading.value for field, reading in mine_of_shape.items()})
            if not name.is_empty:
                found.append((name, min(r.confidence for r in mine_of_shape.values())))
    return tuple(found)


def in_common(a: Name, b: Name) -> tuple[Name, Name]:
    """Return both names with only the parts both have: an unread part differs from nothing."""
    if a.full_name or b.full_name:
        return a, b
    parts = [part for part in ("surname", "given_names") if getattr(a, part) and getattr(b, part)]
    if len(parts) != 1:
        return a, b
    (only,) = parts
    return Name(**{only: getattr(a, only)}), Name(**{only: getattr(b, only)})


def claimed_name(claim: Claim) -> Name:
    """Return the claimed name."""
    if claim.full_name and not claim.surname:
        return Name(full_name=claim.full_name)
    return Name(
        surname=claim.surname or "",
        given_names=claim.given_names or "",
        patronymic=claim.patronymic or "",
    )


_SHAPES = (("surname", "given_names", "patronymic"), ("full_name",))
_NAME_FIELDS = tuple(field for shape in _SHAPES for field in shape)
