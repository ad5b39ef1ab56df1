"""The schemes Candor knows, in the order in which they are asked whether a code is theirs."""

from __future__ import annotations

from verifier.seal.scheme import AnyScheme
from verifier.seal.schemes import (
    aadhaar_secure_qr,
    aadhaar_xml,
    aamva,
    argentina_dni,
    claim_169,
    colombia_cedula,
    hc1,
    icao_idb,
    icao_vds,
    icao_vds_nc,
    kz_egov,
    smart_health_card,
    two_d_doc,
    vietnam_cccd,
)

SCHEMES: tuple[AnyScheme, ...] = (
    hc1,
    smart_health_card,
    icao_vds_nc,
    icao_idb,
    icao_vds,
    two_d_doc,
    kz_egov,
    aadhaar_xml,
    aamva,
    argentina_dni,
    colombia_cedula,
    vietnam_cccd,
    aadhaar_secure_qr,
    claim_169,
)
