"""The signed codes of a case, fact by fact, as a reviewer reads them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from api.pages.console.table import Spot, spot
from verifier.model.decision import Decision
from verifier.model.seal import SealCheck, SealStatus

_HOLDS = {True: "holds", False: "does not hold", None: "not known"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """One thing that was checked: `holds`, `does not hold` or `not known`."""

    name: str
    holds: str
    note: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Seal:
    """A code: what it is worth, who signed it, which anchor holds, and what it says.

    `evidence` tells whether its values count: only those of a trusted code do.
    """

    scheme: str
    status: str
    evidence: bool
    issuer: str | None
    anchor: str | None
    key_id: str | None
    signed_at: datetime | None
    signer_from: datetime | None
    signer_until: datetime | None
    facts: tuple[Fact, ...]
    values: tuple[tuple[str, str], ...]
    native: tuple[tuple[str, str], ...]
    detail: str
    spot: Spot | None


def seals(decision: Decision) -> tuple[Seal, ...]:
    """Return the codes in the order they were found."""
    return tuple(map(_seal, decision.seals))


def _seal(check: SealCheck) -> Seal:
    trusted = check.status is SealStatus.TRUSTED
    placed = None
    if check.page is not None and check.region is not None:
        placed = spot(check.page, check.region)
    return Seal(
        scheme=check.scheme,
        status=str(check.status),
        evidence=trusted,
        issuer=check.issuer,
        anchor=check.anchor,
        key_id=check.key_id,
        signed_at=check.signed_at,
        signer_from=check.signer_valid[0] if check.signer_valid else None,
        signer_until=check.signer_valid[1] if check.signer_valid else None,
        facts=tuple(
            Fact(name=name.replace("_", " "), holds=_HOLDS[holds], note=note)
            for name, holds, note in check.facts
        ),
        values=tuple((check.readings or check.claimed).items()),
        native=tuple(check.native.items()),
        detail=check.detail,
        spot=placed,
    )
