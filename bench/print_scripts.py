"""Cards of every script for `bench print --scripts`: labels of our table, words of CLDR as values.

No recipe is needed for a script to be measured: names of countries in a
language stand in for people's names, so that no real name is printed.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from babel import Locale
from fontTools.ttLib import TTFont
from PIL import Image, ImageDraw, ImageFont

from fixtures.draw.fonts import FONTS
from fixtures.truth import FaceTruth
from fixtures.wear.bind import photographed
from verifier.model.geometry import Quad
from verifier.model.page import Face, Raster
from verifier.visual.labels import Label
from verifier.visual.letters import script_of

SCRIPTS = (
    ("Latn", "pl"), ("Latn", "cs"), ("Latn", "tr"), ("Latn", "ro"), ("Latn", "lt"), ("Latn", "hu"),
    ("Latn", "vi"), ("Latn", "id"), ("Cyrl", "uk"), ("Cyrl", "ru"), ("Cyrl", "be"), ("Cyrl", "bg"),
    ("Cyrl", "sr"), ("Cyrl", "mk"), ("Cyrl", "kk"), ("Cyrl", "ky"), ("Grek", "el"), ("Armn", "hy"),
    ("Geor", "ka"), ("Arab", "ar"), ("Arab", "ur"), ("Deva", "ne"), ("Deva", "hi"), ("Beng", "bn"),
    ("Sinh", "si"), ("Taml", "ta"),
)  # fmt: skip
_SYSTEM = Path("/usr/share/fonts/truetype/noto")
_FILES = {
    "Arab": (FONTS / "NotoNaskhArabic-Regular.ttf",),
    "Deva": (FONTS / "NotoSansDevanagari-Regular.ttf",),
    "Beng": (FONTS / "NotoSansBengali-Regular.ttf",),
    "Sinh": (_SYSTEM / "NotoSansSinhala-Regular.ttf",),
    "Taml": (_SYSTEM / "NotoSansTamil-Regular.ttf",),
}
_DIGITS = {"ar": "٠١٢٣٤٥٦٧٨٩", "ne": "०१२३४५६७८९", "bn": "০১২৩৪৫৬৭৮৯"}
_SIZE = (1011, 638)  # ID-1 at 300 dpi
_ROWS = ("full_name", "birth_place", "birth_date")
_LONGEST = 18  # letters of a value


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """One drawn card: its face, tag and what is printed by field."""

    name: str
    tag: str
    face: Face
    fields: dict[str, str]


def cards(labels: tuple[Label, ...], per_script: int, seed: int) -> Iterator[Card]:
    """Yield worn cards of each script whose font is on this machine."""
    for script, language in SCRIPTS:
        files = _FILES.get(script, (FONTS / "DejaVuSansCondensed.ttf",))
        if not files[0].exists():
            continue
        words = _words(script, language, files[0])
        for at in range(per_script):
            rng = random.Random(f"{language}{seed + at}")  # noqa: S311 - repeatable, not secret
            values = {"full_name": " ".join(rng.sample(words, 2)), "birth_place": rng.choice(words)}
            values["birth_date"] = _date(rng, language)
            named = {f: _label(labels, f, language) for f in _ROWS}
            raster = _drawn(values, named, files[0], script, rng)
            yield Card(
                name=f"{script} {language} {at}",
                tag=f"{script}-{language}",
                face=_worn(raster, seed + at),
                fields=values,
            )


def _words(script: str, language: str, file: Path) -> list[str]:
    glyphs = TTFont(file).getBestCmap()
    names = Locale(language).territories.values()
    return sorted(
        {
            n
            for n in names
            if len(n) <= _LONGEST
            and all(ord(c) in glyphs for c in n)
            and all(c.isalpha() or script_of(c) for c in n)
            and {script_of(c) for c in n} <= {script}
        }
    )


def _date(rng: random.Random, language: str) -> str:
    text = f"{rng.randint(1, 28):02}.{rng.randint(1, 12):02}.{rng.randint(1950, 2008)}"
    digits = _DIGITS.get(language)
    return text.translate(str.maketrans("0123456789", digits)) if digits else text


def _label(labels: tuple[Label, ...], field: str, language: str) -> str:
    own = [x.text for x in labels if x.field == field and x.language == language]
    spare = [x.text for x in labels if x.field == "surname" and x.language == language]
    found = own or (spare if field == "full_name" else [])
    return found[0].capitalize() if found else ""


def _drawn(
    values: dict[str, str], labels: dict[str, str], file: Path, script: str, rng: random.Random
) -> Raster:
    image = Image.new("RGB", _SIZE, (226, 234, 240))
    pen = ImageDraw.Draw(image)
    for i in range(0, _SIZE[0], 14):
        pen.line([(i, 0), (i + rng.randint(-90, 90), _SIZE[1])], fill=(205, 219, 228), width=2)
    small, large = ImageFont.truetype(str(file), 26), ImageFont.truetype(str(file), 40)
    right = script == "Arab"
    x = _SIZE[0] - 60 if right else 330
    for i, field in enumerate(_ROWS):
        y = 90 + i * 165
        anchor = "ra" if right else "la"
        pen.text((x, y), labels[field], font=small, fill=(70, 96, 130), anchor=anchor)
        pen.text((x, y + 46), values[field], font=large, fill=(22, 24, 32), anchor=anchor)
    return np.asarray(image)


def _worn(raster: Raster, seed: int) -> Face:
    """Photograph the card and flatten it by its true outline: reading is measured, not finding."""
    import cv2

    whole = FaceTruth(name="front", width=_SIZE[0], height=_SIZE[1], boxes={}, zone=None)
    picture, moved = photographed(seed, 0.35)(raster, whole)
    height, width = picture.shape[:2]
    corners = np.array([(x * width, y * height) for x, y in moved.outline], np.float32)
    flat = np.array([(0, 0), (1600, 0), (1600, 1010), (0, 1010)], np.float32)
    pixels = cv2.warpPerspective(
        picture, cv2.getPerspectiveTransform(corners, flat), (1600, 1010), flags=cv2.INTER_AREA
    )
    quad = Quad(((0.0, 0.0), (1.0, 0.0), (1.0, 1.0), (0.0, 1.0)))
    return Face(page=0, pixels=np.asarray(pixels, np.uint8), quad=quad, outline_found=True)
