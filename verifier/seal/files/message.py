"""Signed messages (CMS, CAdES): a file with its signature around it, or beside it.

Sources: RFC 5652; ETSI EN 319 122-1; Kazakhstan's document card, whose attachments are the original
document and CMS signatures over it. A detached signature is tried on every file it came with.
"""

from __future__ import annotations

import base64
import binascii
from collections.abc import Iterator, Sequence
from datetime import datetime

from verifier.model.seal import SealCheck, SealStatus
from verifier.model.trust import TrustStore
from verifier.seal.crypto.cms import BadMessage, SignedMessage, read_signed
from verifier.seal.files.signer import Coverage, judged

ID = "cades"
SIGNED_DATA = bytes.fromhex("06092a864886f70d010702")
SIGNED_DATA_WITHIN = 24  # bytes: a SEQUENCE's tag and length come before
SIGNED_DATA_BASE64 = (b"MII", b"MIA")
PEM = (b"-----BEGIN CMS-----", b"-----BEGIN PKCS7-----")
MAX_SIGNERS = 16
CONTENT = "the signature covers the whole content"


def looks_like(data: bytes) -> bool:
    """Say whether `data` is a signed message in DER, PEM or Base64."""
    return SIGNED_DATA in _binary(data)[:SIGNED_DATA_WITHIN]


def check(data: bytes, trust: TrustStore, at: datetime) -> tuple[SealCheck, ...]:
    """Return a check per signature of a message that holds its content."""
    return check_together([data], trust, at)


def check_together(
    files: Sequence[bytes], trust: TrustStore, at: datetime, covers: str = CONTENT
) -> tuple[SealCheck, ...]:
    """Return a check per signature in those of `files` that are signed messages.

    `covers` says what such a signature speaks for.
    """
    plain = [data for data in files if not looks_like(data)]
    return tuple(
        seal
        for data in files
        if looks_like(data)
        for seal in _checks(_binary(data), plain, trust, at, covers)
    )


def _checks(
    data: bytes, beside: Sequence[bytes], trust: TrustStore, at: datetime, covers: str
) -> Iterator[SealCheck]:
    try:
        signed = _fitting(data, beside)
    except BadMessage:
        yield _refused(SealStatus.MALFORMED, "the signed message is damaged")
        return
    if signed.content is None and not beside:
        yield _refused(SealStatus.INCOMPLETE, "the signed file is missing beside its signature")
        return
    coverage = Coverage(whole=True, detail=covers)
    for signer in signed.signers[:MAX_SIGNERS]:
        yield judged(ID, signer, signed.certificates, coverage, trust, at)
    if not signed.signers:
        yield _refused(SealStatus.UNSIGNED, "the message has no signature")


def _fitting(data: bytes, beside: Sequence[bytes]) -> SignedMessage:
    """Return the message, read against the file that its detached signatures fit."""
    found = read_signed(data)
    if found.content is not None:
        return found
    for other in beside:
        tried = read_signed(data, other)
        if any(signer.holds for signer in tried.signers):
            return tried
    return found


def _binary(data: bytes) -> bytes:
    text = data.lstrip()
    if text.startswith(PEM):
        text = b"".join(line for line in text.splitlines() if not line.startswith(b"-----"))
    elif not text.startswith(SIGNED_DATA_BASE64):
        return data
    try:
        return base64.b64decode(b"".join(text.split()), validate=True)
    except (binascii.Error, ValueError):
        return data


def _refused(status: SealStatus, detail: str) -> SealCheck:
    return SealCheck(
        scheme=ID, status=status, inputs=(), detail=detail, facts=(("structure", False, detail),)
    )
