"""Readings by source: which witness says what, and the person's name as each has it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

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
    """Return a source's names, one for each language it is written in, with their confidence."""
    mine = [r for r in readings if r.source is source]
    languages = list(dict.fromkeys(r.language for r in mine if r.field in _NAME_FIELDS)) or [None]
    found = []
    for language in languages:
        parts = {r.field: r for r in mine if r.language == language and r.field in _NAME_FIELDS}
        name = _name({field: reading.value for field, reading in parts.items()})
        if not name.is_empty:
            found.append((name, min(r.confidence for r in parts.values())))
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


_NAME_FIELDS = ("surname", "given_names", "full_name", "patronymic")


def _name(parts: Mapping[str, str]) -> Name:
    if "surname" in parts or "given_names" in parts:
        return Name(
            surname=parts.get("surname", ""),
            given_names=parts.get("given_names", ""),
            patronymic=parts.get("patronymic", ""),
        )
    return Name(full_name=parts.get("full_name", ""))
