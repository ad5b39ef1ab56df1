"""How the lines of a face stand to one another: labels and values, rows and columns.

All measures are in fractions of the face's height (`aspect` scales widths), so that a step of one
line height means the same across and down.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from verifier.model.geometry import Region
from verifier.visual.dates import find_dates
from verifier.visual.labels import Found, LabelFinder
from verifier.visual.numbers import SERIES
from verifier.visual.strip import PrintedLine

# Parts of one value are set no further apart than this many line heights.
_WORD_GAP = 0.7
_SAME_ROW = 0.5  # share of the lower line's height two boxes of one row have in common
_SAME_SIZE = 1.6  # lines of one value differ in height no more than this
# The legend of a driving licence's numbers: "1. Surname 2. Given names 3. Date and place..."
_NUMBERED = re.compile(r"(?<!\S)\d{1,2}[a-d]?\.?\s+[^\W\d_]{2}")
_LEGEND = 3
_NUMBER_BEFORE = re.compile(r"(?:^|\s)(\d{1,2}[a-d]?[.)]?\s?)$")
_PLURAL = re.compile(r"\(\w{1,4}\)")  # "Nome(s)"
_PARTS = ("surname", "given_names", "patronymic")
_WHOLE = {"surname", "given_names"}
_COMPANION_BEFORE = re.compile(r"[^/|]+[/|][\s/|]*$")
_COMPANION_AFTER = re.compile(r"\W*[/|]\s*[^/|]+")
_COMPANION = 3  # letters; vowel signs of Indic scripts stand between them
_LONE_SEX = re.compile(r"\s+([^\W\d_](?:/[^\W\d_])?)$")  # "21 JUN/JUN 1988 F"
_ENDING = 3
_DIGITS = 3  # fewer are letters misread
_LETTERS = 2  # more than a sex or a document code after a slash is the label's own
# Fillers, or one unbroken run of a zone's characters; long names hold no digit, addresses blanks.
_FILLERS = re.compile(r"<\s?<|(?=[A-Z<]*\d)[A-Z0-9<]{26,}")
_ABBREVIATED = 4  # letters of a word that may have a stop of its own
_EDGES = " \t/|:;,·•.-–—_=~*\"'`’“”«»()[]{}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """A stretch [start, end) of a line: a label (`fields` not empty) or a possible value."""

    line: PrintedLine
    start: int
    end: int
    region: Region
    fields: tuple[str, ...] = ()
    score: float = 0.0
    inline: bool = False  # a value that follows a label on its own line

    @property
    def text(self) -> str:
        """The stretch as read."""
        return self.line.text[self.start : self.end]

    @property
    def height(self) -> float:
        """Height of its line as a fraction of the face."""
        return self.region.height


def is_zone_line(text: str) -> bool:
    """Return whether a line is machine-readable print rather than a value."""
    return bool(_FILLERS.search(text))


def pieces_of(lines: Sequence[PrintedLine], finder: LabelFinder) -> tuple[list[Piece], list[Piece]]:
    """Return the labels and the possible values on a face."""
    labels: list[Piece] = []
    values: list[Piece] = []
    for line in lines:
        if is_zone_line(line.text) or len(_NUMBERED.findall(line.text)) >= _LEGEND:
            continue
        found = _with_series(line.text, finder.find(line.text))
        labels += [_label(line, f) for f in _widened(line.text, _merged(line.text, found))]
        for a, b in _rest(line.text, found):
            values += [_value(line, *span, bool(found)) for span in _dates_apart(line.text, a, b)]
    return labels, values


def _with_series(text: str, found: Sequence[Found]) -> Sequence[Found]:
    """Take the word before a series for its label, not the words about the number as well."""
    series = SERIES.search(text)
    if series is None:
        return found
    label = Found(fields=("document_number",), start=series.start(), end=series.start(1), score=1.0)
    return sorted(
        (label, *(f for f in found if f.end <= series.start() or f.start >= series.end())),
        key=lambda f: f.start,
    )


def _dates_apart(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Cut a stretch that holds several whole dates, or one and a sex: columns read as one line."""
    dates = [d for d in find_dates(text[start:end]) if d.complete]
    if len(dates) == 1 and (sex := _LONE_SEX.match(text[:end], start + dates[0].end)):
        return [(start, start + dates[0].end), sex.span(1)]
    if len(dates) < 2:
        return [(start, end)]
    cuts = [start, *(start + d.start for d in sorted(dates, key=lambda d: d.start)[1:]), end]
    return [_trim(text, a, b) for a, b in pairwise(cuts)]


def _merged(text: str, found: Sequence[Found]) -> list[Found]:
    """Join labels of one place in two languages; what both may mean is what is meant."""
    merged: list[Found] = []
    for one in found:
        last = merged[-1] if merged else None
        between = _PLURAL.sub("", text[last.end : one.start]) if last else ""
        if last and not any(map(str.isalnum, between)):
            common = tuple(f for f in last.fields if f in one.fields)
            if "," in between and last.fields == ("full_name",) and one.fields[0] in _PARTS:
                common = last.fields
            if "," in text[last.start : one.start] and {last.fields[0], one.fields[0]} == _WHOLE:
                common = ("full_name",)  # "Name (Surname, Given names)"
            both = common or tuple(dict.fromkeys((*last.fields, *one.fields)))
            if common or "/" in between:
                score = max(last.score, one.score)
                merged[-1] = Found(fields=both, start=last.start, end=one.end, score=score)
                continue
        merged.append(one)
    return merged


