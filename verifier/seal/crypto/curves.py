"""Arithmetic on short Weierstrass curves over prime fields, for checking signatures only.

The kept libraries refuse curves that real documents use: brainpoolP224r1 (German address stickers),
curves written out as explicit parameters (country signing CAs), and the GOST curves (Kazakhstan).
Everything computed here is public: no secret ever enters, so nothing needs constant time.

Sources: SEC 1 v2, 2.2.1 and 3.2.2; Cohen, Miyaji, Ono 1998 for the Jacobian formulas;
Shamir's trick for u*G + v*Q.
"""

from __future__ import annotations

from dataclasses import dataclass

Point = tuple[int, int]  # affine x, y
Jacobian = tuple[int, int, int]  # (X, Y, Z) stands for (X/Z^2, Y/Z^3); Z = 0 is infinity

INFINITY: Jacobian = (1, 1, 0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Curve:
    """The domain parameters of y^2 = x^3 + a*x + b over the field of `p` elements.

    `order` is that of the generator (gx, gy); `cofactor` times it is the order of the curve.
    """

    name: str
    p: int
    a: int
    b: int
    gx: int
    gy: int
    order: int
    cofactor: int = 1

    @property
    def field_bytes(self) -> int:
        """Bytes that hold one coordinate."""
        return (self.p.bit_length() + 7) // 8

    @property
    def order_bytes(self) -> int:
        """Bytes that hold one half of a raw signature."""
        return (self.order.bit_length() + 7) // 8


def contains(curve: Curve, point: Point) -> bool:
    """Say whether `point` is a usable public key: in range, on the curve, in the right subgroup.

    SEC 1, 3.2.2.1. The order check matters only for curves with a cofactor.
    """
    x, y = point
    if not (0 <= x < curve.p and 0 <= y < curve.p):
        return False
    if (y * y - (x * x * x + curve.a * x + curve.b)) % curve.p:
        return False
    if curve.cofactor == 1:
        return True
    return _multiply(curve, (x, y, 1), curve.order)[2] == 0


def combined_x(curve: Curve, u: int, v: int, point: Point) -> int | None:
    """Return the affine x of u*G + v*point, or None when that is the point at infinity."""
    generator, other = (curve.gx, curve.gy, 1), (point[0], point[1], 1)
    both = _add(curve, generator, other)
    result = INFINITY
    for bit in range(max(u.bit_length(), v.bit_length()) - 1, -1, -1):
        result = _double(curve, result)
        picked = (u >> bit & 1) | (v >> bit & 1) << 1
        if picked:
            result = _add(curve, result, (generator, other, both)[picked - 1])
    if result[2] == 0:
        return None
    return result[0] * pow(result[2], -2, curve.p) % curve.p


def _multiply(curve: Curve, point: Jacobian, scalar: int) -> Jacobian:
    result = INFINITY
    for bit in range(scalar.bit_length() - 1, -1, -1):
        result = _double(curve, result)
        if scalar >> bit & 1:
            result = _add(curve, result, point)
    return result


def _double(curve: Curve, point: Jacobian) -> Jacobian:
    x, y, z = point
    p = curve.p
    if z == 0 or y == 0:
        return INFINITY
    y2 = y * y % p
    s = 4 * x * y2 % p
    z2 = z * z % p
    m = (3 * x * x + curve.a * z2 * z2) % p
    x3 = (m * m - 2 * s) % p
    return x3, (m * (s - x3) - 8 * y2 * y2) % p, 2 * y * z % p


def _add(curve: Curve, first: Jacobian, second: Jacobian) -> Jacobian:
    if first[2] == 0:
        return second
    if second[2] == 0:
        return first
    p = curve.p
    x1, y1, z1 = first
    x2, y2, z2 = second
    z1z1, z2z2 = z1 * z1 % p, z2 * z2 % p
    u1, u2 = x1 * z2z2 % p, x2 * z1z1 % p
    s1, s2 = y1 * z2 * z2z2 % p, y2 * z1 * z1z1 % p
    if u1 == u2:
        return _double(curve, first) if s1 == s2 else INFINITY
    h, r = (u2 - u1) % p, (s2 - s1) % p
    h2 = h * h % p
    h3, u1h2 = h * h2 % p, u1 * h2 % p
    x3 = (r * r - h3 - 2 * u1h2) % p
    return x3, (r * (u1h2 - x3) - s1 * h3) % p, h * z1 * z2 % p
