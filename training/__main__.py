"""`./run train-mrz`: set up torch (CPU build) in a folder of its own and train the recogniser.

`[--out FOLDER] [--install]`. Torch never enters the lock: its default wheels are gigabytes.
Where CANDOR_WHEELS (or /opt/wheels) holds a CPU build, that one is taken.
"""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
VENV = ROOT / ".candor" / "train-venv"
NEEDS = ("torch==2.13.0", "numpy", "opencv-python-headless", "pillow", "onnx")
ROUNDS = (
    {"steps": 14000, "stop": 4000, "seed": 20261122},
    {"steps": 6000, "stop": 500, "seed": 20261123},
    {"steps": 2000, "stop": 2000, "seed": 20261124},
)
"""The committed model's recipe: each round starts from the last one's averaged weights."""


def _python() -> Path:
    """Return the training interpreter, set up on first use."""
    python = VENV / "bin" / "python"
    if python.exists():
        return python
    subprocess.run(["uv", "venv", "--python", sys.executable, str(VENV)], check=True)
    wheels = Path(os.environ.get("CANDOR_WHEELS", "/opt/wheels"))
    links = ["--find-links", str(wheels)] if wheels.is_dir() else []
    subprocess.run(["uv", "pip", "install", "--python", str(python), *links, *NEEDS], check=True)
    return python


def main() -> int:
    """Train every round; with `--install`, put the model where the reader looks for it."""
    parser = argparse.ArgumentParser(prog="train-mrz", description=__doc__)
    parser.add_argument("--out", type=Path, default=ROOT / "build" / "zone-model")
    parser.add_argument("--install", action="store_true")
    chosen = parser.parse_args()
    python, warm = _python(), None
    for number, settings in enumerate(ROUNDS, 1):
        folder = chosen.out / f"round{number}"
        command = [str(python), "-m", "training.train", "--out", str(folder)]
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
