"""Fields that a country puts elsewhere in its zone than ICAO does, and its personal number.

A span names a part of the zone and the characters of it, counted from 0, end exclusive:
`optional_data_1[0:12]`; parts are joined with `+`, quoted text stands for itself
(`'19'+birth_date`). Fillers on the edges are dropped, inner ones stand for a hyphen
(Doc 9303-3, 4.3: a filler replaces a space or hyphen in a number).
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from verifier.model.profile import ZoneSpec
from verifier.model.zone import Zone, ZoneType

FILLER = "<"
OVER = " over "
WEIGHTS = (7, 3, 1)
TERM = re.compile(r"(?P<part>[a-z_0-9]+)(?:\[(?P<start>\d+):(?P<end>\d+)\])?|'(?P<text>[^']*)'")

# Where each part stands: line, first and last character (Doc 9303 parts 4 to 7, from 0).
_TD3 = {
    "document_number": (1, 0, 9),
    "nationality": (1, 10, 13),
    "birth_date": (1, 13, 19),
    "sex": (1, 20, 21),
    "expiry_date": (1, 21, 27),
    "optional_data": (1, 28, 42),
}
_TD2 = _TD3 | {"optional_data": (1, 28, 35)}
PARTS: Mapping[ZoneType, Mapping[str, tuple[int, int, int]]] = {
    ZoneType.TD1: {
        "document_number": (0, 5, 14),
        "optional_data_1": (0, 15, 30),
        "birth_date": (1, 0, 6),
        "sex": (1, 7, 8),
        "expiry_date": (1, 8, 14),
        "nationality": (1, 15, 18),
        "optional_data_2": (1, 18, 29),
    },
    ZoneType.TD2: _TD2,
    ZoneType.TD3: _TD3,
    ZoneType.MRVA: _TD3 | {"optional_data": (1, 28, 44)},
    ZoneType.MRVB: _TD2 | {"optional_data": (1, 28, 36)},
}
WHOLE = {"line1": (0, 0, 44), "line2": (1, 0, 44), "line3": (2, 0, 44)}


def personal_number(spec: ZoneSpec, zone: Zone) -> str | None:
    """Return the personal number the zone carries where `spec` puts it, or None."""
    return _clean(_span(spec.personal_number, zone)) if spec.personal_number else None


def zone_values(spec: ZoneSpec, zone: Zone) -> dict[str, str]:
    """Return the fields that `spec.reads` finds in the zone, cleaned; dates stay YYMMDD."""
    found = {name: _clean(_span(span, zone)) for name, span in spec.reads.items()}
    return {name: value for name, value in found.items() if value}


def zone_checks(spec: ZoneSpec, zone: Zone) -> dict[str, bool]:
    """Return which of the check digits that `spec.checks` describes hold, by name.

    The digit is ICAO's: weights 7, 3, 1, modulo 10, fillers 0, letters from A=10
    (Doc 9303-3, 4.9); a layout that is not ICAO's only puts it elsewhere.
    """
    return {name: _holds(span, zone) for name, span in spec.checks.items()}


def _holds(check: str, zone: Zone) -> bool:
    digit, _, over = check.partition(OVER)
    text = _span(over, zone).replace(FILLER, "0")
    total = sum(int(c, 36) * WEIGHTS[i % len(WEIGHTS)] for i, c in enumerate(text))
    return str(total % 10) == _span(digit, zone)


def span_parts(span: str) -> tuple[str, ...]:
    """Return the parts a span names, for checking; raises ValueError when it is not one."""
    terms = [_term(t) for t in span.split("+")]
    return tuple(t["part"] for t in terms if t["part"])


def _term(text: str) -> re.Match[str]:
    match = TERM.fullmatch(text.strip())
    if match is None:
        raise ValueError(f"{text!r} is not a span")
    return match


def _span(span: str, zone: Zone) -> str:
    return "".join(_of_term(_term(t), zone) for t in span.split("+"))


def _of_term(term: re.Match[str], zone: Zone) -> str:
    if term["part"] is None:
        return term["text"] or ""
    place = PARTS[zone.type].get(term["part"]) or WHOLE.get(term["part"])
    if place is None or place[0] >= len(zone.lines):
        return ""
    line, first, last = place
    part = zone.lines[line][first:last]
    return part[int(term["start"]) : int(term["end"])] if term["start"] else part


def _clean(text: str) -> str | None:
    return re.sub(f"{FILLER}+", "-", text.strip(FILLER)) or None
