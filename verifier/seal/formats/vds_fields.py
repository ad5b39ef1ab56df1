"""What the message of a visible digital seal says, by its document type.

Sources: ICAO Doc 9303-13, part 3 (visa 5D01) and TR "Emergency travel document" (5E03); BSI
TR-03137-1, annexes (German residence permit, supplementary sheet, arrival attestation, address
stickers, social insurance card); BSI TR-03171 (administrative documents, one profile per UUID).
Document types that are not listed are checked but not read.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date

from verifier.seal.errors import Malformed
from verifier.seal.formats import c40, zone

Message = Mapping[int, bytes]
Reader = Callable[[bytes, date], Mapping[str, str]]

PROFILE_TAG = 0  # BSI TR-03171: UUID of the profile
REGISTRATION_CERTIFICATE = bytes.fromhex("9a4223406d374ef99e2cf95e31a23846")  # Meldebescheinigung


def named(kind: int, message: Message, issued: date) -> dict[str, str]:
    """Return the message's values under the report's names; `issued` settles centuries."""
    readers = _READERS.get(kind, {})
    if kind in ADMINISTRATIVE and message.get(PROFILE_TAG) == REGISTRATION_CERTIFICATE:
        readers = _REGISTRATION
    found: dict[str, str] = {}
    for tag, reader in readers.items():
        if tag in message:
            found.update(reader(message[tag], issued))
    address = [found.pop(part) for part in ADDRESS_PARTS if part in found]
    if address:
        found["address"] = _joined(address)
    return {name: value for name, value in found.items() if value}


ADMINISTRATIVE = (0x01C8, 0x01C9)  # BSI TR-03171
ADDRESS_PARTS = ("street", "house_number", "postal_code", "city")


def _joined(parts: list[str]) -> str:
    if len(parts) != len(ADDRESS_PARTS):
        return " ".join(parts)
    street, house, postal_code, city = parts
    return f"{street} {house}, {postal_code} {city}"


def _zone(layout: zone.Layout) -> Reader:
    def read(value: bytes, issued: date) -> Mapping[str, str]:
        return zone.fields(_c40(value), layout, issued)

    return read


def _packed(name: str) -> Reader:
    def read(value: bytes, _issued: date) -> Mapping[str, str]:
        return {name: _c40(value).strip()}

    return read


def _text(name: str) -> Reader:
    def read(value: bytes, _issued: date) -> Mapping[str, str]:
        return {name: value.decode("utf-8", errors="replace").strip()}

    return read


def _day(name: str) -> Reader:
    def read(value: bytes, _issued: date) -> Mapping[str, str]:
        """Read YYYYMMDD or DDMMYYYY, with or without separators."""
        digits = "".join(c for c in value.decode("ascii", errors="replace") if c.isdecimal())
        orders = ((digits[:4], digits[4:6], digits[6:]), (digits[4:], digits[2:4], digits[:2]))
        for year, month, day in orders if len(digits) == 8 else ():
            try:
                if 1850 < int(year) < 2200:
                    return {name: date(int(year), int(month), int(day)).isoformat()}
            except ValueError:
                continue
        return {}

    return read


def _c40(value: bytes) -> str:
    try:
        return c40.decode(value)
    except Malformed:
        return ""


_READERS: dict[int, dict[int, Reader]] = {
    0x5D01: {1: _zone(zone.TD3), 2: _zone(zone.TD2)},  # visa: MRV-A or MRV-B
    0x5E03: {2: _zone(zone.TD2)},  # emergency travel document
    0x5F03: {2: _zone(zone.TD2)},  # the same with a biometric template
    0xFB06: {2: _zone(zone.TD2)},  # German residence permit
    0xFA06: {4: _zone(zone.TD2)},  # German supplementary sheet
    0xFD02: {2: _zone(zone.TD2)},  # German arrival attestation
    0xF50C: {2: _zone(zone.TD2), 4: _zone(zone.TD2)},  # German provisional residence document
    0xF60D: {1: _zone(zone.TD3), 2: _zone(zone.TD3)},  # German provisional passport
    0xF70B: {1: _zone(zone.TD2), 2: _zone(zone.TD2)},  # German provisional identity card
    0xF80A: {1: _packed("document_number")},  # sticker, passport (the place is a code only)
    0xF908: {1: _packed("document_number"), 3: _packed("street")},  # sticker, identity card
    0xF90C: {1: _packed("document_number"), 3: _packed("street")},  # sticker, residence permit
    0xFC04: {  # German social insurance card
        1: _packed("personal_number"),
        2: _text("surname"),
        3: _text("given_names"),
    },
}

_REGISTRATION: dict[int, Reader] = {  # BSI TR-03171, profile of the registration certificate
    4: _text("surname"),
    6: _text("given_names"),
    8: _day("birth_date"),
    9: _text("street"),
    10: _text("house_number"),
    11: _text("postal_code"),
    12: _text("city"),
}
