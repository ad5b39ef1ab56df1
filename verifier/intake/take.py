"""Inputs to pages: what can be opened becomes pages, what cannot becomes a reason."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import cast

import numpy as np

from verifier.intake import sandbox
from verifier.model.context import Context
from verifier.model.finding import Evidence, Finding, Status, passed
from verifier.model.page import Input, MediaType, Page
from verifier.model.reason_code import ReasonCode

CHECK = "intake.open"
ACCEPTED_FORMATS = "JPEG, PNG, WebP, TIFF, PDF"
_MEGABYTE = 1024 * 1024


@dataclass(frozen=True, slots=True, kw_only=True)
class Intake:
    """The pages that opened, and one finding for each input."""

    pages: tuple[Page, ...]
    findings: tuple[Finding, ...]


def take_in(inputs: Sequence[Input], ctx: Context) -> Intake:
    """Open every file input within `ctx.limits`; payload inputs are passed over."""
    findings: list[Finding] = []
    openable: list[tuple[int, bytes]] = []
    for number, item in enumerate(inputs):
        if item.kind != "file":
            continue
        fault = _too_big_or_empty(item, ctx)
        if fault is None:
            openable.append((number, item.data))
        else:
            findings.append(_failed(item, *fault))
    pages, more = _open(openable, inputs, ctx)
    return Intake(pages=tuple(pages), findings=(*findings, *more))


def _too_big_or_empty(item: Input, ctx: Context) -> tuple[ReasonCode, Evidence] | None:
    if not item.data:
        return ReasonCode.FILE_EMPTY, {}
    if len(item.data) > ctx.limits.file_bytes:
        seen = {"size": f"{len(item.data) / _MEGABYTE:.0f} MB"}
        return ReasonCode.FILE_TOO_LARGE, {
            **seen,
            "limit": f"{ctx.limits.file_bytes / _MEGABYTE:.0f} MB",
        }
    return None


def _open(
    waiting: list[tuple[int, bytes]], inputs: Sequence[Input], ctx: Context
) -> tuple[list[Page], list[Finding]]:
    pages: list[Page] = []
    outcome: dict[int, Finding] = {}
    while waiting:
        try:
            for header, body in sandbox.decode(waiting, ctx.limits):
                number = cast(int, header["input"])
                if "problem" in header:
                    code = ReasonCode(cast(str, header["problem"]))
                    seen = cast("dict[str, str | int]", header.get("seen", {}))
                    outcome[number] = _failed(inputs[number], code, seen)
                elif (page := _page(header, body)) is not None:
                    pages.append(page)
                    outcome[number] = passed(CHECK, note=f"input {number}")
            waiting = []
        except sandbox.ChildDiedError as died:
            seen = {"decoder": "stopped"}
            outcome[died.number] = _failed(inputs[died.number], ReasonCode.FILE_UNREADABLE, seen)
            waiting = [item for item in waiting if item[0] > died.number]
    whole = [page for page in pages if outcome[page.input].status is Status.PASSED]
    numbered = [replace(page, index=index) for index, page in enumerate(whole)]
    return numbered, [outcome[number] for number in sorted(outcome)]


def _page(header: dict[str, object], body: bytes) -> Page | None:
    if "width" not in header:
        return None
    width, height = cast(int, header["width"]), cast(int, header["height"])
    if width < 1 or height < 1 or width * height * 3 != len(body):
        return None
    return Page(
        index=0,
        input=cast(int, header["input"]),
        pixels=np.frombuffer(body, dtype=np.uint8).reshape(height, width, 3),
        media_type=MediaType(cast(str, header["media_type"])),
        dpi=cast("float | None", header.get("dpi")),
        text=cast("str | None", header.get("text")),
        greyscale=bool(header.get("grey")),
    )


def _failed(item: Input, code: ReasonCode, seen: Evidence) -> Finding:
    shown = {k: v for k, v in seen.items() if k not in ("limit", "decoder")}
    expected = {k: v for k, v in seen.items() if k == "limit"}
    if code is ReasonCode.FILE_FORMAT_NOT_SUPPORTED:
        expected = {"accepted": ACCEPTED_FORMATS}
    evidence: dict[str, str | int] = {"bytes": len(item.data), "head": item.data[:8].hex()}
    if "decoder" in seen:
        evidence["decoder"] = str(seen["decoder"])
    return Finding(
        check=CHECK,
        status=Status.FAILED,
        reason=code,
        seen={"file": item.name, **shown},
        expected=expected,
        evidence=evidence,
    )
