"""Pictures the applicant's tests send, drawn once for a run."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from fixtures.specimens import specimen


@cache
def picture(name: str, side: int = 0) -> bytes:
    """Return one side of a specimen as bytes."""
    return specimen(name).images[side][1]


def file(folder: Path, name: str, side: int = 0) -> Path:
    """Write one side of a specimen to a folder and return its path."""
    given = specimen(name).images[side]
    path = folder / given[0]
    path.write_bytes(given[1])
    return path
