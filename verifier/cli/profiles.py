"""`candor profiles new|check|preview|cases|...`: the kit for those who add countries."""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path

from verifier.cli.cases import try_cases
from verifier.cli.drawing import draw
from verifier.cli.exit import FAULT, USAGE
from verifier.profiles.check import check
from verifier.profiles.coverage import write_coverage
from verifier.profiles.diff import diff
from verifier.profiles.json_schema import json_schema
from verifier.profiles.load import HOME, load_country, load_profiles
from verifier.profiles.problem import nearest
from verifier.profiles.scaffold import new
from verifier.profiles.sheet import profile_sheet

HELP = "make, check, draw and compare country profiles"
PREVIEWS = Path(".candor/preview")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the words of `candor profiles`."""
    words = parser.add_subparsers(dest="action", required=True, metavar="ACTION")
    make = words.add_parser("new", help="start a document's profile, to be filled in")
    make.add_argument("iso3", metavar="ISO3")
    make.add_argument("kind", metavar="KIND", help="passport, national_id, driving_licence...")
    make.add_argument("--series", default="", help="what tells it from others of its kind")
    look = words.add_parser("check", help="find every mistake, with the nearest right word")
    look.add_argument("iso3", metavar="ISO3", nargs="?")
    look_at = words.add_parser("preview", help="draw the specimen with its fields, as PNG and HTML")
    look_at.add_argument("document", metavar="ISO3/DOCUMENT", help="like ukr/id-card-2016")
    look_at.add_argument("--out", type=Path, default=PREVIEWS, metavar="FOLDER")
    look_at.add_argument("--keep", action="store_true", help="keep a drafted layout in fixtures/")
    hold = words.add_parser("cases", help="write a country's first cases.toml")
    hold.add_argument("iso3", metavar="ISO3")
    attempt = words.add_parser("try", help="draw and verify a country's cases")
    attempt.add_argument("iso3", metavar="ISO3")
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
        "preview": _preview,
        "cases": _cases,
        "try": _try,
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


def _preview(arguments: argparse.Namespace) -> int:
    """Hand the profile to the room that draws: the verifier and its fixtures share no code."""
    iso3, _, stem = arguments.document.removesuffix(".toml").partition("/")
    folder = HOME / iso3.lower()
    problems = check(iso3=iso3) if folder.is_dir() else []
    for problem in problems:
        print(problem)
    if problems:
        return FAULT
    known = {p.id for p in load_profiles().profiles()}
    name = f"{iso3.lower()}/{stem}"
    if name not in known:
        near = nearest(name, known)
        print(f"there is no {name!r}" + (f"; did you mean {near!r}?" if near else ""))
        return USAGE
    country = load_country(folder)
    profile = next(p for p in country.profiles if p.id == name)
    sheet = json.dumps(profile_sheet(profile, country), ensure_ascii=False)
    words = ["preview", name, "--out", str(arguments.out), "--sheet", "-"]
    return FAULT if draw([*words, *(["--keep"] if arguments.keep else [])], text=sheet) else 0


def _cases(arguments: argparse.Namespace) -> int:
    return FAULT if draw(["cases", arguments.iso3]) else 0


def _try(arguments: argparse.Namespace) -> int:
    return FAULT if try_cases(arguments.iso3) else 0


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
