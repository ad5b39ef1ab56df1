"""CBOR is read as written, and refused where readers would disagree."""

from __future__ import annotations

import cbor2
import pytest
from hypothesis import given
from hypothesis import strategies as st

from verifier.seal.errors import Malformed
from verifier.seal.formats import cbor

ITEMS = st.recursive(
    st.integers(-(2**64), 2**64 - 1)
    | st.binary(max_size=40)
    | st.text(max_size=40)
    | st.booleans()
    | st.none()
    | st.floats(allow_nan=False),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(st.integers(-300, 300) | st.text(max_size=4), inner, max_size=4)
    ),
    max_leaves=12,
)


@given(item=ITEMS)
def test_what_another_library_wrote_is_read_back(item):
    assert cbor.loads(cbor2.dumps(item)) == item


@pytest.mark.parametrize(
    ("encoded", "item"),
    [
        ("9f0102ff", [1, 2]),
        ("bf6161 01ff", {"a": 1}),
        ("5f41014102ff", b"\x01\x02"),
        ("7f61616162ff", "ab"),
        ("c11a514b67b0", cbor.Tag(1, 1363896240)),
        ("f93c00", 1.0),
        ("f7", cbor.Simple(23)),
    ],
)
def test_rarer_forms_are_read(encoded, item):
    assert cbor.loads(bytes.fromhex(encoded)) == item


@pytest.mark.parametrize(
    ("encoded", "what"),
    [
        ("a201020103", "two equal keys"),
        ("0101", "bytes left over"),
        ("9b7fffffffffffffff", "a length that is not there"),
        ("81" * 60 + "00", "deep"),
        ("61ff", "text that is not UTF-8"),
        ("a1f500", "a key that is no name"),
        ("ff", "a break by itself"),
        ("bf01ff", "a key without a value"),
        ("1c", "a reserved form"),
        ("", "nothing"),
    ],
)
def test_doubtful_forms_are_refused(encoded, what):
    with pytest.raises(Malformed):
        cbor.loads(bytes.fromhex(encoded))
