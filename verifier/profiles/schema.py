"""The keys a country profile may have: the one list behind loading, checking and `schema.json`.

A profile folder holds `country.toml`, one `<kind>-<series>.toml` for each document series, and
an optional `hooks.py`. Everything a translator needs to know about a key stands in `about`.
"""

from __future__ import annotations

from verifier.model.profile import DocumentKind
from verifier.model.reading import FIELDS, Source
from verifier.profiles.key import (
    CONFIDENCE,
    CONFIDENCES,
    NOTE,
    REVIEWED,
    SOURCE,
    Key,
    Shape,
)
from verifier.profiles.rule_kinds import EXPIRIES, RULE_HEAD

KINDS = tuple(k.value for k in DocumentKind)
SOURCES = tuple(s.value for s in Source if s is not Source.CLAIM)
PROOFS = ("name", "birth_date", "address", "photo")
STATUSES = ("current", "old_still_valid", "ended")
SIZES = ("ID-1", "ID-2", "ID-3", "A4", "other")
SIDES = ("front", "back")
ZONES = ("TD1", "TD2", "TD3", "MRVA", "MRVB")
CALENDARS = ("gregorian", "bikram_sambat", "buddhist", "solar_hijri", "lunar_hijri", "ethiopian")
# Schemes whose signature we can check (DESIGN 7), those we can read, and other sorts of codes.
SIGNED_SCHEMES = (
    *("hc1", "icao-vds", "icao-vds-nc", "icao-idb", "2d-doc", "aadhaar-secure-qr", "claim-169"),
    *("kz-egov", "smart-health-card", "signed-pdf"),
)
UNSIGNED_SCHEMES = ("aadhaar-xml", "aamva", "argentina-dni", "colombia-cedula", "vietnam-cccd")
OTHER_CODES = (
    *("philsys-qr", "issuer-qr", "share-code", "unsigned-qr", "unsigned-pdf417"),
    *("encrypted-qr", "encrypted-pdf417", "barcode"),
)
SCRIPTS = (
    *("Latn", "Cyrl", "Geor", "Armn", "Arab", "Deva", "Beng", "Sinh", "Taml", "Grek", "Thai"),
    *("Gujr", "Guru", "Knda", "Mlym", "Orya", "Telu", "Tfng", "Hebr"),
)

# How a document's file is named: this prefix, then `-<series>` unless it is the only one.
FILE_PREFIXES = {
    "passport": "passport",
    "national_id": "id-card",
    "internal_passport": "internal-passport",
    "residence_permit": "residence-permit",
    "driving_licence": "driving-licence",
    "visa": "visa",
    "egov": "egov",
    "other": "other",
}

NUMBER = (
    Key(name="name", required=True, about="what people call the number"),
    Key(name="pattern", shape=Shape.PATTERN, required=True, about="its form, upper case"),
    Key(name="form", about="the pattern in words, for people"),
    Key(name="check", about="what verifies its check digit: stdnum.pl.pesel or hooks.my_check"),
    Key(name="decode", about="what tells birth date and sex from it: stdnum... or hooks..."),
    Key(name="encodes", shape=Shape.TEXTS, about="what the number tells about its holder"),
    Key(
        name="warns_only",
        shape=Shape.WORDS,
        words=("check", "decode"),
        about="where a mismatch is noted and never judged, as issued numbers break the rule",
    ),
    CONFIDENCE,
    SOURCE,
    NOTE,
)

COUNTRY = (
    Key(name="alpha2", required=True, about="ISO 3166 code of two letters"),
    Key(name="alpha3", required=True, about="ISO 3166 code of three letters; the folder's name"),
    Key(
        name="zone_codes",
        shape=Shape.TEXTS,
        required=True,
        about="issuing-state codes in machine-readable zones (Germany: D)",
    ),
    Key(name="name", required=True, about="the country's English name"),
    Key(name="native", about="the country's own name"),
    Key(name="marks", shape=Shape.TEXTS, about="the country's name as its documents print it"),
    Key(name="scripts", shape=Shape.WORDS, words=SCRIPTS, about="scripts on its documents"),
    Key(name="languages", shape=Shape.TEXTS, about="languages on its documents, main one first"),
    Key(name="romanisations", shape=Shape.TEXTS, about="tables that romanise names, newest first"),
    Key(name="name_order", about="order in which names are printed"),
    Key(name="official_hosts", shape=Shape.TEXTS, about="domains its codes may point to"),
    Key(name="notes", shape=Shape.TEXTS, about="facts about names and documents"),
    Key(name="sources", shape=Shape.TEXTS, about="where the facts were found"),
    REVIEWED,
    Key(name="labels", shape=Shape.NAMED, about="words printed beside each field, by language"),
    Key(name="labels_source", about="where the printed words were taken from"),
    Key(name="numbers", shape=Shape.NAMED, keys=NUMBER, about="numbers given to persons"),
)

CHECKS = tuple(
    Key(name=name, about="the digit's span, the word over, the spans it is computed over")
    for name in ("document_number", "birth_date", "expiry_date", "personal_number", "composite")
)

LETTERS = (
    Key(name="zone", required=True, about="the signs of the zone"),
    Key(name="native", required=True, about="the letters they stand for, in the same order"),
)

