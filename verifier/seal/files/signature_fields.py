"""The signature fields of a PDF: what each covers, and what was done to the file afterwards.

Sources: ISO 32000-2, 12.8; ETSI EN 319 142-1. pyHanko finds the fields and judges later revisions;
its import takes half a second, so only a signed file asks for this module.
"""

from __future__ import annotations

import io
import logging
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import Any

from pyhanko.pdf_utils.misc import PdfError
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.diff_analysis import DEFAULT_DIFF_POLICY, ModificationLevel
from pyhanko.sign.general import SigningError
from pyhanko.sign.validation.errors import SignatureValidationError
from pyhanko.sign.validation.status import SignatureCoverageLevel

from verifier.model.seal import SealCheck, SealStatus
from verifier.model.trust import TrustStore
from verifier.seal.crypto.cms import BadMessage, read_signed
from verifier.seal.files.hostile import HOSTILE
from verifier.seal.files.signer import Coverage, judged

ID = "pades"
MAX_SIGNATURES = 32
PLAIN_FORMS = ("/adbe.pkcs7.detached", "/ETSI.CAdES.detached")
# What a hostile PDF makes the reader raise.
PDF_ERRORS = (PdfError, SigningError, SignatureValidationError, *HOSTILE)


def check_fields(data: bytes, trust: TrustStore, at: datetime) -> Iterator[SealCheck]:
    """Yield one check for each signature field of the file."""
    try:
        reader = PdfFileReader(io.BytesIO(data), strict=False)
        if reader.encrypted:
            yield _refused(SealStatus.UNSUPPORTED, "the signed file is encrypted")
            return
        signatures = list(reader.embedded_signatures)
    except PDF_ERRORS:
        yield _refused(SealStatus.MALFORMED, "the signed file is damaged")
        return
    plain = [one for one in signatures if one.sig_object_type == "/Sig"]
    for number, one in enumerate(plain[:MAX_SIGNATURES]):
        try:
            yield _field(data, one, number + 1 < len(plain), trust, at)
        except PDF_ERRORS:
            yield _refused(SealStatus.MALFORMED, "the signature field is damaged")


def _field(
    data: bytes, embedded: Any, followed: bool, trust: TrustStore, at: datetime
) -> SealCheck:
    if embedded.sig_object.get("/SubFilter") not in PLAIN_FORMS:
        return _refused(SealStatus.UNSUPPORTED, "no known form of PDF signature")
    first, length, second, rest = (int(number) for number in embedded.byte_range)
    covered = data[first : first + length] + data[second : second + rest]
    try:
        signed = read_signed(embedded.pkcs7_content, covered)
    except BadMessage:
        return _refused(SealStatus.MALFORMED, "the signature is damaged")
    if len(signed.signers) != 1 or signed.content is not None:
        return _refused(SealStatus.UNSUPPORTED, "not a single detached signature")
    return judged(
        ID,
        signed.signers[0],
        signed.certificates,
        _coverage(data, embedded, followed),
        trust,
        at,
        embedded.self_reported_timestamp,
    )


def _coverage(data: bytes, embedded: Any, followed: bool) -> Coverage:
    """Say what was done to the file after this signature.

    Validation data added later is harmless; further signatures are, when they follow (and are
    judged themselves). Anything else means that what is shown is not what was signed.
    """
    level = embedded.evaluate_signature_coverage()
    embedded.coverage = level  # evaluate_modifications asks for it
    if level is SignatureCoverageLevel.ENTIRE_FILE:
        return Coverage(whole=True, detail="the signature covers the whole file")
    if level is not SignatureCoverageLevel.ENTIRE_REVISION:
        return Coverage(whole=False, detail="the signature does not cover a whole revision")
    with _quiet():
        changes = embedded.evaluate_modifications(DEFAULT_DIFF_POLICY)
    grade = getattr(changes, "modification_level", ModificationLevel.OTHER)
    rest = data[int(embedded.byte_range[2]) + int(embedded.byte_range[3]) :]
    if grade is ModificationLevel.NONE and rest.strip():
        return Coverage(whole=False, detail="after signing: bytes were appended")
    allowed = ModificationLevel.FORM_FILLING if followed else ModificationLevel.LTA_UPDATES
    words = _CHANGES[grade]
    return Coverage(whole=grade.value <= allowed.value, detail=f"after signing: {words}")


_CHANGES = {
    ModificationLevel.NONE: "nothing changed",
    ModificationLevel.LTA_UPDATES: "validation data was added",
    ModificationLevel.FORM_FILLING: "form fields were filled in or signatures added",
    ModificationLevel.ANNOTATIONS: "notes were added",
    ModificationLevel.OTHER: "the content was changed",
}


@contextmanager
def _quiet() -> Iterator[None]:
    """Keep pyHanko from logging what it finds: it quotes the document."""
    logger = logging.getLogger("pyhanko")
    silent, before = logging.NullHandler(), logger.propagate
    logger.addHandler(silent)
    logger.propagate = False
    try:
        yield
    finally:
        logger.propagate = before
        logger.removeHandler(silent)


def _refused(status: SealStatus, detail: str) -> SealCheck:
    return SealCheck(
        scheme=ID, status=status, inputs=(), detail=detail, facts=(("structure", False, detail),)
    )
