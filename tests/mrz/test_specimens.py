"""The reader on published specimens, where they are at hand; they never travel with the code."""

import json
from pathlib import Path

import cv2
import numpy as np
import pytest

from bench.mrz_wear import TURNS
from verifier.mrz import ACCEPTABLE_CONFIDENCE, read_zones

FOLDER = Path(__file__).resolve().parents[2] / ".." / "shared" / "specimens"
TRUTH = json.loads((FOLDER / "truth.json").read_text()) if FOLDER.exists() else {}
pytestmark = pytest.mark.skipif(not TRUTH, reason="no specimens here")


def best(key, change=None):
    image = cv2.imread(str(FOLDER / key))
    image = change(image) if change else image
    zones = read_zones(np.ascontiguousarray(image[:, :, ::-1]))
    return zones[0] if zones else None


def exact(key, change=None):
    zone = best(key, change)
    loose = TRUTH[key].get("loose_line")
    wanted = [line for n, line in enumerate(TRUTH[key]["lines"]) if n != loose]
    return zone is not None and [line for n, line in enumerate(zone.lines) if n != loose] == wanted


ZONED = [key for key, entry in TRUTH.items() if entry["lines"]]


def test_nearly_every_zone_is_read_exactly():
    assert sum(exact(key) for key in ZONED) >= 0.97 * len(ZONED)


def test_nothing_without_a_zone_has_one():
    for key in set(TRUTH) - set(ZONED):
        zone = best(key)
        assert zone is None or zone.confidence < ACCEPTABLE_CONFIDENCE


@pytest.mark.all
@pytest.mark.parametrize("turn", TURNS)
def test_turned_pages_are_read_as_well(turn):
    least = 0.97 if turn in ("90", "180", "270") else 0.95
    assert sum(exact(key, TURNS[turn]) for key in ZONED) >= least * len(ZONED)
