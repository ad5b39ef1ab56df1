"""Second readers for what the first cannot read surely: RapidOCR and PassportEye.

Their failures differ from ours, so agreement counts and disagreement is worth naming; but
neither knows when it errs, so nothing they read is surer than `ALONE`. Both see the zone cut
out and turned upright where the first reader found it, else the page reduced: PassportEye
takes 1.8 GB for a 12-megapixel photo.
"""

from __future__ import annotations

import functools
import warnings
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any, Final

import cv2
import numpy as np

from verifier.model.engine import ZoneReader
from verifier.model.geometry import Quad, Region
from verifier.model.page import Raster
from verifier.model.zone import Zone
from verifier.mrz.alphabet import ALPHABET, FILLER
from verifier.mrz.fields import raw_fields
from verifier.mrz.formats import FORMATS, Format, check_results

LONGEST_SIDE: Final = 1600
ALONE: Final = 0.3
"""Confidence of a zone that only a second reader read: never enough to be accepted."""
_AGREED: Final = 0.35  # of the doubt that is left when a second reader reads the very same
HOPEFUL: Final = 0.55
"""Confidence below which no agreement lifts a zone to what the mildest policy takes (0.85)."""
_CLEAR: Final = 0.98  # a character surer than that is not disputed by a general text reader
_PITCH: Final = 22  # pixels per character of the cut-out zone
_BORDER: Final = 2.0  # characters of paper kept around it
_SLACK: Final = 4  # characters by which a line's run of fillers may be miscounted
_WHOLE: Final = Quad(((0.0, 0.0), (1.0, 0.0), (1.0, 1.0), (0.0, 1.0)))


def _cleaned(text: str) -> str:
    text = text.upper().replace(" ", "").replace("«", "<<").replace("≤", FILLER)
    return "".join(character for character in text if character in ALPHABET)


def _fitted(line: str, length: int) -> str | None:
    """Return the line with the count of its last fillers mended, or None if it cannot fit."""
    if len(line) == length:
        return line
    body = line.rstrip(FILLER)
    if abs(len(line) - length) > _SLACK or len(body) > length:
        return None
    if len(body) < len(line) or len(line) < length:
        return body.ljust(length, FILLER) if len(line) - len(body) >= 2 else None
    return None


def _layouts(lines: Sequence[str]) -> Iterable[tuple[Format, tuple[str, ...]]]:
    for layout in FORMATS:
        fitted = [_fitted(line, layout.length) for line in lines]
        for start in range(len(lines) - layout.height + 1):
            stack = fitted[start : start + layout.height]
            whole = tuple(line for line in stack if line is not None)
            if len(whole) == layout.height and whole[0][0] in layout.allowed[0][0]:
                yield layout, whole


def zone_of(texts: Sequence[str], page: int, reader: str) -> tuple[Zone, ...]:
    """Return the zone that lines of text, top to bottom, make up, if they do."""
    lines = [line for text in texts if len(line := _cleaned(text)) >= 24]
    found = list(_layouts(lines))
    if not found:
        return ()
    layout, whole = max(found, key=lambda item: sum(check_results(*item).values()))
    everywhere = Region(0.0, 0.0, 1.0, 1.0)
    return (
        Zone(
            type=layout.type,
            lines=whole,
            page=page,
            confidence=ALONE,
            repaired=False,
            checks=check_results(layout, whole),
            char_confidences=tuple((0.5,) * len(line) for line in whole),
            alternatives=tuple(("",) * len(line) for line in whole),
            quad=_WHOLE,
            line_regions=(everywhere,) * len(whole),
            char_regions=tuple((everywhere,) * len(line) for line in whole),
            dpi=0.0,
            fields=raw_fields(layout, whole),
            readers=(reader,),
        ),
    )


def _reduced(pixels: Raster) -> Raster:
    factor = LONGEST_SIDE / max(pixels.shape[:2])
    if factor >= 1:
        return pixels
    small = cv2.resize(pixels, None, fx=factor, fy=factor, interpolation=cv2.INTER_AREA)
    return np.asarray(small, np.uint8)


