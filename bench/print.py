"""`bench print`: how well printed fields are read, by script and kind of field, and what it costs.

`[--wear scan|photo|tilted] [--holders N] [--seed N] [--only TEXT] [--no-profile]
[--given-outline] [--folder DIR] [--scripts] [--json FILE]`. Documents are drawn by `fixtures` for
its fictional people, photographed as by a phone, located and read as in a verification; seeds
from 500 up were never used for tuning. `--given-outline` flattens by the true outline, to measure
reading alone. `--folder` holds images and a `truth.json` of their zones (`{"type", "lines"}` by
path): printed names, number and dates are then held against the zone. `--scripts` reads a plain
card of every script and language instead. Prints tables and, for calibration, how often readings
of each confidence were right.
"""

from __future__ import annotations

import argparse
import json
import re
import resource
import sys
import time
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
from PIL import Image
from rich.console import Console
from rich.table import Table

from bench.print_faces import Drawn, drawn_faces, folder_faces
from bench.print_scripts import cards
from verifier.model.profile import DocumentKind, Profile
from verifier.model.reading import Reading
from verifier.visual.dates import find_dates, western_digits
from verifier.visual.engine import text_reader
from verifier.visual.fields import read_print
from verifier.visual.labels import fold, table
from verifier.visual.letters import latinised, main_script
from verifier.visual.values import DATES, NAMES, NUMBERS, TEXTS

_BINS = (0.0, 0.6, 0.8, 0.9, 1.01)
_SHOWN = 40  # wrong fields listed


@dataclass(slots=True)
class Score:
    """Counts by kind of field, confidences with their rightness, and seconds per document."""

    fields: dict[str, list[int]] = field(default_factory=lambda: defaultdict(lambda: [0, 0, 0]))
    sure: list[tuple[float, bool]] = field(default_factory=list)
    seconds: list[float] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """One printed value: its field, the script it is printed in, and the values that are right."""

    field: str
    script: str
    values: tuple[str, ...]

    @property
    def kind(self) -> str:
        """The row of the table it counts for."""
        if self.field in DATES:
            return f"{self.script} date"
        if self.field in NAMES:
            return f"{self.script} name"
        return f"{self.script} {'number' if self.field in NUMBERS else 'text'}"


def plain(text: str) -> str:
    """Return text in capitals with one apostrophe, single spaces and none round a slash."""
    one = re.sub(r"\s*/\s*", "/", re.sub("[’ʼʻ‘`]", "'", text))
    return " ".join(one.split()).upper()


def wanted(name: str, printed: str, meant: str) -> Iterator[Wanted]:
    """Yield what a field's print should be read as; a name once for each script."""
    script = main_script(printed) or "Latn"
    if name in DATES or name == "sex":
        yield Wanted(field=name, script=script, values=(meant,))
    elif name in NAMES:
        by_script: dict[str, list[str]] = defaultdict(list)
        for part in filter(str.strip, re.split(r"[\n/]", printed)):
            by_script[main_script(part) or "Latn"].append(plain(part))
        for own, parts in by_script.items():
            yield Wanted(field=name, script=own, values=(" ".join(parts), *parts))
    elif name in NUMBERS:
        plain_number = latinised(re.sub(r"\W", "", western_digits(printed)).upper())
        meant_number = latinised(re.sub(r"\W", "", meant).upper())
        yield Wanted(field=name, script="Latn", values=(plain_number, meant_number))
    else:
        whole, parted = (plain(printed.replace("\n", between)) for between in " /")
        halves = tuple(map(plain, re.split(r"[\n/]", printed)))
        yield Wanted(field=name, script=script, values=(meant, whole, parted, *halves))


def is_right(reading: Reading, want: Wanted) -> bool:
    """Return whether a reading is exactly what is printed."""
    value = reading.value
    if want.field in TEXTS:  # letters of one shape are one print: MKK in Latin or Cyrillic
        return any(_one_print(value) == _one_print(w) for w in want.values)
    if want.field in NUMBERS:
        return latinised(re.sub(r"\W", "", value).upper()) in want.values
    return (value if want.field in DATES else plain(value)) in want.values


