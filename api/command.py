"""The `candor` command of an installation: its own words, and every word of the library's."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from verifier.errors import CandorError

# Words of the service; every other one is the library's, which starts without any of this.
WORDS = (
    "serve",
    "worker",
    "stop",
    "migrate",
    "backup",
    "restore",
    "audit",
    "keys",
    "platform",
    "erase",
)


def main(argv: Sequence[str] | None = None) -> int:
    """Run one word; returns the exit code."""
    given = list(sys.argv[1:] if argv is None else argv)
    if given[:2] == ["profiles", "replay"]:
        return _guarded(["replay", *given[2:]])
    if not given or given[0] not in WORDS:
        from verifier.__main__ import main as library

        return library(given)
    return _guarded(given)


def _guarded(given: Sequence[str]) -> int:
    try:
        return _run(given)
    except CandorError as error:
        print(f"candor: {error}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130


def _run(given: Sequence[str]) -> int:
    from api.operate import platforms, serve, words

    parser = argparse.ArgumentParser(prog="candor", description="Run a Candor installation.")
    commands = parser.add_subparsers(dest="word", required=True)
    serving = commands.add_parser("serve", help=serve.HELP)
    serve.add_arguments(serving)
    serving.set_defaults(run=serve.run)
    working = commands.add_parser("worker", help="check documents, one at a time")
    working.add_argument("--with", dest="parent", type=int, help="end when this process does")
    working.set_defaults(run=words.worker)
    commands.add_parser("stop", help="stop what serve started").set_defaults(run=words.stop)
    commands.add_parser("migrate", help="bring the database up to date").set_defaults(
        run=words.migrate
    )
    for word, help_text in (("backup", "write one archive of all"), ("restore", "read it back")):
        one = commands.add_parser(word, help=help_text)
        one.add_argument("archive", type=Path)
        one.set_defaults(run=getattr(words, word))
    audit = commands.add_parser("audit", help="the chain of what was done")
    audit.add_argument("what", choices=("verify", "checkpoint"))
    audit.set_defaults(run=words.audit)
    keys = commands.add_parser("keys", help="the keys that keys are wrapped with")
    keys.add_argument("what", choices=("new", "rotate", "status"))
    keys.add_argument("file", type=Path, nargs="?")
    keys.set_defaults(run=words.keys)
    owning = commands.add_parser("platform", help="who verifies people here, and its key")
    platforms.add_arguments(owning)
    owning.set_defaults(run=platforms.run)
    erasing = commands.add_parser("erase", help="destroy what is known of a person")
    erasing.add_argument("platform")
    erasing.add_argument("reference", help="the platform's own id of the person")
    erasing.set_defaults(run=words.erase)
    replaying = commands.add_parser("replay", help="run stored decisions again")
    replaying.add_argument("profile", nargs="?", help="a profile id or a country; default all")
    replaying.add_argument("--show", metavar="BATCH", help="list what would change")
    replaying.set_defaults(run=words.replay)
    arguments = parser.parse_args(given)
    result: int = arguments.run(arguments)
    return result


if __name__ == "__main__":
    sys.exit(main())
