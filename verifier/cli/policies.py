"""`candor policies list|check FILE`: what an acceptance needs, and whether a policy is lawful."""

from __future__ import annotations

import argparse
import textwrap

from verifier.cli.exit import FAULT
from verifier.decide.policy import file_problems, load_policy, names

HELP = "list the policies that come with Candor, or check one of your own"
_WIDTH = 96


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the words of `candor policies`."""
    words = parser.add_subparsers(dest="action", required=True, metavar="ACTION")
    words.add_parser("list", help="name, needed strength of evidence and rationale of each")
    one = words.add_parser("check", help="say everything that is wrong with a policy's TOML")
    one.add_argument("policy", metavar="NAME|FILE.toml")


def run(arguments: argparse.Namespace) -> int:
    """Run the action."""
    if arguments.action == "list":
        for name in names():
            policy = load_policy(name)
            print(f"{name}  (evidence at least {policy.minimum_assurance or 'as required'})")
            told = " ".join(policy.rationale.split())
            print(textwrap.indent(textwrap.fill(told, _WIDTH - 2), "  "))
        return 0
    problems = file_problems(arguments.policy)
    for problem in problems:
        print(problem)
    if not problems:
        print(f"{arguments.policy}: lawful")
    return FAULT if problems else 0
