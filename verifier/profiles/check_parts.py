"""What a schema cannot say: names agree, references lead somewhere, facts have sources."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from verifier.errors import ProfileError
from verifier.model.profile import Confidence
from verifier.profiles.hooks import functions, reads, stdnum_module, stdnum_names
from verifier.profiles.problem import Problem, nearest
from verifier.profiles.schema import FILE_PREFIXES
from verifier.profiles.zone_values import OVER, PARTS, WHOLE, span_parts

_PARTS = frozenset(name for parts in PARTS.values() for name in parts) | frozenset(WHOLE)


@dataclass(frozen=True, slots=True)
class Part:
    """One file under check: its table, its country's, and the ids of every document there is."""

    folder: Path
    path: Path
    table: Mapping[str, Any]
    shared: Mapping[str, Any]
    ids: frozenset[str]

    def problem(self, key: str, why: str, near: str = "") -> Problem:
        """Return a problem of this file."""
        file = f"{self.path.parent.name}/{self.path.name}"
        return Problem(file=file, key=key, why=why, nearest=near)


def of_country(part: Part) -> Iterator[Problem]:
    """Yield what is wrong with a country file beyond its shape."""
    code = str(part.table["alpha3"])
    if code.lower() != part.folder.name:
        yield part.problem("alpha3", f"{code} does not belong in the folder {part.folder.name}/.")
    for name, number in part.table.get("numbers", {}).items():
        for key in ("check", "decode"):
            yield from _worker(part, f"numbers.{name}.{key}", number.get(key, ""))
        yield from _sourced(part, f"numbers.{name}", number)


def of_document(part: Part) -> Iterator[Problem]:
    """Yield what is wrong with a document file beyond its shape."""
    yield from _name(part)
    yield from _references(part)
    yield from _fields(part)
    yield from _zone(part)
    yield from _rules(part)
    yield from _dates(part)
    for key in ("zone", "validity", "issued", "withdrawn"):
        if key in part.table:
            yield from _sourced(part, key, part.table[key])
    if not part.table.get("marks") and "zone" not in part.table:
        yield part.problem("marks", "is needed: without a zone only printed words tell it apart.")


def _name(part: Part) -> Iterator[Problem]:
    prefix = FILE_PREFIXES[part.table["kind"]]
    stem = part.path.stem
    if stem != prefix and not stem.startswith(f"{prefix}-"):
        yield part.problem("kind", f"the file's name must begin with {prefix!r} for this kind.")
    main = part.shared.get("languages", ["en"])[0]
    if main not in part.table["names"]:
        yield part.problem("names", f"has no name in the country's first language, {main!r}.")


def _references(part: Part) -> Iterator[Problem]:
    own = f"{part.folder.name}/{part.path.stem}"
    for other in part.table.get("alternatives", ()):
        if other not in part.ids or other == own:
            near = nearest(other, part.ids - {own})
            yield part.problem("alternatives", f"{other!r} is no other document.", near)


def _fields(part: Part) -> Iterator[Problem]:
    listed = part.table.get("fields", ())
    labels = part.shared.get("labels", {})
    for name in listed:
        own = part.table.get("field", {}).get(name, {}).get("labels")
        if not own and not labels.get(name):
            yield part.problem(f"fields.{name}", "has no printed label, here or in country.toml.")
    for name, field in part.table.get("field", {}).items():
        at = f"field.{name}"
        if name not in listed:
            yield part.problem(at, "is not among the document's `fields`.", nearest(name, listed))
        yield from _numbers(part, at, field)
        yield from _box(part, at, field)
        yield from _meanings(part, at, field)
        if "pattern" in field:
            yield from _sourced(part, at, field)


def _numbers(part: Part, at: str, field: Mapping[str, Any]) -> Iterator[Problem]:
    known = part.shared.get("numbers", {})
    for number in field.get("numbers", ()):
        if number not in known:
            near = nearest(number, known)
            yield part.problem(f"{at}.numbers", f"{number!r} is no number of country.toml.", near)


