"""`bench codes`: agreement with a corpus of signed codes, and decoding of worn ones beside peers.

`[--corpus DIR] [--count N] [--seed S] [--json FILE]`. A corpus has a `cases.json` in the form of
shared/codes/README.md; without one only decoding is measured. CPU time is that of this process.
"""

from __future__ import annotations

import argparse
import json
import time
from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import Any

import cv2
import numpy as np
import zxingcpp
from PIL import Image
from pyzbar import pyzbar
from rich.console import Console
from rich.table import Table

from bench.codes_wear import WEAR, Picture, pictures
from verifier.model.page import MediaType, Page
from verifier.model.seal import Code, SealCheck
from verifier.model.trust import Anchor, Revocations, TrustStore
from verifier.seal.check import check
from verifier.seal.decode import decode
from verifier.seal.trust.load import load_anchor, load_revocation

_CORPUS = Path(__file__).resolve().parents[1] / ".." / "shared" / "codes"
_REPORT = Path("build/bench-codes.json")
Reader = Callable[[Picture], list[str]]


def main(argv: Sequence[str]) -> int:
    """Run both measurements and return 0."""
    options = _options(argv)
    console = Console()
    report: dict[str, Any] = {"decoding": _decoding(options.count, options.seed)}
    if (options.corpus / "cases.json").exists():
        report["agreement"] = _agreement(options.corpus)
        console.print(_agreement_table(report["agreement"]))
    console.print(_decoding_table(report["decoding"]))
    options.json.parent.mkdir(parents=True, exist_ok=True)
    options.json.write_text(json.dumps(report, indent=1), encoding="utf-8")
    return 0


def _options(argv: Sequence[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="bench codes")
    parser.add_argument("--corpus", type=Path, default=_CORPUS, help="folder with cases.json")
    parser.add_argument("--count", type=int, default=20, help="codes per state of wear")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--json", type=Path, default=_REPORT, help="where the figures go")
    return parser.parse_args(argv)


# Agreement with a corpus


def _agreement(corpus: Path) -> dict[str, Any]:
    schemes: dict[str, Any] = {}
    for case in json.loads((corpus / "cases.json").read_text(encoding="utf-8")):
        figures = schemes.setdefault(
            case["scheme"],
            {
                "cases": 0,
                "status": 0,
                "fields": 0,
                "fields_equal": 0,
                "false_trust": [],
                "wrong": [],
            },
        )
        _score(figures, case, _judge(corpus, case))
    return schemes


def _score(figures: dict[str, Any], case: Mapping[str, Any], seals: Sequence[SealCheck]) -> None:
    expected = case["expected"]
    status = str(seals[0].status) if len(seals) == 1 else "none" if not seals else "several"
    agrees = status in (expected["status"], *expected.get("also_accept", ()))
    figures["cases"] += 1
    figures["status"] += agrees
    if not agrees:
        figures["wrong"].append([case["id"], expected["status"], status])
    if status == "trusted" and not agrees:
        figures["false_trust"].append(case["id"])
    if status == expected["status"]:
        values = {**seals[0].claimed, **seals[0].readings}
        figures["fields"] += len(expected["fields"])
        figures["fields_equal"] += sum(
            values.get(name) == value for name, value in expected["fields"].items()
        )


def _judge(corpus: Path, case: Mapping[str, Any]) -> tuple[SealCheck, ...]:
    ids = case.get("key_ids") or {}
    lists = [load_revocation(corpus / path) for path in case.get("revocation") or ()]
    trust = TrustStore(
        anchors=tuple(
            anchor
            for path in case["trust"]
            for key_id in ids.get(path, [None])
            for anchor in _anchors(corpus / path, key_id)
        ),
        revocations=Revocations(
            crls=tuple(crl for one in lists for crl in one.crls),
            card_lists=tuple(ids for one in lists for ids in one.card_lists),
        ),
    )
    at = datetime.fromisoformat(case["as_of"]).replace(hour=12, tzinfo=UTC)
    return check(_codes(corpus, case), trust, at)


@cache
def _anchors(path: Path, key_id: str | None) -> tuple[Anchor, ...]:
    return load_anchor(path, key_id)


def _codes(corpus: Path, case: Mapping[str, Any]) -> list[Code]:
    codes: list[Code] = []
    for number, name in enumerate(case["inputs"]):
        path = corpus / name
        if case["input_kind"] == "image":
            with Image.open(path) as image:
                codes.extend(decode(_page(np.asarray(image.convert("RGB")), number)))
        else:
            raw = path.read_bytes()
            codes.append(Code(raw=raw, text=None, symbology="payload", input=number))
    return codes


def _page(pixels: Picture, number: int = 0) -> Page:
    return Page(index=number, input=number, pixels=pixels, media_type=MediaType.PNG)


def _agreement_table(schemes: Mapping[str, Any]) -> Table:
    table = Table(title="Agreement with the corpus")
    for name in ("scheme", "status", "fields", "falsely trusted"):
        table.add_column(name)
    for scheme, figures in sorted(schemes.items()):
        table.add_row(
            scheme,
            f"{figures['status']}/{figures['cases']}",
            f"{figures['fields_equal']}/{figures['fields']}",
            str(len(figures["false_trust"])),
        )
    return table


# Decoding of worn codes


def _ours(picture: Picture) -> list[str]:
    page = _page(np.asarray(cv2.cvtColor(picture, cv2.COLOR_GRAY2RGB), np.uint8))
    return [code.text or "" for code in decode(page)]


def _zxing(picture: Picture) -> list[str]:
    return [symbol.text for symbol in zxingcpp.read_barcodes(picture)]


def _pyzbar(picture: Picture) -> list[str]:
    return [symbol.data.decode("latin-1") for symbol in pyzbar.decode(picture)]


def _opencv(picture: Picture) -> list[str]:
    try:
        return [cv2.QRCodeDetector().detectAndDecode(picture)[0]]
    except cv2.error:
        return []


READERS: dict[str, Reader] = {
    "candor": _ours,
    "zxing-cpp": _zxing,
    "pyzbar": _pyzbar,
    "OpenCV": _opencv,
}


def _decoding(count: int, seed: int) -> dict[str, Any]:
    figures: dict[str, Any] = {
        wear: {reader: {"of": 0, "read": 0, "cpu_ms": 0.0} for reader in READERS} for wear in WEAR
    }
    for worn in pictures(count, seed):
        for name, reader in READERS.items():
            started = time.process_time()
            found = worn.text in reader(worn.picture)
            cell = figures[worn.wear][name]
            cell["of"] += 1
            cell["read"] += found
            cell["cpu_ms"] += 1000 * (time.process_time() - started)
    figures["all"] = {
        reader: {
            part: sum(figures[wear][reader][part] for wear in WEAR)
            for part in ("of", "read", "cpu_ms")
        }
        for reader in READERS
    }
    return figures


def _decoding_table(figures: Mapping[str, Any]) -> Table:
    table = Table(title="Codes read, and CPU milliseconds for each")
    table.add_column("wear")
    for reader in READERS:
        table.add_column(reader, justify="right")
    for wear, cells in figures.items():
        table.add_row(wear, *(_cell(cells[reader]) for reader in READERS))
    return table


def _cell(cell: Mapping[str, float]) -> str:
    share, each = cell["read"] / cell["of"], cell["cpu_ms"] / cell["of"]
    return f"{100 * share:.1f} %  {each:.1f}"
