"""A tolerant view of X.509 certificates, with everything read once and nothing believed.

asn1crypto reads real issuers' certificates that strict parsers refuse (trailing data of the
Japanese and the ICAO sample signers, explicit curve parameters). Sources: RFC 5280; ICAO Doc
9303-12, 7.1.1 (document type list, private key usage period).
"""

from __future__ import annotations

import base64
import binascii
import hashlib
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from typing import Any

from asn1crypto import core, pem, x509

MAX_CERTIFICATE = 64 * 1024  # bytes; real ones stay under 8 KiB
DOCUMENT_TYPE_LIST = "2.23.136.1.1.6.2"  # ICAO Doc 9303-12, table 5
# What a hostile or odd certificate makes asn1crypto raise.
ASN1_ERRORS = (
    ValueError,
    TypeError,
    KeyError,
    IndexError,
    AttributeError,
    OverflowError,
    RecursionError,
)
Period = tuple[datetime, datetime]


class BadCertificate(Exception):
    """These bytes are no certificate that can be read."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Certificate:
    """One certificate's facts.

    `subject` and `issuer` are for people, `subject_name` and `issuer_name` for comparing.
    `spki` is the SubjectPublicKeyInfo in DER. Absent extensions are None (or empty).
    """

    der: bytes
    tbs: bytes
    version: int
    serial: int
    subject: str
    issuer: str
    subject_name: str
    issuer_name: str
    country: str | None
    common_name: str | None
    issuer_common_name: str | None
    not_before: datetime
    not_after: datetime
    spki: bytes
    ca: bool | None
    key_usage: frozenset[str] | None
    extended_key_usage: tuple[str, ...]
    subject_key_id: bytes | None
    authority_key_id: bytes | None
    private_key_usage: tuple[datetime | None, datetime | None] | None
    document_types: tuple[str, ...]
    signature_algorithm: str
    signature_parameters: bytes
    signature: bytes

    @property
    def period(self) -> Period:
        """Its validity, both ends included."""
        return self.not_before, self.not_after

    @property
    def self_issued(self) -> bool:
        """Whether it names itself as its issuer."""
        return self.subject_name == self.issuer_name

    def valid_at(self, when: datetime) -> bool:
        """Say whether `when` lies inside the validity."""
        return self.not_before <= when <= self.not_after

    def fingerprint(self, algorithm: str = "sha256") -> bytes:
        """Return the hash of the whole certificate."""
        return hashlib.new(algorithm, self.der, usedforsecurity=False).digest()

    def may(self, usage: str) -> bool:
        """Say whether key usage allows `usage` (`digital_signature`); no extension allows all."""
        return self.key_usage is None or usage in self.key_usage

    @property
    def may_issue(self) -> bool:
        """Whether it may sign certificates: RFC 5280 6.1.4 (k) and (n); version 1 roots may."""
        if self.version == 1:
            return self.self_issued
        return bool(self.ca) and self.may("key_cert_sign")


@lru_cache(maxsize=4096)
def read(der: bytes) -> Certificate:
    """Return the certificate in `der` (or PEM).

    Raises BadCertificate, and nothing else.
    """
    if len(der) > MAX_CERTIFICATE:
        raise BadCertificate("larger than any certificate")
    try:
        body = _body(der)
        return _facts(x509.Certificate.load(body), body)
    except ASN1_ERRORS as why:
        raise BadCertificate(f"not a certificate ({type(why).__name__})") from why


def read_base64(text: str) -> Certificate:
    """Return the certificate in Base64 or Base64url text, padded or not.

    Raises BadCertificate.
    """
    if len(text) > MAX_CERTIFICATE * 2:
        raise BadCertificate("larger than any certificate")
    plain = text.replace("-", "+").replace("_", "/").rstrip("=")
    try:
        data = base64.b64decode(plain + "=" * (-len(plain) % 4), validate=True)
    except (binascii.Error, ValueError) as why:
        raise BadCertificate("not Base64") from why
    if base64.b64encode(data).decode("ascii").rstrip("=") != plain:
        raise BadCertificate("Base64 with unused bits set")
    return read(data)


def _body(data: bytes) -> bytes:
    return bytes(pem.unarmor(data)[2]) if pem.detect(data) else data


def _facts(cert: Any, der: bytes) -> Certificate:
    tbs = cert["tbs_certificate"]
    extensions = _extensions(tbs)
    usage = extensions.get("key_usage")
    constraints = extensions.get("basic_constraints")
    return Certificate(
        der=der,
        tbs=tbs.dump(),
        version={"v1": 1, "v2": 2, "v3": 3}[tbs["version"].native],
        serial=tbs["serial_number"].native,
        subject=tbs["subject"].human_friendly,
        issuer=tbs["issuer"].human_friendly,
        subject_name=tbs["subject"].hashable,
        issuer_name=tbs["issuer"].hashable,
        country=_named(tbs["subject"], "country_name"),
        common_name=_named(tbs["subject"], "common_name"),
        issuer_common_name=_named(tbs["issuer"], "common_name"),
        not_before=tbs["validity"]["not_before"].native,
        not_after=tbs["validity"]["not_after"].native,
        spki=tbs["subject_public_key_info"].dump(),
        ca=None if constraints is None else bool(constraints["ca"].native),
        key_usage=None if usage is None else frozenset(usage.native),
        extended_key_usage=tuple(e.dotted for e in extensions.get("extended_key_usage") or ()),
        subject_key_id=_octets(extensions.get("key_identifier")),
        authority_key_id=_authority(extensions.get("authority_key_identifier")),
        private_key_usage=_key_period(extensions.get("private_key_usage_period")),
        document_types=_document_types(extensions.get(DOCUMENT_TYPE_LIST)),
        signature_algorithm=cert["signature_algorithm"]["algorithm"].dotted,
        signature_parameters=cert["signature_algorithm"].dump(),
        signature=cert["signature_value"].native,
    )


def _extensions(tbs: Any) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for extension in tbs["extensions"] if tbs["extensions"].native else ():
        name = extension["extn_id"].native
        if name == DOCUMENT_TYPE_LIST:
            found[name] = extension["extn_value"].native
        elif name in _READ:
            found[name] = extension["extn_value"].parsed
    return found


_READ = frozenset(
    (
        "key_usage",
        "basic_constraints",
        "extended_key_usage",
        "key_identifier",
        "authority_key_identifier",
        "private_key_usage_period",
    )
)


def _named(name: Any, attribute: str) -> str | None:
    value = name.native.get(attribute)
    if isinstance(value, list):
        value = value[0] if value else None
    return str(value) if value is not None else None


def _octets(value: Any) -> bytes | None:
    return None if value is None else bytes(value.native)


def _authority(value: Any) -> bytes | None:
    identifier = None if value is None else value["key_identifier"].native
    return None if identifier is None else bytes(identifier)


def _key_period(value: Any) -> tuple[datetime | None, datetime | None] | None:
    if value is None:
        return None
    return value["not_before"].native, value["not_after"].native


def _document_types(value: bytes | None) -> tuple[str, ...]:
    if not value:
        return ()
    body = core.Sequence.load(value)  # DocumentTypeListSyntax: version, SET OF PrintableString
    return tuple(
        str(item) for item in core.SetOf.load(body[1].dump(), spec=core.PrintableString).native
    )
