"""Curve arithmetic against the kept library, the standards' vectors and known signatures."""

import hashlib

import pytest
from cryptography.hazmat.primitives.asymmetric import ec
from hypothesis import given, settings
from hypothesis import strategies as st

from verifier.seal.crypto.curves import combined_x, contains
from verifier.seal.crypto.ec_curves import BY_NAME, CURVES, matching
from verifier.seal.crypto.gost_curves import GOST_CURVES

KEPT = {
    "secp224r1": ec.SECP224R1(),
    "secp256r1": ec.SECP256R1(),
    "secp384r1": ec.SECP384R1(),
    "secp521r1": ec.SECP521R1(),
    "brainpoolP256r1": ec.BrainpoolP256R1(),
    "brainpoolP384r1": ec.BrainpoolP384R1(),
    "brainpoolP512r1": ec.BrainpoolP512R1(),
}


@pytest.mark.parametrize("curve", CURVES + GOST_CURVES, ids=lambda c: c.name)
def test_every_generator_lies_on_its_curve_and_has_its_order(curve):
    generator = (curve.gx, curve.gy)
    assert contains(curve, generator)
    assert combined_x(curve, curve.order, 0, generator) is None
    assert combined_x(curve, curve.order - 1, 1, generator) is None
    assert combined_x(curve, curve.order + 1, 0, generator) == curve.gx


@pytest.mark.parametrize("name", KEPT)
@settings(max_examples=5, deadline=None)
@given(data=st.data())
def test_combinations_equal_those_of_the_kept_library(name, data):
    curve = BY_NAME[name]
    secret = data.draw(st.integers(1, curve.order - 1))
    u, v = data.draw(st.integers(1, 2**64)), data.draw(st.integers(1, 2**64))
    numbers = ec.derive_private_key(secret, KEPT[name]).public_key().public_numbers()
    both = (u + v * secret) % curve.order
    expected = ec.derive_private_key(both, KEPT[name]).public_key().public_numbers()
    assert combined_x(curve, u, v, (numbers.x, numbers.y)) == expected.x


def test_a_brainpool_224_signature_made_by_openssl_verifies():
    curve = BY_NAME["brainpoolP224r1"]
    public = (
        0x4C67666D328E1619C7BB04B2925BAFAF38C67A587230799F9DC4D7CD,
        0x5FFC3BF9993DCF9C2AFD38E0036FD3101F40287FAC52FAA5B1F8DFE3,
    )
    r = 0x0513DBB03498DFC3F3D3AE62A75CF18456A17D1A01383C79C6FFF3D7
    s = 0xCCC136AAE29784FA4A3BDB25628792268D2FD8113DF5518BBFC37EEB
    hashed = int.from_bytes(hashlib.sha224(b"candor").digest(), "big")
    w = pow(s, -1, curve.order)
    assert contains(curve, public)
    x = combined_x(curve, hashed * w % curve.order, r * w % curve.order, public)
    assert x is not None
    assert x % curve.order == r


def test_a_point_off_the_curve_or_out_of_range_is_no_key():
    curve = BY_NAME["secp256r1"]
    assert not contains(curve, (curve.gx, curve.gy + 1))
    assert not contains(curve, (curve.gx + curve.p, curve.gy))
    assert not contains(curve, (0, 0))


def test_a_point_outside_the_prime_subgroup_is_no_key():
    curve = next(c for c in GOST_CURVES if c.cofactor == 4)
    p = curve.p
    for x in range(2000):
        rhs = (x**3 + curve.a * x + curve.b) % p
        y = pow(rhs, (p + 1) // 4, p)
        if y * y % p == rhs and combined_x(curve, 0, curve.order, (x, y)) is not None:
            assert not contains(curve, (x, y))
            return
    pytest.fail("no point outside the subgroup found")


def test_explicit_parameters_count_only_when_they_are_a_listed_curve():
    curve = BY_NAME["brainpoolP512r1"]
    given_ = {"p": curve.p, "a": curve.a, "b": curve.b, "order": curve.order}
    assert matching(**given_, generator=(curve.gx, curve.gy)) is curve
    assert matching(**given_, generator=(curve.gx, curve.p - curve.gy)) is None
