"""Runs the cases of `country_profiles/<iso3>/cases.toml`, and says what differs."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from verifier.cli.drawing import draw
from verifier.decide.policy import load_policy
from verifier.errors import ClaimError
from verifier.model.claim import Claim
from verifier.model.decision import Decision
from verifier.model.page import Input
from verifier.pipeline import verify
from verifier.profiles.cases import Case, load_cases
from verifier.profiles.load import HOME, load_profiles
from verifier.standard import standard_context

PICTURES = (".png", ".jpg")
AT_FAULT = "capture."  # reasons about the picture: it need not show which document it is


def try_cases(iso3: str) -> int:
    """Draw and verify every specimen of a country's cases, a line for each; return how many fail.

    Raises ClaimError where the country has no cases.
    """
    cases = [case for case in load_cases(HOME / iso3.lower()) if case.specimen]
    if not cases:
        raise ClaimError(f"{iso3.lower()} has no cases; write them: candor profiles cases {iso3}")
    wrong = 0
    for case in cases:
        found = differences(case, answer(case, drawn(case.specimen)))
        wrong += bool(found) and not case.waits
        print(f"{'  ok ' if not found else 'waits' if case.waits else 'WRONG'}  {case.name}")
        for line in found:
            print(f"       {line}")
    print(f"{len(cases) - wrong} of {len(cases)} cases are answered as they say or wait")
    return wrong


@cache
def drawn(specimen: str) -> tuple[Input, ...]:
    """Return the sides of a drawn specimen, in order; raises ClaimError if it cannot be drawn."""
    with TemporaryDirectory() as folder:
        if draw(["draw", specimen, "--out", folder], quiet=True):
            raise ClaimError(f"{specimen!r} cannot be drawn")
        paths = [p for p in Path(folder).iterdir() if p.suffix in PICTURES]
        # The front comes first; of one side alone there is one picture.
        paths.sort(key=lambda p: (not p.stem.endswith("-front"), p.name))
        return tuple(Input(name=p.name, data=p.read_bytes()) for p in paths)


def answer(case: Case, inputs: tuple[Input, ...]) -> Decision:
    """Verify the case's pictures; the claim chooses its document's country and kind."""
    profile = load_profiles().get(case.document)
    if profile is None:
        raise ClaimError(f"{case.document!r} is no document")
    said = {"country": profile.country, "kind": profile.kind.value, **case.claim}
    if "name" in said:
        said["full_name"] = said.pop("name")
    ctx = standard_context(as_of=case.as_of, trust_only=True)
    return verify(inputs, Claim(**said), ctx, load_policy(case.policy))


def differences(case: Case, decision: Decision) -> list[str]:
    """Return what came of the case otherwise than it says, in words; empty when all is right."""
    return list(_differences(case, decision))


def _differences(case: Case, decision: Decision) -> Iterator[str]:
    if decision.verdict != case.decision:
        yield f"decided {decision.verdict}, not {case.decision}"
    codes = sorted({str(reason.code) for reason in decision.reasons})
    if codes != sorted(case.reasons):
        yield f"reasons {codes or 'none'}, not {sorted(case.reasons) or 'none'}"
        yield from (f"{r.code}: {dict(r.seen)}" for r in decision.reasons)
    seen = decision.document.profile if decision.document else None
    visible = not any(reason.startswith(AT_FAULT) for reason in case.reasons)
    if visible and seen != case.document:
        yield f"recognised {seen}, not {case.document}"
