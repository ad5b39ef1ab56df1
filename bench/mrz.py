"""`bench mrz`: how well, how fast and in how much memory zones are read, beside the peers.

`[--images DIR --truth truth.json] [--peers [--turn-peers]] [--quick] [--json FILE]`. The truth
is a JSON object of image path under DIR to `{"type": ..., "lines": [...]}`; no lines means the
image has no zone. Prints tables and writes every figure as JSON.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.table import Table

from bench.mrz_readers import OURS, READERS
from bench.mrz_run import Run, run, run_all
from bench.mrz_score import Score, Truth, score
from bench.mrz_wear import DEGRADATIONS, TURNS

_SPECIMENS = Path(__file__).resolve().parents[1] / ".." / "shared" / "specimens"
_REPORT = Path("build/bench-mrz.json")


def _figures(truth: Mapping[str, Truth], keys: Sequence[str], done: Run) -> dict[str, Any]:
    total: Score = score(truth, dict(zip(keys, done.answers, strict=True)))
    seconds = sum(done.seconds) / max(1, len(done.seconds))
    return total.as_json() | {
        "cpu_ms": round(1000 * seconds, 1),
        "peak_mb": round(done.megabytes),
        "idle_mb": round(done.idle_megabytes),
    }


def _share(figures: Mapping[str, Any], what: str) -> str:
    return f"{figures[f'{what}_exact']}/{figures[what]}"


def _reader_table(results: Mapping[str, Mapping[str, Any]]) -> Table:
    table = Table(title="Zones read, images as they are")
    for name in ("reader", "documents exact", "lines exact", "characters", "accepted", "wrong",
                 "negatives accepted", "CPU ms", "peak MB"):  # fmt: skip
        table.add_column(name)
    for reader, figures in results.items():
        table.add_row(
            reader,
            _share(figures, "documents"),
            _share(figures, "lines"),
            f"{100 * figures['character_accuracy']:.2f} %",
            str(figures["accepted"]),
            str(len(figures["accepted_wrong"])),
            f"{len(figures['negatives_accepted'])}/{figures['negatives']}",
            f"{figures['cpu_ms']:.0f}",
            str(figures["peak_mb"]),
        )
    return table


def _type_table(results: Mapping[str, Mapping[str, Any]]) -> Table:
    table = Table(title="Documents exact by zone type")
    kinds = sorted({kind for figures in results.values() for kind in figures["by_type"]})
    table.add_column("reader")
    for kind in kinds:
        table.add_column(kind)
    for reader, figures in results.items():
        table.add_row(reader, *(_share(figures["by_type"][kind], "documents") for kind in kinds))
    return table


def _change_table(title: str, results: Mapping[str, Mapping[str, Mapping[str, Any]]]) -> Table:
    table = Table(title=title)
    table.add_column("change")
    for reader in results:
        table.add_column(f"{reader}: documents")
        table.add_column("wrong")
    for change in next(iter(results.values())):
        cells: list[str] = []
        for by_change in results.values():
            figures = by_change[change]
            cells += [_share(figures, "documents"), str(len(figures["accepted_wrong"]))]
        table.add_row(change, *cells)
    return table


def _changes(
    readers: Sequence[str],
    changes: Sequence[str],
    truth: Mapping[str, Truth],
    keys: Sequence[str],
    folder: Path,
) -> dict[str, dict[str, dict[str, Any]]]:
    paths = [folder / key for key in keys]
    return {
        reader: {
            change: _figures(truth, keys, done)
            for change, done in run_all(reader, paths, changes).items()
        }
        for reader in readers
    }


def _parsed(argv: Sequence[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="bench mrz", description=__doc__)
    parser.add_argument("--images", type=Path, default=_SPECIMENS)
    parser.add_argument("--truth", type=Path)
    parser.add_argument("--peers", action="store_true", help="measure the peers too")
    parser.add_argument("--turn-peers", action="store_true", help="turned copies for peers too")
    parser.add_argument("--quick", action="store_true", help="leave out the degradations")
    parser.add_argument("--json", type=Path, default=_REPORT)
    return parser.parse_args(argv)


def main(argv: Sequence[str]) -> int:
    """Measure, print and write; return 0, or 2 where there is nothing to measure on."""
    chosen = _parsed(argv)
    console = Console()
    source = chosen.truth or chosen.images / "truth.json"
    if not source.exists():
        console.print(f"No truth at {source}; name one with --images and --truth.")
        return 2
    truth: dict[str, Truth] = json.loads(source.read_text(encoding="utf-8"))
    every = [key for key in truth if (chosen.images / key).exists()]
    zoned = [key for key in every if truth[key]["lines"]]
    readers = list(READERS) if chosen.peers else [OURS]
    report: dict[str, Any] = {"schema": "candor.bench-mrz/1", "images": len(every)}
    paths = [chosen.images / key for key in every]
    upright = {reader: _figures(truth, every, run(reader, paths)) for reader in readers}
    report["upright"] = upright
    console.print(_reader_table(upright), _type_table(upright))
    turning = readers if chosen.turn_peers else [OURS]
    turns = _changes(turning, list(TURNS), truth, zoned, chosen.images)
    report["turned"] = turns
    console.print(_change_table("Turned (degrees)", turns))
    if not chosen.quick:
        # Peers would take hours here.
        worse = _changes([OURS], list(DEGRADATIONS), truth, zoned, chosen.images)
        report["degraded"] = worse
        console.print(_change_table("Degraded", worse))
    chosen.json.parent.mkdir(parents=True, exist_ok=True)
    chosen.json.write_text(json.dumps(report, indent=1), encoding="utf-8")
    console.print(f"Every figure: {chosen.json}")
    return 0
