"""Why one input could not be taken in, on its way from the decoder to a finding."""

from __future__ import annotations

from verifier.model.reason_code import ReasonCode


class Problem(Exception):
    """An input's fault: its reason and what was seen of it (never its content)."""

    def __init__(self, code: ReasonCode, **seen: str | int) -> None:
        super().__init__(str(code))
        self.code = code
        self.seen = seen
