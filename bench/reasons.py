"""Reasons on drawn specimens: the expected code must be the first, and no code false.

Every specimen has at most one defect and is named after it. A specimen without one must be
accepted. Precision and recall are counted per code over all specimens measured.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from fixtures.specimens import SPECIMENS, specimen
from fixtures.variants import SURVIVABLE
from verifier.decide.policy import load_policy
from verifier.model.claim import Claim
from verifier.model.page import Input
from verifier.pipeline import verify
from verifier.standard import standard_context

AS_OF = date(2026, 11, 22)
# What each defect must be called; where two names are equally true, both are listed.
EXPECTED: dict[str, tuple[str, ...]] = {
    "expired": ("validity.expired",),
    "not_yet_valid": ("validity.not_yet_valid",),
    "wrong_check_digit": ("read.mrz_check_digit",),
    "name_differs": ("consistency.print_vs_code",),
    "birth_date_differs": ("consistency.print_vs_code",),
    "expiry_date_differs": ("consistency.print_vs_code",),
    "number_differs": ("consistency.print_vs_code",),
    "blurred": ("capture.blurred",),
    "field_blurred": ("capture.blurred",),
    "glare": ("capture.glare",),
    "glare_beside_zone": ("capture.glare",),
    "withdrawn": ("document.edition_withdrawn",),
    "cropped": ("capture.cropped",),
    "dark": ("capture.exposure",),
    "overexposed": ("capture.exposure",),
    "low_resolution": ("capture.low_resolution",),
    "mrz_covered": ("capture.covered", "read.mrz_not_readable"),
    "front_only": ("capture.side_missing",),
    "back_only": ("capture.side_missing",),
}
# Defects that the document survives: it may be accepted, or the defect named.
TOLERABLE = frozenset(SURVIVABLE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One specimen: what is wrong with it and what it was told."""

    name: str
    defect: str | None
    verdict: str
    codes: tuple[str, ...]

    @property
    def expected(self) -> tuple[str, ...]:
        """The codes of which one must come first; empty when it must be accepted."""
        return EXPECTED.get(self.defect or "", ())

    @property
    def right(self) -> bool:
        """Whether the first reason is the expected one and none is false."""
        if not self.codes:
            return not self.expected or self.defect in TOLERABLE
        return self.codes[0] in self.expected and set(self.codes) <= set(self.expected)


def measure(names: Sequence[str]) -> list[Row]:
    """Verify the specimens under the demo policy, without a claim."""
    ctx, policy = standard_context(as_of=AS_OF, trust_only=True), load_policy("demo")
    rows = []
    for name in names:
        drawn = specimen(name)
        inputs = [Input(name=file, data=data) for file, data in drawn.images]
        decision = verify(inputs, Claim(), ctx, policy)
        codes = tuple(str(reason.code) for reason in decision.reasons)
        rows.append(Row(name=name, defect=drawn.defect, verdict=str(decision.verdict), codes=codes))
    return rows


def by_code(rows: Sequence[Row]) -> dict[str, dict[str, float]]:
    """Return precision and recall for each code that was expected or given."""
    given: Counter[str] = Counter()
    wanted: Counter[str] = Counter()
    hit: Counter[str] = Counter()
    for row in rows:
        given.update(set(row.codes))
        told = [code for code in row.codes if code in row.expected]
        hit.update(set(told))
        if row.expected and not (row.defect in TOLERABLE and not row.codes):
            wanted[told[0] if told else row.expected[0]] += 1
    return {
        code: {
            "precision": hit[code] / given[code] if given[code] else 1.0,
            "recall": hit[code] / wanted[code] if wanted[code] else 1.0,
            "specimens": wanted[code],
        }
        for code in sorted({*given, *wanted})
    }


def main(argv: Sequence[str]) -> int:
    """Print the table; exit 1 when some specimen is told something false or nothing."""
    parser = argparse.ArgumentParser(prog="./run bench reasons", description=__doc__)
    parser.add_argument("specimens", nargs="*", default=None, help="names or beginnings of names")
    parser.add_argument("--json", type=Path)
    arguments = parser.parse_args(argv)
    starts = tuple(arguments.specimens or ("uto-passport", "uto-id-card"))
    rows = measure([name for name in SPECIMENS if name.startswith(starts)])
    for row in rows:
        if not row.right:
            print(f"{row.name:44} {row.verdict:7} {', '.join(row.codes) or '(no reason)'}")
    table = by_code(rows)
    for code, figures in table.items():
        print(
            f"{code:34} precision {figures['precision']:.2f}  recall {figures['recall']:.2f}"
            f"  ({figures['specimens']:.0f} specimens)"
        )
    right = sum(row.right for row in rows)
    print(f"{right} of {len(rows)} specimens: the expected code first, and none false")
    if arguments.json:
        arguments.json.write_text(json.dumps(table, indent=1), encoding="utf-8")
    return 0 if right == len(rows) else 1
