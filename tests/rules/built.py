"""Small built records for rule tests: a profile, a zone, a face, a policy."""

from __future__ import annotations

import numpy as np

from verifier.model.geometry import Quad, Region
from verifier.model.page import Face
from verifier.model.policy import Policy
from verifier.model.profile import DocumentKind, FieldSpec, Profile, ZoneSpec
from verifier.model.zone import Zone, ZoneType

WHOLE = Quad(((0.0, 0.0), (1.0, 0.0), (1.0, 1.0), (0.0, 1.0)))
POLICY = Policy(name="test", rationale="for tests", required=("intake.open",))
PROFILE = Profile(
    id="uto/passport",
    country="UTO",
    kind=DocumentKind.PASSPORT,
    names={"en": "Passport"},
    zone=ZoneSpec(type="TD3"),
    fields=tuple(
        FieldSpec(name=name) for name in ("surname", "given_names", "birth_date", "document_number")
    ),
)
LINES = (
    "P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<",
    "L898902C36UTO7408122F3202296ZE184226B<<<<<12",
)


def face(page: int = 0) -> Face:
    """Return a blank face that fills its page."""
    pixels = np.full((88, 125, 3), 200, np.uint8)
    return Face(page=page, pixels=pixels, quad=WHOLE, outline_found=True)


def zone(page: int = 0, number: str = "L898902C3", confidence: float = 0.99) -> Zone:
    """Return a zone whose digits all hold, on the lower part of its page."""
    boxes = tuple(
        tuple(
            Region(0.05 + 0.02 * x, 0.8 + 0.06 * y, 0.07 + 0.02 * x, 0.84 + 0.06 * y)
            for x in range(44)
        )
        for y in range(2)
    )
    return Zone(
        type=ZoneType.TD3,
        lines=(LINES[0], number + LINES[1][9:]),
        page=page,
        confidence=confidence,
        repaired=False,
        checks={"document_number": True, "birth_date": True},
        char_confidences=((confidence,) * 44,) * 2,
        alternatives=(("",) * 44,) * 2,
        quad=Quad(((0.05, 0.8), (0.95, 0.8), (0.95, 0.92), (0.05, 0.92))),
        line_regions=(Region(0.05, 0.8, 0.95, 0.84), Region(0.05, 0.86, 0.95, 0.9)),
        char_regions=boxes,
        dpi=300.0,
        fields={"document_number": number},
        places={"document_number": Region(0.05, 0.86, 0.23, 0.9)},
    )
