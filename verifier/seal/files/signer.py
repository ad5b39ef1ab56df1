"""What one signature of a file comes to: signer, path, period, coverage."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from verifier.model.seal import SealCheck
from verifier.model.trust import TrustStore
from verifier.seal.crypto.cms import Signer
from verifier.seal.crypto.x509 import Certificate
from verifier.seal.trust.path import trusted_path
from verifier.seal.verdict import Content, Verdict, seal_check

COVERAGE = "covers_whole_file"  # `findings` turns its failure into changed_after_signing


@dataclass(frozen=True, slots=True, kw_only=True)
class Coverage:
    """Whether the signature covers all of the file, and in plain words what it leaves out."""

    whole: bool
    detail: str


def judged(
    scheme: str,
    signer: Signer,
    brought: Sequence[Certificate],
    coverage: Coverage,
    trust: TrustStore,
    at: datetime,
    signed_at: datetime | None = None,
) -> SealCheck:
    """Return the check of one signature; a signature that leaves something out does not hold.

    The signing time is the signer's own word: it may choose the moment inside the certificate's
    life, never outlive it, and never lie in the future.
    """
    moment = signer.claimed_at or signed_at
    certificate = signer.certificate
    content = Content(
        issuer=None if certificate is None else certificate.subject,
        signed_at=moment,
        key_id=None if certificate is None else f"{certificate.serial:X}",
    )
    facts = ((COVERAGE, coverage.whole, coverage.detail),)
    if certificate is None or not (signer.holds and coverage.whole):
        return _with(seal_check(scheme, Verdict(holds=False), content), facts)
    path = trusted_path(certificate, brought, trust, scheme)
    if path is None or not _may_sign(certificate):
        unknown = Verdict(holds=True, entitled=False)
        return _with(seal_check(scheme, unknown, content, None, certificate.period), facts)
    when = moment or at
    verdict = Verdict(
        holds=True,
        entitled=True,
        clean=path.not_revoked(trust, scheme),
        in_period=when.date() <= at.date() and path.valid_at(when),
        period_detail=f"signed {when.date()}, against every certificate of the path",
    )
    return _with(seal_check(scheme, verdict, content, path.anchor, certificate.period), facts)


def _with(seal: SealCheck, facts: tuple[tuple[str, bool | None, str], ...]) -> SealCheck:
    return replace(seal, facts=seal.facts + facts)


def _may_sign(certificate: Certificate) -> bool:
    return certificate.may("digital_signature") or certificate.may("non_repudiation")
