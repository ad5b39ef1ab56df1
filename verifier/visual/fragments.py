"""Labels the detector broke into pieces, put together: "Lugar" + "de nacimiento / Place of birth".

Small print on a patterned ground is found in fragments, none of which is a label by itself.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from verifier.model.geometry import Region
from verifier.visual.labels import LabelFinder
from verifier.visual.strip import Char, PrintedLine, printed

_GAP = 1.3  # heights of the line between two fragments
_ALIKE = 1.6  # times higher
_ON_ROW = 0.6  # of the lower one's height
_GAIN = 3  # letters more that are labels once joined


def mended(
    lines: Sequence[PrintedLine], finder: LabelFinder, aspect: float
) -> tuple[PrintedLine, ...]:
    """Return the lines, neighbours joined where that makes a label of them.

    `aspect` is the face's width over its height.
    """
    rows = _rows(lines, aspect)
    whole: list[PrintedLine] = []
    for row in rows:
        if len(row) > 1:
            joined = _joined(row)
            apart = sum(_labelled(line.text, finder) for line in row)
            if _labelled(joined.text, finder) >= apart + _GAIN:
                whole.append(joined)
                continue
        whole += row
    return tuple(sorted(whole, key=lambda line: line.region.top))


def _labelled(text: str, finder: LabelFinder) -> int:
    found = finder.find(text)
    return sum(sum(map(str.isalnum, text[f.start : f.end])) for f in found)


def _rows(lines: Sequence[PrintedLine], aspect: float) -> list[list[PrintedLine]]:
    """Group lines that follow each other closely on one row, left to right."""
    rows: list[list[PrintedLine]] = []
    for line in sorted(lines, key=lambda x: _box(x).left):
        row = next((r for r in rows if _follows(_box(r[-1]), _box(line), aspect)), None)
        if row is None:
            rows.append([line])
        else:
            row.append(line)
    return rows


def _box(line: PrintedLine) -> Region:
    return line.level or line.region


def _follows(first: Region, second: Region, aspect: float) -> bool:
    low, high = sorted((first.height, second.height))
    shared = min(first.bottom, second.bottom) - max(first.top, second.top)
    gap = (second.left - first.right) * aspect
    return high <= _ALIKE * low and shared >= _ON_ROW * low and -high <= gap <= _GAP * high


def _joined(row: Sequence[PrintedLine]) -> PrintedLine:
    box = row[0].region
    for line in row[1:]:
        box = box.union(line.region)
    chars: list[Char] = list(_moved(row[0], box))
    for before, line in pairwise(row):
        edge = (before.region.right - box.left) / box.width
        chars.append(Char(text=" ", confidence=1.0, left=edge, right=edge))
        chars += _moved(line, box)
    level = row[0].level
    for line in row[1:]:
        level = level.union(line.level) if level and line.level else None
    return printed(tuple(chars), box, row[0].script, level)


def _moved(line: PrintedLine, box: Region) -> list[Char]:
    left, share = (line.region.left - box.left) / box.width, line.region.width / box.width
    return [c.moved(left + c.left * share, left + c.right * share) for c in line.chars]
