"""The interpreter that trains: torch (CPU build) in a folder of its own.

Torch never enters the lock: its default wheels are gigabytes. Where CANDOR_WHEELS (or
/opt/wheels) holds a CPU build, that one is taken.
"""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
_VENV = ROOT / ".candor" / "train-venv"
_NEEDS = ("torch==2.13.0", "numpy", "opencv-python-headless", "pillow", "onnx", "fonttools")


def python() -> Path:
    """Return the training interpreter, set up on first use."""
    found = _VENV / "bin" / "python"
    if found.exists():
        return found
    subprocess.run(["uv", "venv", "--python", sys.executable, str(_VENV)], check=True)
    wheels = Path(os.environ.get("CANDOR_WHEELS", "/opt/wheels"))
    links = ["--find-links", str(wheels)] if wheels.is_dir() else []
    subprocess.run(["uv", "pip", "install", "--python", str(found), *links, *_NEEDS], check=True)
    return found
