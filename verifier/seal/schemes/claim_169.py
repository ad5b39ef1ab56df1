"""MOSIP claim 169: identity data in a CWT, Base45(zlib(COSE_Sign1)), no prefix.

Most published samples carry an empty signature: they are unsigned, whatever their dates.
Sources: MOSIP 169 QR Code specification 1.0 (IANA CWT claim 169); RFC 9052, RFC 8392.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from verifier.model.seal import Code, SealCheck
from verifier.model.trust import TrustStore
from verifier.seal.errors import CannotParse, Malformed
from verifier.seal.formats import base_45, cose
from verifier.seal.formats.dates import day_first, iso_date
from verifier.seal.formats.inflate import inflate
from verifier.seal.scheme import each as group
from verifier.seal.trust.anchors import TrustedKey, answers_to, trusted_keys
from verifier.seal.trust.revocation import not_revoked
from verifier.seal.verdict import Content, Verdict, seal_check

__all__ = ["ID", "claims", "group", "parse", "verify"]

ID = "claim-169"
CLAIM = 169
MIN_TEXT = 24  # characters; the shortest possible message, compressed, is longer
_ZLIB = 0x78
# Claim 169's map, by the numbers of the specification's table.
FULL_NAME, FIRST_NAME, LAST_NAME, BORN, GENDER, ADDRESS = 4, 5, 7, 8, 9, 10
NATIONALITY, SECOND_LANGUAGE_NAME = 13, 19
_SEX = {1: "M", 2: "F", 3: "X"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Identity:
    """One parsed identity, nothing believed."""

    message: cose.Sign1
    issuer: str | None
    issued: datetime | None
    starts: datetime | None
    expires: datetime | None
    values: Mapping[str, str]
    native: Mapping[str, str]


def claims(raw: bytes) -> bool:
    """Say whether this is Base45 text whose content starts a zlib stream."""
    if not MIN_TEXT <= len(raw) <= base_45.MAX_TEXT or not base_45.ALPHABET.issuperset(raw):
        return False
    try:
        return base_45.decode(raw[:3])[0] == _ZLIB
    except CannotParse:
        return False


def parse(codes: tuple[Code, ...]) -> Identity:
    """Take one code apart.

    Raises Malformed, and Unsupported for encrypted messages and unknown algorithms.
    """
    message = cose.sign1(inflate(base_45.decode(codes[0].raw), "zlib"))
    identity = message.claims.get(CLAIM)
    if not isinstance(identity, dict):
        raise Malformed("no claim 169 inside")
    issuer = message.claims.get(cose.ISS)
    return Identity(
        message=message,
        issuer=issuer if isinstance(issuer, str) else None,
        issued=cose.moment(message.claims, cose.IAT),
        starts=cose.moment(message.claims, cose.NBF),
        expires=cose.moment(message.claims, cose.EXP),
        values=_values(identity),
        native=_native(identity),
    )


def verify(parsed: Identity, trust: TrustStore, at: datetime) -> SealCheck:
    """Judge by the key the message names, or by any trusted key when it names none."""
    message = parsed.message
    content = Content(
        values=parsed.values,
        native=parsed.native,
        issuer=parsed.issuer,
        signed_at=parsed.issued,
        key_id=None if message.key_id is None else message.key_id.hex(),
    )
    if not message.signature:
        return seal_check(ID, Verdict(signed=False), content)
    responsible = [key for key in trusted_keys(trust, ID) if _responsible(key, message.key_id)]
    signers = [key for key in responsible if message.holds(key.spki)]
    signer = next((key for key in signers if _in_period(parsed, key, at)), None)
    signer = signer or next(iter(signers), None)
    if signer is None:
        return seal_check(ID, Verdict(holds=False if responsible else None), content)
    verdict = Verdict(
        holds=True,
        entitled=True,
        clean=not_revoked(signer.certificate, trust, ID),
        in_period=_in_period(parsed, signer, at),
        period_detail="not before, expiry and signer period against the clock",
    )
    return seal_check(ID, verdict, content, signer)


def _responsible(key: TrustedKey, key_id: bytes | None) -> bool:
    """Say whether to try a key; one entered with an identifier answers only to it."""
    if key.certificate is not None and not key.certificate.may("digital_signature"):
        return False
    if key_id is None or key.anchor.key_id is None:
        return True
    return answers_to(key.anchor, key_id)


def _in_period(parsed: Identity, key: TrustedKey, at: datetime) -> bool:
    if parsed.starts is not None and at < parsed.starts:
        return False
    if parsed.expires is not None and at > parsed.expires:
        return False
    return key.certificate is None or key.certificate.valid_at(at)


def _values(identity: Mapping[object, object]) -> dict[str, str]:
    born, gender = identity.get(BORN), identity.get(GENDER)
    found = {
        "full_name": identity.get(FULL_NAME),
        "given_names": identity.get(FIRST_NAME),
        "surname": identity.get(LAST_NAME),
        "birth_date": _date(born),
        "sex": _SEX.get(gender) if isinstance(gender, int) else _sex_word(gender),
        "address": identity.get(ADDRESS),
        "nationality": identity.get(NATIONALITY),
    }
    return {name: value for name, value in found.items() if isinstance(value, str) and value}


def _native(identity: Mapping[object, object]) -> dict[str, str]:
    name = identity.get(SECOND_LANGUAGE_NAME)
    return {"full_name": name} if isinstance(name, str) and name else {}


def _date(value: object) -> str | None:
    text = str(value) if isinstance(value, int) and not isinstance(value, bool) else value
    return (iso_date(text) or day_first(text)) if isinstance(text, str) else None


def _sex_word(value: object) -> str | None:
    word = value.strip().upper() if isinstance(value, str) else ""
    return {"MALE": "M", "M": "M", "FEMALE": "F", "F": "F", "OTHERS": "X", "OTHER": "X"}.get(word)
