"""`candor names compare A B`: how two spellings of a name relate, and by which rule."""

from __future__ import annotations

import argparse
import json

from verifier.compare.names import Name, compare_names
from verifier.compare.names.show import as_json, as_text

HELP = "compare two names as a verification would"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the words of `candor names`."""
    words = parser.add_subparsers(dest="action", required=True, metavar="ACTION")
    compare = words.add_parser("compare", help="compare two names")
    compare.add_argument("a", metavar="NAME")
    compare.add_argument("b", metavar="NAME")
    compare.add_argument("--country", type=str.upper, metavar="ISO3", help="whose rules apply")
    compare.add_argument("--json", action="store_true")


def run(arguments: argparse.Namespace) -> int:
    """Print the comparison."""
    comparison = compare_names(
        Name(full_name=arguments.a), Name(full_name=arguments.b), country=arguments.country
    )
    if arguments.json:
        print(json.dumps(as_json(comparison), ensure_ascii=False, indent=1))
    else:
        print(as_text(comparison))
    return 0
