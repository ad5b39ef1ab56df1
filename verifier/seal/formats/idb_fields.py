"""What the message of an ICAO Datastructure for Barcode says, under the report's names.

Source: ICAO TR "Datastructure for Barcode", message types: visa (01) and emergency travel document
(02) wrap the messages of the visible digital seals; zones of TD1 (07), TD3 (08) and TD2 (81) cards;
81 to 86 are the German profile of BSI TR-03137.
"""

from __future__ import annotations

from datetime import date

from verifier.seal.errors import Malformed
from verifier.seal.formats import c40, tlv, zone
from verifier.seal.formats.sealed_date import masked

WRAPPED_ZONES = {
    0x01: {0x01: zone.TD3, 0x02: zone.TD2},  # visa: MRV-A or MRV-B
    0x02: {0x02: zone.TD2},  # emergency travel document
}
ZONES = {0x07: zone.TD1, 0x08: zone.TD3, 0x81: zone.TD2}
EXPIRY_DATE = 0x84
DOCUMENT_NUMBER = 0x85
MASKED_DATE = 4  # bytes


def named(message: tuple[tlv.Element, ...], signed_on: date | None) -> dict[str, str]:
    """Return the values of the message; `signed_on` settles centuries."""
    found: dict[str, str] = {}
    for tag, _, value in message:
        try:
            found |= _one(tag, value, signed_on)
        except Malformed:
            continue  # a message type used otherwise than listed: checked, but not read
    return found


def _one(tag: int, value: bytes, signed_on: date | None) -> dict[str, str]:
    if tag in ZONES:
        return dict(zone.fields(c40.decode(value), ZONES[tag], signed_on))
    if tag == EXPIRY_DATE and len(value) == MASKED_DATE:
        return {"expiry_date": masked(value)}
    if tag == DOCUMENT_NUMBER:
        return {"document_number": c40.decode(value).strip()}
    found: dict[str, str] = {}
    for inner, layout in WRAPPED_ZONES.get(tag, {}).items():
        for element, _, content in tlv.split(value, der=True):
            if element == inner:
                found |= zone.fields(c40.decode(content), layout, signed_on)
    return found
