"""One file of a profile folder as a table, or what keeps it from being read."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

from verifier.profiles.problem import Problem


def read_table(path: Path) -> tuple[dict[str, Any], list[Problem]]:
    """Return a file's table, or an empty one and what keeps it from being read."""
    where = f"{path.parent.name}/{path.name}"
    try:
        return tomllib.loads(path.read_text(encoding="utf-8")), []
    except OSError as error:
        why = f"cannot be read: {error.strerror}."
    except UnicodeDecodeError:
        why = "is not UTF-8 text."
    except tomllib.TOMLDecodeError as error:
        why = f"is not TOML: {error}."
    return {}, [Problem(file=where, key="", why=why)]
