"""Put a reason into words for one of two audiences, as two types that cannot be mixed up.

The applicant's texts are composed from `seen`, `expected` and the review date alone; a reason of
tier T3 or T4 lends them nothing but that date (DESIGN section 1, invariant 3).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from verifier.model.finding import Scalar
from verifier.model.reason import Reason, Tier
from verifier.reasons.catalogue import catalogue
from verifier.reasons.definition import COMMON_KEYS, EvidenceKey
from verifier.reasons.fill import PLACEHOLDER, fill
from verifier.reasons.language import ENGLISH, negotiate
from verifier.reasons.translation import translation
from verifier.reasons.wording import phrase, word

_Values = Mapping[str, Scalar | tuple[Scalar, ...]]


@dataclass(frozen=True, slots=True, kw_only=True)
class ApplicantText:
    """What the applicant reads: what happened, what to do, and a short label for doing it."""

    title: str
    fix: str
    fix_verb: str
    action: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewerText:
    """What the reviewer reads: what was measured, and how to settle it."""

    title: str
    fix: str


def render_applicant(reason: Reason, lang: str = ENGLISH, due: date | None = None) -> ApplicantText:
    """Return a reason's texts for the applicant in the best language for `lang`; never raises."""
    tag = negotiate(lang)
    verb = catalogue()[reason.code].fix_verb
    values = _applicant_values(reason, due)
    return ApplicantText(
        title=_part(reason, "applicant", "title", values, tag),
        fix=_part(reason, "applicant", "fix", values, tag),
        fix_verb=verb,
        action=word("fix_verb", verb, tag),
    )


def render_reviewer(reason: Reason, lang: str = ENGLISH, due: date | None = None) -> ReviewerText:
    """Return a reason's texts for the reviewer in the best language for `lang`; never raises."""
    tag = negotiate(lang)
    values = {**reason.evidence, **_shown_values(reason), **_due(due)}
    return ReviewerText(
        title=_part(reason, "reviewer", "title", values, tag),
        fix=_part(reason, "reviewer", "fix", values, tag),
    )


def _applicant_values(reason: Reason, due: date | None) -> _Values:
    if Tier.T3 in (reason.tier, catalogue()[reason.code].tier) or reason.tier is Tier.T4:
        shown = {key: reason.seen[key] for key in ("due",) if key in reason.seen}
        return {**shown, **_authority(reason), **_due(due)}
    return {**_shown_values(reason), **_due(due)}


def _shown_values(reason: Reason) -> _Values:
    values = {**reason.expected, **reason.seen}
    named = values.get("fields") or values.get("field") or tuple(reason.fields)
    return {"field": named, "fields": named, **values} if named else values


def _authority(reason: Reason) -> _Values:
    return {"authority": reason.withholding.authority} if reason.withholding else {}


def _due(due: date | None) -> _Values:
    return {} if due is None else {"due": due.isoformat()}


def _part(reason: Reason, audience: str, part: str, values: _Values, tag: str) -> str:
    definition = catalogue()[reason.code]
    keys = {**COMMON_KEYS, **definition.keys_for(audience)}
    variants = dict(dict(definition.audiences())[audience].parts())[part]
    english = next((text for text in variants if _fillable(text, keys, values)), variants[-1])
    context = f"{reason.code.value}.{audience}.{part}"
    text = None if tag == ENGLISH else translation(tag).text(context, english)
    # An untranslated sentence is English throughout: its dates and names of fields too.
    return _fill(text or english, keys, values, tag if text else ENGLISH)


def _fillable(text: str, keys: Mapping[str, EvidenceKey], values: _Values) -> bool:
    return all(
        name in keys and name in values and phrase(keys[name].kind, values[name], ENGLISH)
        for name in PLACEHOLDER.findall(text)
    )


def _fill(text: str, keys: Mapping[str, EvidenceKey], values: _Values, tag: str) -> str:
    def value_of(name: str) -> str:
        known = name in keys and name in values
        return phrase(keys[name].kind, values[name], tag) if known else ""

    return fill(text, value_of)
