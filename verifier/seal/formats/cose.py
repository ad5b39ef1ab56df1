"""COSE messages and CWT claims as health certificates and claim 169 use them.

Sources: RFC 9052 (COSE_Sign1, Sig_structure, headers), RFC 9053 (algorithms), RFC 8392 (CWT).
"""

from __future__ import annotations

import struct
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from verifier.seal.crypto import signature
from verifier.seal.errors import Malformed, Unsupported
from verifier.seal.formats import cbor

SIGN1, ENCRYPT0, CWT = 18, 16, 61  # RFC 9052 table 1, RFC 8392 section 6
OTHER_MESSAGES = frozenset((17, 96, 97, 98))  # MAC0, Encrypt, MAC, Sign
ALG, KID = 1, 4  # RFC 9052, 3.1
EXP, NBF, IAT, ISS = 4, 5, 6, 1  # RFC 8392, 4
_FIRST = datetime(1970, 1, 1, tzinfo=UTC)
_LAST_SECOND = 253_402_300_799  # 9999-12-31
_EARLIEST_SECOND = -62_135_596_800  # 0001-01-01T00:00:00Z

Verifier = Callable[[bytes, bytes, bytes], bool]  # spki, message, signature

# RFC 9053, 2.1 and 2.2; RFC 8230, 2. RSA PKCS #1 v1.5 (-257 ...) is for other protocols.
ALGORITHMS: dict[int, Verifier] = {
    -7: lambda key, message, value: signature.ecdsa_raw(key, "sha256", message, value),
    -35: lambda key, message, value: signature.ecdsa_raw(key, "sha384", message, value),
    -36: lambda key, message, value: signature.ecdsa_raw(key, "sha512", message, value),
    -37: lambda key, message, value: signature.rsa_pss(key, "sha256", message, value),
    -38: lambda key, message, value: signature.rsa_pss(key, "sha384", message, value),
    -39: lambda key, message, value: signature.rsa_pss(key, "sha512", message, value),
    -8: signature.eddsa,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Sign1:
    """A COSE_Sign1 message: what is signed, by which algorithm and under which key id."""

    algorithm: int | None
    key_id: bytes | None
    payload: bytes
    signature: bytes
    signed: bytes
    claims: Mapping[object, object]

    def holds(self, spki: bytes) -> bool:
        """Say whether the signature fits the content under this key."""
        check = None if self.algorithm is None else ALGORITHMS.get(self.algorithm)
        return check is not None and check(spki, self.signed, self.signature)


def sign1(data: bytes) -> Sign1:
    """Return the message in `data`, tagged (18), tagged as CWT (61) or untagged.

    Raises Malformed; Unsupported for encrypted or multiply signed messages and for algorithms
    that are not known (only where there is a signature to check).
    """
    parts = _parts(cbor.loads(data))
    protected, unprotected, payload, value = parts
    if not isinstance(protected, bytes) or not isinstance(unprotected, dict):
        raise Malformed("COSE headers of the wrong kind")
    if not isinstance(payload, bytes) or not isinstance(value, bytes):
        raise Malformed("COSE payload or signature of the wrong kind")
    header = cbor.loads(protected) if protected else {}
    if not isinstance(header, dict):
        raise Malformed("the COSE protected header is no map")
    claims = cbor.loads(payload)
    if not isinstance(claims, dict):
        raise Malformed("the CWT is no map")
    return Sign1(
        algorithm=_algorithm(header, unprotected) if value else None,
        key_id=_key_id(header, unprotected),
        payload=payload,
        signature=value,
        signed=_encode_array((b"Signature1", protected, b"", payload)),
        claims=claims,
    )


def moment(claims: Mapping[object, object], claim: int) -> datetime | None:
    """Return a NumericDate claim, or None when absent.

    Raises Malformed when it is no number. Dates beyond the calendar count as its ends.
    """
    value = claims.get(claim)
    if isinstance(value, cbor.Tag) and value.number == 1:  # RFC 8392, 2: the tag is left out
        value = value.value
    if value is None:
        return None
    if isinstance(value, bool) or not isinstance(value, int | float) or value != value:
        raise Malformed("a date claim that is no number")
    return _FIRST + timedelta(seconds=min(max(value, _EARLIEST_SECOND), _LAST_SECOND))


def _parts(item: object) -> list[object]:
    if isinstance(item, cbor.Tag) and item.number == CWT:
        item = item.value
    if isinstance(item, cbor.Tag):
        if item.number == ENCRYPT0 or item.number in OTHER_MESSAGES:
            raise Unsupported("an encrypted or otherwise protected COSE message")
        if item.number != SIGN1:
            raise Malformed("no COSE message")
        item = item.value
    if not isinstance(item, list) or len(item) != 4:
        raise Malformed("no COSE_Sign1 message")
    return item


def _algorithm(protected: Mapping[object, object], unprotected: Mapping[object, object]) -> int:
    value = protected.get(ALG, unprotected.get(ALG))
    if value is None:
        raise Malformed("no signature algorithm is named")
    if not isinstance(value, int) or value not in ALGORITHMS:
        raise Unsupported("an unknown signature algorithm")
    return value


def _key_id(
    protected: Mapping[object, object], unprotected: Mapping[object, object]
) -> bytes | None:
    # hcert specification, 3.2.3: the protected one wins.
    value = protected.get(KID, unprotected.get(KID))
    if value is None:
        return None
    if isinstance(value, str):
        return value.encode()
    if not isinstance(value, bytes):
        raise Malformed("a key identifier of the wrong kind")
    return value


def _encode_array(parts: tuple[bytes, ...]) -> bytes:
    # RFC 9052, 4.4: the context is text, the rest are byte strings, all of definite length.
    context, *rest = parts
    encoded = bytes([0x80 | len(parts)]) + _head(0x60, len(context)) + context
    return encoded + b"".join(_head(0x40, len(part)) + part for part in rest)


def _head(major: int, length: int) -> bytes:
    if length < 24:
        return bytes([major | length])
    if length < 0x100:
        return bytes([major | 24, length])
    if length < 0x10000:
        return bytes([major | 25]) + struct.pack(">H", length)
    return bytes([major | 26]) + struct.pack(">I", length)
