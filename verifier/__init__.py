"""Candor: identity document verification that says why.

The five public names load on first use, so that the decoding child process, which needs none of
them, starts without the engines.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from verifier.model.claim import Claim
    from verifier.model.context import Context
    from verifier.model.decision import Decision
    from verifier.model.policy import Policy
    from verifier.pipeline import verify

__all__ = ["Claim", "Context", "Decision", "Policy", "verify"]

_HOMES = {
    "Claim": "verifier.model.claim",
    "Context": "verifier.model.context",
    "Decision": "verifier.model.decision",
    "Policy": "verifier.model.policy",
    "verify": "verifier.pipeline",
}


def __getattr__(name: str) -> Any:
    if name in _HOMES:
        return getattr(import_module(_HOMES[name]), name)
    raise AttributeError(f"module 'verifier' has no attribute {name!r}")
