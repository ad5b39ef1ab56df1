from __future__ import annotations

import io

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image
from sqlalchemy import select

from api.store.tables.vault import Fingerprint
from api.vault.fingerprints import already_linked, linked_kinds, of_number, of_picture, remember
from api.vault.ring import new_key, ring

KEYS = ring(f"root={new_key()} key={new_key()}")
NUMBER = {"country": "UTO", "kind": "passport", "number": "L898902C3"}
RNG = np.random.default_rng(7)
PIXELS = RNG.integers(0, 255, (60, 90, 3), dtype=np.uint8)


def saved(pixels, **how) -> bytes:
    file = io.BytesIO()
    Image.fromarray(pixels).save(file, "PNG", **how)
    return file.getvalue()


@pytest.fixture
def seen(session, person, now):
    """Return a person for whom these fingerprints are remembered."""

    def seen(prints, platform="plt_one"):
        subject = person(session, platform)
        remember(session, prints, subject_id=subject, verification_id="ver_1", now=now)
        return subject

    return seen


def test_a_number_seen_under_another_account_is_known(session, person, seen):
    first = seen(of_number(KEYS, "plt_one", **NUMBER))
    other = person(session)
    prints = of_number(KEYS, "plt_one", **NUMBER)
    assert already_linked(session, prints, subject_id=other)
    assert not already_linked(session, prints, subject_id=first)


@pytest.mark.parametrize(
    "written", ["l898902c3", "L898 902 C3", "L-898902-C3", "Ｌ８９８９０２Ｃ３"]
)
def test_a_number_written_otherwise_is_the_same(written):
    assert of_number(KEYS, "p", **NUMBER) == of_number(KEYS, "p", **(NUMBER | {"number": written}))


@pytest.mark.parametrize(
    "other", [{"country": "UKR"}, {"kind": "id-card"}, {"number": "L898902C4"}]
)
def test_another_document_is_not_known(session, person, seen, other):
    seen(of_number(KEYS, "plt_one", **NUMBER))
    prints = of_number(KEYS, "plt_one", **(NUMBER | other))
    assert not already_linked(session, prints, subject_id=person(session))


def test_platforms_do_not_learn_from_each_other(session, person, seen):
    seen(of_number(KEYS, "plt_one", **NUMBER))
    there = of_number(KEYS, "plt_two", **NUMBER)
    assert there.macs != of_number(KEYS, "plt_one", **NUMBER).macs
    assert not already_linked(session, there, subject_id=person(session, "plt_two"))


@pytest.mark.parametrize("number", ["", "1234", "**** 1234 5678", "••••12345", "- - -"])
def test_a_masked_or_short_number_links_nobody(number):
    assert of_number(KEYS, "p", **(NUMBER | {"number": number})).macs == ()


def test_the_same_file_and_the_same_pixels_are_known(session, person, seen):
    seen(of_picture(KEYS, "plt_one", saved(PIXELS), PIXELS))
    other = person(session)
    again = of_picture(KEYS, "plt_one", saved(PIXELS), PIXELS)
    assert linked_kinds(session, again, subject_id=other) == ["image", "pixels"]
    otherwise = of_picture(KEYS, "plt_one", saved(PIXELS, compress_level=0), PIXELS)
    assert linked_kinds(session, otherwise, subject_id=other) == ["pixels"]


def test_pictures_that_differ_in_one_pixel_are_different(session, person, seen):
    seen(of_picture(KEYS, "plt_one", saved(PIXELS), PIXELS))
    near = PIXELS.copy()
    near[0, 0, 0] ^= 1
    prints = of_picture(KEYS, "plt_one", saved(near), near)
    assert not already_linked(session, prints, subject_id=person(session))


def test_the_same_bytes_in_another_shape_are_another_picture():
    one, other = PIXELS.reshape(90, 60, 3), PIXELS
    assert of_picture(KEYS, "p", b"a", one).macs[1] != of_picture(KEYS, "p", b"a", other).macs[1]


def test_a_blank_page_links_nobody():
    blank = np.full((60, 90, 3), 250, dtype=np.uint8)
    noisy = np.clip(blank + RNG.normal(0, 3, blank.shape), 0, 255).astype(np.uint8)
    for page in (blank, noisy):
        assert of_picture(KEYS, "p", saved(page), page).macs == ()


def test_nothing_to_compare_links_nobody(session, person):
    prints = of_number(KEYS, "plt_one", **(NUMBER | {"number": ""}))
    assert not already_linked(session, prints, subject_id=person(session))
    remember(session, prints, subject_id="nobody", verification_id="ver_1", now=None)


def test_remembering_twice_keeps_one_row(session, seen, now):
    prints = of_number(KEYS, "plt_one", **NUMBER)
    subject = seen(prints)
    remember(session, prints, subject_id=subject, verification_id="ver_1", now=now)
    assert len(session.scalars(select(Fingerprint)).all()) == 1


def test_fingerprints_of_two_platforms_do_not_mix():
    one, two = (of_number(KEYS, platform, **NUMBER) for platform in ("p", "q"))
    with pytest.raises(TypeError):
        one + two
    assert len((one + one).macs) == 2


@settings(deadline=None)
@given(st.text(max_size=30))
def test_any_number_gives_one_fingerprint_or_none(number):
    assert len(of_number(KEYS, "p", country="UTO", kind="passport", number=number).macs) <= 1
