"""`candor profiles new|check|coverage|diff|schema|show`: the kit for those who add countries."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from verifier.cli.exit import FAULT
from verifier.profiles.check import check
from verifier.profiles.coverage import write_coverage
from verifier.profiles.diff import diff
from verifier.profiles.json_schema import json_schema
from verifier.profiles.load import HOME, load_profiles
from verifier.profiles.scaffold import new

HELP = "make, check and compare country profiles"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the words of `candor profiles`."""
    words = parser.add_subparsers(dest="action", required=True, metavar="ACTION")
    make = words.add_parser("new", help="start a document's profile, to be filled in")
    make.add_argument("iso3", metavar="ISO3")
    make.add_argument("kind", metavar="KIND", help="passport, national_id, driving_licence...")
    make.add_argument("--series", default="", help="what tells it from others of its kind")
    look = words.add_parser("check", help="find every mistake, with the nearest right word")
    look.add_argument("iso3", metavar="ISO3", nargs="?")
    cover = words.add_parser("coverage", help="write the table in country_profiles/README.md")
    cover.add_argument("--check", action="store_true", help="only say whether it is fresh")
    compare = words.add_parser("diff", help="what changed in effect, not in text")
    compare.add_argument("before", type=Path, metavar="FOLDER")
    compare.add_argument("after", type=Path, metavar="FOLDER", nargs="?", default=HOME)
    shape = words.add_parser("schema", help="write country_profiles/schema.json for editors")
    shape.add_argument("--check", action="store_true", help="only say whether it is fresh")


def run(arguments: argparse.Namespace) -> int:
    """Run the action."""
    actions = {
        "new": _new,
        "check": _check,
        "coverage": _coverage,
        "diff": _diff,
        "schema": _schema,
    }
    return actions[arguments.action](arguments)


def _new(arguments: argparse.Namespace) -> int:
    for path in new(arguments.iso3, arguments.kind, series=arguments.series):
        print(f"made {path}")
    print("Fill in what is marked, then run: ./run profiles check " + arguments.iso3)
    return 0


def _check(arguments: argparse.Namespace) -> int:
    problems = check(iso3=arguments.iso3)
    for problem in problems:
        print(problem)
    if not problems:
        print("every profile is in order")
    return FAULT if problems else 0


def _coverage(arguments: argparse.Namespace) -> int:
    readme = HOME / "README.md"
    before = readme.read_text(encoding="utf-8")
    changed = write_coverage(load_profiles(), readme)
    if arguments.check and changed:
        readme.write_text(before, encoding="utf-8")
        print("the coverage table is stale; run: ./run profiles coverage", file=sys.stderr)
        return FAULT
    print("written" if changed else "already fresh")
    return 0


def _diff(arguments: argparse.Namespace) -> int:
    for change in diff(load_profiles(arguments.before), load_profiles(arguments.after)):
        before, after = change.before or "(none)", change.after or "(none)"
        print(f"{change.where}: {change.what}: {before} -> {after}")
    return 0


def _schema(arguments: argparse.Namespace) -> int:
    path = HOME / "schema.json"
    fresh = json_schema()
    if arguments.check:
        stale = not path.is_file() or path.read_text(encoding="utf-8") != fresh
        print("schema.json is stale" if stale else "already fresh")
        return FAULT if stale else 0
    path.write_text(fresh, encoding="utf-8")
    print(f"written {path}")
    return 0
