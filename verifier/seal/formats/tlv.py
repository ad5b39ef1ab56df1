"""Tag, length, value with one-byte tags, as visible seals and barcodes use it.

Sources: ICAO Doc 9303-13, 2.3 (version 4 seals take DER lengths, earlier ones one plain byte);
ITU-T X.690, 8.1.3 (DER lengths).
"""

from __future__ import annotations

from verifier.seal.errors import Malformed

Element = tuple[int, int, bytes]  # tag, offset of its tag in the input, value
MAX_ELEMENTS = 256  # tags are one byte and a message does not repeat them without end
MAX_LENGTH_BYTES = 3


def split(raw: bytes, *, der: bool) -> tuple[Element, ...]:
    """Return the elements of `raw`, which they must fill exactly; raises Malformed."""
    elements: list[Element] = []
    at = 0
    while at < len(raw):
        if len(elements) == MAX_ELEMENTS:
            raise Malformed("too many elements")
        length, value_at = _length(raw, at + 1, der)
        end = value_at + length
        if end > len(raw):
            raise Malformed("an element is longer than the code")
        elements.append((raw[at], at, raw[value_at:end]))
        at = end
    return tuple(elements)


def _length(raw: bytes, at: int, der: bool) -> tuple[int, int]:
    """Return the length written at `at` and the offset behind it."""
    if at >= len(raw):
        raise Malformed("an element has no length")
    first = raw[at]
    if not der or first < 0x80:
        return first, at + 1
    size = first & 0x7F
    digits = raw[at + 1 : at + 1 + size]
    if not 1 <= size <= MAX_LENGTH_BYTES or len(digits) < size:
        raise Malformed("a length is not DER")
    return int.from_bytes(digits, "big"), at + 1 + size
