"""Everything a verification depends on besides the input: it replays from these."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime

from verifier.errors import CandorError
from verifier.model.engine import Engines
from verifier.model.profile import ProfileSet
from verifier.model.trust import TrustStore


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """Bounds on what is taken in; figures are per verification unless said otherwise."""

    file_bytes: int = 20 * 1024 * 1024
    pixels: int = 50_000_000  # per page: a 50-megapixel phone photo
    working_side: int = 3000  # pages are reduced to this longer side before reading
    pages: int = 12
    inputs: int = 12
    pdf_dpi: int = 300
    decode_seconds: int = 20
    decode_memory: int = 1_400_000_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Context:
    """Clock, profiles, trust, engines and limits of one verification."""

    now: datetime
    profiles: ProfileSet
    trust: TrustStore = field(default_factory=TrustStore)
    engines: Engines = field(default_factory=Engines)
    limits: Limits = field(default_factory=Limits)

    def __post_init__(self) -> None:
        if self.now.tzinfo is None:
            raise CandorError("the context's clock must carry a time zone")
