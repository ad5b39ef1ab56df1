"""Why something was not read: each measure with its figure, blamed only where reading suffered.

A picture whose zone reads perfectly is good enough, whatever its measures say; the figures are
then recorded as passed. Where reading failed, every measure that falls short is a reason.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import MappingProxyType

from verifier.model.finding import Finding, Status, passed
from verifier.model.geometry import Place, Region
from verifier.model.page import Face, Page, has_card_proportions
from verifier.model.reason_code import ReasonCode
from verifier.model.zone import Zone
from verifier.quality import exposure, resolution, sharpness
from verifier.quality.cover import covered
from verifier.quality.crop import cut_zone, missing_edge

GLARE_SHARE = 0.02  # of the area that had to be read
GLARE_SPOT = 0.005  # of a face read by its print: one field of many lies under the reflection
UNDER_A_SPOT = 4  # fields; where more were not read, something else is the cause
WHITE_PAGE = 0.15  # of such a face: paper whiter than the camera can tell, not a reflection


def explain_pages(
    pages: Sequence[Page],
    zones: Sequence[Zone],
    faces: Sequence[Face],
    suffered: tuple[str, ...],
    *,
    cut: str | None = None,
    cut_zones: Mapping[int, str] = MappingProxyType({}),
    colour_required: bool = False,
) -> tuple[Finding, ...]:
    """Return the quality findings of every page; `suffered` are the fields not surely read.

    `cut` is the edge at which print breaks off; `cut_zones` are, by page, those beyond which a
    zone goes on that was not read for it. Where a zone was found, only its page is blamed: a
    card's other side may be as it likes.
    """
    found: list[Finding] = []
    for page in pages:
        zone = next((z for z in zones if z.page == page.index), None)
        face = next((f for f in faces if f.page == page.index), None)
        blamed = suffered if zone is not None or not zones else ()
        found += _measure(page, zone, face, blamed, cut, cut_zones.get(page.index))
        if colour_required:
            found.append(_colour(page))
    return tuple(found)


def _measure(
    page: Page,
    zone: Zone | None,
    face: Face | None,
    suffered: tuple[str, ...],
    cut: str | None,
    broken: str | None,
) -> list[Finding]:
    """Return one page's measures, taken on the zone where there is one, else on the face."""
    area = zone.quad.bounds if zone is not None else face.quad.bounds if face else None
    sharp = _sharpness(page, zone, area, suffered)
    fine = _resolution(page, zone, face, suffered)
    smeared = Status.FAILED in (sharp.status, fine.status)
    return [
        sharp,
        fine,
        # Few pixels mix ink with paper, and smeared print seems to run over the edge.
        _exposure(page, area, face, suffered, mixed=fine.status is Status.FAILED),
        _glare(page, area, suffered, zone, face, mixed=fine.status is Status.FAILED),
        _crop(page, zone, face, suffered, None if smeared else cut, broken),
        covered(zone, suffered),
    ]


def _judged(
    check: str,
    good: bool,
    reason: ReasonCode,
    page: Page,
    area: Region | None,
    suffered: tuple[str, ...],
    seen: dict[str, str | float],
    expected: dict[str, str | float],
) -> Finding:
    if good or not suffered:
        return passed(check, evidence={**seen, **expected, "page": page.index})
    places = (Place(page=page.index, region=area),) if area else ()
    return Finding(
        check=check,
        status=Status.FAILED,
        reason=reason,
        fields=suffered,
        seen=seen,
        expected=expected,
        evidence={"page": page.index},
        places=places,
    )


def _sharpness(
    page: Page, zone: Zone | None, area: Region | None, suffered: tuple[str, ...]
) -> Finding:
    pitch = zone.dpi / 10 if zone is not None else None  # ten characters to the inch
    measured = sharpness.measure(page, area, pitch)
    return _judged(
        "quality.sharpness",
        measured.good,
        ReasonCode.CAPTURE_BLURRED,
        page,
        area,
        suffered,
        {"sharpness": sharpness.score(measured)},
        {"needed": 100},
    )


