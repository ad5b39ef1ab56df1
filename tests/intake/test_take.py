"""Whatever arrives becomes pages or a reason: nothing raises, nothing grows without bound."""

from __future__ import annotations

import io
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PIL import Image

from fixtures.bad.files import UNUSUAL, bad_file
from verifier.intake.take import take_in
from verifier.model.context import Context, Limits
from verifier.model.finding import Status
from verifier.model.page import Input
from verifier.model.reason_code import ReasonCode


def take(ctx: Context, *files: bytes):
    return take_in([Input(name=f"{n}.bin", data=data) for n, data in enumerate(files)], ctx)


def picture(size=(640, 400), mode="RGB", kind="PNG", **options) -> bytes:
    out = io.BytesIO()
    Image.new(mode, size, 128 if mode != "RGB" else (120, 60, 200)).save(out, kind, **options)
    return out.getvalue()


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "WEBP", "TIFF"])
def test_accepted_formats_become_a_page(ctx, kind):
    taken = take(ctx, picture(kind=kind))
    assert [page.pixels.shape for page in taken.pages] == [(400, 640, 3)]


@pytest.mark.parametrize("mode", ["1", "L", "LA", "RGBA", "P", "CMYK", "I;16"])
def test_every_colour_mode_becomes_rgb(ctx, mode):
    kind = "TIFF" if mode == "CMYK" else "PNG"
    out = io.BytesIO()
    Image.new(mode, (60, 40)).save(out, kind)
    assert take(ctx, out.getvalue()).pages[0].pixels.shape == (40, 60, 3)


def test_exif_orientation_is_applied(ctx):
    exif = Image.Exif()
    exif[0x0112] = 6  # turned a quarter
    assert take(ctx, picture(kind="JPEG", exif=exif)).pages[0].pixels.shape == (640, 400, 3)


def test_large_pictures_are_reduced_to_the_working_side(ctx):
    page = take(ctx, picture((5000, 4000), kind="JPEG")).pages[0]
    assert max(page.pixels.shape) == ctx.limits.working_side


def test_a_grey_picture_is_known_as_grey(ctx):
    assert take(ctx, picture(mode="L")).pages[0].greyscale
    assert not take(ctx, picture()).pages[0].greyscale


BAD = {
    "empty.jpg": ReasonCode.FILE_EMPTY,
    "text.jpg": ReasonCode.FILE_FORMAT_NOT_SUPPORTED,
    "passport.gif": ReasonCode.FILE_FORMAT_NOT_SUPPORTED,
    "truncated.jpg": ReasonCode.FILE_UNREADABLE,
    "header-only.jpg": ReasonCode.FILE_UNREADABLE,
    "lying-size.png": ReasonCode.FILE_TOO_LARGE,
    "truncated.pdf": ReasonCode.FILE_UNREADABLE,
    "no-pages.pdf": ReasonCode.FILE_UNREADABLE,
    "encrypted.pdf": ReasonCode.FILE_PASSWORD_PROTECTED,
    "bomb.png": ReasonCode.FILE_TOO_LARGE,
    "many-pages.pdf": ReasonCode.FILE_TOO_MANY_PAGES,
}


@pytest.mark.parametrize("name", BAD)
def test_bad_input_gets_its_own_reason(ctx, name):
    taken = take(ctx, bad_file(name))
    assert not taken.pages
    assert [finding.reason for finding in taken.findings] == [BAD[name]]


@pytest.mark.parametrize("name", UNUSUAL)
def test_unusual_but_lawful_files_open(ctx, name):
    taken = take(ctx, bad_file(name))
    assert taken.pages
    assert any(page.pixels.std() > 10 for page in taken.pages)


@pytest.mark.parametrize("name", ["one-pixel.png", "one-pixel-wide.png", "huge-page.pdf"])
def test_odd_sizes_open_or_say_why(ctx, name):
    taken = take(ctx, bad_file(name))
    assert taken.pages or taken.findings[0].reason


def test_one_bad_file_does_not_spoil_the_others(ctx):
    taken = take(ctx, picture(), b"", b"not a picture", picture((50, 40)))
    assert [page.input for page in taken.pages] == [0, 3]
    assert [page.index for page in taken.pages] == [0, 1]
    assert [f.status for f in taken.findings].count(Status.FAILED) == 2


def test_a_file_over_the_limit_names_size_and_limit(ctx):
    small = replace(ctx, limits=Limits(file_bytes=1024 * 1024))
    finding = take(small, b"x" * (3 * 1024 * 1024)).findings[0]
    assert finding.seen["size"] == "3 MB"
    assert finding.expected["limit"] == "1 MB"


def test_a_decoder_out_of_time_is_stopped_and_named(ctx):
    hurried = replace(ctx, limits=Limits(decode_memory=60_000_000))
    finding = take(hurried, picture((3000, 3000))).findings[0]
    assert finding.reason in (ReasonCode.FILE_UNREADABLE, ReasonCode.FILE_TOO_LARGE)


@settings(
    max_examples=6, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.lists(st.binary(max_size=200), min_size=1, max_size=20))
def test_arbitrary_bytes_never_raise(ctx, blobs):
    heads = (b"", b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n", b"%PDF-1.7", b"II*\x00", b"RIFF____WEBP")
    files = [head + blob for blob in blobs for head in heads][:12]
    taken = take(ctx, *files)
    assert len(taken.findings) == len(files)


def test_pixels_arrive_unchanged(ctx):
    pixels = np.random.default_rng(1).integers(0, 255, (40, 60, 3), dtype=np.uint8)
    out = io.BytesIO()
    Image.fromarray(pixels).save(out, "PNG")
    assert np.array_equal(take(ctx, out.getvalue()).pages[0].pixels, pixels)
