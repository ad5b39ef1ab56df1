"""Signed containers (ASiC-E and ASiC-S): a ZIP archive with files and signatures over them.

Sources: ETSI EN 319 162-1 (container, `META-INF/*signatures*.xml` and `*.p7s` with a manifest) and
EN 319 132-1 (XAdES). A signature speaks for the container only when it covers every file in it.
"""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from urllib.parse import unquote

from verifier.model.seal import SealCheck, SealStatus
from verifier.model.trust import TrustStore
from verifier.seal.crypto.cms import BadMessage, Signer, read_signed
from verifier.seal.crypto.x509 import BadCertificate, Certificate, read
from verifier.seal.errors import Malformed
from verifier.seal.files.signer import Coverage, judged
from verifier.seal.formats import plain_xml
from verifier.seal.formats.plain_xml import Element
from verifier.seal.trust import xml_signature

ID = "asic-e"
MAGIC = b"PK\x03\x04"
MIME_TYPES = (b"application/vnd.etsi.asic-e+zip", b"application/vnd.etsi.asic-s+zip")
MAX_ENTRIES = 64
MAX_CONTENT = 32 * 1024 * 1024  # bytes of all entries together
META = "META-INF/"
ASIC = "{http://uri.etsi.org/02918/v1.2.1#}"
XADES = "{http://uri.etsi.org/01903/v1.3.2#}"
DS = xml_signature.DS
MAX_SIGNATURES = 16
ARCHIVE_ERRORS = (
    zipfile.BadZipFile,
    zlib.error,
    struct.error,
    EOFError,
    OSError,
    RuntimeError,
    NotImplementedError,
    ValueError,
    OverflowError,
    MemoryError,
)
Files = Mapping[str, bytes]


def looks_like(data: bytes) -> bool:
    """Say whether `data` is such a container: its type stands uncompressed at the start."""
    return data.startswith(MAGIC) and any(kind in data[:128] for kind in MIME_TYPES)


def check(data: bytes, trust: TrustStore, at: datetime) -> tuple[SealCheck, ...]:
    """Return a check per signature in the container."""
    try:
        files = _unpacked(data)
    except (Malformed, *ARCHIVE_ERRORS):
        return (_refused(SealStatus.MALFORMED, "the container is damaged or too large"),)
    found: list[SealCheck] = []
    for name, body in files.items():
        if not name.startswith(META):
            continue
        try:
            if "signature" in name.lower() and name.endswith(".xml"):
                found.extend(_xades(body, files, trust, at))
            elif name.endswith(".p7s"):
                found.append(_cades(name, body, files, trust, at))
        except (Malformed, BadMessage):
            found.append(_refused(SealStatus.MALFORMED, "a signature in the container is damaged"))
    return tuple(found[:MAX_SIGNATURES])


def _unpacked(data: bytes) -> dict[str, bytes]:
    files: dict[str, bytes] = {}
    room = MAX_CONTENT
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        entries = [entry for entry in archive.infolist() if not entry.is_dir()]
        if len(entries) > MAX_ENTRIES or len({e.filename for e in entries}) != len(entries):
            raise Malformed("too many files, or one name twice")
        for entry in entries:
            with archive.open(entry) as opened:
                body = opened.read(room + 1)
            room -= len(body)
            if room < 0:
                raise Malformed("expands beyond any document")
            files[entry.filename] = body
    return files


def _content(files: Files) -> set[str]:
    return {name for name in files if name != "mimetype" and not name.startswith(META)}


def _coverage(covered: set[str], files: Files) -> Coverage:
    missing = len(_content(files) - covered)
    if missing or not covered:
        return Coverage(whole=False, detail=f"{missing} files of the container are not signed")
    return Coverage(whole=True, detail="the signature covers every file of the container")


