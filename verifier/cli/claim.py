"""The claim as given on the command line or in a TOML file."""

from __future__ import annotations

import argparse
import tomllib
from dataclasses import fields, replace
from datetime import date
from pathlib import Path

from verifier.errors import ClaimError
from verifier.model.claim import Claim

_OPTIONS = {
    "name": "full_name",
    "surname": "surname",
    "given_names": "given_names",
    "birth_date": "birth_date",
    "number": "document_number",
    "nationality": "nationality",
    "country": "country",
    "kind": "kind",
    "name_reason": "name_reason",
}
NAME_REASONS = ("married_name", "preferred_name", "transliteration", "other_spelling")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the options that make up a claim."""
    claim = parser.add_argument_group("what the person says")
    claim.add_argument("--claim", type=Path, metavar="TOML", help="a file with the fields below")
    claim.add_argument("--name", help="the whole name, in any order and script")
    claim.add_argument("--surname")
    claim.add_argument("--given-names")
    claim.add_argument("--birth-date", metavar="YYYY-MM-DD")
    claim.add_argument("--number", help="the document number")
    claim.add_argument("--nationality", metavar="ISO3")
    claim.add_argument("--country", metavar="ISO3", help="the country chosen")
    claim.add_argument("--kind", help="the document chosen, such as passport")
    claim.add_argument("--name-reason", choices=NAME_REASONS, help="why the name may differ")


def read_claim(arguments: argparse.Namespace) -> Claim:
    """Return the claim; options win over the file. Raises ClaimError in plain words."""
    claim = _from_file(arguments.claim) if arguments.claim else Claim()
    given = {
        field: value
        for option, field in _OPTIONS.items()
        if (value := getattr(arguments, option)) is not None
    }
    claim = replace(claim, **given)
    if claim.birth_date:
        _check_date(claim.birth_date)
    upper = {f: getattr(claim, f).upper() for f in ("country", "nationality") if getattr(claim, f)}
    return replace(claim, **upper)


def _from_file(path: Path) -> Claim:
    try:
        data = tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise ClaimError(f"--claim: {path} cannot be read") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise ClaimError(f"--claim: {path} is not a TOML file") from error
    known = {field.name for field in fields(Claim)}
    if unknown := sorted(set(data) - known):
        raise ClaimError(
            f"--claim: {unknown[0]!r} is not a field; they are: {', '.join(sorted(known))}"
        )
    return Claim(**{k: str(v) for k, v in data.items()})


def _check_date(value: str) -> None:
    parts = value.split("-")
    filled = "-".join((*parts, *("01",) * (3 - len(parts))))
    try:
        date.fromisoformat(filled)
    except ValueError as error:
        raise ClaimError("--birth-date: write it as YYYY-MM-DD, for example 1985-03-12") from error
