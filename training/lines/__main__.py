"""`./run train-scripts [--minutes M] [--out FOLDER] [--install]`: train the finder of alphabets."""

from __future__ import annotations

import argparse
import shutil
import subprocess
import sys
from pathlib import Path

from training.interpreter import ROOT, python

_DATA = ROOT / ".candor" / "lines"


def main() -> int:
    """Gather words and typefaces, train; with `--install`, put the model where it is read."""
    parser = argparse.ArgumentParser(prog="train-scripts", description=__doc__)
    parser.add_argument("--out", type=Path, default=ROOT / "build" / "scripts-model")
    parser.add_argument("--minutes", type=float, default=32)
    parser.add_argument("--install", action="store_true")
    chosen = parser.parse_args()

    def step(module: str, *options: str) -> None:
        command = [str(python()), "-m", f"training.lines.{module}", *options]
        subprocess.run(command, check=True, cwd=ROOT)

    if not (_DATA / "fonts").is_dir():
        step("words", "--out", str(_DATA / "words"))
        step("faces", "--out", str(_DATA / "fonts"))
    minutes = str(chosen.minutes)
    step("train", "--data", str(_DATA), "--out", str(chosen.out), "--minutes", minutes)
    if chosen.install:
        target = ROOT / "verifier" / "visual" / "model" / "scripts.onnx"
        shutil.copy(chosen.out / "scripts.onnx", target)
    return 0


if __name__ == "__main__":
    sys.exit(main())
