"""Policies as data: loading and the checks that keep one honest."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path

from verifier.decide.assurance import Level
from verifier.errors import CandorError
from verifier.model.policy import Policy
from verifier.model.reason import Fault, Settles
from verifier.model.reason_code import ReasonCode
from verifier.reasons.catalogue import catalogue

FOLDER = Path(__file__).parent / "policies"
VERDICTS = ("retry", "review", "reject")
WITNESSES = ("mrz.", "seal.", "print.")
OURS = (Fault.SYSTEM, Fault.RISK)


class PolicyError(CandorError):
    """A policy cannot be used; the message names file and key."""


def names() -> tuple[str, ...]:
    """Return the names of the policies that come with Candor."""
    return tuple(sorted(path.stem for path in FOLDER.glob("*.toml")))


def load_policy(name_or_path: str = "default") -> Policy:
    """Return a policy by name or TOML path; raises PolicyError naming what is wrong."""
    path = Path(name_or_path)
    if path.suffix != ".toml":
        path = FOLDER / f"{name_or_path}.toml"
    if not path.is_file():
        raise PolicyError(f"there is no policy {name_or_path!r}; there are: {', '.join(names())}")
    try:
        data = tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise PolicyError(f"{path.name}: not TOML: {error}") from error
    return build(path.stem, data, where=path.name)


def build(name: str, data: Mapping[str, object], *, where: str) -> Policy:
    """Return a checked Policy from its TOML table; raises PolicyError."""
    known = set(Policy.__dataclass_fields__) - {"name"}
    unknown = set(data) - known
    if unknown:
        raise PolicyError(f"{where}: unknown key {sorted(unknown)[0]!r}")
    values = {k: tuple(v) if isinstance(v, list) else v for k, v in data.items()}
    try:
        policy = Policy(name=name, **values)  # type: ignore[arg-type]
    except TypeError as error:
        raise PolicyError(f"{where}: {error}") from error
    for problem in problems(policy):
        raise PolicyError(f"{where}: {problem}")
    return policy


def problems(policy: Policy) -> tuple[str, ...]:
    """Return what makes a policy unlawful: acceptance on silence, or blame for our faults."""
    return (*_acceptance(policy), *_overrides(policy), *_tolerated(policy))


def _acceptance(policy: Policy) -> Iterator[str]:
    if not policy.required:
        yield "required: an acceptance needs at least one check that passed"
    elif not any(one.startswith(WITNESSES) for c in policy.required for one in c.split("|")):
        yield "required: an acceptance needs a check of the document itself: mrz, seal or print"
    if policy.minimum_assurance and policy.minimum_assurance not in list(Level):
        yield f"minimum_assurance: must be one of {', '.join(Level)}"
    if not policy.rationale:
        yield "rationale: say why this policy is as it is"
    if policy.review_days < 1:
        yield "review_days: a person's review needs a date at least a day ahead"


def _overrides(policy: Policy) -> Iterator[str]:
    for code, verdict in policy.overrides.items():
        if verdict == "final":
            yield f"overrides.{code}: nothing is final by itself; a person decides before that"
        elif verdict not in VERDICTS:
            yield f"overrides.{code}: must be one of {', '.join(VERDICTS)}"
        elif code not in list(ReasonCode):
            yield f"overrides.{code}: there is no such reason"
        elif verdict == "reject" and catalogue()[ReasonCode(code)].fault in OURS:
            yield f"overrides.{code}: nobody is rejected for a fault of ours or a suspicion"
        elif verdict == "reject" and catalogue()[ReasonCode(code)].settles is Settles.FINAL:
            yield f"overrides.{code}: what settles nothing is decided by a person, never rejected"


def _tolerated(policy: Policy) -> Iterator[str]:
    for code in policy.tolerated:
        if code not in list(ReasonCode):
            yield f"tolerated: {code}: no such reason"
        elif code.startswith("process.") or catalogue()[ReasonCode(code)].fault is Fault.RISK:
            yield f"tolerated: {code}: an acceptance does not pass over a suspicion or a lack"
