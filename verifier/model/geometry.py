"""Where something is on a page: fractions of the page's width and height, origin top left."""

from __future__ import annotations

from dataclasses import dataclass

from verifier.errors import CandorError


@dataclass(frozen=True, slots=True)
class Region:
    """An upright box in page fractions (0..1); `as_list` is its form in the report."""

    left: float
    top: float
    right: float
    bottom: float

    def as_list(self) -> list[float]:
        """Return [left, top, right, bottom], rounded to a ten-thousandth of the page."""
        return [round(v, 4) for v in (self.left, self.top, self.right, self.bottom)]

    def union(self, other: Region) -> Region:
        """Return the smallest box that holds both."""
        return Region(
            min(self.left, other.left),
            min(self.top, other.top),
            max(self.right, other.right),
            max(self.bottom, other.bottom),
        )

    @property
    def width(self) -> float:
        """Width as a fraction of the page."""
        return self.right - self.left

    @property
    def height(self) -> float:
        """Height as a fraction of the page."""
        return self.bottom - self.top


@dataclass(frozen=True, slots=True)
class Quad:
    """Four corners in page fractions: top-left, top-right, bottom-right, bottom-left as read."""

    corners: tuple[
        tuple[float, float], tuple[float, float], tuple[float, float], tuple[float, float]
    ]

    def __post_init__(self) -> None:
        if len(self.corners) != 4:
            raise CandorError("a quad has four corners")

    @property
    def bounds(self) -> Region:
        """The upright box around the corners, clipped to the page."""
        xs = [min(max(x, 0.0), 1.0) for x, _ in self.corners]
        ys = [min(max(y, 0.0), 1.0) for _, y in self.corners]
        return Region(min(xs), min(ys), max(xs), max(ys))


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A region on one page of the upload."""

    page: int
    region: Region
