"""Checking signatures of GOST R 34.10-2001 and -2012 (Kazakhstan's GOST 34.310-2004, 34.10-2015).

Sources: RFC 5832 and RFC 7091, 6.2 (the verification steps numbered below). Byte order and the
order of the two halves differ between users of the standard and are the caller's.
"""

from __future__ import annotations

from verifier.seal.crypto.curves import Curve, Point, combined_x, contains


def holds(curve: Curve, public: Point, hashed: int, r: int, s: int) -> bool:
    """Say whether (r, s) signs the hash `hashed` under `public`; never raises.

    `hashed` is the hash read as the standard reads it: Kazakhstan and RFC 4490 read the bytes
    with the least significant first.
    """
    q = curve.order
    if not (0 < r < q and 0 < s < q) or not contains(curve, public):  # step 1
        return False
    e = hashed % q or 1  # step 3
    v = pow(e, -1, q)  # step 4
    x = combined_x(curve, s * v % q, -r * v % q, public)  # steps 5 and 6
    return x is not None and x % q == r  # step 7
