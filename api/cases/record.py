"""Decisions and claims as the bytes that are sealed: JSON, and back to the same objects.

A stored decision holds everything but the pages' pixels, so that it can be told again in any
language and to any audience, and replayed from the stored images.
"""

from __future__ import annotations

from dataclasses import fields, make_dataclass
from functools import cache
from typing import Any, get_type_hints

from pydantic import TypeAdapter, ValidationError

from verifier.errors import CandorError
from verifier.model.claim import Claim
from verifier.model.decision import Decision

_PIXELS = "pages"
_CLAIM = TypeAdapter(Claim)


class RecordError(CandorError):
    """A stored record is not one this version can read."""


@cache
def _adapter() -> tuple[type[Any], TypeAdapter[Any]]:
    hints = get_type_hints(Decision)
    kept = [(f.name, hints[f.name]) for f in fields(Decision) if f.name != _PIXELS]
    shape = make_dataclass("StoredDecision", kept, frozen=True, kw_only=True)
    return shape, TypeAdapter(shape)


def decision_bytes(decision: Decision) -> bytes:
    """Return a decision as JSON, without its pages."""
    shape, adapter = _adapter()
    return adapter.dump_json(shape(**{f.name: getattr(decision, f.name) for f in fields(shape)}))


def decision_from(data: bytes) -> Decision:
    """Return the decision that `decision_bytes` wrote; raises RecordError."""
    shape, adapter = _adapter()
    try:
        kept = adapter.validate_json(data)
    except ValidationError:  # its message would quote the values
        raise RecordError("the stored decision cannot be read by this version") from None
    return Decision(**{f.name: getattr(kept, f.name) for f in fields(shape)})


def claim_bytes(claim: Claim) -> bytes:
    """Return a claim as JSON."""
    return _CLAIM.dump_json(claim, exclude_none=True)


def claim_from(data: bytes) -> Claim:
    """Return the claim that `claim_bytes` wrote; raises RecordError."""
    try:
        return _CLAIM.validate_json(data)
    except ValidationError:
        raise RecordError("the stored claim cannot be read by this version") from None
