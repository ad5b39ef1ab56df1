"""The catalogue's checks (DESIGN section 5): what CI and `candor reasons check` ask."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from verifier.errors import CatalogueError
from verifier.model.reason_code import ReasonCode
from verifier.reasons.catalogue import (
    Catalogue,
    definition_files,
    path_code,
    read_definition,
    with_words,
)
from verifier.reasons.check_languages import language_problems
from verifier.reasons.check_texts import (
    Definitions,
    hard_wording,
    telling_wording,
    undeclared_placeholders,
    variants_without_fallback,
)
from verifier.reasons.index import INDEX, index
from verifier.reasons.problem import Problem

CATALOGUE = Path("verifier") / "reasons"
_NAMED = re.compile(r"ReasonCode\.([A-Z_]+)")
# These rooms define, explain or order codes; naming one there makes no finding carry it.
_NO_EMITTERS = (
    "verifier/reasons/",
    "verifier/model/",
    "verifier/report/",
    "verifier/statement/",
    "verifier/decide/causes.py",
    "verifier/decide/weigh.py",
)
# A reason withheld by law is a platform's own act with two approvers; no check of ours finds one.
_NEVER_FOUND = frozenset({ReasonCode.PROCESS_REASON_RESTRICTED_BY_LAW})
# Tests of the catalogue and of the model take a code as their example; they show no document.
_NO_SHOWERS = ("tests/reasons/", "tests/model/")


def check(root: Path) -> list[Problem]:
    """Return everything wrong with the catalogue of the repository at `root`.

    Sources, specimens and tests are read as text: a code counts as emitted when stage or service
    code, or a profile's rule, names it; as shown when tests or fixtures name it.
    """
    reasons = root / CATALOGUE
    definitions, problems = _read(reasons)
    problems += [*_files_and_enum(reasons), *_emitted(root), *_shown(root)]
    problems += [*undeclared_placeholders(definitions), *variants_without_fallback(definitions)]
    problems += [*hard_wording(definitions), *telling_wording(definitions)]
    try:
        source = with_words(reasons, definitions)
    except CatalogueError as error:
        return [*problems, _unreadable(error)]
    problems += language_problems(source, reasons / "locale")
    return [*problems, *_index_is_fresh(root, source)]


def _read(reasons: Path) -> tuple[Definitions, list[Problem]]:
    definitions: Definitions = {}
    problems: list[Problem] = []
    paths = {path_code(path): path for path in definition_files(reasons)}
    for code in ReasonCode:  # in the enum's order, as the index has them
        try:
            if code.value in paths:
                definitions[code] = read_definition(paths[code.value])
        except CatalogueError as error:
            problems.append(_unreadable(error))
    return definitions, problems


def _unreadable(error: CatalogueError) -> Problem:
    return Problem(where="catalogue", what=str(error), remedy="Mend the file")


def _files_and_enum(reasons: Path) -> Iterator[Problem]:
    files = {path_code(path) for path in definition_files(reasons)}
    codes = {code.value for code in ReasonCode}
    for code in sorted(codes - files):
        yield Problem(
            where=code,
            what="the enum has it and no file does",
            remedy=f"Write verifier/reasons/{code.replace('.', '/')}.toml",
        )
    for code in sorted(files - codes):
        yield Problem(
            where=code,
            what="a file has it and the enum does not",
            remedy="Add it to ReasonCode or remove the file",
        )


def _emitted(root: Path) -> Iterator[Problem]:
    named = _codes_in(root, ("verifier", "api"), "*.py", leave_out=_NO_EMITTERS)
    named |= _codes_in(root, ("country_profiles",), "*.toml", leave_out=("/cases.toml",))
    for code in ReasonCode:
        if code not in named and code not in _NEVER_FOUND:
            yield Problem(
                where=code.value,
                what="nothing emits it",
                remedy="Let the check that sees it give it as its reason, or remove the code",
            )


def _shown(root: Path) -> Iterator[Problem]:
    named = _codes_in(root, ("tests", "fixtures"), "*.py", leave_out=_NO_SHOWERS)
    named |= _codes_in(root, ("tests", "fixtures", "country_profiles"), "*.toml")
    for code in ReasonCode:
        if code not in named:
            yield Problem(
                where=code.value,
                what="no specimen or test shows it",
                remedy="Draw a specimen with this one defect, or test what emits it",
            )


def _codes_in(
    root: Path, folders: tuple[str, ...], pattern: str, leave_out: tuple[str, ...] = ()
) -> set[ReasonCode]:
    codes: set[ReasonCode] = set()
    values = {code.value: code for code in ReasonCode}
    quoted = re.compile("[\"'](" + "|".join(map(re.escape, values)) + ")[\"']")
    for folder in folders:
        for path in sorted((root / folder).rglob(pattern)):
            if not any(part in path.relative_to(root).as_posix() for part in leave_out):
                text = path.read_text(encoding="utf-8")
                codes |= {values[value] for value in quoted.findall(text)}
                members = ReasonCode.__members__
                codes |= {members[n] for n in _NAMED.findall(text) if n in members}
    return codes


def _index_is_fresh(root: Path, source: Catalogue) -> Iterator[Problem]:
    path = root / INDEX
    if not path.is_file() or path.read_text(encoding="utf-8") != index(source):
        yield Problem(
            where=INDEX.as_posix(),
            what="not what the catalogue says",
            remedy="Run: candor reasons index",
        )
