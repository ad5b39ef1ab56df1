"""SMART Health Card: `shc:/` and pairs of digits that spell a compact JWS.

A deflated FHIR bundle signed with ES256; the issuer is a web address whose keys the directory
lists. Splitting into `shc:/n/N/` chunks is deprecated and still read.
Source: SMART Health Cards Framework 1.4.0 (spec.smarthealth.cards), "Protocol details".
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from verifier.model.seal import Code, SealCheck
from verifier.model.trust import TrustStore
from verifier.seal.crypto.signature import ecdsa_raw
from verifier.seal.errors import Incomplete, Malformed, Unsupported
from verifier.seal.formats import base_64url, json_text
from verifier.seal.formats.dates import iso_date
from verifier.seal.formats.inflate import inflate
from verifier.seal.scheme import Groups, each
from verifier.seal.trust.key_directory import keys_of
from verifier.seal.verdict import Content, Verdict, seal_check

__all__ = ["ID", "claims", "group", "parse", "verify"]

ID = "smart-health-card"
MAX_CHUNKS = 64
OFFSET = 45  # "Encoding Chunks as QR Codes": each character is its code point minus 45
_CODE = re.compile(rb"shc:/(?:([0-9]{1,4})/([0-9]{1,4})/)?(.*)", re.DOTALL)
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_LAST_SECOND = 253_402_300_799  # 9999-12-31
_SEX = {"male": "M", "female": "F"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """One parsed card, nothing believed."""

    key_id: str
    issuer: str
    starts: datetime
    expires: datetime | None
    revocation_id: str | None
    signed: bytes
    signature: bytes
    values: Mapping[str, str]


def claims(raw: bytes) -> bool:
    """Say whether the text has the card's scheme, in any form."""
    return raw[:4].lower() == b"shc:"


def group(codes: Sequence[Code]) -> Groups:
    """Return whole cards one by one, and the chunks of split cards together by their number."""
    split: dict[bytes, list[Code]] = {}
    whole: list[Code] = []
    for code in codes:
        found = _CODE.fullmatch(code.raw)
        if found is None or found[2] is None or found[2] == b"1":
            whole.append(code)
        else:
            split.setdefault(found[2], []).append(code)
    return each(whole) + tuple(tuple(chunks) for chunks in split.values())


def parse(codes: tuple[Code, ...]) -> Card:
    """Take one card apart.

    Raises Malformed; Incomplete when chunks are missing; Unsupported for other forms and
    algorithms.
    """
    parts = _token(codes).split(b".")
    if len(parts) != 3:
        raise Malformed("not a compact JWS")
    header = _object(base_64url.decode(parts[0].decode("ascii")))
    if header.get("zip") != "DEF":
        raise Malformed("the payload is not declared as compressed")
    if not isinstance(header.get("kid"), str):
        raise Malformed("the header names no key")
    if header.get("alg") != "ES256" or "crit" in header:
        raise Unsupported("a signature algorithm that the scheme does not use")
    payload = _object(inflate(base_64url.decode(parts[1].decode("ascii")), "raw"))
    return _card(str(header["kid"]), payload, parts)


def verify(parsed: Card, trust: TrustStore, at: datetime) -> SealCheck:
    """Judge by the key that the directory lists for the card's own issuer; nbf and exp by clock."""
    content = Content(
        values=parsed.values, issuer=parsed.issuer, signed_at=parsed.starts, key_id=parsed.key_id
    )
    if not parsed.signature:
        return seal_check(ID, Verdict(signed=False), content)
    listed = keys_of(trust, ID, parsed.issuer)
    named = [key for key_id, key in listed if key_id == parsed.key_id]
    signer = next(
        (k for k in named if ecdsa_raw(k.spki, "sha256", parsed.signed, parsed.signature)), None
    )
    if signer is None:
        return seal_check(ID, Verdict(holds=False if named else None), content)
    lists = trust.revocations.card_lists
    verdict = Verdict(
        holds=True,
        entitled=True,
        clean=not any(_takes_back(one, parsed) for one in lists) if lists else None,
        in_period=parsed.starts <= at and (parsed.expires is None or at <= parsed.expires),
    )
    return seal_check(ID, verdict, content, signer)