def _meanings(part: Part, at: str, field: Mapping[str, Any]) -> Iterator[Problem]:
    for text in field.get("means", ()):
        printed, _, meant = text.replace(" ", "").partition("=")
        if not printed or meant not in ("M", "F", "X"):
            yield part.problem(f"{at}.means", f'"{text}" is not a letter and M, F or X: "H = M".')


def _box(part: Part, at: str, field: Mapping[str, Any]) -> Iterator[Problem]:
    box = field.get("zone")
    if box is None:
        return
    inside = len(box) == 4 and all(0 <= v <= 1 for v in box)
    if not inside or box[0] >= box[2] or box[1] >= box[3]:
        yield part.problem(f"{at}.zone", "must be left, top, right, bottom, each from 0 to 1.")


def _zone(part: Part) -> Iterator[Problem]:
    zone = part.table.get("zone", {})
    spans = {"zone.personal_number": zone.get("personal_number", "")}
    spans |= {f"zone.reads.{name}": span for name, span in zone.get("reads", {}).items()}
    for name, check in zone.get("checks", {}).items():
        sides = check.split(OVER)
        if len(sides) != 2:
            yield part.problem(f"zone.checks.{name}", "must be '<digit> over <spans>'.")
        spans |= {f"zone.checks.{name}": "+".join(sides)}
    for at, span in spans.items():
        yield from _span(part, at, span) if span else ()
    letters = zone.get("letters", {})
    if letters and len(letters["zone"]) != len(letters["native"]):
        yield part.problem("zone.letters", "must have as many native letters as signs.")


def _span(part: Part, at: str, span: str) -> Iterator[Problem]:
    try:
        named = span_parts(span)
    except ValueError as error:
        yield part.problem(at, f"{error}: write optional_data_1[0:11].")
        return
    for name in named:
        if name not in _PARTS:
            yield part.problem(at, f"{name!r} is no part of a zone.", nearest(name, _PARTS))


def _rules(part: Part) -> Iterator[Problem]:
    for number, rule in enumerate(part.table.get("rules", ()), start=1):
        at = f"rules[{number}]"
        yield from _sourced(part, at, rule)
        for key in ("check", "decode", "call"):
            yield from _worker(part, f"{at}.{key}", rule.get(key, ""))
        hook = functions(str(part.folder)).get(rule.get("call", "").removeprefix("hooks."))
        if hook and reads(hook) != tuple(rule.get("fields", ())):
            why = f"the hook reads {', '.join(reads(hook))}; `fields` must say the same."
            yield part.problem(f"{at}.fields", why)


def _worker(part: Part, at: str, worker: str) -> Iterator[Problem]:
    if not worker:
        return
    try:
        if worker.startswith("hooks."):
            known = functions(str(part.folder))
            if worker.removeprefix("hooks.") not in known:
                near = nearest(worker, (f"hooks.{name}" for name in known))
                yield part.problem(at, f"{worker!r} is not in {part.folder.name}/hooks.py.", near)
        else:
            stdnum_module(worker)
    except ProfileError as error:
        near = nearest(worker, stdnum_names()) if worker.startswith("stdnum.") else ""
        yield part.problem(at, f"{error}; write stdnum.<module> or hooks.<function>.", near)


def _dates(part: Part) -> Iterator[Problem]:
    issued = part.table.get("issued", {})
    if "from" in issued and "until" in issued and issued["from"] > issued["until"]:
        yield part.problem("issued", "ends before it begins.")


def _sourced(part: Part, at: str, table: Mapping[str, Any]) -> Iterator[Problem]:
    default = part.table.get("confidence", Confidence.KNOWN.value)
    if table.get("confidence", default) != Confidence.CHECKED.value:
        return
    if not (table.get("source") or part.table.get("sources") or part.shared.get("sources")):
        yield part.problem(
            at, "is `checked` and has no source: only what was seen may fail anyone."
        )
