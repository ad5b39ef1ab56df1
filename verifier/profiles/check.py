"""Everything wrong with the profiles at once, in seconds, without drawing or reading anything.

First the shape of each file, by the schema; then what a schema cannot say: that names agree with
folders and files, that what is referred to exists, that a fact which may fail a document has a
source. A file that cannot be read is one problem and hides no other file's.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from verifier.profiles.cases import CASES_FILE, case_problems, unknown_documents
from verifier.profiles.check_parts import Part, of_country, of_document
from verifier.profiles.files import read_table
from verifier.profiles.load import (
    COUNTRY_FILE,
    HOME,
    country_folders,
    document_files,
)
from verifier.profiles.problem import Problem, nearest
from verifier.profiles.schema import COUNTRY, DOCUMENT
from verifier.profiles.shape import misfits


@dataclass(frozen=True, slots=True)
class _File:
    path: Path
    table: Mapping[str, Any]
    problems: tuple[Problem, ...]


def check(root: Path | None = None, iso3: str | None = None) -> list[Problem]:
    """Return every problem of the profiles under `root`, or of one country, in file order.

    An empty list means the folder loads and every reference in it leads somewhere.
    """
    folder = root or HOME
    folders = country_folders(folder)
    wanted = [f for f in folders if iso3 is None or f.name == iso3.lower()]
    if iso3 is not None and not wanted:
        near = nearest(iso3.lower(), (f.name for f in folders))
        why = "there is no such country here."
        return [Problem(file=f"{iso3.lower()}/{COUNTRY_FILE}", key="", why=why, nearest=near)]
    ids = frozenset(f"{f.name}/{d.stem}" for f in folders for d in document_files(f))
    found = [p for f in wanted for p in _of_folder(f, ids)]
    return sorted({*found, *_shared_codes(folders, wanted)})


def _of_folder(folder: Path, ids: frozenset[str]) -> Iterator[Problem]:
    shared = _read(folder / COUNTRY_FILE, COUNTRY)
    yield from shared.problems
    documents = [_read(path, DOCUMENT) for path in document_files(folder)]
    if not documents:
        why = "has no document yet: candor profiles new <iso3> <kind> makes one."
        yield Problem(file=f"{folder.name}/", key="", why=why)
    if not shared.problems:
        yield from of_country(Part(folder, shared.path, shared.table, shared.table, ids))
    for file in documents:
        yield from file.problems
        if not file.problems and not shared.problems:
            yield from of_document(Part(folder, file.path, file.table, shared.table, ids))
    yield from _cases(folder, ids)


def _cases(folder: Path, ids: frozenset[str]) -> Iterator[Problem]:
    path, where = folder / CASES_FILE, f"{folder.name}/{CASES_FILE}"
    if path.is_file():
        table, unread = read_table(path)
        problems = unread or list(case_problems(table, where))
        yield from problems or unknown_documents(table, where, ids)


def _read(path: Path, keys: Any) -> _File:
    table, unread = read_table(path)
    problems = unread or misfits(table, keys, f"{path.parent.name}/{path.name}")
    return _File(path, table, tuple(problems))


def _shared_codes(folders: tuple[Path, ...], wanted: list[Path]) -> Iterator[Problem]:
    """Yield a zone code that two countries claim: which of them is meant could not be told."""
    owners: dict[str, str] = {}
    for folder in folders:
        table, _ = read_table(folder / COUNTRY_FILE)
        for code in table.get("zone_codes", ()):
            owner = owners.setdefault(str(code), folder.name)
            if owner != folder.name and folder in wanted:
                why = f"{code} is already {owner}'s."
                yield Problem(file=f"{folder.name}/{COUNTRY_FILE}", key="zone_codes", why=why)
