"""`./run train-mrz [--out FOLDER] [--install]`: train the zone recogniser."""

from __future__ import annotations

import argparse
import shutil
import subprocess
import sys
from pathlib import Path

from training.interpreter import ROOT, python

ROUNDS = (
    {"steps": 14000, "stop": 4000, "seed": 20261122},
    {"steps": 6000, "stop": 500, "seed": 20261123},
    {"steps": 2000, "stop": 2000, "seed": 20261124},
)
"""The committed model's recipe: each round starts from the last one's averaged weights."""


def main() -> int:
    """Train every round; with `--install`, put the model where the reader looks for it."""
    parser = argparse.ArgumentParser(prog="train-mrz", description=__doc__)
    parser.add_argument("--out", type=Path, default=ROOT / "build" / "zone-model")
    parser.add_argument("--install", action="store_true")
    chosen = parser.parse_args()
    interpreter, warm = python(), None
    for number, settings in enumerate(ROUNDS, 1):
        folder = chosen.out / f"round{number}"
        command = [str(interpreter), "-m", "training.train", "--out", str(folder)]
        for name, value in settings.items():
            command += [f"--{name}", str(value)]
        if warm is not None:
            command += ["--warm", str(warm)]
        subprocess.run(command, check=True, cwd=ROOT)
        warm = folder / "checkpoint.pt"
    model = folder / "zone.onnx"
    if chosen.install:
        shutil.copy(model, ROOT / "verifier" / "mrz" / "model" / "zone.onnx")
    print(f"Model: {model}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
