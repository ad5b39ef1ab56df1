"""The trust store on disk: one folder, for each anchor its bytes and a TOML note beside them.

The note says where the anchor came from, when it was added, which schemes and issuer it may sign
for and how long it is valid; a person can read, change and review it with the tools they have.
Nothing here looks at the network or the clock: the day is handed in.
"""

from __future__ import annotations

import hashlib
import json
import tomllib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from pathlib import Path
from typing import Any

from verifier.errors import TrustStoreError
from verifier.model.trust import Anchor, AnchorKind, Revocations, TrustStore
from verifier.seal.crypto.chain import read_revocation_list
from verifier.seal.crypto.x509 import BadCertificate, read
from verifier.seal.trust.load import load_anchor, load_revocation

CRL, CARD_LIST = "crl", "card_list"
_SUFFIX = {
    AnchorKind.CERTIFICATE.value: ".der",
    AnchorKind.PUBLIC_KEY.value: ".der",
    AnchorKind.JWK_DIRECTORY.value: ".json",
    CRL: ".crl",
    CARD_LIST: ".json",
}
ID_DIGITS = 16  # hexadecimal digits of the SHA-256 that name an entry


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One thing in the store, as its note says; `data` are its bytes.

    `kind` is an AnchorKind's value, `crl` or `card_list`. `holder` is for people.
    """

    id: str
    kind: str
    data: bytes
    source: str
    added: date
    purposes: tuple[str, ...] = ()
    issuer: str | None = None
    key_id: str | None = None
    holder: str = ""
    valid_from: datetime | None = None
    valid_until: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """Something the operator should look at: the entry's id and what is the matter."""

    id: str
    message: str


def add(
    folder: Path,
    path: Path,
    *,
    today: date,
    source: str = "",
    purposes: Sequence[str] = (),
    issuer: str | None = None,
    key_id: str | None = None,
) -> tuple[Entry, ...]:
    """Add what is in a file to the store and return the entries, those already there included.

    `source` says where the file came from (its name when empty). Raises TrustStoreError.
    """
    entries = _from_file(path, key_id, today)
    if issuer or purposes:
        entries = tuple(
            replace(one, purposes=tuple(purposes) or one.purposes, issuer=issuer or one.issuer)
            for one in entries
        )
    folder.mkdir(parents=True, exist_ok=True)
    for entry in entries:
        _write(folder, replace(entry, source=source or entry.source))
    return entries


def entries(folder: Path) -> tuple[Entry, ...]:
    """Return everything in the store, by id; an absent folder is an empty store.

    Raises TrustStoreError, which names the note that cannot be used.
    """
    if not folder.is_dir():
        return ()
    return tuple(_entry(note) for note in sorted(folder.glob("*.toml")))


def show(folder: Path, wanted: str) -> Entry:
    """Return the entry whose id starts with `wanted`.

    Raises TrustStoreError when there is none or more than one.
    """
    found = [one for one in entries(folder) if one.id.startswith(wanted)]
    if len(found) != 1:
        count = "no entry" if not found else f"{len(found)} entries"
        raise TrustStoreError(f"{count} with an id that starts with {wanted!r}; see `trust list`")
    return found[0]


def check(folder: Path, at: datetime) -> tuple[Problem, ...]:
    """Return what is the matter with the store at the time `at`: unusable, expired, stale."""
    return tuple(_problems(folder, at))


def load_store(folder: Path) -> TrustStore:
    """Return the store as a verification uses it; its version is a hash of all of it.

    Raises TrustStoreError.
    """
    found = entries(folder)
    anchors = tuple(_anchor(one) for one in found if one.kind in set(AnchorKind))
    lists = Revocations(
        crls=tuple(one.data for one in found if one.kind == CRL),
        card_lists=tuple(one.data for one in found if one.kind == CARD_LIST),
    )
    digest = hashlib.sha256()
    for one in found:
        digest.update(repr((one.id, one.purposes, one.issuer, one.key_id)).encode())
    version = digest.hexdigest()[:ID_DIGITS] if found else "empty"
    return TrustStore(anchors=anchors, revocations=lists, version=version)


def _from_file(path: Path, key_id: str | None, today: date) -> tuple[Entry, ...]:
    try:
        return tuple(_of_anchor(anchor, today) for anchor in load_anchor(path, key_id))
    except TrustStoreError as no_anchor:
        try:
            lists = load_revocation(path)
        except TrustStoreError:
            raise no_anchor from None
    crls = (_new(CRL, data, path.name, today) for data in lists.crls)
    cards = (_new(CARD_LIST, data, path.name, today) for data in lists.card_lists)
    return (*crls, *cards)


