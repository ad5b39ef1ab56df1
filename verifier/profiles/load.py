"""Country profiles from a folder of TOML files to one immutable set.

TOML because YAML reads `NO` as false and `0123` as 83. A folder that does not fit the schema is
our fault, not the applicant's: loading raises and names file, key, reason and nearest right word.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from functools import lru_cache
from hashlib import sha256
from pathlib import Path
from types import MappingProxyType
from typing import Any

from verifier.errors import ProfileError
from verifier.model.profile import Country, Profile, ProfileSet
from verifier.profiles.build import country_of, profile_of
from verifier.profiles.files import read_table
from verifier.profiles.schema import COUNTRY, DOCUMENT
from verifier.profiles.shape import misfits

# The repository and the installed package both keep the data beside the library.
HOME = Path(__file__).resolve().parents[2] / "country_profiles"
COUNTRY_FILE = "country.toml"
NOT_DOCUMENTS = frozenset({COUNTRY_FILE, "cases.toml"})
VERSION_DIGITS = 12  # of the digest, enough to tell any two snapshots apart


def load_profiles(folder: Path | None = None) -> ProfileSet:
    """Return all profiles under `folder` (the project's own by default).

    Raises ProfileError, naming file and key, when any file does not fit the schema. The set of
    one folder is loaded once per process.
    """
    return _load((folder or HOME).resolve())


@lru_cache(maxsize=8)
def _load(folder: Path) -> ProfileSet:
    countries = {c.alpha3: c for c in map(load_country, country_folders(folder))}
    return ProfileSet(countries=MappingProxyType(countries), version=_version(folder))


def country_folders(folder: Path) -> tuple[Path, ...]:
    """Return the country folders below `folder`, in order; `_template` is not one."""
    if not folder.is_dir():
        raise ProfileError(f"{folder} is not a folder of country profiles")
    return tuple(sorted(p.parent for p in folder.glob(f"[a-z]*/{COUNTRY_FILE}")))


def document_files(folder: Path) -> tuple[Path, ...]:
    """Return the document files of one country's folder, in order."""
    return tuple(p for p in sorted(folder.glob("*.toml")) if p.name not in NOT_DOCUMENTS)


def load_country(folder: Path) -> Country:
    """Return one country with its documents; raises ProfileError as `load_profiles` does."""
    shared = _checked(folder / COUNTRY_FILE, COUNTRY)
    country = country_of(shared)
    profiles = tuple(_profile(path, country, shared, folder) for path in document_files(folder))
    return replace(country, profiles=profiles)


def _profile(path: Path, country: Country, shared: Mapping[str, Any], folder: Path) -> Profile:
    table = _checked(path, DOCUMENT)
    return profile_of(table, stem=path.stem, country=country, shared=shared, folder=str(folder))


def _checked(path: Path, keys: tuple[Any, ...]) -> dict[str, Any]:
    table, problems = read_table(path)
    problems = problems or misfits(table, keys, f"{path.parent.name}/{path.name}")
    if problems:
        more = f" (and {len(problems) - 1} more)" if len(problems) > 1 else ""
        raise ProfileError(f"{problems[0]}{more}")
    return table


def _version(folder: Path) -> str:
    digest = sha256()
    every = (p for end in ("toml", "py") for p in folder.glob(f"[a-z]*/*.{end}"))
    for path in sorted(p for p in every if p.name != "cases.toml"):  # cases change no answer
        digest.update(f"{path.parent.name}/{path.name}\0".encode() + path.read_bytes() + b"\0")
    return digest.hexdigest()[:VERSION_DIGITS]
