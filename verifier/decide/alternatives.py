"""What could be sent instead, for a reason that only another document settles."""

from __future__ import annotations

from collections.abc import Callable

from verifier.model.profile import ProfileSet
from verifier.model.reason import Reason, Settles
from verifier.profiles.accepts import instead
from verifier.profiles.match import Match

_MOST = 4


def alternatives_for(found: Match, profiles: ProfileSet) -> Callable[[Reason], tuple[str, ...]]:
    """Return a function from a reason to the ids of documents of the same country, best first.

    The answer of `candor accepts` and this one come from the same profiles.
    """

    def offer(reason: Reason) -> tuple[str, ...]:
        if reason.settles is not Settles.ALT:
            return ()
        return instead(found.profile, found.country, profiles)[:_MOST]

    return offer
