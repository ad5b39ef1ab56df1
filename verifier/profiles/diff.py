"""What changed between two sets of profiles in effect, not in text.

Comments, order and wording of notes change nothing a document meets; a rule that became
`checked`, a pattern that widened or a document that vanished does.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields

from verifier.model.profile import Country, Profile, ProfileSet, RuleSpec

SILENT = frozenset({"sources", "source", "notes", "note", "reviewed", "folder", "profiles"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One change: of which document or country, of what, from what to what."""

    where: str
    what: str
    before: str = ""
    after: str = ""

    def __str__(self) -> str:
        if not self.before or not self.after:
            return f"{self.where}: {self.what} {'added' if self.after else 'removed'}: " + (
                self.after or self.before
            )
        return f"{self.where}: {self.what}: {self.before} -> {self.after}"


def diff(old: ProfileSet, new: ProfileSet) -> list[Change]:
    """Return what a document would meet differently under `new`, in order of id."""
    found: list[Change] = []
    for code in sorted({*old.countries, *new.countries}):
        found += _country(code, old.countries.get(code), new.countries.get(code))
    before = {p.id: p for p in old.profiles()}
    after = {p.id: p for p in new.profiles()}
    for name in sorted({*before, *after}):
        found += _profile(name, before.get(name), after.get(name))
    return found


def _country(code: str, old: Country | None, new: Country | None) -> Iterator[Change]:
    if old is None or new is None:
        yield _whole(code, "country", old.name if old else "", new.name if new else "")
    else:
        yield from _records(code, old, new)


def _profile(name: str, old: Profile | None, new: Profile | None) -> Iterator[Change]:
    if old is None or new is None:
        yield _whole(name, "document", old.id if old else "", new.id if new else "")
        return
    yield from _records(name, old, new, skip=frozenset({"rules", "fields"}))
    yield from _keyed(name, "rule", _rules(old), _rules(new))
    yield from _keyed(
        name,
        "field",
        {f.name: _shown(f) for f in old.fields},
        {f.name: _shown(f) for f in new.fields},
    )


def _whole(where: str, what: str, old: str, new: str) -> Change:
    return Change(where=where, what=what, before=old, after=new)


def _records(
    where: str, old: object, new: object, skip: frozenset[str] = frozenset()
) -> Iterator[Change]:
    for field in fields(old):  # type: ignore[arg-type]
        if field.name in SILENT or field.name in skip:
            continue
        before, after = _shown(getattr(old, field.name)), _shown(getattr(new, field.name))
        if before != after:
            yield Change(
                where=where, what=field.name, before=before or "(none)", after=after or "(none)"
            )


def _keyed(
    where: str, what: str, old: Mapping[str, str], new: Mapping[str, str]
) -> Iterator[Change]:
    for key in sorted({*old, *new}):
        before, after = old.get(key, ""), new.get(key, "")
        if before != after:
            yield Change(where=where, what=f"{what} {key}", before=before, after=after)


def _rules(profile: Profile) -> dict[str, str]:
    found: dict[str, str] = {}
    for rule in profile.rules:
        key = _rule_key(rule)
        while key in found:
            key += "'"
        found[key] = _shown(rule)
    return found


def _rule_key(rule: RuleSpec) -> str:
    return ".".join((rule.kind, *rule.fields[:1]))


def _shown(value: object) -> str:
    """Return a value as text, without the parts that change nothing."""
    if hasattr(value, "__dataclass_fields__"):
        parts = (
            f"{f.name}={_shown(getattr(value, f.name))}"
            for f in fields(value)  # type: ignore[arg-type]
            if f.name not in SILENT and getattr(value, f.name) not in (None, "", (), {}, False)
        )
        return ", ".join(parts)
    if isinstance(value, Mapping):
        return ", ".join(f"{k}: {_shown(v)}" for k, v in sorted(value.items()))
    if isinstance(value, tuple):
        return ", ".join(_shown(v) for v in value)
    return "" if value is None else str(value)
