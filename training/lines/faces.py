"""Typefaces of the drawn print: free text faces of the kinds documents are printed in.

`python -m training.lines.faces --out FOLDER` copies the chosen files of Debian's font packages
(named in training/README.md) there, for a machine that has none installed.
"""

from __future__ import annotations

import argparse
import functools
import re
from pathlib import Path

from fontTools import subset
from fontTools.ttLib import TTFont
from PIL import ImageFont

from training.lines.languages import ALPHABETS, LETTERS, both_cases

_INSTALLED = Path("/usr/share/fonts")
# Families by their files' beginnings, with how often each stands on documents.
_FAMILIES = {
    "Liberation": 3.0, "DejaVuSans": 3.0, "DejaVuSerif": 0.6, "Arimo": 1.5, "Tinos": 0.6,
    "Cousine": 0.4, "FreeSans": 1.5, "FreeSerif": 0.5, "FreeMono": 0.3, "Nimbus": 1.5,
    "P052": 0.3, "C059": 0.2, "URWGothic": 0.3, "NotoSans-": 2.0, "NotoSerif-": 0.6,
    "NotoSansMono-": 0.3, "NotoSansDisplay-": 0.5, "NotoSansGeorgian": 1.0,
    "NotoSerifGeorgian": 0.5, "NotoSansArmenian": 1.0, "NotoSerifArmenian": 0.5,
    "NotoNaskhArabic": 1.0, "NotoSansArabic": 1.0, "NotoSansDevanagari": 1.0,
    "NotoSerifDevanagari": 0.5, "NotoSansBengali": 1.0, "NotoSerifBengali": 0.5,
    "NotoSansSinhala": 1.0, "NotoSansTamil": 1.0, "NotoSansThai": 1.0,
    "NotoNastaliqUrdu": 0.4, "B612": 0.5,
    "Go-": 0.5, "Hack": 0.4, "Courier Prime": 0.3, "cmun": 0.3, "PT": 1.5, "Roboto": 1.5,
    "OpenSans": 1.5, "Lato": 0.8, "Inter": 0.8, "JetBrainsMono": 0.3, "Cantarell": 0.5,
    "Carlito": 1.2, "Caladea": 0.4, "Lin": 0.4, "Gentium": 0.3, "Charis": 0.3, "Doulos": 0.2,
    "Andika": 0.3, "Comfortaa": 0.1, "Play": 0.3, "EBGaramond": 0.2, "Vollkorn": 0.2,
    "Tuffy": 0.4, "FiraCode": 0.2, "OCRB": 1.0, "GNUTypewriter": 0.3, "TlwgMono": 0.1,
    "TlwgTypewriter": 0.1,
}  # fmt: skip
_RARE = re.compile(r"Italic|Oblique|ital|56F|76F")
_NEVER = re.compile(
    r"Thin|Black|Light|Hairline|Heavy|Ultra|Ornament|Initials|Math|Symbol|Emoji|Dingbat|UI-|Outline"
    r"|Keyboard|Chancery|D050|Variable|VF|\[|SemiCondensedItalic|cmunv|cmuno|cmunf|Compact"
    r"|Small|Semi|Medium|Retina|Extra|_K|_I\.|_DR|_M\.|RBI|RZ|cmunb[^x]|cmun.[io]|cmunui|OCRB[EFX]"
)
_SELDOM = 0.15
_COMMON = 1.0  # less common families are drawn upright only
_ENDS = (".ttf", ".otf")


@functools.cache
def faces(folder: str) -> tuple[tuple[str, float, frozenset[str]], ...]:
    """Return path, weight and characters of every face under `folder`."""
    found: list[tuple[str, float, frozenset[str]]] = []
    for family, share in _FAMILIES.items():
        files = [p for p in sorted(Path(folder).rglob(f"{family}*")) if p.suffix in _ENDS]
        own = [p for p in files if not _NEVER.search(p.name)]
        if share < _COMMON:
            own = [p for p in own if not _RARE.search(p.name)]
        weights = [_SELDOM if _RARE.search(p.name) else 1.0 for p in own]
        for path, weight in zip(own, weights, strict=True):
            letters = frozenset(map(chr, TTFont(path, lazy=True).getBestCmap() or ()))
            found.append((str(path), share * weight / sum(weights), letters))
    if not found:
        raise SystemExit(f"no typeface under {folder}: see training/README.md")
    return tuple(found)


@functools.cache
def able(folder: str, language: str) -> tuple[list[str], list[float]]:
    """Return the faces that can print a language, and their weights."""
    needed = set(both_cases(ALPHABETS[language]))
    kept = [(p, w) for p, w, letters in faces(folder) if needed - {"ẞ", "'"} <= letters]
    return [p for p, _ in kept], [w for _, w in kept]


@functools.cache
def letters_of(folder: str) -> dict[str, frozenset[str]]:
    """Return the characters of every face by its path."""
    return {path: letters for path, _, letters in faces(folder)}


@functools.lru_cache(maxsize=512)
def font(path: str, cap: int, *, shaped: bool = False) -> ImageFont.FreeTypeFont:
    """Return the face with capitals about `cap` pixels high; `shaped` joins letters, slowly."""
    probe = ImageFont.truetype(path, 100)
    box = probe.getbbox("H")
    tall = min(max(box[3] - box[1], 55), 80)  # a face without capitals draws some box
    layout = ImageFont.Layout.RAQM if shaped else ImageFont.Layout.BASIC
    return ImageFont.truetype(path, 100 * cap / tall, layout_engine=layout)


def main() -> None:
    """Copy the typefaces."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--out", type=Path, required=True)
    folder = parser.parse_args().out
    folder.mkdir(parents=True, exist_ok=True)
    for path, _, _ in faces(str(_INSTALLED)):
        cutter = subset.Subsetter(subset.Options(hinting=False))
        cutter.populate(text="".join(sorted(LETTERS)))
        whole = TTFont(path)
        cutter.subset(whole)
        whole.save(folder / Path(path).name)


if __name__ == "__main__":
    main()
