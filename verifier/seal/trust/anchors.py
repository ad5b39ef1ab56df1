"""The trust store as schemes ask for it: which certificates and keys may sign for a scheme."""

from __future__ import annotations

import base64
from collections.abc import Iterator
from dataclasses import dataclass

from verifier.model.trust import Anchor, AnchorKind, TrustStore
from verifier.seal.crypto.x509 import BadCertificate, Certificate, read


@dataclass(frozen=True, slots=True, kw_only=True)
class TrustedKey:
    """One key the operator trusts, with the anchor it comes from.

    `spki` is its SubjectPublicKeyInfo; `certificate` is None for a bare key.
    """

    anchor: Anchor
    spki: bytes
    certificate: Certificate | None = None

    @property
    def name(self) -> str:
        """How a report names the anchor."""
        return self.anchor.source


def answers_to(anchor: Anchor, key_id: bytes) -> bool:
    """Say whether the identifier an anchor was entered under is `key_id`.

    It may be written as text, in hexadecimal or in Base64, as the lists of various schemes do.
    """
    if anchor.key_id is None:
        return False
    written = anchor.key_id.replace("-", "+").replace("_", "/").rstrip("=")
    in_base64 = base64.b64encode(key_id).decode("ascii").rstrip("=")
    return (
        anchor.key_id.encode() == key_id
        or anchor.key_id.lower() == key_id.hex()
        or written == in_base64
    )


def trusted_keys(trust: TrustStore, scheme: str) -> tuple[TrustedKey, ...]:
    """Return every certificate and key that may sign for `scheme`, in the store's order."""
    return tuple(key for anchor in trust.anchors if allows(anchor, scheme) for key in _keys(anchor))


def trusted_certificates(trust: TrustStore, scheme: str) -> tuple[Certificate, ...]:
    """Return the certificates among `trusted_keys`."""
    keys = trusted_keys(trust, scheme)
    return tuple(key.certificate for key in keys if key.certificate is not None)


def allows(anchor: Anchor, scheme: str) -> bool:
    """Say whether the anchor's purposes include `scheme`; no purposes mean any."""
    return not anchor.purposes or scheme in anchor.purposes


def _keys(anchor: Anchor) -> Iterator[TrustedKey]:
    if anchor.kind is AnchorKind.PUBLIC_KEY:
        yield TrustedKey(anchor=anchor, spki=anchor.data)
    if anchor.kind is AnchorKind.CERTIFICATE:
        try:
            certificate = read(anchor.data)
        except BadCertificate:
            return  # loading refuses such files; a store changed since then must not stop others
        yield TrustedKey(anchor=anchor, spki=certificate.spki, certificate=certificate)
