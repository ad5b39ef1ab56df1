"""The zone readers that the bench measures, as one shape: image in, lines and a verdict out."""

from __future__ import annotations

import tempfile
import warnings
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import Final

import cv2
import numpy as np
from numpy.typing import NDArray

Image = NDArray[np.uint8]  # BGR, as OpenCV reads it
_PEER_SIDE: Final = 2000  # PassportEye takes 1.8 GB for a 12-megapixel photo


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What a reader says: the lines, and whether it vouches for them."""

    lines: tuple[str, ...]
    accepted: bool
    confidence: float = 0.0


Reader = Callable[[Image], Answer]
NOTHING: Final = Answer(lines=(), accepted=False)


def _holds(lines: tuple[str, ...]) -> bool:
    from verifier.mrz.formats import FORMATS, check_results

    return any(
        all(len(line) == layout.length for line in lines)
        and len(lines) == layout.height
        and layout.type.startswith("MRV") == lines[0].startswith("V")
        and all(check_results(layout, lines).values())
        for layout in FORMATS
    )


def candor() -> Reader:
    """Return Candor's reader."""
    from verifier.mrz.confidence import ACCEPTABLE_CONFIDENCE
    from verifier.mrz.read import read_zones

    def read(image: Image) -> Answer:
        zones = read_zones(np.ascontiguousarray(image[:, :, ::-1]))
        if not zones:
            return NOTHING
        best = zones[0]
        sure = best.confidence >= ACCEPTABLE_CONFIDENCE
        return Answer(
            lines=best.lines,
            accepted=sure and best.checks_hold and not best.repaired,
            confidence=best.confidence,
        )

    return read


def _reduced(image: Image) -> Image:
    factor = _PEER_SIDE / max(image.shape[:2])
    if factor >= 1:
        return image
    out = cv2.resize(image, None, fx=factor, fy=factor, interpolation=cv2.INTER_AREA)
    return np.asarray(out, np.uint8)


def passporteye() -> Reader:
    """Return PassportEye (Tesseract `eng`), as its `read_mrz` is used."""
    from passporteye import read_mrz

    def read(image: Image) -> Answer:
        packed = cv2.imencode(".png", _reduced(image))[1].tobytes()
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            found = read_mrz(packed)
        if found is None:
            return NOTHING
        lines = tuple(line for line in found.aux.get("text", "").splitlines() if line.strip())
        lines = tuple(line.replace(" ", "") for line in lines)
        return Answer(lines=lines, accepted=bool(found.valid))

    return read


def _tessdata() -> str:
    """Return a folder with `mrz.traineddata`: FastMRZ ships none, so `eng` stands in."""
    places = list(Path("/usr/share/tesseract-ocr").glob("*/tessdata"))
    if any((place / "mrz.traineddata").exists() for place in places) or not places:
        return ""
    folder = Path(tempfile.mkdtemp(prefix="candor-bench-"))
    (folder / "mrz.traineddata").symlink_to(places[-1] / "eng.traineddata")
    (folder / "configs").symlink_to(places[-1] / "configs")
    return str(folder)


def fastmrz() -> Reader:
    """Return FastMRZ."""
    from fastmrz import FastMRZ

    reader = FastMRZ(tessdata_path=_tessdata())

    def read(image: Image) -> Answer:
        text = str(reader._get_mrz(_reduced(image)) or "")
        lines = tuple(line for line in text.split("\n") if line)
        return Answer(lines=lines, accepted=_holds(lines))

    return read


def rapidocr() -> Reader:
    """Return RapidOCR over the whole image, keeping its lines with fillers."""
    from rapidocr import RapidOCR

    reader = RapidOCR(params={"Global.log_level": "critical"})

    def read(image: Image) -> Answer:
        found = reader(_reduced(image))
        texts = [text.replace(" ", "").upper() for text in (getattr(found, "txts", None) or ())]
        lines = tuple(t for t in texts if "<" in t and len(t) >= 25)
        return Answer(lines=lines, accepted=_holds(lines))

    return read


OURS: Final = "candor"
READERS: Final[Mapping[str, Callable[[], Reader]]] = MappingProxyType(
    {OURS: candor, "passporteye": passporteye, "fastmrz": fastmrz, "rapidocr": rapidocr}
)
