"""A profile's drawn specimen with the place of each field; fictional people only.

Drawn by `fixtures` when first asked for and kept in memory; an installation without that package
shows none.
"""

from __future__ import annotations

import importlib
import io
import threading
from dataclasses import dataclass
from functools import lru_cache

from PIL import Image

_WIDEST = 900  # pixels: the smallest print of a card stays readable
_QUALITY = 78
_one_at_a_time = threading.Lock()  # drawing takes a second of CPU


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where a field stands on a side, in fractions of it; `number` is its row's."""

    number: int
    field: str
    left: float
    top: float
    right: float
    bottom: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Side:
    """One drawn side: its picture as WebP, and what stands where."""

    name: str
    picture: bytes
    places: tuple[tuple[str, tuple[float, float, float, float]], ...]


def drawn(profile_id: str) -> tuple[Side, ...]:
    """Return the sides of a document's specimen; none where it cannot be drawn."""
    with _one_at_a_time:
        return _drawn(profile_id)


@lru_cache(maxsize=64)
def _drawn(profile_id: str) -> tuple[Side, ...]:
    try:
        drawer = importlib.import_module("fixtures.specimens")
        specimen = drawer.specimen(profile_id.replace("/", "-"))
    except ImportError:
        return ()
    except drawer.SpecimenError:
        return ()
    return tuple(
        Side(
            name=face.name,
            picture=_small(data),
            places=tuple(
                (name, tuple(box))
                for name, box in {
                    **face.boxes,
                    **({"mrz": face.zone} if face.zone else {}),
                }.items()
            ),
        )
        for (_, data), face in zip(specimen.images, specimen.truth.faces, strict=False)
    )


def _small(data: bytes) -> bytes:
    with Image.open(io.BytesIO(data)) as image:
        image.thumbnail((_WIDEST, _WIDEST))
        out = io.BytesIO()
        image.convert("RGB").save(out, "WEBP", quality=_QUALITY, method=4)
    return out.getvalue()


def places(side: Side, order: tuple[str, ...]) -> tuple[Place, ...]:
    """Return a side's places, numbered as the profile lists its fields."""
    return tuple(
        Place(
            number=order.index(name) + 1,
            field=name,
            left=box[0],
            top=box[1],
            right=box[2],
            bottom=box[3],
        )
        for name, box in side.places
        if name in order
    )
