"""The zone stage: faces in, machine-readable zones out (ICAO Doc 9303 parts 3 to 7)."""

from verifier.mrz.confidence import ACCEPTABLE_CONFIDENCE
from verifier.mrz.read import read_zones

__all__ = ["ACCEPTABLE_CONFIDENCE", "read_zones"]
