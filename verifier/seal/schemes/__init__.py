"""The schemes Candor knows, in the order in which they are asked whether a code is theirs."""

from __future__ import annotations

from verifier.seal.scheme import AnyScheme
from verifier.seal.schemes import (
    aadhaar_secure_qr,
    claim_169,
    hc1,
    icao_vds_nc,
    smart_health_card,
)

SCHEMES: tuple[AnyScheme, ...] = (
    hc1,
    smart_health_card,
    icao_vds_nc,
    aadhaar_secure_qr,
    claim_169,
)
