"""Fit `verifier/mrz/confidence.py` on drawn pages: `python -m training.calibrate [--pages N]`.

Runs in the project's environment (it uses the reader). Prints the weights to be written there,
and how many zones would be accepted, and wrongly, at each threshold. Seeds fixed.
"""

from __future__ import annotations

import argparse

import numpy as np

from training.pages import KINDS, make
from verifier.mrz import read as reader
from verifier.mrz.assemble import Candidate
from verifier.mrz.confidence import facts
from verifier.mrz.formats import check_results

_RIDGE = 1.0
FIRST_SEED = 50_000


def _measured(seed: int, kind: str) -> tuple[tuple[float, ...], bool, bool] | None:
    """Return the facts of the page's best candidate, whether it is right, whether digits hold."""
    page = make(seed, kind)
    seen: list[Candidate] = []
    original = reader._zone

    def keep(candidate: Candidate, *rest: object) -> object:
        seen.append(candidate)
        return original(candidate, *rest)  # type: ignore[arg-type]

    reader._zone = keep  # type: ignore[assignment]
    try:
        reader.read_zones(page.image)
    finally:
        reader._zone = original
    if not seen:
        return None
    checks = check_results(seen[0].layout, seen[0].lines)
    return facts(seen[0], checks), seen[0].lines == page.lines, all(checks.values())


def _fitted(x: np.ndarray, y: np.ndarray) -> np.ndarray:
    """Return ridge logistic weights, the base last, by Newton's method."""
    design = np.concatenate([x, np.ones((len(x), 1))], axis=1)
    weights = np.zeros(design.shape[1])
    ridge = np.diag([_RIDGE] * x.shape[1] + [0.0])
    for _ in range(50):
        chance = 1 / (1 + np.exp(-np.clip(design @ weights, -30, 30)))
        slope = design.T @ (y - chance) - ridge @ weights
        curve = (design * (chance * (1 - chance))[:, None]).T @ design + ridge
        weights += np.linalg.solve(curve + 1e-6 * np.eye(len(weights)), slope)
    return weights


def main() -> None:
    """Measure, fit, print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--pages", type=int, default=30, help="pages of each kind")
    chosen = parser.parse_args()
    rows = [
        found
        for kind in KINDS
        for seed in range(FIRST_SEED, FIRST_SEED + chosen.pages)
        if (found := _measured(seed, kind)) is not None
    ]
    x = np.array([row[0] for row in rows])
    right = np.array([row[1] for row in rows], float)
    held = np.array([row[2] for row in rows])
    weights = _fitted(x, right)
    print("zones", len(rows), "exact", int(right.sum()), "weights", np.round(weights, 3).tolist())
    chance = 1 / (1 + np.exp(-np.clip(np.c_[x, np.ones(len(x))] @ weights, -30, 30)))
    for threshold in (0.5, 0.7, 0.8, 0.85, 0.9, 0.95, 0.97, 0.98, 0.99):
        accepted = held & (chance >= threshold)
        print(
            threshold, "accepted", int(accepted.sum()), "wrong", int((accepted * (1 - right)).sum())
        )


if __name__ == "__main__":
    main()
