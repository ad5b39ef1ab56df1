"""`country_profiles/<iso3>/cases.toml`: what Candor must answer to documents of the country.

A case is a drawn specimen, or the lines of a zone alone, with a claim and a day, and what must
come of it: the document recognised, the decision, and exactly these reasons. The tests run them
through the whole pipeline; here they are only read and checked for form.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from verifier.errors import ProfileError
from verifier.model.decision import Verdict
from verifier.model.reason_code import ReasonCode
from verifier.profiles.files import read_table
from verifier.profiles.key import NOTE, Key, Shape
from verifier.profiles.problem import Problem, nearest
from verifier.profiles.schema import KINDS
from verifier.profiles.shape import misfits

CASES_FILE = "cases.toml"
DEFAULT_POLICY = "default"
CLAIM = (
    Key(name="name", about="the name as the person would type it"),
    Key(name="birth_date", about="2000-12-31"),
    Key(name="document_number", about="as the person would type it"),
    Key(name="personal_number", about="as the person would type it"),
    Key(name="nationality", about="code of three letters"),
    Key(name="address", about="as the person would type it"),
    Key(name="country", about="the country chosen, where not the document's"),
    Key(name="kind", shape=Shape.WORD, words=KINDS, about="the kind chosen, where another"),
)
CASE = (
    Key(name="specimen", about="a drawn document: python -m fixtures list"),
    Key(name="zone", shape=Shape.TEXTS, about="or the lines of a zone, read perfectly"),
    Key(name="as_of", shape=Shape.DATE, required=True, about="the day of the verification"),
    Key(name="document", required=True, about="the id of the document to recognise"),
    Key(name="claim", shape=Shape.TABLE, keys=CLAIM, about="what the person says"),
    Key(name="policy", about="a policy's name; left out, the default one"),
    Key(
        name="decision",
        shape=Shape.WORD,
        words=tuple(v.value for v in Verdict),
        about="of a specimen: what is decided",
    ),
    Key(
        name="reasons",
        shape=Shape.WORDS,
        words=tuple(c.value for c in ReasonCode),
        about="every reason given, and no other; none when it is accepted",
    ),
    Key(name="waits", about="why this does not hold yet; the tests then only report it"),
    NOTE,
)
FILE = (Key(name="case", shape=Shape.TABLES, keys=CASE, required=True, about="the cases"),)


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """One case; `specimen` or `zone` says what is shown, the other is empty."""

    specimen: str = ""
    zone: tuple[str, ...] = ()
    as_of: date
    document: str
    claim: Mapping[str, str] = field(default_factory=dict)
    policy: str = DEFAULT_POLICY
    decision: str = ""
    reasons: tuple[str, ...] = ()
    waits: str = ""

    @property
    def name(self) -> str:
        """What the case is called in lists: its specimen and the day, or its document's zone."""
        return f"{self.specimen}@{self.as_of}" if self.specimen else f"{self.document}:zone"


def load_cases(folder: Path) -> tuple[Case, ...]:
    """Return the cases of a country's folder, none where there is no file.

    Raises ProfileError, naming file and key, when the file does not fit.
    """
    path = folder / CASES_FILE
    if not path.is_file():
        return ()
    table, problems = read_table(path)
    if problems := problems or list(case_problems(table, f"{folder.name}/{CASES_FILE}")):
        raise ProfileError(str(problems[0]))
    return tuple(map(_case, table["case"]))


def case_problems(table: Mapping[str, Any], file: str) -> Iterator[Problem]:
    """Yield what is wrong with a file of cases by itself."""
    misfit = misfits(table, FILE, file)
    yield from misfit
    for number, case in enumerate(table.get("case", ()) if not misfit else (), start=1):
        at = f"case[{number}]"
        if bool(case.get("specimen")) == bool(case.get("zone")):
            yield Problem(file=file, key=at, why="needs either a specimen or a zone.")
        if case.get("specimen") and "decision" not in case:
            yield Problem(file=file, key=f"{at}.decision", why="is missing: what is decided.")
        if case.get("decision") == Verdict.ACCEPT and case.get("reasons"):
            yield Problem(file=file, key=f"{at}.reasons", why="cannot stand beside an acceptance.")


def unknown_documents(
    table: Mapping[str, Any], file: str, ids: frozenset[str]
) -> Iterator[Problem]:
    """Yield the cases that speak of a document that is not there."""
    for number, case in enumerate(table.get("case", ()), start=1):
        document = case.get("document", "")
        if document and document not in ids:
            near = nearest(document, ids)
            why = f"{document!r} is no document."
            yield Problem(file=file, key=f"case[{number}].document", why=why, nearest=near)


def _case(table: Mapping[str, Any]) -> Case:
    known: dict[str, Any] = {f: v for f, v in table.items() if f != NOTE.name}
    for key in ("zone", "reasons"):
        known[key] = tuple(known.get(key, ()))
    return Case(**known)