@functools.cache
def _rapidocr() -> Any:
    from rapidocr import RapidOCR

    return RapidOCR(
        params={
            "Global.log_level": "critical",
            "EngineConfig.onnxruntime.intra_op_num_threads": 1,
            "EngineConfig.onnxruntime.enable_cpu_mem_arena": False,
        }
    )


def rapidocr_zones(pixels: Raster, page: int) -> tuple[Zone, ...]:
    """Read zones with RapidOCR (Apache-2.0, bundled models)."""
    found = _rapidocr()(np.ascontiguousarray(_reduced(pixels)[:, :, ::-1]))
    texts = found.txts or ()
    boxes = found.boxes if found.boxes is not None else ()
    order = sorted(range(len(texts)), key=lambda n: float(boxes[n][:, 1].mean()))
    return zone_of([texts[n] for n in order], page, "rapidocr")


def passporteye_zones(pixels: Raster, page: int) -> tuple[Zone, ...]:
    """Read zones with PassportEye (MIT, Tesseract); what it cannot cope with gives none."""
    from passporteye import read_mrz

    packed = cv2.imencode(".png", cv2.cvtColor(_reduced(pixels), cv2.COLOR_RGB2GRAY))[1]
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # it calls what scikit-image is about to drop
        try:
            found = read_mrz(packed.tobytes())
        except Exception:  # its errors on odd pictures are as many as its dependencies
            return ()
    if found is None:
        return ()
    return zone_of(str(found.aux.get("raw_text", "")).splitlines(), page, "passporteye")


def cut_out(pixels: Raster, zone: Zone) -> Raster:
    """Return the zone upright and flat, with a border of paper."""
    length, height = len(zone.lines[0]), len(zone.lines)
    width = round(_PITCH * length)
    tall = round(_PITCH * (2.4 * (height - 1) + 1.0))
    border = round(_PITCH * _BORDER)
    size = np.array([pixels.shape[1], pixels.shape[0]], np.float32)
    source = np.array(zone.quad.corners, np.float32) * size
    target = np.array([[0, 0], [width, 0], [width, tall], [0, tall]], np.float32) + border
    matrix = cv2.getPerspectiveTransform(source, target)
    flat = cv2.warpPerspective(
        pixels, matrix, (width + 2 * border, tall + 2 * border), flags=cv2.INTER_AREA,
        borderMode=cv2.BORDER_REPLICATE,
    )  # fmt: skip
    return np.asarray(flat, np.uint8)


def second_opinion(
    first: Zone | None, pixels: Raster, page: int, readers: Sequence[tuple[str, ZoneReader]]
) -> Zone | None:
    """Return the zone after asking the second readers, in order, until one agrees.

    Agreement on every character raises the confidence; characters read otherwise are listed in
    `disputed` as (line, position, what the other read). With no first reading, theirs is
    returned with the confidence `ALONE`. Nobody is asked about a zone less than `HOPEFUL`, and
    nobody further once one sees no zone in the strip cut out for it: it is too poor for any.
    """
    if first is not None and first.confidence < HOPEFUL:
        return first
    seen = pixels if first is None else cut_out(pixels, first)
    zone = first
    for _, read in readers:
        found = read(seen, page)
        if not found and first is not None:
            break
        if not found:
            continue
        if zone is None:
            zone = found[0]
        elif found[0].type == zone.type:
            zone = _compared(zone, found[0])
            if not zone.disputed:
                break
    return zone


def _compared(zone: Zone, other: Zone) -> Zone:
    differing = tuple(
        (line, position, theirs)
        for line, (ours, text) in enumerate(zip(zone.lines, other.lines, strict=True))
        for position, (mine, theirs) in enumerate(zip(ours, text, strict=True))
        if mine != theirs and zone.char_confidences[line][position] < _CLEAR
    )
    readers = (*zone.readers, *other.readers)
    if zone.lines == other.lines and zone.confidence > ALONE:
        doubt = (1 - zone.confidence) * _AGREED
        return replace(zone, confidence=1 - doubt, readers=readers, disputed=())
    return replace(zone, readers=readers, disputed=differing)
