"""Logs as one JSON object for each line, which cannot carry a person's data.

Our own messages are fixed sentences with identifiers, codes and numbers. An exception's message is
never written, for a library's may quote what it choked on: its type and where it happened is. Of
other libraries only the sentence is written, without what they would have put into it.
"""

from __future__ import annotations

import json
import logging
import sys
import traceback
from datetime import UTC, datetime
from typing import TextIO

_OURS = "candor"
_PLAIN = (str, int, float, bool, type(None))
_MOST_FRAMES = 12
_LONGEST = 500


class OneLine(logging.Formatter):
    """A record as JSON: `at level logger says`, and `error` with types and places only."""

    def format(self, record: logging.LogRecord) -> str:
        """Return the line."""
        ours = record.name == _OURS or record.name.startswith(_OURS + ".")
        said: dict[str, object] = {
            "at": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "logger": record.name,
            "says": (record.getMessage() if ours else str(record.msg))[:_LONGEST],
        }
        facts = getattr(record, "facts", None)
        if ours and isinstance(facts, dict):
            said["facts"] = {str(k): v for k, v in facts.items() if isinstance(v, _PLAIN)}
        if record.exc_info and record.exc_info[1] is not None:
            said["error"] = _told(record.exc_info[1])
        return json.dumps(said, ensure_ascii=False)


def configure(level: str = "INFO", stream: TextIO | None = None) -> None:
    """Send every logger's lines to `stream` (stderr by default) in this form, replacing others."""
    handler = logging.StreamHandler(stream or sys.stderr)
    handler.setFormatter(OneLine())
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(logging.WARNING)
    logging.getLogger(_OURS).setLevel(level)
    for name in ("uvicorn", "uvicorn.error", "uvicorn.access"):
        logger = logging.getLogger(name)
        logger.handlers.clear()
        logger.propagate = name != "uvicorn.access"  # its lines hold query strings


def _told(error: BaseException) -> dict[str, object]:
    frames = traceback.extract_tb(error.__traceback__)[-_MOST_FRAMES:]
    told: dict[str, object] = {
        "type": f"{type(error).__module__}.{type(error).__qualname__}",
        "where": [f"{frame.filename}:{frame.lineno} {frame.name}" for frame in frames],
    }
    cause = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
    if cause is not None:
        told["because"] = f"{type(cause).__module__}.{type(cause).__qualname__}"
    return told
