from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from api.vault.envelope import OVERHEAD, SealedError, new_dek, seal, unseal

DEK = new_dek()


@settings(deadline=None)
@given(st.binary(max_size=2000), st.text(max_size=60))
def test_what_was_sealed_opens(value, about):
    sealed = seal(DEK, value, about)
    assert len(sealed) == len(value) + OVERHEAD
    assert unseal(DEK, sealed, about) == value


@settings(deadline=None)
@given(st.binary(max_size=300), st.data())
def test_no_flipped_bit_opens(value, data):
    sealed = bytearray(seal(DEK, value, "a"))
    at = data.draw(st.integers(0, len(sealed) - 1))
    sealed[at] ^= 1 << data.draw(st.integers(0, 7))
    with pytest.raises(SealedError):
        unseal(DEK, bytes(sealed), "a")


@settings(deadline=None)
@given(st.binary(max_size=300), st.integers(min_value=1))
def test_no_shortened_bytes_open(value, cut):
    sealed = seal(DEK, value, "a")
    with pytest.raises(SealedError):
        unseal(DEK, sealed[: -min(cut, len(sealed))], "a")


@settings(deadline=None)
@given(st.text(max_size=20), st.text(max_size=20))
def test_bytes_moved_to_another_place_do_not_open(here, there):
    sealed = seal(DEK, b"Enya Ferro", here)
    if here != there:
        with pytest.raises(SealedError):
            unseal(DEK, sealed, there)


@settings(deadline=None)
@given(st.binary(max_size=100))
def test_arbitrary_bytes_are_an_error_of_ours_only(noise):
    with pytest.raises(SealedError):
        unseal(DEK, noise, "a")


def test_another_key_does_not_open():
    with pytest.raises(SealedError):
        unseal(new_dek(), seal(DEK, b"x", "a"), "a")


def test_the_error_says_nothing_of_the_value():
    sealed = seal(DEK, b"Enya Ferro", "ver_1/claim")
    with pytest.raises(SealedError) as caught:
        unseal(DEK, sealed, "ver_2/claim")
    assert str(caught.value) == "sealed bytes do not open"
    assert caught.value.__cause__ is None


def test_the_same_value_never_looks_the_same():
    assert len({seal(DEK, b"same", "a") for _ in range(100)}) == 100
