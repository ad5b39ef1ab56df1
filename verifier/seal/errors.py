"""Why a code cannot be taken apart: the only errors a scheme's `parse` may raise.

They are facts about a document and never leave `verifier.seal`: `check` turns each into a
`SealCheck` of the matching status.
"""

from __future__ import annotations

from typing import ClassVar

from verifier.model.seal import SealStatus


class CannotParse(Exception):
    """The code is not readable as its scheme; `detail` is short and carries no personal data."""

    status: ClassVar[SealStatus] = SealStatus.MALFORMED

    def __init__(self, detail: str) -> None:
        super().__init__(detail)
        self.detail = detail


class Malformed(CannotParse):
    """Damaged, cut off, wrong structure, mixed documents, or over a size limit."""

    status = SealStatus.MALFORMED


class Incomplete(CannotParse):
    """Part of a set of codes is missing; `missing` are their numbers, from 1 to `total`."""

    status = SealStatus.INCOMPLETE

    def __init__(self, detail: str, *, missing: tuple[int, ...] = (), total: int = 0) -> None:
        super().__init__(detail)
        self.missing = missing
        self.total = total


class Unsupported(CannotParse):
    """A version, form or encryption that cannot be processed."""

    status = SealStatus.UNSUPPORTED
