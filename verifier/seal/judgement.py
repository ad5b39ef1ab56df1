"""From the facts of one signed code to its SealCheck: the same ladder for several schemes.

The first that applies counts: signature, issuer, revocation, period (`SealStatus` has the order).
Values are readings only when all of it holds; otherwise they are what the code claims.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from verifier.model.seal import SealCheck, SealStatus
from verifier.seal.crypto.x509 import Certificate

Fact = tuple[str, bool | None, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Judgement:
    """What was checked of one signed code.

    `signed` is whether the signature fits (None: no key to check it with); `issuer_trusted` whether
    a trusted key is responsible. `signer` is the certificate whose period and name are reported.
    """

    signed: bool | None
    issuer_trusted: bool
    revoked: bool = False
    in_period: bool = True
    period_note: str = ""
    signer: Certificate | None = None
    anchor: str | None = None
    signed_at: datetime | None = None
    issuer: str | None = None
    key_id: str | None = None
    fields: Mapping[str, str] = field(default_factory=dict)
    native: Mapping[str, str] = field(default_factory=dict)
    facts: tuple[Fact, ...] = ()
    unsigned: bool = False


def seal_check(scheme: str, judged: Judgement) -> SealCheck:
    """Return the check; `inputs`, `page` and `region` are filled in by `check`."""
    status = _status(judged)
    trusted = status is SealStatus.TRUSTED
    shown = status is not SealStatus.INVALID_SIGNATURE
    signer = judged.signer
    return SealCheck(
        scheme=scheme,
        status=status,
        inputs=(),
        issuer=judged.issuer or (signer.subject if signer else None),
        signed_at=judged.signed_at,
        signer_valid=signer.period if signer else None,
        anchor=judged.anchor if judged.issuer_trusted else None,
        key_id=judged.key_id,
        readings=judged.fields if trusted else {},
        claimed={} if trusted else judged.fields,
        native=judged.native if shown else {},
        facts=judged.facts + tuple(_facts(judged)),
    )


def _status(judged: Judgement) -> SealStatus:
    if judged.unsigned:
        return SealStatus.UNSIGNED
    if judged.signed is False:
        return SealStatus.INVALID_SIGNATURE
    if judged.signed is None or not judged.issuer_trusted:
        return SealStatus.UNKNOWN_ISSUER
    if judged.revoked:
        return SealStatus.REVOKED
    return SealStatus.TRUSTED if judged.in_period else SealStatus.OUT_OF_PERIOD


def _facts(judged: Judgement) -> Sequence[Fact]:
    if judged.unsigned:
        return (("signature", False, "the code carries no signature"),)
    known = judged.issuer_trusted
    facts: list[Fact] = [
        ("signature", judged.signed, _SIGNATURE[judged.signed]),
        ("issuer", known, "a trusted key is responsible" if known else "no trusted key for it"),
    ]
    if known and judged.signed:
        taken_back = "the signer was revoked" if judged.revoked else "no given list revokes it"
        facts.append(("revocation", not judged.revoked, taken_back))
        facts.append(("period", judged.in_period, judged.period_note))
    return facts


_SIGNATURE: dict[bool | None, str] = {
    True: "the signature fits the content",
    False: "the signature does not fit the content",
    None: "there is no key to check the signature with",
}
