"""Put ready values into a sentence's `{placeholders}`."""

from __future__ import annotations

import re
from collections.abc import Callable

PLACEHOLDER = re.compile(r"\{([a-z_]+)\}")
_FULL_STOPS = (".", "։")


def fill(text: str, value_of: Callable[[str], str]) -> str:
    """Return a sentence with each placeholder's value in its place.

    Ukrainian and Armenian dates end in an abbreviation: its full stop is the sentence's too.
    """

    def value(match: re.Match[str]) -> str:
        shown = value_of(match.group(1))
        ends_twice = shown.endswith(".") and text.startswith(_FULL_STOPS, match.end())
        return shown[:-1] if ends_twice else shown

    return PLACEHOLDER.sub(value, text)
