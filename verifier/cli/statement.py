"""`candor statement FILE...`, `candor statement verify FILE`, `candor statement keygen`.

The first word may be `verify` or `keygen`; anything else is a file of the document, so a file of
that name is written `./verify`.
"""

from __future__ import annotations

import argparse
import json
import os
import tomllib
from datetime import UTC, datetime, time
from pathlib import Path
from typing import Any

from verifier.cli.exit import BY_VERDICT
from verifier.cli.verify import add_document_arguments, decided
from verifier.decide.assurance import assurance
from verifier.errors import ClaimError
from verifier.model.decision import Decision, Verdict
from verifier.statement.facts import facts_of
from verifier.statement.form import Paper, form
from verifier.statement.keys import SigningKey, generate_key, load_key, private_pem, public_jwks
from verifier.statement.measure import FOLLOWS, Means, Measure, Taken
from verifier.statement.parties import Person
from verifier.statement.pdf import attached, pdf
from verifier.statement.platform_file import platform_from, scope_from
from verifier.statement.receipt import receipt
from verifier.statement.signature import Genuine, sign, verify_statement
from verifier.statement.statement import statement

HELP = "issue a signed statement of reasons or receipt, check one, or make a signing key"
_PRIVATE = 0o600
# An unknown key is our ignorance: the paper may be genuine.
_FOLLOWS = {Genuine.GENUINE: Verdict.ACCEPT, Genuine.UNKNOWN_KEY: Verdict.REVIEW}


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the options of `candor statement`."""
    add_document_arguments(parser)
    paper = parser.add_argument_group("the paper")
    paper.add_argument("--platform", type=Path, metavar="TOML", help="who issues it")
    paper.add_argument("--key", type=Path, metavar="PEM", help="the platform's signing key")
    paper.add_argument("--out", type=Path, metavar="DIR", help="where PDF, .jws and .json go")
    paper.add_argument("--reference", help="the paper's own number")
    paper.add_argument("--account", help="the account it is addressed to")
    paper.add_argument("--keys", type=Path, metavar="JWKS", help="with verify: the issuer's keys")
    paper.add_argument(
        "--algorithm", choices=("Ed25519", "ES256"), default="Ed25519", help="with keygen"
    )


def run(arguments: argparse.Namespace) -> int:
    """Issue, verify or make a key."""
    first = str(arguments.files[0]) if arguments.files else ""
    if first == "verify":
        return _verify(arguments)
    return _keygen(arguments) if first == "keygen" else _issue(arguments)


def _issue(arguments: argparse.Namespace) -> int:
    _need(arguments, "platform", "key", "out", "reference", "account")
    table = _table(arguments.platform)
    key = load_key(_read(arguments.key))
    decision = decided(arguments)
    paper = _paper(arguments, table, decision)
    signed = sign(paper, key)
    arguments.out.mkdir(parents=True, exist_ok=True)
    for suffix, data in (
        ("pdf", pdf(paper, signed)),
        ("jws", signed.encode("ascii")),
        ("json", json.dumps(form(paper), ensure_ascii=False, indent=1).encode("utf-8")),
    ):
        path = arguments.out / f"{arguments.reference}.{suffix}"
        path.write_bytes(data)
        print(path)
    return BY_VERDICT[decision.verdict]


def _paper(arguments: argparse.Namespace, table: dict[str, Any], decision: Decision) -> Paper:
    now = _now(arguments)
    level = assurance(decision.findings)
    facts = facts_of(decision, str(level) if level else None)
    person = Person(account=arguments.account, name=arguments.name or "")
    platform = platform_from(table)
    if decision.verdict is Verdict.ACCEPT:
        return receipt(
            facts,
            number=arguments.reference,
            platform=platform,
            person=person,
            now=now,
            lang=arguments.lang,
        )
    scope, territory = scope_from(table)
    measure = Measure(kind=FOLLOWS[decision.verdict], scope=scope, territory=territory, starts=now)
    return statement(
        facts,
        number=arguments.reference,
        platform=platform,
        person=person,
        measure=measure,
        taken=Taken(by=Means.AUTOMATED, at=now),
        now=now,
        lang=arguments.lang,
    )


def _verify(arguments: argparse.Namespace) -> int:
    _need(arguments, "keys")
    if len(arguments.files) != 2:
        raise ClaimError("name one .jws or .pdf: candor statement verify FILE --keys JWKS")
    data = _read(arguments.files[1])
    signed = attached(data) if data.startswith(b"%PDF") else data.decode("ascii", "replace")
    try:
        jwks = json.loads(_read(arguments.keys))
    except ValueError as error:
        raise ClaimError(f"--keys: {arguments.keys} is not a JWK Set") from error
    verified = verify_statement(signed or "", jwks)
    print(f"{verified.status.replace('_', ' ')}  key {verified.kid}  sha-256 {verified.digest}")
    if verified.payload:
        print(json.dumps(verified.payload, ensure_ascii=False, indent=1))
    return BY_VERDICT[_FOLLOWS.get(verified.status, Verdict.REJECT)]


def _keygen(arguments: argparse.Namespace) -> int:
    _need(arguments, "out")
    key: SigningKey = generate_key(arguments.algorithm)
    arguments.out.mkdir(parents=True, exist_ok=True)
    private = arguments.out / "statement-key.pem"
    if private.exists():
        raise ClaimError(f"{private} exists; a key is never overwritten")
    with os.fdopen(os.open(private, os.O_WRONLY | os.O_CREAT | os.O_EXCL, _PRIVATE), "wb") as out:
        out.write(private_pem(key))
    public = arguments.out / "jwks.json"
    public.write_text(json.dumps(public_jwks(key), indent=1) + "\n", encoding="utf-8")
    print(f"{private}  keep it secret\n{public}  publish it: papers are checked against it")
    return 0


def _now(arguments: argparse.Namespace) -> datetime:
    if arguments.as_of:
        return datetime.combine(arguments.as_of, time(12), tzinfo=UTC)
    return datetime.now(UTC)


def _need(arguments: argparse.Namespace, *names: str) -> None:
    missing = [f"--{name}" for name in names if not getattr(arguments, name)]
    if missing:
        raise ClaimError(f"candor statement also needs {', '.join(missing)}")


def _table(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(_read(path).decode("utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise ClaimError(f"--platform: {path} is not TOML: {error}") from error


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise ClaimError(f"{path} cannot be read: {error.strerror}") from error
