"""Runs one case of `country_profiles/<iso3>/cases.toml` and says in a line what differs."""

from __future__ import annotations

from datetime import date, datetime, time
from functools import cache

from fixtures.specimens import specimen
from verifier.decide.policy import load_policy
from verifier.model.claim import Claim
from verifier.model.context import Context
from verifier.model.decision import Decision
from verifier.model.page import Input
from verifier.pipeline import verify
from verifier.profiles.cases import Case
from verifier.profiles.load import load_profiles
from verifier.standard import standard_context


@cache
def context(day: date) -> Context:
    """Return a context of that day which trusts no key."""
    return standard_context(as_of=day, trust_only=True)


def answer(case: Case) -> Decision:
    """Verify the case's specimen; the claim chooses its document's country and kind."""
    profile = load_profiles().get(case.document)
    assert profile is not None, case.document
    said = {"country": profile.country, "kind": profile.kind.value, **case.claim}
    if "name" in said:
        said["full_name"] = said.pop("name")
    inputs = [Input(name=n, data=data) for n, data in specimen(case.specimen).images]
    return verify(inputs, Claim(**said), context(case.as_of), load_policy(case.policy))


def differences(case: Case, decision: Decision) -> list[str]:
    """Return what came of the case otherwise than it says, in words; empty when all is right."""
    found = []
    if decision.verdict != case.decision:
        found.append(f"decided {decision.verdict}, not {case.decision}")
    codes = sorted({str(reason.code) for reason in decision.reasons})
    if codes != sorted(case.reasons):
        found.append(f"reasons {codes or 'none'}, not {sorted(case.reasons) or 'none'}")
        found += [f"{r.code}: {dict(r.seen)}" for r in decision.reasons]
    seen = decision.document.profile if decision.document else None
    # Where the picture or a side is at fault the document need not show which it is.
    visible = not any(reason.startswith("capture.") for reason in case.reasons)
    if visible and seen != case.document:
        found.append(f"recognised {seen}, not {case.document}")
    return found


def at(day: date) -> datetime:
    """Return that day's noon, as `standard_context` does."""
    return datetime.combine(day, time(12), context(day).now.tzinfo)
