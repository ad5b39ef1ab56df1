"""From what was checked to one status: the first of the contract's words that applies.

Source: DESIGN.md section 4 and the order of `SealStatus`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from verifier.model.seal import SealCheck, SealStatus
from verifier.seal.crypto.x509 import Period
from verifier.seal.trust.anchors import TrustedKey


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """What was checked, in the order in which it counts; None means it could not be.

    `holds`: the signature fits. `entitled`: a trusted key is responsible. `clean`: on no
    revocation list. `in_period`: inside every period that counts, at the time that counts.
    """

    signed: bool = True
    holds: bool | None = None
    entitled: bool | None = None
    clean: bool | None = None
    in_period: bool | None = None
    period_detail: str = ""
    entitled_detail: str = ""

    @property
    def status(self) -> SealStatus:
        """The first status that applies."""
        if not self.signed:
            return SealStatus.UNSIGNED
        if self.holds is False:
            return SealStatus.INVALID_SIGNATURE
        if self.holds is None or not self.entitled:
            return SealStatus.UNKNOWN_ISSUER
        if self.clean is False:
            return SealStatus.REVOKED
        if self.in_period is False:
            return SealStatus.OUT_OF_PERIOD
        return SealStatus.TRUSTED

    @property
    def facts(self) -> tuple[tuple[str, bool | None, str], ...]:
        """Each check with its outcome, for the reviewer."""
        return (
            ("structure", True, ""),
            ("signed", self.signed, ""),
            ("signature", self.holds, ""),
            ("issuer", self.entitled, self.entitled_detail),
            ("revocation", self.clean, ""),
            ("period", self.in_period, self.period_detail),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Content:
    """What the code says: field values, the same in a second script, issuer and signing time."""

    values: Mapping[str, str] = field(default_factory=dict)
    native: Mapping[str, str] = field(default_factory=dict)
    issuer: str | None = None
    signed_at: datetime | None = None
    key_id: str | None = None


def seal_check(
    scheme: str,
    verdict: Verdict,
    content: Content,
    key: TrustedKey | None = None,
    signer_valid: Period | None = None,
) -> SealCheck:
    """Return the seal check; values are readings only when everything holds (verify, then read)."""
    trusted = verdict.status is SealStatus.TRUSTED
    if signer_valid is None and key is not None and key.certificate is not None:
        signer_valid = key.certificate.period
    return SealCheck(
        scheme=scheme,
        status=verdict.status,
        inputs=(),
        issuer=content.issuer,
        signed_at=content.signed_at,
        signer_valid=signer_valid,
        anchor=None if key is None else key.name,
        key_id=content.key_id,
        readings=content.values if trusted else {},
        claimed={} if trusted else content.values,
        native=content.native if trusted else {},
        facts=verdict.facts,
    )


def unsigned(scheme: str, values: Mapping[str, str], issuer: str) -> SealCheck:
    """Return the check of a code that has no signature by design: for comparison, never proof."""
    return seal_check(scheme, Verdict(signed=False), Content(values=values, issuer=issuer))
