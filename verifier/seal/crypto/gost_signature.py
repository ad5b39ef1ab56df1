"""Kazakhstan's GOST keys and signatures: which curve, which hash, which byte order.

Sources: the national authority's identifiers under 1.2.398.3.10.1 (as its SDK and certificates
write them); RFC 5832, RFC 7091 (equations). Everything is least significant byte first: the public
key X||Y in an OCTET STRING inside the BIT STRING, the hash read as a number, and the signature
r||s. Checked on XML and CMS that the authority's SDK signed with its public test keys (2004, and
2015 with 512 bits); the 256-bit form of 2015 was never seen and follows the same rules.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from typing import Any

from asn1crypto import core

from verifier.seal.crypto import gost3410, gost3411_94, streebog
from verifier.seal.crypto.curves import Curve, Point
from verifier.seal.crypto.gost_curves import BY_NAME
from verifier.seal.crypto.x509 import ASN1_ERRORS

KEY_2004 = "1.2.398.3.10.1.1.1.1"
KEY_2015_256 = "1.2.398.3.10.1.1.2.1"
KEY_2015_512 = "1.2.398.3.10.1.1.2.2"
CURVES: dict[str, Curve] = {  # by the parameter set beside the key's identifier
    "1.2.398.3.10.1.1.1.1.1": BY_NAME["id-GostR3410-2001-CryptoPro-A-ParamSet"],
    "1.2.398.3.10.1.1.2.1.1": BY_NAME["id-tc26-gost-3410-2012-256-paramSetA"],
    "1.2.398.3.10.1.1.2.2.1": BY_NAME["id-tc26-gost-3410-12-512-paramSetA"],
}

# Names of hashes, for `holds`
GOST_94, STREEBOG_256, STREEBOG_512 = "gost-34.311-95", "streebog-256", "streebog-512"
HASHES: dict[str, Callable[[bytes], bytes]] = {
    GOST_94: gost3411_94.digest,
    STREEBOG_256: lambda message: streebog.digest(message, 32),
    STREEBOG_512: streebog.digest,
}
SIGNATURES = {  # signature identifiers in certificates and revocation lists
    "1.2.398.3.10.1.1.1.2": GOST_94,
    "1.2.398.3.10.1.1.2.3.1": STREEBOG_256,
    "1.2.398.3.10.1.1.2.3.2": STREEBOG_512,
}


def holds(spki: bytes, digest: str, message: bytes, signature: bytes) -> bool:
    """Say whether `signature` signs `message` under the key; a key of another kind signs nothing.

    `digest` is a name in HASHES.
    """
    key = _key(spki)
    if key is None:
        return False
    curve, public = key
    half = curve.order_bytes
    if len(signature) != 2 * half:
        return False
    hashed = HASHES[digest](message)
    return gost3410.holds(
        curve,
        public,
        int.from_bytes(hashed, "little"),
        int.from_bytes(signature[:half], "little"),
        int.from_bytes(signature[half:], "little"),
    )


@lru_cache(maxsize=256)
def _key(spki: bytes) -> tuple[Curve, Point] | None:
    try:
        info: Any = core.Sequence.load(spki)
        algorithm: Any = info[0]
        if algorithm[0].dotted not in (KEY_2004, KEY_2015_256, KEY_2015_512):
            return None
        curve = CURVES.get(algorithm[1][0].dotted)
        octets = core.OctetString.load(bytes(core.OctetBitString.load(info[1].dump()))).native
    except ASN1_ERRORS:
        return None
    if curve is None or len(octets) != 2 * curve.field_bytes:
        return None
    x, y = octets[: curve.field_bytes], octets[curve.field_bytes :]
    return curve, (int.from_bytes(x, "little"), int.from_bytes(y, "little"))
