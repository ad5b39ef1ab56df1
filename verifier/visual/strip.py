"""What a recogniser says about one line: its characters, each with confidence and place."""

from __future__ import annotations

from dataclasses import dataclass

from verifier.model.engine import TextLine
from verifier.model.geometry import Region


@dataclass(frozen=True, slots=True, kw_only=True)
class Char:
    """One character on a line: `left` and `right` are fractions of the line's width.

    `other` is what a second reader made of the same place, empty where it agrees or was not
    asked.
    """

    text: str
    confidence: float
    left: float
    right: float
    other: str = ""

    def moved(self, left: float, right: float) -> Char:
        """Return the same character at another place of its line."""
        return Char(
            text=self.text,
            confidence=self.confidence,
            left=left,
            right=right,
            other=self.other,
        )


Strip = tuple[Char, ...]


def text_of(strip: Strip) -> str:
    """Return the characters as one string."""
    return "".join(c.text for c in strip)


def mean_confidence(strip: Strip) -> float:
    """Return the mean confidence of the characters that are not spaces, 0 when there is none."""
    seen = [c.confidence for c in strip if not c.text.isspace()]
    return sum(seen) / len(seen) if seen else 0.0


def tokens(strip: Strip, separators: str = " ") -> tuple[tuple[int, int], ...]:
    """Return (start, end) of each run of characters that are not separators."""
    runs: list[tuple[int, int]] = []
    start: int | None = None
    for i, char in enumerate(strip):
        if char.text in separators:
            if start is not None:
                runs.append((start, i))
            start = None
        elif start is None:
            start = i
    if start is not None:
        runs.append((start, len(strip)))
    return tuple(runs)


@dataclass(frozen=True, slots=True, kw_only=True)
class PrintedLine(TextLine):
    """A line with its characters; `script` is the one most of its letters belong to.

    `level` is the line's box on a page whose print runs level, for judging what stands under or
    beside what; it is `region` where the page is not askew.
    """

    chars: Strip = ()
    script: str = "Latn"
    level: Region | None = None

    def region_of(self, start: int, end: int) -> Region:
        """Return where the characters [start, end) lie, in fractions of the raster."""
        return self._part(self.region, start, end)

    def level_of(self, start: int, end: int) -> Region:
        """Return where [start, end) lies once the page's print is level."""
        return self._part(self.level or self.region, start, end)

    def _part(self, box: Region, start: int, end: int) -> Region:
        part = self.chars[start:end]
        if not part:
            return box
        left = box.left + min(c.left for c in part) * box.width
        right = box.left + max(c.right for c in part) * box.width
        return Region(left, box.top, right, box.bottom)


def printed(strip: Strip, region: Region, script: str, level: Region | None = None) -> PrintedLine:
    """Return a line of the model's kind, with its words and their boxes."""
    line = PrintedLine(
        text=text_of(strip),
        confidence=mean_confidence(strip),
        region=region,
        chars=strip,
        script=script,
        level=level,
    )
    words = tuple(
        (line.text[a:b], mean_confidence(strip[a:b]), line.region_of(a, b))
        for a, b in tokens(strip)
    )
    return PrintedLine(
        text=line.text,
        confidence=line.confidence,
        region=region,
        words=words,
        chars=strip,
        script=script,
        level=level,
    )


def from_text_line(line: TextLine) -> PrintedLine:
    """Return `line` with characters: its own, or its words' boxes and confidences spread evenly."""
    if isinstance(line, PrintedLine):
        return line
    chars: list[Char] = []
    box = line.region
    width = max(box.width, 1e-6)
    for text, confidence, region in line.words or ((line.text, line.confidence, box),):
        if chars:
            edge = chars[-1].right
            chars.append(Char(text=" ", confidence=1.0, left=edge, right=edge))
        step = region.width / max(len(text), 1)
        for i, letter in enumerate(text):
            left = (region.left + i * step - box.left) / width
            right = left + step / width
            chars.append(Char(text=letter, confidence=confidence, left=left, right=right))
    return printed(tuple(chars), box, "Latn")
