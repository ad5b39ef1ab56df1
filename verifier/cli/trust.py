"""`candor trust add|list|show|check`: whom this installation believes."""

from __future__ import annotations

import argparse
from datetime import UTC, datetime
from pathlib import Path

from verifier.cli.exit import FAULT
from verifier.seal.trust import store
from verifier.standard import TRUST_FOLDER

HELP = "show and change the trust anchors of this installation"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the words of `candor trust`."""
    parser.add_argument("--store", type=Path, default=TRUST_FOLDER, help=f"default: {TRUST_FOLDER}")
    words = parser.add_subparsers(dest="action", required=True, metavar="ACTION")
    more = words.add_parser("add", help="trust what is in a file, from now on")
    more.add_argument("file", type=Path)
    more.add_argument("--source", default="", help="where the file came from")
    more.add_argument("--purpose", action="append", default=[], help="a scheme it may sign for")
    more.add_argument("--issuer", help="the only issuer it may sign for")
    more.add_argument("--key-id", help="the identifier under which codes refer to it")
    words.add_parser("list", help="every anchor, a line each")
    one = words.add_parser("show", help="one anchor, whole")
    one.add_argument("id")
    words.add_parser("check", help="what is expired, stale or unusable")


def run(arguments: argparse.Namespace) -> int:
    """Run the action."""
    now = datetime.now(UTC)
    if arguments.action == "add":
        added = store.add(
            arguments.store,
            arguments.file,
            today=now.date(),
            source=arguments.source,
            purposes=arguments.purpose,
            issuer=arguments.issuer,
            key_id=arguments.key_id,
        )
        for entry in added:
            print(_line(entry))
        return 0
    if arguments.action == "check":
        problems = store.check(arguments.store, now)
        for problem in problems:
            print(f"{problem.id}  {problem.message}")
        return FAULT if problems else 0
    if arguments.action == "show":
        _print_whole(store.show(arguments.store, arguments.id))
        return 0
    for entry in store.entries(arguments.store):
        print(_line(entry))
    return 0


def _line(entry: store.Entry) -> str:
    purposes = ",".join(entry.purposes) or "any scheme"
    until = f"until {entry.valid_until:%Y-%m-%d}" if entry.valid_until else ""
    return f"{entry.id}  {entry.kind:13}  {purposes:20}  {entry.holder}  {until}".rstrip()


def _print_whole(entry: store.Entry) -> None:
    for name in ("id", "kind", "holder", "source", "added", "purposes", "issuer", "key_id"):
        value = getattr(entry, name)
        print(f"{name:12} {', '.join(value) if isinstance(value, tuple) else value or '-'}")
    print(f"{'valid_from':12} {entry.valid_from or '-'}")
    print(f"{'valid_until':12} {entry.valid_until or '-'}")
