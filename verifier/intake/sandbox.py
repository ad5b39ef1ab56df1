"""Runs the decoding child within its limits and believes nothing it says without checking."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
from collections.abc import Iterator, Sequence
from typing import BinaryIO, cast

from verifier.intake.wire import WireError, receive, send
from verifier.model.context import Limits

_BYTES_PER_PIXEL = 3
_WALL_FACTOR = 1.5  # wall clock over CPU time, for a busy machine

Message = tuple[dict[str, object], bytes]


class ChildDiedError(Exception):
    """The child broke its limits or crashed; `input` is the one it was working on."""

    def __init__(self, number: int) -> None:
        super().__init__("the decoder stopped")
        self.number = number


def decode(inputs: Sequence[tuple[int, bytes]], limits: Limits) -> Iterator[Message]:
    """Yield the child's messages for (number, bytes) pairs.

    Raises ChildDiedError with the input after the last one heard of.
    """
    environment = {"PATH": os.environ.get("PATH", ""), "OPENBLAS_NUM_THREADS": "1"}
    command = [sys.executable, "-I", "-m", "verifier.intake.child"]
    child = subprocess.Popen(  # noqa: S603 - our own module, no shell
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, env=environment,
        stderr=subprocess.DEVNULL, start_new_session=True,
    )  # fmt: skip
    timer = threading.Timer(limits.decode_seconds * _WALL_FACTOR, child.kill)
    feeder = threading.Thread(target=_feed, args=(child.stdin, inputs, limits), daemon=True)
    timer.start()
    feeder.start()
    try:
        yield from _listen(cast(BinaryIO, child.stdout), inputs, limits)
    finally:
        timer.cancel()
        child.kill()
        child.wait()
        feeder.join()
        cast(BinaryIO, child.stdout).close()


def _feed(pipe: BinaryIO, inputs: Sequence[tuple[int, bytes]], limits: Limits) -> None:
    bounds = {
        "memory": limits.decode_memory,
        "seconds": limits.decode_seconds,
        "pages": limits.pages,
        "file_bytes": limits.file_bytes,
        "pixels": limits.pixels,
        "side": limits.working_side,
        "dpi": limits.pdf_dpi,
    }
    try:
        send(pipe, bounds)
        for number, data in inputs:
            send(pipe, {"input": number}, data)
        pipe.close()
    except (BrokenPipeError, ValueError, OSError):
        return  # the child is gone; the listener says so


def _listen(
    pipe: BinaryIO, inputs: Sequence[tuple[int, bytes]], limits: Limits
) -> Iterator[Message]:
    order = [number for number, _ in inputs]
    current = order[0]
    while True:
        try:
            message = receive(pipe, limits.working_side**2 * _BYTES_PER_PIXEL)
        except WireError:
            message = None
        if message is None:
            raise ChildDiedError(current)
        if message[0].get("done"):
            return
        number = cast(int, message[0].get("input"))
        if number not in order:
            raise ChildDiedError(current)
        current = number
        yield message
