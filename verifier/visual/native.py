"""One line read by a language's own Tesseract pack: in process, or by the program as a fallback.

tesserocr carries its own libtesseract and costs a fraction of a subprocess; pytesseract is used
only where tesserocr cannot be loaded. At most `_MOST_OPEN` packs stay in memory.
"""

from __future__ import annotations

import logging
import unicodedata
from collections import OrderedDict
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import numpy as np
import numpy.typing as npt
from PIL import Image

from verifier.model.page import Raster
from verifier.visual.cut import level_grey
from verifier.visual.detect import Box
from verifier.visual.packs import installed, tessdata
from verifier.visual.strip import Char, Strip

log = logging.getLogger(__name__)

# Letters of about 30 pixels are what the LSTM models were trained on.
_HEIGHT = 48
_RAW_HEIGHT = 40
_MARGIN = 10  # Tesseract drops letters that touch the edge
_RAW_MARGIN = 4  # a raw line's edges are read too, and wide ones as dots
_SINGLE_LINE = 7  # Tesseract's page segmentation modes
_RAW_LINE = 13
_MOST_OPEN = 4  # packs held at once: 10-40 MB each
# Romanian is written with commas below; its pack also knows the cedillas of old fonts.
_SPELLING = {"ron": str.maketrans("şţŞŢ", "șțȘȚ")}
_RIGHT_TO_LEFT = frozenset(("ara", "Arabic", "urd", "fas"))

_open: OrderedDict[str, Any] = OrderedDict()


def _engine() -> Any | None:
    try:
        import tesserocr
    except (ImportError, OSError):
        return None
    return tesserocr


def available() -> bool:
    """Return whether a pack can be read at all on this machine."""
    return bool(installed()) and (_engine() is not None or _program() is not None)


def _program() -> Any | None:
    try:
        import pytesseract

        pytesseract.get_tesseract_version()
    except (ImportError, OSError):
        return None
    return pytesseract


def read_native(line: Raster, pack: str) -> Strip:
    """Return the characters of a level line, as read by `pack`; empty when nothing was read.

    Tesseract's own line finding sees nothing on some lines; those are read raw, where dots at
    the ends are its own.
    """
    read = _in_process if _engine() is not None else _by_program
    strip = read(level_grey(line, _HEIGHT, _MARGIN), pack, _SINGLE_LINE, _MARGIN)
    if strip:
        return _spelt(strip, pack)
    raw = read(level_grey(line, _RAW_HEIGHT, _RAW_MARGIN), pack, _RAW_LINE, _RAW_MARGIN)
    kept = [i for i, c in enumerate(raw) if unicodedata.category(c.text)[0] in "LMN"]
    return _spelt(raw[kept[0] : kept[-1] + 1], pack) if kept else ()


def _spelt(strip: Strip, pack: str) -> Strip:
    spelling = _SPELLING.get(pack)
    if spelling is None:
        return strip
    return tuple(replace(c, text=c.text.translate(spelling)) for c in strip)


def _api(pack: str) -> Any:
    if pack in _open:
        _open.move_to_end(pack)
        return _open[pack]
    engine = _engine()
    if engine is None:  # pragma: no cover - callers ask first
        raise RuntimeError("tesserocr is not installed")
    while len(_open) >= _MOST_OPEN:
        _open.popitem(last=False)[1].End()
    _open[pack] = engine.PyTessBaseAPI(path=f"{tessdata()}/", lang=pack, psm=_SINGLE_LINE)
    return _open[pack]


