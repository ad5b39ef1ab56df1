"""C40 text as visible digital seals pack it: three characters in two bytes.

Sources: ISO/IEC 16022, 5.2.5 and table C.1 (basic and shift sets); ICAO Doc 9303-13, 2.5 and
BSI TR-03137-1, annex B (padding by a zero value, 0xFE back to ASCII, filler as space).
"""

from __future__ import annotations

from verifier.seal.errors import Malformed

UNLATCH = 0xFE  # ISO/IEC 16022: back to ASCII, where a byte is the character plus one
TOP = 40**3  # one past the largest packed value
SHIFTS = (0, 1, 2)  # ISO/IEC 16022, table C.1: Shift 1, 2, 3
BASIC = "   " + " 0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"
SHIFT_SETS = (
    "".join(map(chr, range(32))),
    "!\"#$%&'()*+,-./:;<=>?@[\\]^_",
    "`abcdefghijklmnopqrstuvwxyz{|}~\x7f",
)


def decode(raw: bytes) -> str:
    """Return the text of `raw`, padding removed; raises Malformed when it is not C40."""
    text = ""
    shift: int | None = None
    for start in range(0, len(raw), 2):
        if raw[start] == UNLATCH or start + 1 == len(raw):
            return text + _ascii(raw[start:].removeprefix(bytes((UNLATCH,))))
        packed = (raw[start] << 8 | raw[start + 1]) - 1
        if not 0 <= packed < TOP:
            raise Malformed("text is not C40")
        for value in (packed // 1600, packed // 40 % 40, packed % 40):
            if shift is not None:
                text += SHIFT_SETS[shift][value : value + 1]
                shift = None
            elif value in SHIFTS:
                shift = value
            else:
                text += BASIC[value]
    return text


def _ascii(raw: bytes) -> str:
    return "".join(chr(byte - 1) for byte in raw if 0 < byte <= 128)
