"""What a hostile PDF makes any reader of it raise, beside the reader's own errors."""

from __future__ import annotations

HOSTILE = (
    ValueError,
    TypeError,
    KeyError,
    IndexError,
    AttributeError,
    AssertionError,
    NotImplementedError,
    OverflowError,
    RecursionError,
    OSError,
)
