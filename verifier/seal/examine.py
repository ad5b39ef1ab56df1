"""Seals as a witness: every code and signed file of the upload, checked, then read."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from verifier.model.context import Context
from verifier.model.finding import Finding
from verifier.model.page import Input, Page
from verifier.model.reading import Reading, Source
from verifier.model.seal import Code, SealCheck, SealStatus
from verifier.seal.check import check
from verifier.seal.decode import decode
from verifier.seal.files.check import check_file
from verifier.seal.findings import seal_findings

# A code without a signature is read for comparison, never believed (DESIGN, invariant 8).
_UNSIGNED_CONFIDENCE = 0.99


@dataclass(frozen=True, slots=True, kw_only=True)
class Examined:
    """The codes found, what each turned out to be, and the findings on them."""

    codes: tuple[Code, ...]
    checks: tuple[SealCheck, ...]
    findings: tuple[Finding, ...]

    @property
    def schemes(self) -> tuple[str, ...]:
        """The schemes of the codes found."""
        return tuple(seal.scheme for seal in self.checks)


def examine(inputs: Sequence[Input], pages: Sequence[Page], ctx: Context) -> Examined:
    """Decode every code on every page and payload, check each, and check signed files."""
    codes = [
        Code(raw=item.data, text=None, symbology="payload", input=number)
        for number, item in enumerate(inputs)
        if item.kind == "payload"
    ]
    for page in pages:
        codes.extend(decode(page))
    checks = list(check(codes, ctx.trust, ctx.now))
    for number, item in enumerate(inputs):
        if item.kind == "file":
            checks.extend(check_file(item.data, number, ctx.trust, ctx.now))
    found = tuple(checks)
    return Examined(codes=tuple(codes), checks=found, findings=seal_findings(found))


def seal_readings(checks: Sequence[SealCheck]) -> tuple[Reading, ...]:
    """Return what trusted seals say, and what unsigned ones claim, as readings."""
    readings: list[Reading] = []
    for seal in checks:
        if seal.status is SealStatus.TRUSTED:
            readings.extend(_read(seal, dict(seal.readings), Source.SIGNED, 1.0, None))
            readings.extend(_read(seal, dict(seal.native), Source.SIGNED, 1.0, "other"))
        elif seal.status is SealStatus.UNSIGNED:
            claimed = dict(seal.claimed)
            readings.extend(_read(seal, claimed, Source.BARCODE, _UNSIGNED_CONFIDENCE, None))
    return tuple(readings)


def _read(
    seal: SealCheck, values: dict[str, str], source: Source, confidence: float, tongue: str | None
) -> list[Reading]:
    return [
        Reading(
            field=field,
            source=source,
            raw=value,
            value=value,
            confidence=confidence,
            page=seal.page,
            region=seal.region,
            language=tongue,
        )
        for field, value in values.items()
        if value
    ]
