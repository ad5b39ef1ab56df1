"""Whether the operator's revocation lists take a signer back."""

from __future__ import annotations

from verifier.model.trust import TrustStore
from verifier.seal.crypto import chain
from verifier.seal.crypto.x509 import Certificate
from verifier.seal.trust.anchors import trusted_certificates


def not_revoked(certificate: Certificate | None, trust: TrustStore, scheme: str) -> bool | None:
    """Return whether no list takes it back, or None where there is nothing to ask."""
    lists = trust.revocations.crls
    if certificate is None or not lists:
        return None
    return not chain.revoked(certificate, lists, trusted_certificates(trust, scheme))
