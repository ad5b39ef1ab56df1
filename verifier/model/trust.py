"""What the operator has chosen to trust: anchors, each with source, date and purpose."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum


class AnchorKind(StrEnum):
    """What an anchor's bytes are."""

    CERTIFICATE = "certificate"  # X.509 DER
    PUBLIC_KEY = "public_key"  # SubjectPublicKeyInfo DER
    JWK_DIRECTORY = "jwk_directory"  # JSON: issuer URLs and their keys


@dataclass(frozen=True, slots=True, kw_only=True)
class Anchor:
    """One trusted certificate, key or key directory.

    `purposes` names the schemes it may sign for (empty: any scheme that accepts its kind);
    `issuer` narrows it to one issuer of that scheme. `key_id` is the identifier under which
    codes refer to it, for files that do not carry one.
    """

    kind: AnchorKind
    data: bytes
    source: str
    added: date | None = None
    purposes: tuple[str, ...] = ()
    issuer: str | None = None
    key_id: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Revocations:
    """Revocation data the operator supplied: CRLs (DER) and lists of revoked card ids."""

    crls: tuple[bytes, ...] = ()
    card_lists: tuple[bytes, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class TrustStore:
    """Everything trusted for one verification, and nothing else; `version` names the snapshot."""

    anchors: tuple[Anchor, ...] = ()
    revocations: Revocations = field(default_factory=Revocations)
    version: str = "empty"
