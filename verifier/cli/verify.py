"""`candor verify FILE...`: one document in, one explained decision out."""

from __future__ import annotations

import argparse
import json
import sys
from datetime import date
from pathlib import Path

from verifier.cli.claim import add_arguments as add_claim_arguments
from verifier.cli.claim import read_claim
from verifier.cli.exit import BY_VERDICT
from verifier.decide.policy import load_policy
from verifier.errors import ClaimError
from verifier.model.decision import Decision
from verifier.model.page import Input
from verifier.model.profile import ProfileSet
from verifier.pipeline import verify
from verifier.profiles.load import load_profiles
from verifier.report.annotate import annotate
from verifier.report.applicant import applicant_report
from verifier.report.integrator import integrator_report
from verifier.report.reviewer import reviewer_report
from verifier.report.terminal import print_report
from verifier.standard import standard_context

AUDIENCES = ("applicant", "reviewer", "integrator")
HELP = "verify one document, given as pictures, PDFs, sides or code payloads"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the options of `candor verify` (DESIGN section 4)."""
    add_document_arguments(parser)
    parser.add_argument("--audience", choices=AUDIENCES, default="reviewer")
    parser.add_argument("--json", action="store_true", help="print the report as one JSON object")
    parser.add_argument("--annotate", type=Path, metavar="OUT.png", help="draw what was found")


def add_document_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the options that say what is verified, against what and in which language."""
    parser.add_argument("files", nargs="*", type=Path, metavar="FILE")
    parser.add_argument(
        "--payload", action="append", default=[], type=Path, metavar="FILE",
        help="the exact content of one code, as if read from an image",
    )  # fmt: skip
    add_claim_arguments(parser)
    parser.add_argument("--policy", default="default", help="a policy's name or TOML file")
    parser.add_argument("--as-of", type=_day, metavar="DATE", help="verify as if on that day")
    parser.add_argument("--trust", action="append", default=[], metavar="PATH[=KEY_ID]")
    parser.add_argument("--trust-only", action="store_true", help="trust --trust and nothing else")
    parser.add_argument("--revocation", action="append", default=[], type=Path, metavar="PATH")
    parser.add_argument("--lang", default="en", help="language of the texts, such as uk")


def run(arguments: argparse.Namespace) -> int:
    """Verify and print the report; return the exit code of its decision."""
    decision = decided(arguments)
    report = _report(decision, arguments)
    if arguments.json or arguments.audience == "integrator":  # a program's report has no prose
        json.dump(report, sys.stdout, ensure_ascii=False, indent=1)
        print()
    else:
        print_report(report, names=_names(load_profiles(), str(report["language"])))
    if arguments.annotate:
        arguments.annotate.write_bytes(annotate(decision))
    return BY_VERDICT[decision.verdict]


def _names(profiles: ProfileSet, lang: str) -> dict[str, str]:
    return {p.id: p.names.get(lang) or p.names.get("en", p.id) for p in profiles.profiles()}


def _report(decision: Decision, arguments: argparse.Namespace) -> dict[str, object]:
    if arguments.audience == "integrator":
        return integrator_report(decision)
    if arguments.audience == "applicant":
        return applicant_report(decision, arguments.lang)
    return reviewer_report(decision, arguments.lang)


def decided(arguments: argparse.Namespace) -> Decision:
    """Return the decision on the document that the options of `add_document_arguments` name."""
    inputs = [_input(path, payload=False) for path in arguments.files]
    inputs += [_input(path, payload=True) for path in arguments.payload]
    if not inputs:
        raise ClaimError("name at least one file, or --payload FILE")
    ctx = standard_context(
        as_of=arguments.as_of,
        trust=[_anchor(text) for text in arguments.trust],
        trust_only=arguments.trust_only,
        revocations=arguments.revocation,
    )
    return verify(inputs, read_claim(arguments), ctx, load_policy(arguments.policy))


def _input(path: Path, *, payload: bool) -> Input:
    try:
        data = path.read_bytes()
    except OSError as error:
        raise ClaimError(f"{path} cannot be read: {error.strerror}") from error
    return Input(name=path.name, data=data, kind="payload" if payload else "file")


def _anchor(text: str) -> tuple[Path, str | None]:
    """Return path and key id of `PATH[=KEY_ID]`; a path that exists as written wins."""
    if Path(text).exists() or "=" not in text:
        return Path(text), None
    path, _, key_id = text.rpartition("=")
    return Path(path), key_id


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise argparse.ArgumentTypeError("write it as YYYY-MM-DD") from error
