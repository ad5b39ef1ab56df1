"""How long each kind of thing is kept, as data.

Nothing is stored without an end: "stored" is the row of what was never taken further, and the
fallback of an event that a kind does not list. A platform may give its own days in
`platform.settings["retention_days"]`, such as {"upload.decided": 90}.

Source for the shape: GDPR article 5(1)(e). Appeals stay open for 184 days (DSA, article 20(1)).
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any, Final

from verifier.errors import CandorError

TEXT: Final = "text"  # sealed text in columns: claims, readings, notes
APPEAL_DAYS: Final = 184
_AFTER_APPEAL = 30
_UNFINISHED = 7
_OPEN_CASE = 400  # a backstop only: an open case's own clocks end it long before
_TO_EXPLAIN = 2 * 365  # the person must be able to show why, well past the appeal

Days = Mapping[tuple[str, str], int]

# Every kind, and days counted from each event of its case.
_PICTURE = {
    "stored": _UNFINISHED,
    "submitted": _OPEN_CASE,
    "decided": APPEAL_DAYS + _AFTER_APPEAL,
    "withdrawn": _UNFINISHED,
}
_WORDS = {
    "stored": _OPEN_CASE,
    "submitted": _OPEN_CASE,
    "decided": _TO_EXPLAIN,
    "withdrawn": _AFTER_APPEAL,
}
_KINDS = {
    "upload": _PICTURE,
    "preview": _PICTURE,
    "evidence": _PICTURE,
    "report": _WORDS,
    "statement": _WORDS,
    "export": {"stored": _UNFINISHED},
    TEXT: _WORDS,
}
DAYS: Final[Days] = {
    (kind, event): days for kind, events in _KINDS.items() for event, days in events.items()
}


class PeriodError(CandorError):
    """A retention period is not one; the message names its key."""


def keep_until(kind: str, event: str, at: datetime, days: Days = DAYS) -> datetime:
    """Return when a thing of `kind` must go, counted from `event` at `at`."""
    return at + timedelta(days=days.get((kind, event), days[kind, "stored"]))


def days_of(settings: Mapping[str, Any]) -> Days:
    """Return the periods of a platform with these settings; raises PeriodError."""
    own: dict[tuple[str, str], int] = {}
    for name, days in (settings.get("retention_days") or {}).items():
        kind, _, event = str(name).partition(".")
        if (kind, event) not in DAYS:
            raise PeriodError(f"retention_days: {name!r} is not one of {_names()}")
        if not isinstance(days, int) or isinstance(days, bool) or days < 1:
            raise PeriodError(f"retention_days: {name} must be a whole number of days, 1 or more")
        own[kind, event] = days
    return {**DAYS, **own}


def _names() -> str:
    return ", ".join(f"{kind}.{event}" for kind, event in DAYS)
