"""One profile as its page shows it: facts, fields, rules with sources, reasons it can give."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from verifier.model.finding import Scalar
from verifier.model.profile import Country, FieldSpec, NumberSpec, Profile, RuleSpec
from verifier.profiles.reasons_given import of_rule, reasons_given
from verifier.reasons.catalogue import catalogue
from verifier.reasons.language import ENGLISH
from verifier.reasons.render import render_applicant
from verifier.reasons.wording import word

# How a rule is computed, not what it asks of a document.
_WORKINGS = frozenset({"check", "decode", "call"})


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldView:
    """A field: its printed words by language, its form, how sure that is, and its source."""

    name: str
    title: str
    labels: tuple[tuple[str, str], ...]
    side: str
    form: str
    pattern: str
    required: bool
    confidence: str
    reference: int


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleView:
    """A rule: `judges` only when it is source-checked; the reasons it can then give."""

    kind: str
    fields: str
    says: tuple[tuple[str, str], ...]
    confidence: str
    judges: bool
    warns_only: bool
    reasons: tuple[str, ...]
    reference: int
    note: str
    since: date | None
    until: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class GivenReason:
    """A reason as the applicant reads it in one language, on made-up evidence."""

    code: str
    title: str
    fix: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ProfileView:
    """Everything on a profile's page; `file` is where it is edited.

    `references` are the sources, each once; a field or rule names its own by number from 1, 0
    being none.
    """

    profile: Profile
    country: Country
    file: str
    name: str
    reviewed: date | None
    references: tuple[str, ...]
    fields: tuple[FieldView, ...]
    rules: tuple[RuleView, ...]
    numbers: tuple[NumberSpec, ...]
    reasons: tuple[GivenReason, ...]


def profile_view(profile: Profile, country: Country, lang: str) -> ProfileView:
    """Return the page's contents; the reasons are told in `lang`."""
    references = _references(profile, country)
    used = {number for field in profile.fields for number in field.numbers}
    return ProfileView(
        profile=profile,
        country=country,
        file=f"country_profiles/{profile.id}.toml",
        name=profile.names.get(ENGLISH) or next(iter(profile.names.values()), profile.id),
        reviewed=profile.reviewed or country.reviewed,
        references=references,
        fields=tuple(_field(field, references) for field in profile.fields),
        rules=tuple(_rule(rule, references) for rule in profile.rules),
        numbers=tuple(number for number in country.numbers if number.id in used),
        reasons=_reasons(profile, lang),
    )


def _references(profile: Profile, country: Country) -> tuple[str, ...]:
    told = [*(profile.sources or country.sources)]
    told += [field.source for field in profile.fields]
    told += [rule.source for rule in profile.rules]
    return tuple(dict.fromkeys(source for source in told if source))


def _numbered(source: str, references: Sequence[str]) -> int:
    return references.index(source) + 1 if source else 0


def _field(field: FieldSpec, references: Sequence[str]) -> FieldView:
    return FieldView(
        name=field.name,
        title=word("field", field.name, ENGLISH),
        labels=tuple((lang, " / ".join(words)) for lang, words in field.labels.items()),
        side=field.side,
        form=field.form,
        pattern=field.pattern or "",
        required=field.required,
        confidence=field.confidence.value,
        reference=_numbered(field.source, references),
    )


def _rule(rule: RuleSpec, references: Sequence[str]) -> RuleView:
    return RuleView(
        kind=rule.kind.replace("_", " "),
        fields=", ".join(word("field", name, ENGLISH) for name in rule.fields),
        says=_says(rule.options),
        confidence=rule.confidence.value,
        judges=bool(of_rule(rule)),
        warns_only=rule.warns_only,
        reasons=tuple(code.value for code in of_rule(rule)),
        reference=_numbered(rule.source, references),
        note=rule.note,
        since=rule.valid_from,
        until=rule.valid_until,
    )


def _says(options: Mapping[str, Scalar | tuple[str, ...]]) -> tuple[tuple[str, str], ...]:
    return tuple(
        (key.replace("_", " "), ", ".join(value) if isinstance(value, tuple) else str(value))
        for key, value in options.items()
        if key not in _WORKINGS and value not in ("", ())
    )


def _reasons(profile: Profile, lang: str) -> tuple[GivenReason, ...]:
    found = []
    for code in reasons_given(profile):
        told = render_applicant(catalogue()[code].example_reason(), lang)
        found.append(GivenReason(code=code.value, title=told.title, fix=told.fix))
    return tuple(found)
