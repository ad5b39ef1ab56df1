"""The `candor` command: one word, then that word's own options."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence

from verifier.cli import accepts, names, policies, profiles, reasons, statement, trust, verify
from verifier.cli.exit import FAULT, USAGE
from verifier.errors import CandorError, ClaimError

COMMANDS = {
    "verify": verify,
    "accepts": accepts,
    "names": names,
    "policies": policies,
    "profiles": profiles,
    "reasons": reasons,
    "statement": statement,
    "trust": trust,
}


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code (DESIGN section 4)."""
    parser = argparse.ArgumentParser(
        prog="candor", description="Identity document verification that says why."
    )
    words = parser.add_subparsers(dest="word", required=True, metavar="COMMAND")
    for name, module in COMMANDS.items():
        module.add_arguments(words.add_parser(name, help=module.HELP, description=module.HELP))
    arguments = parser.parse_args(argv)
    try:
        return int(COMMANDS[arguments.word].run(arguments))
    except BrokenPipeError:  # whoever read us, `head` say, has had enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except ClaimError as error:
        print(f"candor: {error}", file=sys.stderr)
        return USAGE
    except CandorError as error:
        print(f"candor: {error}", file=sys.stderr)
        return FAULT


if __name__ == "__main__":
    sys.exit(main())