def _of_anchor(anchor: Anchor, today: date) -> Entry:
    entry = _new(anchor.kind.value, anchor.data, anchor.source, today)
    return replace(entry, purposes=anchor.purposes, issuer=anchor.issuer, key_id=anchor.key_id)


def _new(kind: str, data: bytes, source: str, today: date) -> Entry:
    identifier = hashlib.sha256(data).hexdigest()[:ID_DIGITS]
    entry = Entry(id=identifier, kind=kind, data=data, source=source, added=today)
    if kind == AnchorKind.CERTIFICATE.value:
        certificate = read(data)
        return replace(
            entry,
            holder=certificate.subject,
            valid_from=certificate.not_before,
            valid_until=certificate.not_after,
        )
    listed = read_revocation_list(data) if kind == CRL else None
    if listed is not None:
        return replace(entry, valid_from=listed.this_update, valid_until=listed.next_update)
    return entry


def _write(folder: Path, entry: Entry) -> None:
    try:
        (folder / f"{entry.id}{_SUFFIX[entry.kind]}").write_bytes(entry.data)
        (folder / f"{entry.id}.toml").write_text(_note(entry), encoding="utf-8")
    except OSError as why:
        raise TrustStoreError(f"{folder}: cannot be written ({why.strerror})") from why


def _note(entry: Entry) -> str:
    lines: list[str] = []
    values: dict[str, Any] = {
        "kind": entry.kind,
        "file": f"{entry.id}{_SUFFIX[entry.kind]}",
        "sha256": hashlib.sha256(entry.data).hexdigest(),
        "source": entry.source,
        "added": entry.added,
        "purposes": list(entry.purposes),
        "issuer": entry.issuer,
        "key_id": entry.key_id,
        "holder": entry.holder or None,
        "valid_from": entry.valid_from,
        "valid_until": entry.valid_until,
    }
    for name, value in values.items():
        if value is not None:
            written = value.isoformat() if isinstance(value, date) else json.dumps(value)
            lines.append(f"{name} = {written}")  # JSON strings and lists are TOML ones
    return "\n".join(lines) + "\n"


def _entry(note: Path) -> Entry:
    try:
        said = tomllib.loads(note.read_text(encoding="utf-8"))
        data = (note.parent / Path(str(said["file"])).name).read_bytes()
        if hashlib.sha256(data).hexdigest() != said["sha256"]:
            raise TrustStoreError(f"{note.name}: the bytes beside it are not those it describes")
        return Entry(
            id=note.stem,
            kind=said["kind"],
            data=data,
            source=said["source"],
            added=said["added"],
            purposes=tuple(said.get("purposes", ())),
            issuer=said.get("issuer"),
            key_id=said.get("key_id"),
            holder=said.get("holder", ""),
            valid_from=said.get("valid_from"),
            valid_until=said.get("valid_until"),
        )
    except (OSError, ValueError) as why:
        raise TrustStoreError(f"{note.name}: cannot be used; add the file again") from why
    except KeyError as why:
        raise TrustStoreError(f"{note.name}: `{why.args[0]}` is missing") from why


def _anchor(entry: Entry) -> Anchor:
    return Anchor(
        kind=AnchorKind(entry.kind),
        data=entry.data,
        source=entry.source,
        added=entry.added,
        purposes=entry.purposes,
        issuer=entry.issuer,
        key_id=entry.key_id,
    )


def _problems(folder: Path, at: datetime) -> Iterator[Problem]:
    notes: Iterable[Path] = sorted(folder.glob("*.toml")) if folder.is_dir() else ()
    for note in notes:
        try:
            entry = _entry(note)
            if entry.kind not in _SUFFIX:
                raise TrustStoreError(f"{note.name}: `{entry.kind}` is no kind of anchor")
            if entry.kind == AnchorKind.CERTIFICATE.value:
                read(entry.data)
        except (TrustStoreError, BadCertificate) as why:
            yield Problem(id=note.stem, message=str(why))
            continue
        if entry.valid_until is not None and at > entry.valid_until:
            word = "stale: a newer list was due" if entry.kind == CRL else "ended"
            yield Problem(id=entry.id, message=f"{word} on {entry.valid_until.date().isoformat()}")
        if entry.valid_from is not None and at < entry.valid_from:
            message = f"starts on {entry.valid_from.date().isoformat()}"
            yield Problem(id=entry.id, message=message)
