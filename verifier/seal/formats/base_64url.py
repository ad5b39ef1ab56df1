"""Base64url, strictly or with the padding some issuers leave on. Source: RFC 4648, 5."""

from __future__ import annotations

import base64
import binascii
import re

from verifier.seal.errors import Malformed

_FORM = re.compile(r"[A-Za-z0-9_-]*")


def decode(text: str, *, padded: bool = False) -> bytes:
    """Return the bytes of `text`; with `padded`, trailing `=` are allowed.

    Raises Malformed, also when the last character carries bits that are not used.
    """
    body = text.rstrip("=") if padded else text
    if not _FORM.fullmatch(body) or len(body) % 4 == 1:
        raise Malformed("not Base64url")
    try:
        data = base64.urlsafe_b64decode(body + "=" * (-len(body) % 4))
    except (binascii.Error, ValueError) as why:
        raise Malformed("not Base64url") from why
    if base64.urlsafe_b64encode(data).decode("ascii").rstrip("=") != body:
        raise Malformed("not Base64url")
    return data