def _token(codes: tuple[Code, ...]) -> bytes:
    found = [_CODE.fullmatch(code.raw) for code in codes]
    first = found[0]
    if first is None:
        raise Unsupported("not the numeric form of a card")
    if first[1] is None:
        return _characters(first[3])
    total = int(first[2])
    if not 1 <= total <= MAX_CHUNKS:
        raise Malformed("a number of chunks that no card has")
    chunks: dict[int, bytes] = {}
    for one in found:
        if one is None or one[1] is None or int(one[2]) != total or not 1 <= int(one[1]) <= total:
            raise Malformed("chunks of different cards or out of range")
        if chunks.setdefault(int(one[1]), one[3]) != one[3]:
            raise Malformed("two different chunks of one number")
    missing = tuple(number for number in range(1, total + 1) if number not in chunks)
    if missing:
        detail = f"{len(missing)} of {total} codes are missing"
        raise Incomplete(detail, missing=missing, total=total)
    return b"".join(_characters(chunks[number]) for number in range(1, total + 1))


def _characters(digits: bytes) -> bytes:
    if not digits or len(digits) % 2 or not re.fullmatch(rb"[0-9]+", digits):
        raise Malformed("not pairs of digits")
    points = [int(digits[i : i + 2]) + OFFSET for i in range(0, len(digits), 2)]
    if max(points) > ord("z"):
        raise Malformed("a pair of digits that is no character")
    return bytes(points)


def _object(data: bytes) -> dict[str, object]:
    value = json_text.loads(data)
    if not isinstance(value, dict):
        raise Malformed("no JSON object")
    return value


def _card(key_id: str, payload: dict[str, object], parts: list[bytes]) -> Card:
    issuer, credential = payload.get("iss"), payload.get("vc")
    starts = _moment(payload.get("nbf"))
    if not isinstance(issuer, str) or starts is None or not isinstance(credential, dict):
        raise Malformed("no issuer, start or credential inside")
    revocation_id = credential.get("rid")
    return Card(
        key_id=key_id,
        issuer=issuer,
        starts=starts,
        expires=_moment(payload.get("exp")),
        revocation_id=revocation_id if isinstance(revocation_id, str) else None,
        signed=parts[0] + b"." + parts[1],
        signature=base_64url.decode(parts[2].decode("ascii")),
        values=_values(credential),
    )


def _moment(value: object) -> datetime | None:
    if value is None:
        return None
    if isinstance(value, bool) or not isinstance(value, int | float) or value != value:
        raise Malformed("a date that is no number")
    return _EPOCH + timedelta(seconds=min(max(value, 0), _LAST_SECOND))


def _values(credential: dict[str, object]) -> dict[str, str]:
    patient = next(_patients(credential), {})
    names = patient.get("name")
    usable = [n for n in names if isinstance(n, dict)] if isinstance(names, list) else []
    name = usable[0] if usable else {}
    given, born, sex = name.get("given"), patient.get("birthDate"), patient.get("gender")
    found = {
        "surname": name.get("family"),
        "given_names": " ".join(g for g in given if isinstance(g, str))
        if isinstance(given, list)
        else None,
        "full_name": name.get("text"),
        "birth_date": iso_date(born) if isinstance(born, str) else None,
        "sex": _SEX.get(sex) if isinstance(sex, str) else None,
    }
    return {field: value for field, value in found.items() if isinstance(value, str) and value}


def _patients(credential: dict[str, object]) -> Iterator[dict[str, object]]:
    subject = credential.get("credentialSubject")
    bundle = subject.get("fhirBundle") if isinstance(subject, dict) else None
    entries = bundle.get("entry") if isinstance(bundle, dict) else None
    for entry in entries if isinstance(entries, list) else ():
        resource = entry.get("resource") if isinstance(entry, dict) else None
        if isinstance(resource, dict) and resource.get("resourceType") == "Patient":
            yield resource


def _takes_back(card_list: bytes, card: Card) -> bool:
    """Ask one list of revoked card ids; an id with a time revokes what was issued before it."""
    try:
        value = json.loads(card_list)
    except (ValueError, RecursionError):
        return False
    if card.revocation_id is None or value.get("kid") != card.key_id:
        return False
    for entry in value.get("rids") or ():
        identifier, _, time = str(entry).partition(".")
        if identifier != card.revocation_id:
            continue
        if not time.isdigit() or card.starts < _EPOCH + timedelta(
            seconds=min(int(time[:12]), _LAST_SECOND)
        ):
            return True
    return False
