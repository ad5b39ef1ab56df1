"""A reviewer's reading of a field stands instead of the machine's."""

from __future__ import annotations

from collections.abc import Sequence

from verifier.model.reading import Reading


def as_corrected(readings: Sequence[Reading], corrected: Sequence[Reading]) -> tuple[Reading, ...]:
    """Return the readings with each corrected one in the place of those of its field and source.

    A machine's readings of other sources stay: the corrected one is held against them.
    """
    by_place = {(one.field, one.source): one for one in corrected}
    kept = [one for one in readings if (one.field, one.source) not in by_place]
    return (*kept, *by_place.values())
