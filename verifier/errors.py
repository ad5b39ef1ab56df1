"""Our own faults. What is wrong with a document is a `Finding`, never an exception."""

from __future__ import annotations


class CandorError(Exception):
    """Something on our side is wrong; the message never carries personal data."""


class ProfileError(CandorError):
    """A country profile cannot be used; the message names file and key."""


class CatalogueError(CandorError):
    """The reason catalogue contradicts itself; the message names the file."""


class TrustStoreError(CandorError):
    """A trust anchor cannot be loaded; the message names the file and what to do."""


class ClaimError(CandorError):
    """A claim file or option cannot be understood; the message says which and the right form."""


class EngineError(CandorError):
    """A reading engine is missing or broken; the message carries the remedy."""
