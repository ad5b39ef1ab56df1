"""`candor accepts ISO3 [--lacking passport,utility_bill]`: what can be sent instead."""

from __future__ import annotations

import argparse
import json
from dataclasses import asdict

from verifier.errors import ClaimError
from verifier.profiles.accepts import accepts, plain_answer
from verifier.profiles.load import load_profiles

HELP = "which documents of a country can be sent, and what without some of them"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the options of `candor accepts`."""
    parser.add_argument("iso3", metavar="ISO3")
    parser.add_argument("--lacking", default="", help="what you do not have, separated by commas")
    parser.add_argument("--lang", default="en", help="language of the answer, such as uk")
    parser.add_argument("--json", action="store_true")


def run(arguments: argparse.Namespace) -> int:
    """Print the answer."""
    lacking = [word.strip() for word in arguments.lacking.split(",") if word.strip()]
    answer = accepts(arguments.iso3, lacking, profiles=load_profiles())
    if answer is None:
        raise ClaimError(f"there is no profile of {arguments.iso3.upper()!r} yet; it is our limit")
    if arguments.json:
        print(json.dumps(asdict(answer), ensure_ascii=False, indent=1))
    else:
        print(plain_answer(answer, arguments.lang))
    return 0