def _widened(text: str, found: Sequence[Found]) -> list[Found]:
    """Count a misread companion ("Loji/Type") to its label: the value stands under both."""
    wide: list[Found] = []
    for i, one in enumerate(found):
        low = wide[-1].end if wide else 0
        high = found[i + 1].start if i + 1 < len(found) else len(text)
        start, end = one.start, one.end
        left, right = text[low:start], text[end:high]
        if _COMPANION_BEFORE.search(left) and _is_companion(left):
            start = low + (len(left) - len(left.lstrip()))
        if _COMPANION_AFTER.match(right) and _is_companion(right):
            end = high
        wide.append(Found(fields=one.fields, start=start, end=end, score=one.score))
    return wide


def _is_companion(text: str) -> bool:
    return sum(map(str.isalpha, text)) >= _COMPANION and not any(map(str.isdigit, text))


def _label(line: PrintedLine, found: Found) -> Piece:
    number = _NUMBER_BEFORE.search(line.text[: found.start])
    return Piece(
        line=line,
        start=found.start,
        end=found.end,
        # The value stands flush with the number: "15 SEX" over "F".
        region=line.level_of(number.start(1) if number else found.start, found.end),
        fields=found.fields,
        score=found.score,
    )


def _value(line: PrintedLine, start: int, end: int, inline: bool) -> Piece:
    return Piece(line=line, start=start, end=end, region=line.level_of(start, end), inline=inline)


def _rest(text: str, found: Sequence[Found]) -> list[tuple[int, int]]:
    """Return what a line holds beside its labels, without the misread rest of a label."""
    spans: list[tuple[int, int]] = []
    at = 0
    for f in (*found, None):
        stop = f.start if f else len(text)
        start, end = _trim(text, at, stop)
        between = text[at:start] + text[end:stop]
        if start < end and not (found and _label_rest(text[start:end], between)):
            spans.append((start, end))
        at = f.end if f else stop
    return spans


def _label_rest(text: str, between: str) -> bool:
    """Whether a stretch is a label in another language, misread: a slash joins it to one known."""
    if sum(c.isdigit() for c in text) >= _DIGITS:
        return False
    if len(text) <= _ENDING and any(c in "()[]" for c in between):  # "Prénom(s)"
        return True
    return len(text) > _LETTERS and any(c in "/|" for c in between)


def _trim(text: str, start: int, end: int) -> tuple[int, int]:
    """Leave out marks at both ends, but for what belongs to a value: "N.M., U.S.A.", "(FI)"."""
    last = end
    while start < end and text[start] in _EDGES:
        start += 1
    while start < end and text[end - 1] in _EDGES:
        end -= 1
    closing = text[end : end + 1] if end < last else ""
    bracket = closing == ")" and "(" in text[start:end]
    return start, end + (bracket or (closing == "." and _keeps_stop(text[start:end])))


def _keeps_stop(text: str) -> bool:
    """Whether the stop after `text` is part of it: "U.S.A.", "OAXACA, OAX.", "обл."."""
    last = text.rpartition(" ")[2]
    if not last.isalpha() and "." not in last:
        return False
    short = len(last) <= _ABBREVIATED and (last != text or last.islower())
    return "." in text or short


def same_row(a: Region, b: Region) -> bool:
    """Return whether two boxes stand on one row."""
    shared = min(a.bottom, b.bottom) - max(a.top, b.top)
    return shared >= _SAME_ROW * min(a.height, b.height)


def alike(a: Piece, b: Piece, most: float = _SAME_SIZE) -> bool:
    """Return whether two pieces are printed in letters of about one size."""
    low, high = sorted((a.height, b.height))
    return high <= most * max(low, 1e-6)


def follows(a: Piece, b: Piece, aspect: float, gap: float = _WORD_GAP) -> bool:
    """Return whether `b` continues `a` on its row, no more than `gap` line heights further."""
    step = (b.region.left - a.region.right) * aspect
    return (
        a.line is not b.line
        and same_row(a.region, b.region)
        and alike(a, b)
        and -0.8 * a.height <= step <= gap * max(a.height, b.height)
    )


def below(label: Region, value: Region, aspect: float) -> tuple[float, float] | None:
    """Return (gap down, offset across) in label heights when `value` stands under `label`."""
    height = max(label.height, 1e-6)
    middle = (value.top + value.bottom) / 2
    if middle <= label.bottom - 0.2 * height or value.left * aspect > label.right * aspect + height:
        return None
    if value.right < label.left:
        return None
    gap = max(value.top - label.bottom, 0.0) / height
    return gap, abs(value.left - label.left) * aspect / height


def mirrored(region: Region) -> Region:
    """Return the box as seen in a mirror: right-to-left print is laid out the other way round."""
    return Region(1 - region.right, region.top, 1 - region.left, region.bottom)


def beside(label: Region, value: Region, aspect: float) -> float | None:
    """Return the distance across, in label heights, when `value` stands right of `label`."""
    if not same_row(label, value) or value.left < label.right - 0.5 * label.width:
        return None
    return max(value.left - label.right, 0.0) * aspect / max(label.height, 1e-6)