def _resolution(
    page: Page, zone: Zone | None, face: Face | None, suffered: tuple[str, ...]
) -> Finding:
    if zone is not None:
        measured = resolution.of_zone(zone.dpi)
        seen, expected = {"dpi": measured.value}, {"needed_dpi": measured.needed}
    elif face is not None and face.outline_found:
        measured = resolution.of_face(face, page)
        seen, expected = {"dpi": measured.value}, {"needed_dpi": measured.needed}
    else:
        measured = resolution.of_page(page)
        seen, expected = {"px": measured.value}, {"min_px": measured.needed}
    return _judged(
        "quality.resolution",
        measured.good,
        ReasonCode.CAPTURE_LOW_RESOLUTION,
        page,
        zone.quad.bounds if zone else None,
        suffered,
        dict(seen),
        dict(expected),
    )


def _exposure(
    page: Page,
    area: Region | None,
    face: Face | None,
    suffered: tuple[str, ...],
    *,
    mixed: bool,
) -> Finding:
    """Judge the light on the area to be read; too much of it is on the whole face, or a glare."""
    light = exposure.measure(sharpness.crop(page, area))
    level = "dark" if light.level == "dark" else "bright"
    whole = exposure.measure(sharpness.crop(page, face.quad.bounds)) if face else light
    spared = level == "bright" and (mixed or whole.good)
    return _judged(
        "quality.exposure",
        light.good or spared,
        ReasonCode.CAPTURE_EXPOSURE,
        page,
        area,
        suffered,
        {"level": level, "brightness": light.high if level == "dark" else light.low},
        {"needed": exposure.DARK if level == "dark" else exposure.BRIGHT},
    )


def _glare(
    page: Page,
    area: Region | None,
    suffered: tuple[str, ...],
    zone: Zone | None,
    face: Face | None,
    *,
    mixed: bool,
) -> Finding:
    """Judge reflections; on print too small to be told apart, bare paper looks like one."""
    needed = sharpness.crop(page, area)
    share = exposure.glare_share(needed)
    spot = zone is None and len(suffered) <= UNDER_A_SPOT
    most = GLARE_SPOT if spot else GLARE_SHARE
    card = face is not None and has_card_proportions(face.pixels)  # paper alone is so white
    pale = zone is None and not card and exposure.is_white_paper(needed)
    paper = (pale and share > WHITE_PAGE) or (mixed and zone is None)
    return _judged(
        "quality.glare",
        share < most or paper,
        ReasonCode.CAPTURE_GLARE,
        page,
        area,
        suffered,
        {"share": round(share, 3)},
        {"most": most},
    )


def _crop(
    page: Page,
    zone: Zone | None,
    face: Face | None,
    suffered: tuple[str, ...],
    cut: str | None,
    broken: str | None,
) -> Finding:
    within = cut_zone(zone) or broken
    edge = within
    if edge is None and face is not None and face.outline_found:
        edge = missing_edge(face)
    if edge is None and suffered:
        edge = cut
    if edge is None:
        return passed("quality.crop", evidence={"page": page.index})
    lost = tuple(dict.fromkeys((*suffered, *zone.fields))) if within and zone else suffered
    return Finding(
        check="quality.crop",
        status=Status.FAILED,
        reason=ReasonCode.CAPTURE_CROPPED,
        fields=lost,
        seen={"edge": edge},
        expected={"edges": "all four"},
        evidence={"page": page.index, **({"within": "mrz"} if within else {})},
    )


def _colour(page: Page) -> Finding:
    if not page.greyscale:
        return passed("quality.colour", evidence={"page": page.index})
    return Finding(
        check="quality.colour",
        status=Status.FAILED,
        reason=ReasonCode.CAPTURE_NO_COLOUR,
        evidence={"page": page.index},
    )
