"""The schemes Candor knows, in the order in which they are asked whether a code is theirs."""

from __future__ import annotations

from verifier.seal.scheme import AnyScheme
from verifier.seal.schemes import hc1

SCHEMES: tuple[AnyScheme, ...] = (hc1,)
