"""The limited child process in which untrusted bytes are decoded.

It sets its own resource limits before it reads anything, decodes one input after another, and
sends back rasters or reasons. It holds no secrets and needs no network or files.
"""

from __future__ import annotations

import resource
import sys
from typing import BinaryIO, cast

from verifier.intake import pdf, raster, sniff
from verifier.intake.problem import Problem
from verifier.intake.wire import receive, send
from verifier.model.page import MediaType, Raster
from verifier.model.reason_code import ReasonCode

_OPEN_FILES = 64


def limit(memory: int, seconds: int) -> None:
    """Bound this process's memory (bytes), CPU time (seconds), files and core dumps."""
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_NOFILE, (_OPEN_FILES, _OPEN_FILES))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def main() -> int:
    """Serve one request: a header with limits, then each input as one message."""
    inbound, outbound = sys.stdin.buffer, sys.stdout.buffer
    first = receive(inbound, 0)
    if first is None:
        return 1
    bounds = {k: int(cast(int, v)) for k, v in first[0].items()}
    limit(bounds["memory"], bounds["seconds"])
    pages_left = bounds["pages"]
    while (message := receive(inbound, bounds["file_bytes"])) is not None:
        header, data = message
        number = int(cast(int, header["input"]))
        send(outbound, {"input": number, "begin": True})
        try:
            pages_left -= _decode(outbound, number, data, bounds, pages_left)
        except Problem as problem:
            send(outbound, {"input": number, "problem": problem.code, "seen": problem.seen})
        except MemoryError:
            send(outbound, {"input": number, "problem": ReasonCode.FILE_TOO_LARGE, "seen": {}})
    send(outbound, {"done": True})
    return 0


def _decode(
    outbound: BinaryIO, number: int, data: bytes, bounds: dict[str, int], pages_left: int
) -> int:
    kind = sniff.media_type(data)
    if kind is None:
        raise Problem(ReasonCode.FILE_FORMAT_NOT_SUPPORTED, format=sniff.describe(data))
    caps = {"max_pixels": bounds["pixels"], "side": bounds["side"]}
    sent = 0
    if kind is MediaType.PDF:
        for pixels, grey, dpi, text in pdf.pages(
            data, max_pages=pages_left, dpi=bounds["dpi"], **caps
        ):
            _send_page(outbound, number, kind, pixels, grey, dpi=dpi, text=text)
            sent += 1
    else:
        for pixels, grey in raster.pages(data, kind, max_pages=pages_left, **caps):
            _send_page(outbound, number, kind, pixels, grey)
            sent += 1
    return sent


def _send_page(
    outbound: BinaryIO,
    number: int,
    kind: MediaType,
    pixels: Raster,
    grey: bool,
    dpi: float | None = None,
    text: str | None = None,
) -> None:
    height, width = pixels.shape[:2]
    header = {
        "input": number,
        "media_type": kind,
        "width": width,
        "height": height,
        "grey": grey,
        "dpi": dpi,
        "text": text,
    }
    send(outbound, header, pixels.data.cast("B"))


if __name__ == "__main__":
    sys.exit(main())
