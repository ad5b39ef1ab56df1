"""Known again: the same document or picture under another account of the same platform.

Only keyed hashes are kept, one key for each platform, and the answer is yes or no: never whose, how
many or since when. A yes is for a person to look into, never a refusal by itself.

A picture is the same when its bytes are, or its pixels (another container or other metadata). A
perceptual hash was measured and left out: two people's documents of one series, scanned or drawn by
a government's application, differ in 1 of 256 bits of a 16x16 difference hash, while one picture
saved again as JPEG differs from itself in up to 44. It would link strangers.
"""

from __future__ import annotations

import hashlib
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

import numpy as np
import numpy.typing as npt
from sqlalchemy import select, tuple_
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from api.ids import new_id
from api.store.tables.vault import Fingerprint
from api.vault.keys import KeyProvider, mac

# Shorter ones are the open part of a masked number, such as an Aadhaar's last four digits.
_SHORTEST_NUMBER = 5
_MASKS = frozenset("*•●×#")
# Standard deviation of the values below which a page is blank and so everybody's. Measured:
# burnt-out specimens 0.3, scanner noise 4, the darkest specimen 14, photographed documents 34.
_BLANK = 8.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Fingerprints:
    """Keyed hashes of one submission, each with its kind, comparable within `platform_id`."""

    platform_id: str
    macs: tuple[tuple[str, bytes], ...]

    def __add__(self, other: Fingerprints) -> Fingerprints:
        if other.platform_id != self.platform_id:
            raise TypeError("fingerprints of two platforms do not mix")
        return Fingerprints(platform_id=self.platform_id, macs=self.macs + other.macs)


def of_number(
    keys: KeyProvider, platform_id: str, *, country: str, kind: str, number: str
) -> Fingerprints:
    """Return the fingerprint of a document number; none for one that is masked or too short."""
    read = unicodedata.normalize("NFKC", number).upper()
    plain = "".join(letter for letter in read if letter.isalnum())
    if len(plain) < _SHORTEST_NUMBER or _MASKS & set(read):
        return Fingerprints(platform_id=platform_id, macs=())
    parts = country.encode(), kind.encode(), plain.encode()
    hashed = mac(keys, "document_number", platform_id, *parts)
    return Fingerprints(platform_id=platform_id, macs=(("document_number", hashed),))


def of_picture(
    keys: KeyProvider,
    platform_id: str,
    data: bytes,
    pixels: npt.NDArray[np.uint8] | None = None,
) -> Fingerprints:
    """Return the fingerprints of an uploaded picture and of its pixels, (height, width[, 3]).

    Give only sides that carry the person's own data: a form's back is the same for everybody.
    """
    if pixels is not None and float(pixels.std()) < _BLANK:
        return Fingerprints(platform_id=platform_id, macs=())
    macs = [("image", mac(keys, "image", platform_id, hashlib.sha256(data).digest()))]
    if pixels is not None:
        shape = repr(pixels.shape).encode()
        content = hashlib.sha256(pixels.tobytes()).digest()
        macs.append(("pixels", mac(keys, "pixels", platform_id, shape, content)))
    return Fingerprints(platform_id=platform_id, macs=tuple(macs))


def remember(
    session: Session,
    prints: Fingerprints,
    *,
    subject_id: str,
    verification_id: str,
    now: datetime,
) -> None:
    """Keep fingerprints; doing it twice changes nothing. Erasing the person removes them."""
    rows = [
        {
            "id": new_id("fpr"),
            "platform_id": prints.platform_id,
            "subject_id": subject_id,
            "verification_id": verification_id,
            "kind": kind,
            "mac": hashed,
            "created_at": now,
        }
        for kind, hashed in prints.macs
    ]
    if rows:
        session.execute(insert(Fingerprint).on_conflict_do_nothing(), rows)


def already_linked(session: Session, prints: Fingerprints, *, subject_id: str) -> bool:
    """Return whether another account of the platform was seen with any of these."""
    return bool(linked_kinds(session, prints, subject_id=subject_id))


def linked_kinds(session: Session, prints: Fingerprints, *, subject_id: str) -> Sequence[str]:
    """Return which kinds are known from another account, for the reviewer's evidence."""
    if not prints.macs:
        return ()
    same = (
        Fingerprint.platform_id == prints.platform_id,
        tuple_(Fingerprint.kind, Fingerprint.mac).in_(prints.macs),
        Fingerprint.subject_id != subject_id,
    )
    found = select(Fingerprint.kind).where(*same).distinct().order_by(Fingerprint.kind)
    return session.scalars(found).all()
