"""The hash of GOST 34.311-95, which is GOST R 34.11-94, as Kazakhstan's portal uses it.

Sources: RFC 5831 (the algorithm; its section numbers below), RFC 4357, 11.2 (the S-boxes).
Kazakhstan hashes with the S-boxes of the test parameter set. Known answers: RFC 5831, 7.3.
About 0.1 ms per block of 32 bytes; callers bound what they hash.
"""

from __future__ import annotations

Boxes = tuple[tuple[int, ...], ...]

# RFC 4357, 11.2: id-GostR3411-94-TestParamSet, S1 (lowest four bits) to S8
TEST_BOXES: Boxes = (
    (4, 10, 9, 2, 13, 8, 0, 14, 6, 11, 1, 12, 7, 15, 5, 3),
    (14, 11, 4, 12, 6, 13, 15, 10, 2, 3, 8, 1, 0, 7, 5, 9),
    (5, 8, 1, 13, 10, 3, 4, 2, 14, 15, 12, 7, 6, 0, 9, 11),
    (7, 13, 10, 1, 0, 8, 9, 15, 14, 4, 6, 12, 11, 2, 5, 3),
    (6, 12, 7, 1, 5, 15, 13, 8, 4, 10, 9, 14, 0, 3, 11, 2),
    (4, 11, 10, 0, 7, 2, 1, 13, 3, 6, 8, 5, 9, 12, 15, 14),
    (13, 11, 4, 1, 3, 15, 5, 9, 0, 10, 14, 7, 6, 8, 2, 12),
    (1, 15, 13, 0, 5, 7, 10, 4, 9, 2, 3, 14, 6, 11, 8, 12),
)

# RFC 4357, 11.2: id-GostR3411-94-CryptoProParamSet
CRYPTOPRO_BOXES: Boxes = (
    (10, 4, 5, 6, 8, 1, 3, 7, 13, 12, 14, 0, 9, 2, 11, 15),
    (5, 15, 4, 0, 2, 13, 11, 9, 1, 7, 6, 3, 12, 14, 10, 8),
    (7, 15, 12, 14, 9, 4, 1, 0, 3, 11, 5, 2, 6, 10, 8, 13),
    (4, 10, 7, 12, 0, 15, 2, 8, 14, 1, 6, 5, 13, 11, 9, 3),
    (7, 6, 4, 11, 9, 12, 2, 10, 1, 8, 0, 14, 15, 13, 3, 5),
    (7, 6, 2, 4, 13, 9, 15, 0, 10, 1, 5, 11, 8, 14, 12, 3),
    (13, 14, 4, 1, 7, 0, 5, 10, 3, 12, 8, 15, 6, 2, 9, 11),
    (1, 3, 10, 9, 5, 11, 4, 15, 8, 6, 7, 14, 13, 0, 2, 12),
)

BLOCK = 32  # bytes, RFC 5831, 5
MASK_32 = 0xFFFFFFFF
MASK_64 = 0xFFFFFFFFFFFFFFFF
MASK_256 = (1 << 256) - 1
ROTATION = 11  # bits, RFC 5830, 5
C3 = 0xFF00FFFF000000FFFF0000FF00FFFF0000FF00FF00FF00FFFF00FF00FF00FF00  # RFC 5831, 6.1
KEY_ORDER = (*range(8), *range(8), *range(8), *range(7, -1, -1))  # RFC 5830, 5

Tables = tuple[tuple[int, ...], ...]


def digest(message: bytes, boxes: Boxes = TEST_BOXES) -> bytes:
    """Return the 32-byte hash of `message`, in the byte order of RFC 5831's examples."""
    tables = _tables(boxes)
    state = total = 0
    for start in range(0, len(message), BLOCK):
        block = int.from_bytes(message[start : start + BLOCK], "little")
        state = _step(state, block, tables)
        total = (total + block) & MASK_256
    state = _step(state, len(message) * 8, tables)
    return _step(state, total, tables).to_bytes(BLOCK, "little")


def _tables(boxes: Boxes) -> Tables:
    """Merge two S-boxes and the rotation into one table per input byte."""
    tables = []
    for position in range(4):
        low, high = boxes[2 * position], boxes[2 * position + 1]
        row = []
        for value in range(256):
            out = (low[value & 15] | high[value >> 4] << 4) << 8 * position
            row.append((out << ROTATION | out >> 32 - ROTATION) & MASK_32)
        tables.append(tuple(row))
    return tuple(tables)


def _step(state: int, block: int, tables: Tables) -> int:
    """Return the step function of RFC 5831, 6: keys, encryption, mixing."""
    mixed = 0
    for index, key in enumerate(_keys(state, block)):
        part = state >> 64 * index & MASK_64
        mixed |= _encrypt(part, key, tables) << 64 * index
    mixed = _chi(mixed, 12) ^ block
    return _chi(state ^ _chi(mixed, 1), 61)


def _keys(state: int, block: int) -> list[list[int]]:
    """Return the four keys of a step, eight words each (RFC 5831, 6.1)."""
    u, v = state, block
    keys = [_permuted(u ^ v)]
    for constant in (0, C3, 0):
        u = _a(u) ^ constant
        v = _a(_a(v))
        keys.append(_permuted(u ^ v))
    return keys


def _a(x: int) -> int:
    return x >> 64 | ((x ^ x >> 64) & MASK_64) << 192


def _permuted(x: int) -> list[int]:
    raw = x.to_bytes(BLOCK, "little")
    return [int.from_bytes(raw[k::8], "little") for k in range(8)]


def _encrypt(part: int, key: list[int], tables: Tables) -> int:
    """Encrypt one 64-bit part with GOST 28147-89 in its simple mode (RFC 5830, 5)."""
    t0, t1, t2, t3 = tables
    low, high = part & MASK_32, part >> 32
    for index in KEY_ORDER:
        x = low + key[index]
        x = t0[x & 255] | t1[x >> 8 & 255] | t2[x >> 16 & 255] | t3[x >> 24 & 255]
        low, high = x ^ high, low
    return high | low << 32


def _chi(x: int, times: int) -> int:
    """Apply the mixing shift register of RFC 5831, 6.3, `times` times."""
    words = [x >> 16 * i & 0xFFFF for i in range(16)]
    for n in range(times):
        words.append(
            words[n] ^ words[n + 1] ^ words[n + 2] ^ words[n + 3] ^ words[n + 12] ^ words[n + 15]
        )
    return sum(word << 16 * i for i, word in enumerate(words[-16:]))
