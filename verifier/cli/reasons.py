"""`candor reasons check|template|preview|index`: the catalogue and its languages."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from verifier.cli.exit import FAULT
from verifier.reasons.catalogue import catalogue
from verifier.reasons.check import check
from verifier.reasons.index import write_index
from verifier.reasons.preview import preview, preview_text
from verifier.reasons.side_by_side import PAGE, side_by_side
from verifier.reasons.template import template

HELP = "check, translate and preview the reason catalogue"
ROOT = Path(__file__).resolve().parents[2]


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the words of `candor reasons`."""
    words = parser.add_subparsers(dest="action", required=True, metavar="ACTION")
    words.add_parser("check", help="the catalogue's own checks, over this source tree")
    words.add_parser("template", help="print the POT file translators start from")
    words.add_parser("index", help="write docs/reasons.md and docs/side-by-side.md")
    page = words.add_parser("preview", help="every reason, sentence and word in one language")
    page.add_argument("--lang", default="en")
    page.add_argument(
        "--format",
        choices=("html", "terminal"),
        help="a page, or plain lines; by default lines to a terminal and a page to a file",
    )


def run(arguments: argparse.Namespace) -> int:
    """Run the action."""
    if arguments.action == "check":
        problems = check(ROOT)
        for problem in problems:
            print(problem)
        return FAULT if problems else 0
    if arguments.action == "index":
        print(f"written {write_index(ROOT, catalogue())}")
        (ROOT / PAGE).write_text(side_by_side(catalogue()), encoding="utf-8")
        print(f"written {ROOT / PAGE}")
    elif arguments.action == "template":
        sys.stdout.write(template())
    else:
        lines = arguments.format == "terminal" or (arguments.format is None and sys.stdout.isatty())
        sys.stdout.write((preview_text if lines else preview)(arguments.lang))
    return 0