def _xades(body: bytes, files: Files, trust: TrustStore, at: datetime) -> Iterator[SealCheck]:
    root = plain_xml.read(body, MAX_CONTENT)
    for element in root.iter(f"{DS}Signature"):
        info = xml_signature.one(element, "SignedInfo")
        method = xml_signature.METHODS.get(
            xml_signature.one(info, "SignatureMethod").get("Algorithm")
        )
        certificates = tuple(_certificates(element))
        if method is None or not certificates:
            yield _refused(SealStatus.UNSUPPORTED, "no known form of XML signature")
            continue
        verify, digest = method
        form = xml_signature.one(info, "CanonicalizationMethod").get("Algorithm")
        value = plain_xml.base64_content(xml_signature.one(element, "SignatureValue"))
        signed = xml_signature.canonical(info, form)
        covered, fits = _references(element, info, files)
        signer = Signer(
            holds=fits and verify(certificates[0].spki, digest, signed, value),
            certificate=certificates[0],
            claimed_at=_claimed_at(element),
        )
        yield judged(ID, signer, certificates, _coverage(covered, files), trust, at)


def _references(element: Element, info: Element, files: Files) -> tuple[set[str], bool]:
    """Return the files a signature covers and whether every reference fits."""
    covered: set[str] = set()
    fits = True
    for reference in info.findall(f"{DS}Reference"):
        if reference.get("Type") == xml_signature.SIGNED_PROPERTIES:
            data: bytes | None = xml_signature.properties(element, reference)
        else:
            name = unquote(reference.get("URI") or "").removeprefix("/")
            data = files.get(name) if name in _content(files) else None
            covered.add(name)
            if reference.findall(f"{DS}Transforms"):
                raise Malformed("a file is transformed before it is signed")
        fits = fits and data is not None and xml_signature.digest_fits(reference, data)
    return covered, fits


def _certificates(element: Element) -> Iterator[Certificate]:
    path = f"{DS}KeyInfo/{DS}X509Data/{DS}X509Certificate"
    for one in (*element.findall(path), *element.iter(f"{XADES}EncapsulatedX509Certificate")):
        try:
            yield read(plain_xml.base64_content(one))
        except BadCertificate:
            continue


def _claimed_at(element: Element) -> datetime | None:
    text = next((one.text or "" for one in element.iter(f"{XADES}SigningTime")), "")
    try:
        moment = datetime.fromisoformat(text.strip())
    except ValueError:
        return None
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def _cades(name: str, body: bytes, files: Files, trust: TrustStore, at: datetime) -> SealCheck:
    """Check a CMS signature over the manifest that names it, or over the only file."""
    manifest = next((one for one in files if _is_manifest_of(one, files[one], name)), None)
    covered = _content(files)
    if manifest is None and len(covered) != 1:
        return _refused(SealStatus.MALFORMED, "no manifest says what the signature covers")
    signed = files[manifest] if manifest else files[next(iter(covered))]
    fits = True
    if manifest is not None:
        covered, fits = _listed(files[manifest], files)
    message = read_signed(body, signed)
    if len(message.signers) != 1:
        return _refused(SealStatus.UNSUPPORTED, "not a single signature")
    signer = message.signers[0]
    whole = Signer(
        holds=signer.holds and fits,
        certificate=signer.certificate,
        claimed_at=signer.claimed_at,
    )
    return judged(ID, whole, message.certificates, _coverage(covered, files), trust, at)


def _is_manifest_of(name: str, body: bytes, signature: str) -> bool:
    if not (name.startswith(META) and "ASiCManifest" in name and name.endswith(".xml")):
        return False
    root = plain_xml.read(body, MAX_CONTENT)
    return any(
        unquote(one.get("URI") or "") == signature for one in root.iter(f"{ASIC}SigReference")
    )


def _listed(body: bytes, files: Files) -> tuple[set[str], bool]:
    covered: set[str] = set()
    fits = True
    for one in plain_xml.read(body, MAX_CONTENT).iter(f"{ASIC}DataObjectReference"):
        name = unquote(one.get("URI") or "")
        covered.add(name)
        data = files.get(name)
        fits = fits and data is not None and xml_signature.digest_fits(one, data)
    return covered, fits


def _refused(status: SealStatus, detail: str) -> SealCheck:
    return SealCheck(
        scheme=ID, status=status, inputs=(), detail=detail, facts=(("structure", False, detail),)
    )
