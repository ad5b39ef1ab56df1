"""A platform's facts from a table, as in `platform.toml`; every missing or odd key is named."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from verifier.errors import CandorError
from verifier.statement.local import Local
from verifier.statement.parties import (
    Contact,
    Ground,
    GroundKind,
    Law,
    Platform,
    Remedy,
    RemedyKind,
)

_KEYS = {
    "": {"name", "legal_name", "address", "laws", "contact", "ground", "remedy", "measure"},
    "contact": {"name", "email", "phone", "url"},
    "ground": {"kind", "reference", "text", "url"},
    "remedy": {"kind", "where", "open_days", "answered_days", "free"},
    "measure": {"scope", "territory"},
}


class PlatformFileError(CandorError):
    """A platform's table cannot be understood; the message names every key at fault."""


def platform_from(table: Mapping[str, Any]) -> Platform:
    """Return the platform of a table; what is absent stays empty and keeps papers from issue.

    Raises PlatformFileError naming every key at fault.
    """
    problems = tuple(_odd_keys(table))
    if problems:
        raise PlatformFileError("; ".join(problems))
    try:
        return Platform(
            name=table.get("name", ""),
            legal_name=table.get("legal_name", ""),
            address=table.get("address", ""),
            contact=Contact(**table.get("contact", {})),
            ground=_ground(table["ground"]) if "ground" in table else None,
            remedies=tuple(map(_remedy, table.get("remedy", ()))),
            laws=tuple(Law(law) for law in table.get("laws", tuple(Law))),
        )
    except (ValueError, TypeError, KeyError) as error:
        raise PlatformFileError(f"a value is not as described: {error}") from error


def scope_from(table: Mapping[str, Any]) -> tuple[Local, tuple[str, ...]]:
    """Return the scope and territory that a platform's measures have unless told otherwise."""
    measure = table.get("measure", {})
    return words(measure.get("scope", {})), tuple(measure.get("territory", ()))


def words(value: object) -> Local:
    """Return words in languages; a bare text is English."""
    if isinstance(value, str):
        return {"en": value}
    return {str(k): str(v) for k, v in value.items()} if isinstance(value, Mapping) else {}


def _ground(table: Mapping[str, Any]) -> Ground:
    return Ground(
        kind=GroundKind(table.get("kind", "contract")),
        reference=table.get("reference", ""),
        text=words(table.get("text", {})),
        url=table.get("url", ""),
    )


def _remedy(table: Mapping[str, Any]) -> Remedy:
    return Remedy(**{**table, "kind": RemedyKind(table["kind"])})


def _odd_keys(table: Mapping[str, Any]) -> Iterator[str]:
    for name, known in _KEYS.items():
        part = table.get(name, {}) if name else table
        for one in part if isinstance(part, list) else [part]:
            if not isinstance(one, Mapping):
                yield f"{name} is not a table"
                continue
            yield from (f"{name}.{key} is not a key".lstrip(".") for key in one if key not in known)
