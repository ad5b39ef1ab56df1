"""The machine readable zone that a seal carries as one run of text.

A signed copy of the zone needs no recognition and no repair, only its columns.
Source: ICAO Doc 9303-4, -5, -6 and -7, 4.2 (the layouts); fillers arrive as `<` or as spaces.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

FILLER = "<"


@dataclass(frozen=True, slots=True, kw_only=True)
class Layout:
    """Where the fields of one kind of zone start, counted over all lines run together.

    `names` is (start, end); `shortest` is the least text that holds the sex and expiry date.
    """

    length: int
    names: tuple[int, int]
    number: int
    nationality: int
    birth: int
    sex: int
    expiry: int

    @property
    def shortest(self) -> int:
        """Characters up to the last fixed field."""
        return max(self.expiry + 6, self.names[0] + 1)


TD1 = Layout(
    length=90, names=(60, 90), number=5, nationality=45, birth=30, sex=37, expiry=38
)  # Doc 9303-5
TD2 = Layout(
    length=72, names=(5, 36), number=36, nationality=46, birth=49, sex=56, expiry=57
)  # Doc 9303-6; MRV-B of 9303-7 has the same columns
TD3 = Layout(
    length=88, names=(5, 44), number=44, nationality=54, birth=57, sex=64, expiry=65
)  # Doc 9303-4; MRV-A of 9303-7 has the same columns


def fields(text: str, layout: Layout, reference: date | None) -> Mapping[str, str]:
    """Return the zone's fields under the report's names, as written; {} when it is too short.

    `reference` is a day on which the document already existed: it settles the century of the
    birth date. Without one the zone's own expiry date does.
    """
    zone = text.upper().replace(" ", FILLER)
    if len(zone) < layout.shortest or _is_old_french_card(zone, layout):
        return {}
    zone = zone.ljust(layout.length, FILLER)
    surname, _, given = zone[slice(*layout.names)].partition(FILLER * 2)
    expiry = _iso("20", zone[layout.expiry : layout.expiry + 6])
    known_by = reference.isoformat() if reference else expiry
    found = {
        "document_code": _plain(zone[:2]),
        "issuing_state": _plain(zone[2:5]),
        "surname": _plain(surname),
        "given_names": _plain(given),
        "document_number": _number(zone, layout),
        "nationality": _plain(zone[layout.nationality : layout.nationality + 3]),
        "birth_date": _birth(zone[layout.birth : layout.birth + 6], known_by),
        "sex": zone[layout.sex] if zone[layout.sex] in "MFX" else "",
        "expiry_date": expiry,
    }
    return {name: value for name, value in found.items() if value}


def _plain(text: str) -> str:
    return " ".join(text.replace(FILLER, " ").split())


def _number(zone: str, layout: Layout) -> str:
    """Return the document number, continued in TD1's optional data when it is longer than nine."""
    number = zone[layout.number : layout.number + 9].rstrip(FILLER)
    if layout is TD1 and zone[14] == FILLER and len(number) == 9:
        rest = zone[15:30].split(FILLER, 1)[0]
        number += rest[:-1]  # Doc 9303-5, 4.2.2.1: the last character is the check digit
    return number.replace(FILLER, "")


def _birth(digits: str, known_by: str) -> str:
    """Return the latest date with these digits that is not after `known_by`."""
    born = _iso("20", digits)
    return born if born <= known_by else _iso("19", digits)


def _iso(century: str, digits: str) -> str:
    """Return YYMMDD as a date, cut where the zone has fillers (Doc 9303-3, 4.7)."""
    parts = [digits[:2], digits[2:4], digits[4:]]
    known = []
    for part in parts:
        if not part.isdecimal():
            break
        known.append(part)
    return century + "-".join(known) if known else ""


def _is_old_french_card(zone: str, layout: Layout) -> bool:
    """Say whether it is the French card of 1995: 72 characters too, but columns of its own."""
    return layout is TD2 and zone.startswith("IDFRA")
