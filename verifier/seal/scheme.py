"""What every scheme offers: a module `verifier/seal/schemes/<scheme>.py` with these names.

`claims` looks, `group` says which codes belong together, `parse` takes them apart and believes
nothing, `verify` judges against the trust store. A scheme never sees a clock but `at`.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any, Protocol, TypeVar

from verifier.model.seal import Code, SealCheck
from verifier.model.trust import TrustStore

Parsed = TypeVar("Parsed")
Groups = tuple[tuple[Code, ...], ...]


class Scheme(Protocol[Parsed]):
    """One signed format; modules implement it (`SCHEMES` lists them)."""

    @property
    def ID(self) -> str:
        """The scheme's id in the report, such as `hc1`."""

    def claims(self, raw: bytes) -> bool:
        """Say whether one code's exact bytes look like this scheme; cheap, never raises."""

    def group(self, codes: Sequence[Code]) -> Groups:
        """Return the claimed codes in the sets that make up one document each."""

    def parse(self, codes: tuple[Code, ...]) -> Parsed:
        """Take one group apart.

        Raises only Malformed, Incomplete and Unsupported.
        """

    def verify(self, parsed: Parsed, trust: TrustStore, at: datetime) -> SealCheck:
        """Judge it; never raises. `inputs`, `page` and `region` are filled in by `check`."""


AnyScheme = Scheme[Any]


def each(codes: Sequence[Code]) -> Groups:
    """Return every distinct code as its own document; the same code seen twice is one."""
    seen: dict[bytes, list[Code]] = {}
    for code in codes:
        seen.setdefault(code.raw, []).append(code)
    return tuple(tuple(same) for same in seen.values())


def together(codes: Sequence[Code]) -> Groups:
    """Return all codes as one document, in the order handed in."""
    return (tuple(codes),) if codes else ()
