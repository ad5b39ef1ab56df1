from __future__ import annotations

import base64
import hashlib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from api.vault.envelope import new_dek
from api.vault.ring import KeyRing, KeyRingError, UnknownKeyError, ring

# The same in every pytest worker, which must collect the same tests.
OLD, NEW, ROOT = (
    base64.b64encode(hashlib.sha256(name).digest()).decode() for name in (b"old", b"new", b"root")
)


def test_the_last_key_wraps_and_the_others_still_unwrap():
    dek = new_dek()
    kek_id, wrapped = ring(f"root={ROOT},key={OLD}").wrap(dek)
    both = ring(f"root={ROOT}\nkey={OLD}\nkey={NEW}")
    assert both.unwrap(kek_id, wrapped) == dek
    assert both.wrap(dek)[0] == both.current != kek_id
    assert both.ids == (kek_id, both.current)


def test_a_key_that_left_the_ring_is_named():
    kek_id, wrapped = ring(OLD).wrap(new_dek())
    with pytest.raises(UnknownKeyError, match=kek_id):
        ring(NEW).unwrap(kek_id, wrapped)


@settings(deadline=None)
@given(st.integers(0, 39), st.integers(1, 255))
def test_an_altered_wrapped_key_never_unwraps(at, change):
    keys = ring(OLD)
    kek_id, wrapped = keys.wrap(new_dek())
    altered = bytearray(wrapped)
    altered[at] ^= change
    with pytest.raises(UnknownKeyError):
        keys.unwrap(kek_id, bytes(altered))


@settings(deadline=None)
@given(st.binary(max_size=60))
def test_arbitrary_wrapped_bytes_are_an_error_of_ours_only(noise):
    keys = ring(OLD)
    with pytest.raises(UnknownKeyError):
        keys.unwrap(keys.current, noise)


def test_hashing_keys_survive_rotation_because_the_root_stays():
    before, after = ring(f"root={ROOT} key={OLD}"), ring(f"root={ROOT} key={NEW}")
    assert before.mac_key("image", "plt_1") == after.mac_key("image", "plt_1")


def test_hashing_keys_differ_by_purpose_and_platform():
    keys = ring(f"root={ROOT} key={OLD}")
    made = {keys.mac_key(p, q) for p in ("image", "reference") for q in ("plt_1", "plt_2")}
    assert len(made) == 4


def test_a_bare_key_is_its_own_root_and_comments_are_skipped():
    assert ring(f"# ours\n{OLD}  # one").mac_key("a", "b") == ring(OLD).mac_key("a", "b")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "no key"),
        (f"root={ROOT}", "no key"),
        (f"root={ROOT} root={OLD} key={NEW}", "several roots"),
        (f"kek={OLD}", "item 1 is neither"),
        (f"key={OLD} key=c2hvcnQ=", "item 2 is not 32 random bytes"),
        (base64.b64encode(bytes(32)).decode(), "item 1 is not 32 random bytes"),
        ("пароль", "item 1 is not 32 random bytes"),
    ],
)
def test_a_ring_written_wrongly_says_where(text, said):
    with pytest.raises(KeyRingError, match=said):
        ring(text)


@settings(deadline=None)
@given(st.text(min_size=6, max_size=100))
def test_text_that_is_no_ring_is_not_repeated_in_the_error(text):
    with pytest.raises(KeyRingError) as caught:
        ring(text)
    assert text not in str(caught.value)


def test_a_ring_never_shows_its_keys():
    keys = ring(f"root={ROOT} key={OLD}")
    assert OLD not in repr(keys)
    assert ROOT not in repr(keys)
    assert isinstance(keys, KeyRing)
