"""EU Digital COVID Certificate, `HC1:` + Base45(zlib(COSE_Sign1(CWT))).

Names in native script and ICAO transliteration, birth date, no document number.
Sources: hcert_spec.md (eHealth Network, Electronic Health Certificate Specification 1.0.5), 2.6 to
4; EU DCC Technical Specifications volume 5 (extended key usages); RFC 9052, RFC 8392.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from verifier.model.seal import Code, SealCheck
from verifier.model.trust import TrustStore
from verifier.seal.errors import Malformed, Unsupported
from verifier.seal.formats import base_45, cbor, cose
from verifier.seal.formats.dates import iso_date
from verifier.seal.formats.inflate import inflate
from verifier.seal.scheme import each as group
from verifier.seal.trust.anchors import TrustedKey, answers_to, trusted_keys
from verifier.seal.trust.revocation import not_revoked
from verifier.seal.verdict import Content, Verdict, seal_check

__all__ = ["ID", "claims", "group", "parse", "verify"]

ID = "hc1"
HCERT = -260  # the CWT claim of health certificates; the DCC is entry 1 of its map
DCC = 1
KEY_ID_BYTES = 8  # hcert_spec 3.2.3: the first bytes of the certificate's SHA-256
_CONTEXT = re.compile(rb"H[A-Z0-9]{0,3}:")  # HC1, and versions or contexts that are not known
_ZLIB = 0x78
# Which kinds of certificate a signer may sign; the second arc was used by mistake in 2021 and
# stands in live certificates. A signer that names none of these may sign every kind.
_USAGE_ARCS = ("1.3.6.1.4.1.1847.2021.1.", "1.3.6.1.4.1.0.1847.2021.1.")
_KINDS = {"t": "1", "v": "2", "r": "3"}  # test, vaccination, recovery


@dataclass(frozen=True, slots=True, kw_only=True)
class Certificate:
    """One parsed health certificate, nothing believed."""

    message: cose.Sign1
    issuer: str | None
    issued: datetime | None
    expires: datetime | None
    kinds: frozenset[str]
    values: Mapping[str, str]
    latin: Mapping[str, str]


def claims(raw: bytes) -> bool:
    """Say whether the text starts like a health certificate of any version."""
    return _CONTEXT.match(raw) is not None and base_45.ALPHABET.issuperset(raw[:64])


def parse(codes: tuple[Code, ...]) -> Certificate:
    """Take one code apart.

    Raises Malformed, and Unsupported for other contexts, versions and algorithms.
    """
    raw = codes[0].raw
    if not raw.startswith(b"HC1:"):
        raise Unsupported("not version 1 of the health certificate")
    packed = base_45.decode(raw[4:])
    if packed[:1] != bytes([_ZLIB]):
        raise Malformed("the content is not compressed")
    message = cose.sign1(inflate(packed, "zlib"))
    health = message.claims.get(HCERT)
    certificate = health.get(DCC) if isinstance(health, dict) else None
    if not isinstance(certificate, dict):
        raise Malformed("no health certificate inside")
    issuer = message.claims.get(cose.ISS)
    return Certificate(
        message=message,
        issuer=issuer if isinstance(issuer, str) else None,
        issued=cose.moment(message.claims, cose.IAT),
        expires=cose.moment(message.claims, cose.EXP),
        kinds=frozenset(kind for kind in _KINDS if certificate.get(kind)),
        values=_values(certificate),
        latin=_latin(certificate),
    )


def verify(parsed: Certificate, trust: TrustStore, at: datetime) -> SealCheck:
    """Judge by the signer that the key identifier names; clock against iat, exp and signer."""
    message = parsed.message
    content = Content(
        values=parsed.values,
        native=parsed.latin,
        issuer=parsed.issuer,
        signed_at=parsed.issued,
        key_id=None if message.key_id is None else message.key_id.hex(),
    )
    if not message.signature:
        return seal_check(ID, Verdict(signed=False), content)
    named = [key for key in trusted_keys(trust, ID) if _named(key, message.key_id)]
    signers = [key for key in named if message.holds(key.spki)]
    if not signers:
        return seal_check(ID, Verdict(holds=False if named else None), content)
    entitled = [key for key in signers if _entitled(key, parsed.kinds)]
    likely = entitled or signers
    key = next((one for one in likely if _in_period(parsed, one, at)), likely[0])
    verdict = Verdict(
        holds=True,
        entitled=bool(entitled),
        entitled_detail="" if entitled else "the signer may not sign this kind of certificate",
        clean=not_revoked(key.certificate, trust, ID),
        in_period=_in_period(parsed, key, at),
    )
    return seal_check(ID, verdict, content, key)


def _named(key: TrustedKey, key_id: bytes | None) -> bool:
    if key_id is None:
        return False
    if key.anchor.key_id is not None:
        return answers_to(key.anchor, key_id)
    return key.certificate is not None and key.certificate.fingerprint()[:KEY_ID_BYTES] == key_id


def _entitled(key: TrustedKey, kinds: frozenset[str]) -> bool:
    # Key usage is not asked: the specification does not, and Latvia signs with a CA's key.
    if key.certificate is None:
        return True
    usages = key.certificate.extended_key_usage
    named = {usage[-1] for usage in usages if usage[:-1] in _USAGE_ARCS}
    return not named or all(_KINDS[kind] in named for kind in kinds)


def _in_period(parsed: Certificate, key: TrustedKey, at: datetime) -> bool:
    if parsed.issued is not None and at < parsed.issued:
        return False
    if parsed.expires is not None and at > parsed.expires:
        return False
    return key.certificate is None or key.certificate.valid_at(at)


def _values(certificate: Mapping[object, object]) -> dict[str, str]:
    values = _names(certificate, "fn", "gn")
    born = certificate.get("dob")
    if isinstance(born, cbor.Tag):
        born = born.value
    date = iso_date(born) if isinstance(born, str) else None
    return {**values, "birth_date": date} if date else values


def _latin(certificate: Mapping[object, object]) -> dict[str, str]:
    return {
        name: " ".join(value.replace("<", " ").split())
        for name, value in _names(certificate, "fnt", "gnt").items()
    }


def _names(certificate: Mapping[object, object], surname: str, given: str) -> dict[str, str]:
    name = certificate.get("nam")
    if not isinstance(name, dict):
        return {}
    found = {"surname": name.get(surname), "given_names": name.get(given)}
    return {field: value for field, value in found.items() if isinstance(value, str) and value}
