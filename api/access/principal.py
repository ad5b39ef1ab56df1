"""Who is asking: an applicant for one case, a platform's server, or a member of staff."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum


class Kind(StrEnum):
    """What sort of caller it is."""

    APPLICANT = "applicant"
    INTEGRATOR = "integrator"
    STAFF = "staff"


class Role(StrEnum):
    """What a member of staff may be."""

    REVIEWER = "reviewer"
    ADMIN = "admin"
    AUDITOR = "auditor"


class Scope(StrEnum):
    """What an API key may be for."""

    VERIFICATIONS_WRITE = "verifications:write"
    VERIFICATIONS_READ = "verifications:read"
    APPEALS_WRITE = "appeals:write"
    HOLDS_WRITE = "holds:write"
    EVENTS_READ = "events:read"
    WEBHOOKS_WRITE = "webhooks:write"
    SUBJECTS_ERASE = "subjects:erase"


Need = Kind | Role | Scope


@dataclass(frozen=True, slots=True, kw_only=True)
class Principal:
    """The caller. `id` is what the audit names; staff belong to no platform."""

    kind: Kind
    id: str
    platform_id: str | None = None
    verification_id: str | None = None
    scopes: frozenset[str] = field(default_factory=frozenset)
    roles: frozenset[str] = field(default_factory=frozenset)

    def may(self, *needs: Need) -> bool:
        """Return whether one of `needs` is met; `Kind.INTEGRATOR` alone means any API key."""
        return any(need is self.kind or need in self.scopes or need in self.roles for need in needs)

    def owns(self, *, platform_id: str, verification_id: str) -> bool:
        """Return whether a case is within this caller's reach."""
        if self.kind is Kind.STAFF:
            return True
        if self.kind is Kind.APPLICANT:
            return verification_id == self.verification_id and platform_id == self.platform_id
        return platform_id == self.platform_id
