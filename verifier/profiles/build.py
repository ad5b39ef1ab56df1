"""Checked TOML tables into the model's records, with every default written out here."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

from verifier.model.profile import (
    Confidence,
    Country,
    DocumentKind,
    FieldSpec,
    NumberSpec,
    Profile,
    SealSpec,
    ZoneSpec,
)
from verifier.profiles.rule_specs import Stated, any_form, any_pattern, rules_of

Table = Mapping[str, Any]

# What an ICAO zone carries beside the print (Doc 9303-3, 4.2).
ZONE_FIELDS = (
    *("surname", "given_names", "document_number", "document_code", "issuing_state"),
    *("nationality", "birth_date", "sex", "expiry_date"),
)


def country_of(table: Table) -> Country:
    """Return the country of a checked `country.toml`, without its documents."""
    numbers = table.get("numbers", {})
    return Country(
        alpha2=table["alpha2"],
        alpha3=table["alpha3"],
        zone_codes=tuple(table["zone_codes"]),
        name=table["name"],
        native=table.get("native", ""),
        scripts=tuple(table.get("scripts", ("Latn",))),
        languages=tuple(table.get("languages", ("en",))),
        romanisations=tuple(table.get("romanisations", ())),
        name_order=table.get("name_order", "surname given_names"),
        official_hosts=tuple(table.get("official_hosts", ())),
        notes=tuple(table.get("notes", ())),
        marks=tuple(table.get("marks", ())),
        numbers=tuple(_number(name, numbers[name]) for name in numbers),
        sources=tuple(table.get("sources", ())),
        reviewed=table.get("reviewed"),
    )


def profile_of(table: Table, *, stem: str, country: Country, shared: Table, folder: str) -> Profile:
    """Return the profile of a checked document file.

    `shared` is the country's table, whose labels the fields inherit; `stem` is the file's name
    without its ending and `folder` where it lies.
    """
    zone = _zone(table["zone"], country) if "zone" in table else None
    confidence = _confidence(table)
    sources = tuple(table.get("sources", country.sources))
    source = "; ".join(sources)
    fields = tuple(_field(name, table, shared, zone, source) for name in table.get("fields", ()))
    validity = table.get("validity", {})
    issued = table.get("issued", {})
    return Profile(
        id=f"{country.alpha3.lower()}/{stem}",
        country=country.alpha3,
        kind=DocumentKind(table["kind"]),
        names=dict(table["names"]),
        size=table.get("size", "ID-1"),
        sides=tuple(table.get("sides", ("front",))),
        status=table.get("status", "current"),
        issued_from=issued.get("from"),
        issued_until=issued.get("until"),
        withdrawn_on=table.get("withdrawn", {}).get("on"),
        zone=zone,
        fields=tuple(_with_pattern(f, country) for f in fields),
        rules=rules_of(table, fields, zone, country.numbers, Stated(confidence, source)),
        seals=tuple(_seal(s) for s in table.get("seals", ())),
        scripts=tuple(table.get("scripts", country.scripts)),
        languages=tuple(table.get("languages", country.languages)),
        date_formats=tuple(table.get("date_formats", ("DD MM YYYY",))),
        calendar=table.get("calendar", "gregorian"),
        expiry_optional=validity.get("expiry", "printed") != "printed",
        no_expiry_phrases=tuple(validity.get("no_expiry_phrases", ())),
        proves=tuple(table.get("proves", ())),
        alternatives=tuple(table.get("alternatives", ())),
        guide=tuple(table.get("guide", ())),
        sources=sources,
        confidence=confidence,
        marks=tuple(table.get("marks", ())),
        also_chosen_as=tuple(DocumentKind(k) for k in table.get("also_chosen_as", ())),
        notes=tuple(table.get("notes", ())),
        specimen=table.get("specimen", False),
        reviewed=table.get("reviewed", country.reviewed),
        folder=folder,
    )


def _confidence(table: Table, default: Confidence = Confidence.KNOWN) -> Confidence:
    return Confidence(table["confidence"]) if "confidence" in table else default


def _number(name: str, table: Table) -> NumberSpec:
    return NumberSpec(
        id=name,
        name=table["name"],
        pattern=table["pattern"],
        form=table.get("form", ""),
        check=table.get("check", ""),
        decode=table.get("decode", ""),
        encodes=tuple(table.get("encodes", ())),
        warns_only=tuple(table.get("warns_only", ())),
        confidence=_confidence(table),
        source=table.get("source", ""),
        note=table.get("note", ""),
    )


def _zone(table: Table, country: Country) -> ZoneSpec:
    letters = table.get("letters", {})
    return ZoneSpec(
        type=table["type"],
        codes=tuple(table.get("codes", ())),
        issuing_state=tuple(table.get("issuing_state", country.zone_codes)),
        nationality=tuple(table.get("nationality", ())),
        confidence=_confidence(table),
        optional_data=table.get("optional_data", ""),
        personal_number=table.get("personal_number", ""),
        reads=dict(table.get("reads", {})),
        checks=dict(table.get("checks", {})),
        letters=dict(zip(letters.get("zone", ""), letters.get("native", ""), strict=False)),
        icao=table.get("icao", True),
        source=table.get("source", ""),
    )


def _field(
    name: str, document: Table, shared: Table, zone: ZoneSpec | None, source: str
) -> FieldSpec:
    own = document.get("field", {}).get(name, {})
    labels = {**shared.get("labels", {}).get(name, {}), **own.get("labels", {})}
    box = own.get("zone")
    return FieldSpec(
        name=name,
        labels={language: tuple(words) for language, words in labels.items()},
        read_from=tuple(own.get("read_from", _read_from(name, zone))),
        pattern=own.get("pattern"),
        side=own.get("side", "front"),
        zone=(box[0], box[1], box[2], box[3]) if box and len(box) == 4 else None,
        scripts=tuple(own.get("scripts", ())),
        required=own.get("required", False),
        confidence=_confidence(own, _confidence(document)),
        form=own.get("form", ""),
        numbers=tuple(own.get("numbers", ())),
        means=_meanings(own.get("means", ())),
        source=own.get("source", source),
    )


def _meanings(texts: Iterable[str]) -> dict[str, str]:
    pairs = (text.replace(" ", "").partition("=") for text in texts)
    return {printed.upper(): meant.upper() for printed, _, meant in pairs if printed and meant}


def _with_pattern(field: FieldSpec, country: Country) -> FieldSpec:
    """Return a field that shows numbers with their forms as its own, to read it by."""
    known = [n for n in country.numbers if n.id in field.numbers]
    if field.pattern or not known:
        return field
    return replace(field, pattern=any_pattern(known), form=field.form or any_form(known))


def _read_from(name: str, zone: ZoneSpec | None) -> tuple[str, ...]:
    in_zone = zone is not None and (
        name in ZONE_FIELDS
        or name in zone.reads
        or (name == "personal_number" and bool(zone.personal_number))
    )
    return ("print", "mrz") if in_zone else ("print",)


def _seal(table: Table) -> SealSpec:
    return SealSpec(
        scheme=table["scheme"],
        required=table.get("required", False),
        checker=table.get("checker", ""),
        note=table.get("note", ""),
    )