ZONE = (
    Key(name="type", shape=Shape.WORD, words=ZONES, required=True, about="the zone's format"),
    Key(name="codes", shape=Shape.TEXTS, about="document codes, with filler: 'P<', 'ID'"),
    Key(name="issuing_state", shape=Shape.TEXTS, about="where it differs from the country's codes"),
    Key(name="nationality", shape=Shape.TEXTS, about="nationality codes; leave out for any"),
    Key(name="optional_data", about="what stands in the optional data, in words"),
    Key(name="personal_number", about="where the personal number stands: optional_data_1[0:11]"),
    Key(name="reads", shape=Shape.NAMED, about="fields that stand elsewhere than ICAO puts them"),
    Key(name="checks", shape=Shape.TABLE, keys=CHECKS, about="check digits that are not ICAO's"),
    Key(name="letters", shape=Shape.TABLE, keys=LETTERS, about="signs that stand for own letters"),
    Key(name="icao", shape=Shape.FLAG, about="false when only the size is like an ICAO zone"),
    CONFIDENCE,
    SOURCE,
    NOTE,
)

FIELD = (
    Key(name="labels", shape=Shape.LABELS, about="own labels, where not the country's"),
    Key(name="read_from", shape=Shape.WORDS, words=SOURCES, about="where the field can be read"),
    Key(name="pattern", shape=Shape.PATTERN, about="form of the value, upper case"),
    Key(name="form", about="the pattern in words, for people"),
    Key(name="numbers", shape=Shape.TEXTS, about="ids of the country's numbers that stand here"),
    Key(
        name="means",
        shape=Shape.TEXTS,
        about="printed letters that mean another than they usually do: M = F",
    ),
    Key(name="side", shape=Shape.WORD, words=SIDES, about="which side it is printed on"),
    Key(name="zone", shape=Shape.NUMBERS, about="left, top, right, bottom as parts of the side"),
    Key(name="scripts", shape=Shape.WORDS, words=SCRIPTS, about="scripts it is printed in"),
    Key(name="required", shape=Shape.FLAG, about="every genuine one has it"),
    CONFIDENCE,
    SOURCE,
    NOTE,
)

SEAL = (
    Key(
        name="scheme",
        shape=Shape.WORD,
        words=(*SIGNED_SCHEMES, *UNSIGNED_SCHEMES, *OTHER_CODES),
        required=True,
        about="a scheme whose signature can be checked, or what sort of code it is",
    ),
    Key(name="required", shape=Shape.FLAG, about="every genuine one carries it"),
    Key(name="checker", about="who else can check it: a host name or an app"),
    NOTE,
)

VALIDITY = (
    Key(name="years", shape=Shape.NUMBERS, about="how many years it is issued for"),
    Key(name="expiry", shape=Shape.WORD, words=EXPIRIES, about="is an expiry date printed?"),
    Key(name="no_expiry_phrases", shape=Shape.TEXTS, about="words printed instead of a date"),
    Key(name="no_expiry_confidence", shape=Shape.WORD, words=CONFIDENCES, about="of the above two"),
    CONFIDENCE,
    SOURCE,
    NOTE,
)

ISSUED = (
    Key(name="from", shape=Shape.DATE, about="first day it was issued"),
    Key(name="until", shape=Shape.DATE, about="last day it was issued"),
    CONFIDENCE,
    SOURCE,
)

WITHDRAWN = (
    Key(name="on", shape=Shape.DATE, required=True, about="first day it is no longer recognised"),
    CONFIDENCE,
    SOURCE,
    NOTE,
)

DOCUMENT = (
    Key(name="kind", shape=Shape.WORD, words=KINDS, required=True, about="what sort of document"),
    Key(name="names", shape=Shape.BY_LANGUAGE, required=True, about="what it is called"),
    Key(name="marks", shape=Shape.TEXTS, about="words printed on it that tell it from others"),
    Key(name="size", shape=Shape.WORD, words=SIZES, about="ID-1 card, ID-2, ID-3 passport page"),
    Key(name="sides", shape=Shape.WORDS, words=SIDES, about="sides that must be seen"),
    Key(name="status", shape=Shape.WORD, words=STATUSES, about="is it still issued, still valid?"),
    Key(name="also_chosen_as", shape=Shape.WORDS, words=KINDS, about="kinds its holders call it"),
    Key(name="scripts", shape=Shape.WORDS, words=SCRIPTS, about="where not the country's"),
    Key(name="languages", shape=Shape.TEXTS, about="where not the country's"),
    Key(name="date_formats", shape=Shape.TEXTS, about="as printed: DD.MM.YYYY, DD MON YYYY"),
    Key(name="calendar", shape=Shape.WORD, words=CALENDARS, about="calendar of printed dates"),
    Key(name="proves", shape=Shape.WORDS, words=PROOFS, about="what it can prove"),
    Key(name="alternatives", shape=Shape.TEXTS, about="ids of documents that can stand in for it"),
    Key(name="guide", shape=Shape.TEXTS, about="advice for photographing it"),
    Key(name="specimen", shape=Shape.FLAG, about="never issued to a person"),
    Key(name="notes", shape=Shape.TEXTS, about="what to know about it"),
    Key(name="fields", shape=Shape.WORDS, words=FIELDS, about="the fields it shows"),
    Key(name="sources", shape=Shape.TEXTS, about="where the facts were found"),
    CONFIDENCE,
    REVIEWED,
    Key(name="issued", shape=Shape.TABLE, keys=ISSUED, about="when it was issued"),
    Key(name="withdrawn", shape=Shape.TABLE, keys=WITHDRAWN, about="when it lost its validity"),
    Key(name="validity", shape=Shape.TABLE, keys=VALIDITY, about="how long it is valid"),
    Key(name="zone", shape=Shape.TABLE, keys=ZONE, about="its machine-readable zone"),
    Key(name="field", shape=Shape.NAMED, keys=FIELD, about="what is special about a field"),
    Key(name="seals", shape=Shape.TABLES, keys=SEAL, about="signed and other codes it carries"),
    Key(name="rules", shape=Shape.TABLES, keys=RULE_HEAD, about="what else is checked"),
)
