"""`./run bench WHAT`: one measurement after another, each with its own options."""

from __future__ import annotations

import sys
from importlib import import_module

WHAT = {
    "mrz": "reading machine-readable zones, beside its peers",
    "codes": "signed codes: status, fields, decoding of degraded codes",
    "names": "names: false differences and false matches",
    "reasons": "reasons on drawn specimens: precision and recall per code",
    "print": "printed fields by script and kind",
    "service": "the service under load: uploads at once, status answers, worker processes",
}


def main() -> int:
    """Run one measurement and return its exit code."""
    word = sys.argv[1] if len(sys.argv) > 1 else ""
    if word not in WHAT:
        print("usage: ./run bench WHAT, where WHAT is one of", file=sys.stderr)
        for name, meaning in WHAT.items():
            print(f"  {name:7} {meaning}", file=sys.stderr)
        return 2
    return int(import_module(f"bench.{word}").main(sys.argv[2:]) or 0)


if __name__ == "__main__":
    sys.exit(main())
