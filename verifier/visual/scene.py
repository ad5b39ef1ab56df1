"""What stands on one face: its labels, its possible values, and what is known of the document."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from verifier.model.geometry import Region
from verifier.model.profile import FieldSpec
from verifier.visual.guide import Guide
from verifier.visual.layout import Piece
from verifier.visual.stretch import Stretch
from verifier.visual.value import Manner, Value


@dataclass(frozen=True, slots=True, kw_only=True)
class Placed:
    """A field's values found in one stretch; `way` is label, zone, guide or pattern."""

    field: str
    stretch: Stretch
    values: tuple[Value, ...]
    way: str
    cost: float
    label: str = ""
    rival: str = ""  # another value the zone would have led to


@dataclass(frozen=True, slots=True, kw_only=True)
class Scene:
    """One face's labels and possible values, and what is known of the document."""

    labels: tuple[Piece, ...]
    values: tuple[Piece, ...]
    aspect: float
    manner: Manner
    guide: Guide
    specs: tuple[FieldSpec, ...] = ()
    side: str | None = None  # of the document, where known

    def zone_of(self, field: str) -> Region | None:
        """Return the layout zone of a field on this side, as the profile gives it."""
        here = (s for s in self.specs if self.side in (None, s.side))
        spec = next((s for s in here if s.name == field and s.zone), None)
        return Region(*spec.zone) if spec and spec.zone else None

    def likest(self, field: str, values: Sequence[Value]) -> float:
        """Return how much the likest of `values` resembles the zone's value of `field`."""
        return max((self.guide.likeness(field, v) for v in values), default=0.0)
