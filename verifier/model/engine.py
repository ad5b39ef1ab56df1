"""The reading engines a verification may use, as small protocols."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Protocol

from verifier.model.geometry import Region
from verifier.model.page import Raster
from verifier.model.zone import Zone


class ZoneReader(Protocol):
    """Finds and reads machine-readable zones on a raster, best first; never raises on one."""

    def __call__(self, pixels: Raster, page: int, /) -> tuple[Zone, ...]:
        """Return the zones on `pixels` (RGB), with regions as fractions of it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TextLine:
    """One printed line: its text, mean confidence (0..1), box, and words with boxes."""

    text: str
    confidence: float
    region: Region
    words: tuple[tuple[str, float, Region], ...] = ()


class TextReader(Protocol):
    """Reads printed lines in the given scripts (ISO 15924)."""

    def __call__(self, pixels: Raster, scripts: Sequence[str], /) -> tuple[TextLine, ...]:
        """Return the lines on `pixels` (RGB), top to bottom."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Engines:
    """Which engine does what; a missing one makes its checks unsure, never failed.

    `second_zone_readers` are asked only when the first is unsure, in order.
    """

    zone: ZoneReader | None = None
    second_zone_readers: tuple[tuple[str, ZoneReader], ...] = ()
    text: TextReader | None = None
    text_scripts: Callable[[], frozenset[str]] | None = None
