"""Agreement with the shared corpus of signed codes, every scheme there is."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PIL import Image

from verifier.model.page import MediaType, Page
from verifier.model.seal import Code, SealCheck
from verifier.model.trust import Anchor, Revocations, TrustStore
from verifier.seal.check import check
from verifier.seal.decode import decode
from verifier.seal.schemes import SCHEMES
from verifier.seal.trust.load import load_anchor, load_revocation

CODES = Path(__file__).resolve().parents[2] / ".." / "shared" / "codes"
KNOWN = {scheme.ID for scheme in SCHEMES}


def cases() -> list[Any]:
    if not (CODES / "cases.json").exists():
        return []
    listed = json.loads((CODES / "cases.json").read_text())
    return [pytest.param(c, id=c["id"]) for c in listed if c["scheme"] in KNOWN]


@lru_cache(maxsize=512)
def anchors(path: str, key_id: str | None) -> tuple[Anchor, ...]:
    return load_anchor(CODES / path, key_id)


def trust_of(case: dict[str, Any]) -> TrustStore:
    ids = case.get("key_ids") or {}
    lists = [load_revocation(CODES / path) for path in case.get("revocation") or ()]
    return TrustStore(
        anchors=tuple(
            anchor
            for path in case["trust"]
            for key_id in ids.get(path, [None])
            for anchor in anchors(path, key_id)
        ),
        revocations=Revocations(
            crls=tuple(c for one in lists for c in one.crls),
            card_lists=tuple(c for one in lists for c in one.card_lists),
        ),
    )


def codes_of(case: dict[str, Any]) -> list[Code]:
    codes: list[Code] = []
    for number, path in enumerate(case["inputs"]):
        if case["input_kind"] == "image":
            pixels = np.asarray(Image.open(CODES / path).convert("RGB"))
            page = Page(index=number, input=number, pixels=pixels, media_type=MediaType.PNG)
            codes.extend(decode(page))
        else:
            raw = (CODES / path).read_bytes()
            codes.append(Code(raw=raw, text=None, symbology="payload", input=number))
    return codes


def judge(case: dict[str, Any]) -> tuple[SealCheck, ...]:
    year, month, day = map(int, case["as_of"].split("-"))
    return check(codes_of(case), trust_of(case), datetime(year, month, day, 12, tzinfo=UTC))


@pytest.mark.parametrize("case", cases())
def test_status_and_fields_are_as_the_corpus_says(case: dict[str, Any]) -> None:
    seals = judge(case)
    expected = case["expected"]
    accepted = {expected["status"], *expected.get("also_accept", ())}
    assert len(seals) == 1, [seal.status for seal in seals]
    assert seals[0].status in accepted, (seals[0].status, seals[0].detail, seals[0].facts)
    if seals[0].status != expected["status"]:
        return
    values = seals[0].readings or seals[0].claimed
    for name, value in expected["fields"].items():
        assert values.get(name) == value, name
    if seals[0].status != "trusted":
        assert not seals[0].readings