def _one_print(text: str) -> list[str]:
    """Return what a slash parts, in one order: of two directions of writing either comes first."""
    return sorted(latinised(plain(text)).split("/"))


def score_face(score: Score, drawn: Drawn, readings: Sequence[Reading]) -> None:
    """Count one face's fields."""
    for name, (printed, meant) in drawn.fields.items():
        for want in wanted(name, printed, meant):
            mine = [r for r in readings if r.field == name]
            if name in NAMES:
                mine = [r for r in mine if (r.language or "Latn") == want.script]
            hits = [r for r in mine if is_right(r, want)]
            row = score.fields[want.kind]
            row[0] += 1
            row[1] += bool(hits)
            row[2] += not mine
            if not want.kind.endswith("text"):
                score.sure += [(r.confidence, is_right(r, want)) for r in mine]
            if not hits:
                got = [(r.value, r.confidence) for r in mine]
                score.wrong.append(f"{drawn.name} {name}: {want.values[0]!r} read {got}")


def run_drawn(args: argparse.Namespace) -> Score:
    """Draw, wear, locate and read; return the counts, of what was done when interrupted."""
    reader = text_reader()
    score = Score()
    by_document: dict[str, float] = defaultdict(float)
    if reader is None:
        raise SystemExit("no text engine on this machine: see `./run doctor`")
    faces = drawn_faces(args.wear, args.holders, args.seed, args.only, given=args.given_outline)
    try:
        for drawn in faces:
            profile: Profile | None = None if args.no_profile else drawn.profile
            start = time.process_time()
            readings = read_print(drawn.face, profile=profile, zone=drawn.zone, text=reader)
            by_document[drawn.document] += time.process_time() - start
            score_face(score, drawn, readings)
    except KeyboardInterrupt:
        print(f"interrupted after {len(by_document)} documents", file=sys.stderr)
    score.seconds = list(by_document.values())
    return score


def run_folder(folder: Path) -> Score:
    """Hold printed fields of real specimens against their zones, as truth.json has them."""
    reader = text_reader()
    score = Score()
    if reader is None:
        raise SystemExit("no text engine on this machine: see `./run doctor`")
    for name, face, zone, truth in folder_faces(folder):
        start = time.process_time()
        readings = read_print(face, profile=None, zone=zone, text=reader)
        score.seconds.append(time.process_time() - start)
        for field_name, want in truth.items():
            mine = [r for r in readings if r.field == field_name]
            hits = [r for r in mine if _agrees(r, want)]
            row = score.fields[field_name]
            row[0] += 1
            row[1] += bool(hits)
            row[2] += not mine
            score.sure += [(r.confidence, r in hits) for r in mine]
            if not hits:
                got = [(r.value, r.confidence, r.uncertain) for r in mine]
                score.wrong.append(f"{name} {field_name}: {want!r} read {got}")
    return score


# Doc 9303-3, section 6.A: letters a zone spells out.
_SPELT = {"Ä": "AE", "Ö": "OE", "Ü": "UE", "Å": "AA", "Æ": "AE", "Ø": "OE", "Þ": "TH", "Ð": "D"}


def _agrees(reading: Reading, want: str) -> bool:
    if reading.field in DATES:
        return reading.value.replace("-", "")[2:] == want
    spelt = "".join(_SPELT.get(c, c) for c in reading.value.upper())
    forms = {fold(v).replace(" ", "").upper() for v in (reading.value, spelt)}
    return want.replace(" ", "") in forms


