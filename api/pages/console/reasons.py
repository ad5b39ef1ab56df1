"""The reasons of a decision as both audiences read them, and the codes a reviewer may choose."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from api.pages.console.checks import facts
from api.pages.console.table import Spot, spot
from verifier.model.decision import Decision
from verifier.model.reason import Fault, Reason, Tier
from verifier.reasons.catalogue import catalogue
from verifier.reasons.language import ENGLISH
from verifier.reasons.render import render_applicant, render_reviewer

GUARDED = (Tier.T3, Tier.T4)
_OURS = (Fault.SYSTEM, Fault.RISK)


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownReason:
    """One reason: what the reviewer reads, what the applicant reads, and what it rests on."""

    code: str
    title: str
    fix: str
    to_applicant: str
    tier: str
    guarded: bool
    fault: str
    settles: str
    status: str
    check: str
    fields: tuple[str, ...]
    facts: tuple[tuple[str, str], ...]
    spots: tuple[Spot, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """A code a reviewer may give. `ours`: it can never carry a rejection alone."""

    code: str
    title: str
    guarded: bool
    ours: bool
    chosen: bool
    by_engine: bool


def shown_reasons(decision: Decision, lang: str) -> tuple[ShownReason, ...]:
    """Return the reasons, weightiest first; the applicant's text is in `lang`."""
    return tuple(_shown(reason, decision, lang) for reason in decision.reasons)


def _shown(reason: Reason, decision: Decision, lang: str) -> ShownReason:
    mine = render_reviewer(reason, ENGLISH, decision.due)
    theirs = render_applicant(reason, lang, decision.due)
    return ShownReason(
        code=str(reason.code),
        title=mine.title,
        fix=mine.fix,
        to_applicant=theirs.title,
        tier=str(reason.tier),
        guarded=reason.tier in GUARDED,
        fault=str(reason.fault),
        settles=str(reason.settles),
        status=str(reason.status),
        check=reason.check,
        fields=reason.fields,
        facts=facts({**reason.seen, **reason.expected, **reason.evidence}),
        spots=tuple(spot(place.page, place.region) for place in reason.places),
    )


def choices(decision: Decision, chosen: Collection[str] | None = None) -> tuple[Choice, ...]:
    """Return every code, the engine's own first and chosen unless `chosen` says otherwise.

    T4 is left out: what the law withholds is not a reviewer's to add (two approvers and an expiry).
    """
    given = [str(reason.code) for reason in decision.reasons]
    wanted = given if chosen is None else chosen
    codes = sorted(catalogue().definitions, key=lambda code: (code not in given, code))
    return tuple(
        Choice(
            code=str(code),
            title=catalogue()[code].reviewer.title[-1],
            guarded=catalogue()[code].tier in GUARDED,
            ours=catalogue()[code].fault in _OURS,
            chosen=str(code) in wanted,
            by_engine=str(code) in given,
        )
        for code in codes
        if catalogue()[code].tier is not Tier.T4 or str(code) in given
    )
