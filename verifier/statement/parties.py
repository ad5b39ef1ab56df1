"""Who issues a paper, to whom, on which ground, and what can be done against it.

Sources: Regulation (EU) 2022/2065 (DSA), articles 17, 20 and 21; Regulation (EU) 2019/1150 (P2B),
articles 4, 11 and 12; Directive (EU) 2024/2831 (platform work), articles 10 and 11.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from verifier.statement.local import Local


class Law(StrEnum):
    """An act whose fields and clocks a statement keeps."""

    DSA = "dsa"
    P2B = "p2b"
    PLATFORM_WORK = "platform-work"


CITED = {
    Law.DSA: "Regulation (EU) 2022/2065, Article 17",
    Law.P2B: "Regulation (EU) 2019/1150, Article 4",
    Law.PLATFORM_WORK: "Directive (EU) 2024/2831, Article 11",
}


class GroundKind(StrEnum):
    """What a measure rests on (DSA, article 17(3)(d) and (e))."""

    CONTRACT = "contract"
    LAW = "law"


class RemedyKind(StrEnum):
    """A way to have a measure looked at again (DSA, article 17(3)(f))."""

    COMPLAINT = "complaint"  # internal complaint handling: DSA 20, P2B 11
    REVIEW = "review"  # a person's review: 2024/2831, 11(2)
    SETTLEMENT = "settlement"  # out of court: DSA 21, P2B 12
    COURT = "court"
    AUTHORITY = "authority"


INTERNAL = (RemedyKind.COMPLAINT, RemedyKind.REVIEW)


@dataclass(frozen=True, slots=True, kw_only=True)
class Contact:
    """A person or desk that can explain the decision; one way to reach it is enough."""

    name: str = ""
    email: str = ""
    phone: str = ""
    url: str = ""

    @property
    def ways(self) -> tuple[str, ...]:
        """How to reach it."""
        return tuple(way for way in (self.email, self.phone, self.url) if way)


@dataclass(frozen=True, slots=True, kw_only=True)
class Ground:
    """The contract term or the law a measure rests on; `text` explains it in plain words."""

    kind: GroundKind
    reference: str = ""
    text: Local = field(default_factory=dict)
    url: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Remedy:
    """One way to contest: where, for how many days it is open, in how many it is answered."""

    kind: RemedyKind
    where: str = ""
    open_days: int | None = None
    answered_days: int | None = None
    free: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Platform:
    """Who issues. `laws` are the acts it keeps; more may apply to it than Candor knows."""

    name: str
    legal_name: str = ""
    address: str = ""
    contact: Contact = field(default_factory=Contact)
    ground: Ground | None = None
    remedies: tuple[Remedy, ...] = ()
    laws: tuple[Law, ...] = tuple(Law)


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """To whom a paper is addressed: the account, and the name where the platform gives it."""

    account: str
    name: str = ""
