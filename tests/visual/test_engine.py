"""Reads drawn lines; each test skips on a machine without the models or packs it needs."""

from __future__ import annotations

import socket

import numpy as np
import pytest
from PIL import Image, ImageDraw, ImageFont

from fixtures.draw.fonts import FONTS
from verifier.model.page import Raster
from verifier.visual import latin
from verifier.visual.detect import bundled_model
from verifier.visual.engine import available_scripts, text_reader
from verifier.visual.packs import pack_for, scripts_of

_FONT = FONTS / "DejaVuSansCondensed.ttf"


def drawn(*texts: str) -> Raster:
    image = Image.new("RGB", (900, 90 * len(texts) + 60), "#e8ecef")
    font = ImageFont.truetype(str(_FONT), 44)
    for i, text in enumerate(texts):
        ImageDraw.Draw(image).text((40, 30 + 90 * i), text, font=font, fill="#1c1c24")
    return np.asarray(image)


def read(pixels: Raster, *scripts: str) -> list[str]:
    reader = text_reader()
    if reader is None or bundled_model("det") is None:
        pytest.skip("no text engine on this machine")
    for tag in scripts:
        if pack_for(tag) is None:
            pytest.skip(f"no pack for {tag} on this machine")
    return [line.text for line in reader(pixels, scripts)]


def test_latin_print_is_read_line_by_line() -> None:
    assert read(drawn("ERIKSSON", "ANNA MARIA", "12 AUG 1974"), "Latn-en") == [
        "ERIKSSON",
        "ANNA MARIA",
        "12 AUG 1974",
    ]


def test_polish_letters_keep_their_marks() -> None:
    if pack_for("Latn-pl") != "pol":
        pytest.skip("no Polish pack on this machine")
    assert read(drawn("ŁUKASZEWICZ", "Świętosława"), "Latn-pl") == ["ŁUKASZEWICZ", "Świętosława"]


def test_both_sides_of_a_slash_are_read_in_their_own_alphabet() -> None:
    assert read(drawn("ЗГУРСЬКИЙ/ZGHURSKYI"), "Cyrl-uk", "Latn-en") == ["ЗГУРСЬКИЙ/ZGHURSKYI"]


def test_kazakh_letters_are_not_taken_for_russian_ones() -> None:
    if pack_for("Cyrl-kk") != "kaz":
        pytest.skip("no Kazakh pack on this machine")
    assert read(drawn("ҚҰРМАНҒАЗЫ"), "Cyrl-kk") == ["ҚҰРМАНҒАЗЫ"]


def test_reading_opens_no_connection(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise AssertionError("the engine opened a socket")

    monkeypatch.setattr(socket, "socket", refuse)
    assert read(drawn("ERIKSSON"), "Latn-en") == ["ERIKSSON"]


def test_a_blank_or_tiny_picture_has_no_lines() -> None:
    assert read(np.full((200, 300, 3), 230, np.uint8), "Latn-en") == []
    assert read(np.full((3, 5, 3), 230, np.uint8), "Latn-en") == []


def test_only_scripts_with_a_pack_are_available() -> None:
    assert all(pack_for(s) for s in available_scripts())
    assert pack_for("Cyrl-uk", frozenset()) is None
    assert pack_for("Cyrl-uk", frozenset({"rus"})) == "rus"
    assert pack_for("Latn-uk", frozenset({"ukr", "eng"})) == "eng"
    assert scripts_of("sr") == ("Cyrl", "Latn")


def test_the_latin_reader_gives_each_letter_a_place() -> None:
    if not latin.available():
        pytest.skip("no recogniser on this machine")
    strip = latin.read_latin(drawn("ERIKSSON")[25:95, 30:320])
    assert [c.left for c in strip] == sorted(c.left for c in strip)
