"""A signed code or file, fact by fact: what was found, what was checked, what held."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from verifier.model.geometry import Region


class SealStatus(StrEnum):
    """The contract's words for a seal; when several apply the first listed counts."""

    MALFORMED = "malformed"
    INCOMPLETE = "incomplete"
    UNSUPPORTED = "unsupported"
    UNSIGNED = "unsigned"
    INVALID_SIGNATURE = "invalid_signature"
    UNKNOWN_ISSUER = "unknown_issuer"
    REVOKED = "revoked"
    OUT_OF_PERIOD = "out_of_period"
    TRUSTED = "trusted"


@dataclass(frozen=True, slots=True, kw_only=True)
class Code:
    """One two-dimensional code as decoded.

    `raw` are the exact bytes, `text` the decoder's text (None when it has none that is
    lossless); `input` is the upload it came from; page and region are None for a payload
    handed in directly.
    """

    raw: bytes
    text: str | None
    symbology: str
    input: int
    page: int | None = None
    region: Region | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SealCheck:
    """What one signed code (or set of codes) turned out to be.

    `readings` holds field values only when `status` is trusted; `claimed` holds what an
    unsigned or untrusted code says, for the reviewer and for mismatch checks, never as
    evidence. `facts` are what was checked in order, each with its outcome in plain words.
    The three clocks: `signed_at` (when it was signed), `signer_valid` (the certificate's
    period), and the check's own clock, which is the context's.
    """

    scheme: str
    status: SealStatus
    inputs: tuple[int, ...]
    issuer: str | None = None
    signed_at: datetime | None = None
    signer_valid: tuple[datetime, datetime] | None = None
    anchor: str | None = None
    key_id: str | None = None
    readings: Mapping[str, str] = field(default_factory=dict)
    claimed: Mapping[str, str] = field(default_factory=dict)
    native: Mapping[str, str] = field(default_factory=dict)
    facts: tuple[tuple[str, bool | None, str], ...] = ()
    page: int | None = None
    region: Region | None = None
    detail: str = ""
