"""From a signer to a trusted authority, over the certificates a signed file brought along.

What a file brings can fill the steps in between and nothing else: the path must end at an anchor.
Source: RFC 5280, 6.1 (names, signatures, the right to issue), without policies.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from verifier.model.trust import TrustStore
from verifier.seal.crypto import chain
from verifier.seal.crypto.x509 import Certificate
from verifier.seal.trust.anchors import TrustedKey, trusted_keys
from verifier.seal.trust.revocation import not_revoked

MAX_STEPS = 4  # authorities between a signer and its root; real paths have one or two


@dataclass(frozen=True, slots=True, kw_only=True)
class TrustedPath:
    """The certificates from the signer upwards, and the anchor they end at."""

    certificates: tuple[Certificate, ...]
    anchor: TrustedKey

    def valid_at(self, when: datetime) -> bool:
        """Say whether every certificate, the anchor's too, was valid at `when`."""
        top = self.anchor.certificate
        whole = self.certificates if top is None else (*self.certificates, top)
        return all(one.valid_at(when) for one in whole)

    def not_revoked(self, trust: TrustStore, scheme: str) -> bool | None:
        """Return whether no given list takes one of them back, None where there is no list."""
        answers = [not_revoked(one, trust, scheme) for one in self.certificates]
        return None if None in answers else all(answers)


def trusted_path(
    signer: Certificate, brought: Sequence[Certificate], trust: TrustStore, scheme: str
) -> TrustedPath | None:
    """Return the shortest path from `signer` to an anchor for `scheme`, None when there is none."""
    anchors = [key for key in trusted_keys(trust, scheme) if key.certificate is not None]
    paths: list[tuple[Certificate, ...]] = [(signer,)]
    for _ in range(MAX_STEPS):
        for path in paths:
            anchor = next((key for key in anchors if _ends_at(path[-1], key)), None)
            if anchor is not None:
                return TrustedPath(certificates=path, anchor=anchor)
        paths = [
            (*path, one)
            for path in paths
            for one in brought
            if one not in path and chain.issued_by(path[-1], one)
        ]
    return None


def _ends_at(certificate: Certificate, key: TrustedKey) -> bool:
    known = key.certificate
    return known is not None and (
        known.der == certificate.der or chain.issued_by(certificate, known)
    )
