"""What importing a signed list of anchors yields, and what was established about the list."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from verifier.model.trust import Anchor


@dataclass(frozen=True, slots=True, kw_only=True)
class SignedList:
    """A list whose signature fits its content.

    `authority` is who answers for the signer (the signer itself when nobody else is named);
    `authority_known` says whether the operator trusted it before. When not, its fingerprint
    (SHA-256, hex) is for comparing with a copy from another source.
    """

    anchors: tuple[Anchor, ...]
    signer: str
    authority: str
    authority_fingerprint: str
    authority_known: bool
    issued: datetime | None
    next_update: datetime | None

    def stale_at(self, when: datetime) -> bool:
        """Say whether the list promised a successor before `when`."""
        return self.next_update is not None and when > self.next_update
