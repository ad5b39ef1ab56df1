"""What the fields of a 2D-Doc say about a person, under the report's names.

Source: ANTS 2D-Doc 3.2.6, chapter 6. Document types share one dictionary of identifiers, so a name
is found the same way on a tax notice and on a residence title; only people the document is about
are read (not the notary, the employer, the parents or the deceased).
"""

from __future__ import annotations

from datetime import date

from verifier.seal.formats import zone
from verifier.seal.formats.two_d_doc_frame import Values

# The first identifier present wins.
SURNAME = ("62", "B2", "6G", "80", "F1", "L0", "I3", "13")
GIVEN_NAMES = ("60", "61", "B0", "B1", "81", "F0", "L1", "I4", "12")
BIRTH_DATE = ("69", "B7", "F2", "L2")
SEX = ("68", "B6", "F3")
NATIONALITY = ("67", "B5")
BIRTH_PLACE = ("6A", "B8")
DOCUMENT_NUMBER = ("66",)
EXPIRY_DATE = ("6O", "HO")
FULL_NAME = ("10", "30", "46", "4N")  # "quality/surname/given names", or free text
HOME = ("6S", "6T", "6U", "6V", "6W", "6X", "6Y")
SERVED_HOME = ("20", "21", "22", "23", "24", "25", "26")
RESIDENCE = ("HI", "HJ", "HK", "HL")
ZONE = "6F"
SLASH = "/"  # 2D-Doc 3.2.6, chapter 6: parts of a name


def named(values: Values, reference: date) -> dict[str, str]:
    """Return the person's values; `reference` is a day on which the document existed."""
    known = {identifier: value.strip() for identifier, value in reversed(values)}
    found = dict(_of_zone(known.get(ZONE, ""), reference))
    texts = {
        "surname": _first(known, SURNAME),
        "given_names": _first(known, GIVEN_NAMES).replace(SLASH, " "),
        "birth_date": _date(_first(known, BIRTH_DATE)),
        "sex": _first(known, SEX),
        "nationality": _first(known, NATIONALITY),
        "birth_place": _first(known, BIRTH_PLACE),
        "document_number": _first(known, DOCUMENT_NUMBER),
        "expiry_date": _date(_first(known, EXPIRY_DATE)),
        "address": _address(known),
    }
    found.update({name: value for name, value in texts.items() if value})
    return _with_full_name(found, _first(known, FULL_NAME))


def _first(known: dict[str, str], identifiers: tuple[str, ...]) -> str:
    return next((known[one] for one in identifiers if known.get(one)), "")


def _of_zone(text: str, reference: date) -> dict[str, str]:
    layout = {90: zone.TD1, 72: zone.TD2}.get(len(text), zone.TD3)
    return dict(zone.fields(text, layout, reference)) if text else {}


def _date(text: str) -> str:
    """Return DDMMYYYY as an ISO date, "" when there is no such day."""
    try:
        return date(int(text[4:]), int(text[2:4]), int(text[:2])).isoformat()
    except ValueError:
        return ""


def _address(known: dict[str, str]) -> str:
    for lines in (HOME, SERVED_HOME, RESIDENCE):
        present = [known[one] for one in lines if known.get(one)]
        if len(present) > 1:
            return ", ".join(present)
    return ""


def _with_full_name(found: dict[str, str], whole: str) -> dict[str, str]:
    if not whole:
        return found
    parts = whole.split(SLASH)
    if len(parts) == 3 and "surname" not in found:
        found |= {"surname": parts[1], "given_names": parts[2]}
    return {**found, "full_name": " ".join(part for part in parts if part)}
