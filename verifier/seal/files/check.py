"""From an uploaded file to its signatures' checks: each kind of file to its module."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from verifier.model.seal import SealCheck
from verifier.model.trust import TrustStore
from verifier.seal.files import asic, message, pdf

MAX_FILE = 64 * 1024 * 1024  # bytes; intake takes less


def check_file(data: bytes, input: int, trust: TrustStore, at: datetime) -> tuple[SealCheck, ...]:
    """Return one check per signature in the file, none for a file that has no signature.

    Never raises. A file whose signed part is not the whole of it fails the fact
    `covers_whole_file`.
    """
    if len(data) > MAX_FILE:
        return ()
    found: tuple[SealCheck, ...] = ()
    for kind in (pdf, asic, message):
        if kind.looks_like(data):
            found = kind.check(data, trust, at)
            break
    return tuple(replace(one, inputs=(input,)) for one in found)
