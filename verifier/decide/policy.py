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


# What TOML must hold for each key of a policy.
KINDS: dict[str, type | tuple[type, ...]] = {
    "rationale": str,
    "required": list,
    "minimum_assurance": str,
    "accepted_kinds": list,
    "refused_countries": list,
    "minimum_validity_days": int,
    "minimum_age": int,
    "zone_confidence": (int, float),
    "review_days": int,
    "colour_required": bool,
    "tolerated": list,
    "overrides": dict,
    "platform": str,
}
_SAID: dict[object, str] = {
    str: "a text",
    list: "a list of texts",
    int: "a whole number",
    (int, float): "a number",
    bool: "true or false",
    dict: "a table of codes and verdicts",
}


class PolicyError(CandorError):
    """A policy cannot be used; the message names file and key."""


def names() -> tuple[str, ...]:
    """Return the names of the policies that come with Candor."""
    return tuple(sorted(path.stem for path in FOLDER.glob("*.toml")))


def load_policy(name_or_path: str = "default") -> Policy:
    """Return a policy by name or TOML path; raises PolicyError naming what is wrong."""
    path, data = _read(name_or_path)
    return build(path.stem, data, where=path.name)


def file_problems(name_or_path: str) -> tuple[str, ...]:
    """Return everything that is wrong with a policy; empty when it is lawful."""
    try:
        path, data = _read(name_or_path)
        policy = _policy(path.stem, data, where=path.name)
    except PolicyError as error:
        return (str(error),)
    return tuple(f"{path.name}: {problem}" for problem in problems(policy))


def build(name: str, data: Mapping[str, object], *, where: str) -> Policy:
    """Return a checked Policy from its TOML table; raises PolicyError."""
    policy = _policy(name, data, where=where)
    for problem in problems(policy):
        raise PolicyError(f"{where}: {problem}")
    return policy


def _read(name_or_path: str) -> tuple[Path, Mapping[str, object]]:
    path = Path(name_or_path)
    if path.suffix != ".toml":
        path = FOLDER / f"{name_or_path}.toml"
    if not path.is_file():
        raise PolicyError(f"there is no policy {name_or_path!r}; there are: {', '.join(names())}")
    try:
        return path, tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise PolicyError(f"{path.name}: not TOML: {error}") from error


def _policy(name: str, data: Mapping[str, object], *, where: str) -> Policy:
    known = set(Policy.__dataclass_fields__) - {"name"}
    unknown = set(data) - known
    if unknown:
        raise PolicyError(f"{where}: unknown key {sorted(unknown)[0]!r}")
    for key, value in data.items():
        wanted = KINDS[key]
        if not isinstance(value, wanted) or (isinstance(value, bool) and wanted is not bool):
            raise PolicyError(f"{where}: {key} is {_SAID[wanted]}")
    values = {k: tuple(v) if isinstance(v, list) else v for k, v in data.items()}
    return Policy(name=name, **values)  # type: ignore[arg-type]


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
