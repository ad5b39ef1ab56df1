"""The closed list of rule kinds and the keys each takes; `verifier/rules/<kind>.py` applies it."""

from __future__ import annotations

from verifier.model.reading import FIELDS
from verifier.profiles.key import CONFIDENCE, CONFIDENCES, NOTE, SOURCE, WARNS, Key, Shape

EXPIRIES = ("printed", "sometimes", "never")

RULE_HEAD = (
    Key(name="kind", shape=Shape.WORD, required=True, about="what is checked"),
    Key(name="fields", shape=Shape.WORDS, words=FIELDS, about="the fields it looks at"),
    Key(name="valid_from", shape=Shape.DATE, about="first day the rule holds"),
    Key(name="valid_until", shape=Shape.DATE, about="last day the rule holds"),
    WARNS,
    Key(
        name="confidence",
        shape=Shape.WORD,
        words=CONFIDENCES,
        required=True,
        about=CONFIDENCE.about,
    ),
    SOURCE,
    NOTE,
)

RULE_KINDS: dict[str, tuple[Key, ...]] = {
    "pattern": (
        Key(name="pattern", shape=Shape.PATTERN, required=True, about="form of the value"),
        Key(name="form", about="the pattern in words, for people"),
    ),
    "number_check": (
        Key(name="check", required=True, about="stdnum.<module> or hooks.<function>"),
        Key(name="pattern", shape=Shape.PATTERN, about="only numbers of this form are checked"),
        Key(name="name", about="what people call the number"),
    ),
    "number_encodes": (
        Key(name="decode", required=True, about="stdnum.<module> or hooks.<function>"),
        Key(name="pattern", shape=Shape.PATTERN, about="only numbers of this form are decoded"),
        Key(name="name", about="what people call the number"),
    ),
    "zone_code": (Key(name="codes", shape=Shape.TEXTS, required=True, about="document codes"),),
    "issuing_state": (Key(name="states", shape=Shape.TEXTS, required=True, about="state codes"),),
    "nationality": (Key(name="states", shape=Shape.TEXTS, required=True, about="state codes"),),
    "validity_length": (
        Key(name="years", shape=Shape.NUMBERS, required=True, about="years it is issued for"),
    ),
    "expiry_convention": (
        Key(name="expiry", shape=Shape.WORD, words=EXPIRIES, required=True, about="is it printed?"),
        Key(name="phrases", shape=Shape.TEXTS, about="words printed instead of a date"),
    ),
    "expiry_cap": (
        Key(name="date", shape=Shape.DATE, required=True, about="last day it is valid at most"),
    ),
    "expiry_extended": (
        Key(name="years", shape=Shape.NUMBER, about="years added to what is printed; 0: for life"),
        Key(name="issued_from", shape=Shape.DATE, about="first issue date it applies to"),
        Key(name="issued_until", shape=Shape.DATE, about="last issue date it applies to"),
        Key(name="minimum_age", shape=Shape.NUMBER, about="age at issue from which it applies"),
    ),
    "issue_window": (
        Key(name="from", shape=Shape.DATE, about="first day it was issued"),
        Key(name="until", shape=Shape.DATE, about="last day it was issued"),
    ),
    "withdrawn": (
        Key(name="on", shape=Shape.DATE, required=True, about="first day it is not recognised"),
    ),
    "max_age": (
        Key(name="days", shape=Shape.NUMBER, required=True, about="days it proves anything for"),
    ),
    "hook": (Key(name="call", required=True, about="hooks.<function>, in its hooks.py"),),
}