def run_scripts(args: argparse.Namespace) -> Score:
    """Read cards of every script, each in its own language."""
    reader = text_reader()
    score = Score()
    if reader is None:
        raise SystemExit("no text engine on this machine: see `./run doctor`")
    for card in cards(table(), args.holders, args.seed):
        if not any(part in card.name for part in args.only.split(",")):
            continue
        script, _, language = card.tag.partition("-")
        profile = Profile(
            id="xxx/card",
            country="XXX",
            kind=DocumentKind.NATIONAL_ID,
            names={},
            languages=(language,),
            scripts=(script,),
            date_formats=("DD.MM.YYYY",),
        )
        start = time.process_time()
        readings = read_print(card.face, profile=profile, zone=None, text=reader)
        score.seconds.append(time.process_time() - start)
        for name, printed in card.fields.items():
            meant = find_dates(printed, formats=("DD.MM.YYYY",)) if name in DATES else ()
            want = plain(printed) if not meant else meant[0].value
            names = ("full_name", "surname") if name == "full_name" else (name,)
            mine = [r for r in readings if r.field in names]
            hits = [r for r in mine if want == (plain(r.value) if not meant else r.value)]
            row = score.fields[f"{card.tag} {'date' if meant else 'text'}"]
            row[0] += 1
            row[1] += bool(hits)
            row[2] += not mine
            score.sure += [(r.confidence, r in hits) for r in mine]
            if not hits:
                got = [(r.value, r.confidence) for r in mine]
                score.wrong.append(f"{card.name} {name}: {printed!r} read {got}")
    return score


def _print(score: Score, console: Console) -> None:
    table = Table(title="Printed fields, exact")
    for name in ("kind", "fields", "exact", "%", "not found"):
        table.add_column(name)
    for kind, (count, right, missing) in sorted(score.fields.items()):
        share = f"{100 * right / count:.1f}"
        table.add_row(kind, str(count), str(right), share, str(missing))
    console.print(table)
    trust = Table(title="Confidence and truth")
    for name in ("confidence", "readings", "right %"):
        trust.add_column(name)
    for low, high in pairwise(_BINS):
        rights = [right for sure, right in score.sure if low <= sure < high]
        share = f"{100 * sum(rights) / len(rights):.1f}" if rights else "-"
        trust.add_row(f"{low:.2f} to {min(high, 1.0):.2f}", str(len(rights)), share)
    console.print(trust)
    for line in score.wrong[:_SHOWN]:
        console.print(line, markup=False, highlight=False)


def figures(score: Score) -> dict[str, Any]:
    """Return every figure as JSON."""
    return {
        "fields": {
            k: {"count": a, "exact": b, "missing": c} for k, (a, b, c) in score.fields.items()
        },
        "seconds": [round(s, 3) for s in score.seconds],
        "mean_seconds": round(float(np.mean(score.seconds)), 3) if score.seconds else None,
        "peak_mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024,
        "wrong": score.wrong,
        "sure": [(round(c, 3), right) for c, right in score.sure],
    }


def main(argv: Sequence[str] | None = None) -> int:
    """Run the benchmark; return 0."""
    parser = argparse.ArgumentParser(prog="bench print", description=__doc__)
    parser.add_argument("--wear", choices=("scan", "photo", "tilted"), default="photo")
    parser.add_argument("--holders", type=int, default=2, help="people for each document")
    parser.add_argument("--seed", type=int, default=500)
    parser.add_argument(
        "--only", default="", help="documents whose id contains one of these, comma-separated"
    )
    parser.add_argument("--given-outline", action="store_true", help="measure reading alone")
    parser.add_argument("--no-profile", action="store_true")
    parser.add_argument("--folder", type=Path)
    parser.add_argument("--scripts", action="store_true", help="a plain card of every script")
    parser.add_argument("--json", type=Path)
    args = parser.parse_args(argv)
    Image.MAX_IMAGE_PIXELS = None
    console = Console(width=120)
    if args.scripts:
        score = run_scripts(args)
    else:
        score = run_folder(args.folder) if args.folder else run_drawn(args)
    _print(score, console)
    result = figures(score)
    worst = max(score.seconds, default=0.0)
    console.print(
        f"{result['mean_seconds']} CPU s for a document, {worst:.2f} at most, "
        f"{result['peak_mb']} MB (with drawing)"
    )
    if args.json:
        args.json.parent.mkdir(parents=True, exist_ok=True)
        args.json.write_text(json.dumps(result, indent=1))
    return 0
