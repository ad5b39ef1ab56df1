"""The schemes Candor knows, in the order in which they are asked whether a code is theirs."""

from __future__ import annotations

from verifier.seal.scheme import AnyScheme

SCHEMES: tuple[AnyScheme, ...] = ()
