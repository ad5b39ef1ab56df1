"""From codes to seal checks: each code to the first scheme that claims it, parsed, verified."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from verifier.model.geometry import Region
from verifier.model.seal import Code, SealCheck, SealStatus
from verifier.model.trust import TrustStore
from verifier.seal.errors import CannotParse, Incomplete
from verifier.seal.scheme import AnyScheme
from verifier.seal.schemes import SCHEMES

UNKNOWN = "unknown"  # the scheme of a code that is none of ours
MAX_CODES = 64  # more than any scheme's set; beyond it a page is an attack, not a document


def check(
    codes: Sequence[Code],
    trust: TrustStore,
    at: datetime,
    schemes: Sequence[AnyScheme] = SCHEMES,
) -> tuple[SealCheck, ...]:
    """Return one check per document found in `codes`.

    `at` is the verification clock. Codes beyond MAX_CODES of one scheme make it malformed. A code
    of no known scheme gives none when it was seen on a page (it may be anything), `malformed`
    when it was handed in as a signed code, and when it was found and not read.
    """
    claimed: dict[str, list[Code]] = {}
    unclaimed: list[Code] = []
    for code in codes:
        scheme = claimant(code.raw, schemes)
        if scheme is not None:
            claimed.setdefault(scheme.ID, []).append(code)
        elif not code.raw or code.page is None:
            unclaimed.append(code)
    checks: list[SealCheck] = []
    for scheme in schemes:
        mine = claimed.get(scheme.ID, [])
        if len(mine) > MAX_CODES:
            checks.append(_refused(scheme.ID, tuple(mine), "more codes than any document has"))
            continue
        checks.extend(_judge(scheme, group, trust, at) for group in scheme.group(mine))
    return (*checks, *map(_unknown, unclaimed))


def claimant(raw: bytes, schemes: Sequence[AnyScheme] = SCHEMES) -> AnyScheme | None:
    """Return the first scheme whose form `raw` has, or None."""
    return next((scheme for scheme in schemes if scheme.claims(raw)), None)


def _judge(
    scheme: AnyScheme, group: tuple[Code, ...], trust: TrustStore, at: datetime
) -> SealCheck:
    try:
        parsed = scheme.parse(group)
    except Incomplete as why:
        refused = _refused(scheme.ID, group, why.detail, why.status)
        return replace(refused, facts=(*refused.facts, *_parts(why)))
    except CannotParse as why:
        return _refused(scheme.ID, group, why.detail, why.status)
    return _placed(scheme.verify(parsed, trust, at), group)


def _parts(why: Incomplete) -> tuple[tuple[str, bool | None, str], ...]:
    if not why.total:
        return ()
    missing = ", ".join(map(str, why.missing))
    return (("missing", None, missing), ("parts", None, str(why.total)))


def _unknown(code: Code) -> SealCheck:
    if code.raw:
        return _refused(UNKNOWN, (code,), "not a code of any scheme we know")
    return _refused(UNKNOWN, (code,), "a code is there and cannot be read")


def _refused(
    scheme: str,
    group: tuple[Code, ...],
    detail: str,
    status: SealStatus = SealStatus.MALFORMED,
) -> SealCheck:
    refused = SealCheck(
        scheme=scheme,
        status=status,
        inputs=(),
        detail=detail,
        facts=(("structure", False, detail),),
    )
    return _placed(refused, group)


def _placed(seal: SealCheck, group: tuple[Code, ...]) -> SealCheck:
    inputs = tuple(sorted({code.input for code in group}))
    page = group[0].page
    region: Region | None = None
    for code in group:
        if code.page == page and code.region is not None:
            region = code.region if region is None else region.union(code.region)
    return replace(seal, inputs=inputs, page=page, region=region)