def _in_process(grey: npt.NDArray[np.uint8], pack: str, mode: int, margin: int) -> Strip:
    engine = _engine()
    api = _api(pack)
    api.SetPageSegMode(mode)
    api.SetImage(Image.fromarray(grey))
    api.Recognize()
    iterator = api.GetIterator()
    if iterator is None or engine is None:
        return ()
    width = grey.shape[1] - 2 * margin
    if pack in _RIGHT_TO_LEFT:
        return _right_to_left(api, engine, width, margin)
    level = engine.RIL.SYMBOL
    chars: list[Char] = []
    for item in engine.iterate_level(iterator, level):
        try:
            text, sure = item.GetUTF8Text(level), item.Confidence(level) / 100
        except RuntimeError:  # an empty line: nothing to fetch
            continue
        box = item.BoundingBox(level)
        if not text or box is None:
            continue
        left, right = ((v - margin) / width for v in (box[0], box[2]))
        if chars and item.IsAtBeginningOf(engine.RIL.WORD):
            chars.append(Char(text=" ", confidence=1.0, left=left, right=left))
        chars += _spread(text.strip(), sure, left, right)
    return tuple(chars)


def _right_to_left(api: Any, engine: Any, width: int, margin: int) -> Strip:
    """Take words from the whole text: word by word the iterator gives letters as they stand."""
    words = api.GetUTF8Text().split()
    sure = api.AllWordConfidences()
    level = engine.RIL.WORD
    boxes = [i.BoundingBox(level) for i in engine.iterate_level(api.GetIterator(), level)]
    chars: list[Char] = []
    if not words:
        return ()
    if len(boxes) != len(words) or len(sure) != len(words):
        return tuple(_spread(" ".join(words), api.MeanTextConf() / 100, 0.0, 1.0))
    for word, confidence, box in zip(words, sure, boxes, strict=True):
        left, right = ((v - margin) / width for v in (box[0], box[2]))
        if chars:
            chars.append(Char(text=" ", confidence=1.0, left=right, right=right))
        chars += _spread(word, confidence / 100, left, right)
    return tuple(chars)


def _spread(text: str, sure: float, left: float, right: float) -> list[Char]:
    """Share a box among its characters: a symbol may hold several code points, a word always."""
    step = (right - left) / max(len(text), 1)
    return [
        Char(
            text=c,
            confidence=min(max(sure, 0.0), 1.0),
            left=min(max(left + i * step, 0.0), 1.0),
            right=min(max(left + (i + 1) * step, 0.0), 1.0),
        )
        for i, c in enumerate(text)
        if c not in "\u200e\u200f\u200c"
    ]


def _by_program(grey: npt.NDArray[np.uint8], pack: str, mode: int, margin: int) -> Strip:
    program = _program()
    if program is None:
        return ()
    settings = f'--psm {mode} --tessdata-dir "{tessdata()}"'
    try:
        table = program.image_to_data(
            Image.fromarray(grey), lang=pack, config=settings, output_type=program.Output.DICT
        )
    except (program.TesseractError, OSError):
        log.warning("the tesseract program failed")
        return ()
    width = grey.shape[1] - 2 * margin
    chars: list[Char] = []
    rows = zip(table["text"], table["conf"], table["left"], table["width"], strict=True)
    for text, sure, left, wide in rows:
        if not text.strip():
            continue
        a, b = (left - margin) / width, (left + wide - margin) / width
        if chars:
            chars.append(Char(text=" ", confidence=1.0, left=a, right=a))
        chars += _spread(text.strip(), float(sure) / 100, a, b)
    return tuple(chars)


def find_lines(pixels: Raster, packs: Sequence[str]) -> tuple[Box, ...]:
    """Return lines by Tesseract's own layout analysis, for machines without the detector."""
    engine = _engine()
    if engine is None or not packs:
        return ()
    with engine.PyTessBaseAPI(
        path=f"{tessdata()}/", lang=packs[0], psm=engine.PSM.SPARSE_TEXT
    ) as api:
        api.SetImage(Image.fromarray(pixels))
        found = api.GetComponentImages(engine.RIL.TEXTLINE, True)
    return tuple(
        Box(x=b["x"] + b["w"] / 2, y=b["y"] + b["h"] / 2, width=b["w"], height=b["h"], angle=0.0)
        for _, b, _, _ in found
    )
