"""A machine-readable zone as read (ICAO Doc 9303 parts 3 to 7)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from verifier.model.geometry import Quad, Region


class ZoneType(StrEnum):
    """Zone formats: cards (TD1, TD2), passports (TD3), visas (MRV-A, MRV-B)."""

    TD1 = "TD1"
    TD2 = "TD2"
    TD3 = "TD3"
    MRVA = "MRVA"
    MRVB = "MRVB"


OTHER_SIDE = {"front": "back", "back": "front"}
# Doc 9303-5, 4.1: a card's zone stands on its back; booklets and stickers have it on the front.
ZONE_SIDES = {"TD1": "back", "TD2": "front", "TD3": "front", "MRVA": "front", "MRVB": "front"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Zone:
    """A zone found on a page, exactly as printed.

    `lines` are the characters read; when `repaired` is true, a check digit was used to choose
    between readings and the zone must not be accepted on its own. `checks` maps
    `document_number birth_date expiry_date personal_number composite` to whether that digit
    holds, leaving out those the format does not have. `char_confidences` and `alternatives` run
    parallel to `lines`; an alternative is the next likeliest character, "" where there is none.
    `fields` are raw spans by field name; `places` where each of them lies on the page.
    `dpi` is the effective resolution from the 2.54 mm pitch (Doc 9303-3, 4.3).
    """

    type: ZoneType
    lines: tuple[str, ...]
    page: int
    confidence: float
    repaired: bool
    checks: Mapping[str, bool]
    char_confidences: tuple[tuple[float, ...], ...]
    alternatives: tuple[tuple[str, ...], ...]
    quad: Quad
    line_regions: tuple[Region, ...]
    char_regions: tuple[tuple[Region, ...], ...]
    dpi: float
    fields: Mapping[str, str] = field(default_factory=dict)
    places: Mapping[str, Region] = field(default_factory=dict)
    readers: tuple[str, ...] = ("candor",)
    disputed: tuple[tuple[int, int, str], ...] = ()

    @property
    def checks_hold(self) -> bool:
        """Whether every check digit the format has is right."""
        return all(self.checks.values())
