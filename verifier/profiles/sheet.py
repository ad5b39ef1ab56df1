"""A profile as one plain table, everything inherited filled in: what the preview shows of it."""

from __future__ import annotations

from typing import Any

from verifier.model.profile import Country, FieldSpec, Profile, RuleSpec
from verifier.model.reason_code import ReasonCode
from verifier.profiles.example import example
from verifier.profiles.reasons_given import of_rule, reasons_given
from verifier.reasons.catalogue import catalogue

SCHEMA = "candor.profile-sheet/1"
# Options of a rule that say how it is computed, not what it asks of a document.
_WORKINGS = frozenset({"check", "decode", "call"})


def profile_sheet(profile: Profile, country: Country) -> dict[str, Any]:
    """Return what stands in the profile and its country's file, in effect, ready for JSON."""
    zone = profile.zone
    return {
        "schema": SCHEMA,
        "id": profile.id,
        "country": {"code": country.alpha3, "name": country.name, "native": country.native},
        "kind": profile.kind.value,
        "names": dict(profile.names),
        "size": profile.size,
        "sides": list(profile.sides),
        "status": profile.status,
        "marks": list(profile.marks),
        "country_marks": list(country.marks),
        "date_formats": list(profile.date_formats),
        "proves": list(profile.proves),
        "alternatives": list(profile.alternatives),
        "guide": list(profile.guide),
        "notes": list(profile.notes),
        "sources": list(profile.sources or country.sources),
        "confidence": profile.confidence.value,
        "reviewed": str(profile.reviewed or country.reviewed or ""),
        "zone": {
            "type": zone.type,
            "codes": list(zone.codes),
            "issuing_state": list(zone.issuing_state or country.zone_codes),
            "optional_data": zone.optional_data,
            "personal_number": zone.personal_number,
        }
        if zone
        else None,
        "fields": [_field(f, profile, country) for f in profile.fields],
        "rules": [_rule(r) for r in profile.rules],
        "reasons": [_reason(code) for code in reasons_given(profile)],
        "seals": [{"scheme": s.scheme, "required": s.required} for s in profile.seals],
    }


def _field(field: FieldSpec, profile: Profile, country: Country) -> dict[str, Any]:
    made_up = example(field, profile, country)
    form = next(
        (r for r in profile.rules if r.kind == "pattern" and r.fields == (field.name,)), None
    )
    return {
        "name": field.name,
        "labels": {language: list(words) for language, words in field.labels.items()},
        "side": field.side,
        "form": str(form.options.get("form", "")) if form else field.form,
        "pattern": str(form.options.get("pattern", "")) if form else field.pattern or "",
        "required": field.required,
        "confidence": field.confidence.value,
        "source": field.source,
        "example": made_up.value if made_up else "",
        "example_tells": dict(made_up.tells) if made_up else {},
    }


def _rule(rule: RuleSpec) -> dict[str, Any]:
    said = {k: v for k, v in rule.options.items() if k not in _WORKINGS and v not in ("", ())}
    return {
        "kind": rule.kind,
        "fields": list(rule.fields),
        "says": {k: list(v) if isinstance(v, tuple) else v for k, v in said.items()},
        "confidence": rule.confidence.value,
        "judges": bool(of_rule(rule)),
        "warns_only": rule.warns_only,
        "reasons": [code.value for code in of_rule(rule)],
        "source": rule.source,
        "note": rule.note,
        "from": str(rule.valid_from or ""),
        "until": str(rule.valid_until or ""),
    }


def _reason(code: ReasonCode) -> dict[str, str]:
    texts = catalogue()[code].applicant
    return {"code": code.value, "title": texts.title[-1], "fix": texts.fix[-1]}
