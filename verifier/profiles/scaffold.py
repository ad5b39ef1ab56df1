"""A new country or document to fill in, from `country_profiles/_template/`.

Every place that needs a person says "Fill this in", and the check refuses the file until none
does.
"""

from __future__ import annotations

from pathlib import Path

from verifier.errors import ProfileError
from verifier.profiles.load import COUNTRY_FILE, HOME
from verifier.profiles.problem import nearest
from verifier.profiles.schema import FILE_PREFIXES, KINDS

TEMPLATE = "_template"
DOCUMENT_TEMPLATE = "document.toml"
LETTERS = 3  # of an ISO 3166 alpha-3 code
# What nearly every document of a kind is like: size, sides, zone format, first two characters.
USUAL = {
    "passport": ("ID-3", '["front"]', "TD3", "P<"),
    "internal_passport": ("ID-3", '["front"]', "TD3", "P<"),
    "visa": ("ID-3", '["front"]', "MRVA", "V<"),
    "residence_permit": ("ID-1", '["front", "back"]', "TD1", "AR"),
    "egov": ("A4", '["front"]', "TD1", "ID"),
}
CARD = ("ID-1", '["front", "back"]', "TD1", "ID")


def new(iso3: str, kind: str, root: Path | None = None, series: str = "") -> tuple[Path, ...]:
    """Return the files made for a new document, the country's among them when it had none.

    Never overwrites: raises ProfileError when the document is there already, when `iso3` is no
    country code or `kind` no kind of document.
    """
    folder = (root or HOME) / _code(iso3)
    name = FILE_PREFIXES[_kind(kind)] + (f"-{series}" if series else "")
    document = folder / f"{name}.toml"
    if document.exists():
        raise ProfileError(f"{folder.name}/{document.name} is there already; give a series name")
    folder.mkdir(parents=True, exist_ok=True)
    made = []
    if not (folder / COUNTRY_FILE).exists():
        made.append(_copy(COUNTRY_FILE, folder / COUNTRY_FILE, root, iso3, kind))
    made.append(_copy(DOCUMENT_TEMPLATE, document, root, iso3, kind))
    return tuple(made)


def _copy(template: str, target: Path, root: Path | None, iso3: str, kind: str) -> Path:
    source = (root or HOME) / TEMPLATE / template
    if not source.is_file():
        source = HOME / TEMPLATE / template
    text = source.read_text(encoding="utf-8")
    size, sides, zone, code = USUAL.get(kind, CARD)
    known = {"ISO3": iso3.upper(), "kind": kind, "size": size, "sides": sides}
    for name, value in {**known, "zone": zone, "code": code}.items():
        text = text.replace("{" + name + "}", value)
    target.write_text(text, encoding="utf-8")
    return target


def _code(iso3: str) -> str:
    if len(iso3) != LETTERS or not (iso3.isascii() and iso3.isalpha()):
        raise ProfileError(f"{iso3!r} is no country code of three letters, like UKR")
    return iso3.lower()


def _kind(kind: str) -> str:
    if kind not in KINDS:
        near = nearest(kind, KINDS)
        hint = f" Did you mean {near!r}?" if near else ""
        raise ProfileError(f"{kind!r} is no kind of document: {', '.join(KINDS)}.{hint}")
    return kind
