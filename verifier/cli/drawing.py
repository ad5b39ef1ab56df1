"""Asks the room that draws: the verifier and its fixtures share no code, so by command alone."""

from __future__ import annotations

import importlib.util
import subprocess
import sys
from collections.abc import Sequence

from verifier.errors import ClaimError


def draw(words: Sequence[str], *, text: str | None = None, quiet: bool = False) -> int:
    """Run `python -m fixtures WORDS...` with `text` on its standard input; return its exit code.

    Raises ClaimError where the project's fixtures are not at hand.
    """
    if importlib.util.find_spec("fixtures") is None:
        raise ClaimError("drawing needs the project's fixtures/ folder: run it from the repository")
    done = subprocess.run(  # noqa: S603  our own module, words without a shell
        [sys.executable, "-m", "fixtures", *words],
        input=text,
        text=True,
        check=False,
        stdout=subprocess.DEVNULL if quiet else None,
    )
    return done.returncode
