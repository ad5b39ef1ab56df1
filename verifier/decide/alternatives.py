"""What could be sent instead, for a reason that only another document settles."""

from __future__ import annotations

from collections.abc import Callable

from verifier.model.profile import DocumentKind, ProfileSet
from verifier.model.reason import Reason, Settles
from verifier.profiles.match import Match

_ANY_COUNTRY = (DocumentKind.PASSPORT, DocumentKind.NATIONAL_ID, DocumentKind.RESIDENCE_PERMIT)
_MOST = 4


def alternatives_for(found: Match, profiles: ProfileSet) -> Callable[[Reason], tuple[str, ...]]:
    """Return a function from a reason to the ids of documents of the same country.

    A document's own series is offered too, since a newer copy of it settles an expired one.
    """

    def offer(reason: Reason) -> tuple[str, ...]:
        if reason.settles is not Settles.ALT:
            return ()
        if found.profile is not None and found.profile.alternatives:
            return found.profile.alternatives[:_MOST]
        country = profiles.countries.get(found.country or "")
        if country is None:
            return ()
        current = [p for p in country.profiles if p.status == "current" and p.kind in _ANY_COUNTRY]
        return tuple(p.id for p in current)[:_MOST]

    return offer
