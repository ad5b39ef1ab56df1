"""Made-up numbers that fit a document's patterns and check digits, to draw its specimen with.

The same profile gives the same numbers. What a number tells of its holder comes with it, so that
the drawn person can be born on the day their number says.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import partial
from importlib import import_module
from random import Random
from typing import Any

from verifier.errors import ProfileError
from verifier.model.profile import Country, FieldSpec, NumberSpec, Profile
from verifier.profiles.forms import matches
from verifier.profiles.hooks import function, stdnum_module

TRIES = 20_000  # one in a few thousand random numbers tells a possible date and adds up
LONGEST_REPEAT = 12
ADULT_FROM, ADULT_UNTIL = "1950", "2004"
_LETTERS, _DIGITS = "ABCDEFGHJKLMNPRSTUVWXYZ", "0123456789"
_parser: Any = import_module("re._parser")  # the standard library's own reading of a pattern


@dataclass(frozen=True, slots=True, kw_only=True)
class Example:
    """A made-up value, and the birth date and sex it tells, if any."""

    value: str
    tells: Mapping[str, str] = field(default_factory=dict)


def example(spec: FieldSpec, profile: Profile, country: Country) -> Example | None:
    """Return a value that fits the field's pattern, or the first number that may stand there.

    None where nothing is known of its form, or no number that adds up was found.
    """
    number = next((n for n in country.numbers if n.id in spec.numbers), None)
    pattern = number.pattern if number else spec.pattern
    if not pattern:
        return None
    # The specimen's luck, not a secret: S311 is about secrets.
    luck = Random(f"{profile.id} {spec.name}")  # noqa: S311
    tree = _parser.parse(pattern)
    for _ in range(TRIES):
        value = "".join(_piece(tree, luck))
        if not matches(pattern, value) or (spec.pattern and not matches(spec.pattern, value)):
            continue
        found = _adds_up(value, number, profile.folder) if number else Example(value=value)
        if found is not None:
            return found
    return None


def _adds_up(value: str, number: NumberSpec, folder: str) -> Example | None:
    plain = "".join(c for c in value if c.isalnum())
    try:
        if number.check and not _worker(number.check, folder, "is_valid")(plain):
            return None
        tells = _told(number.decode, folder, plain) if number.decode else {}
    except ProfileError:
        raise
    except Exception:  # a number that a library or hook cannot read is no example
        return None
    return Example(value=value, tells=tells) if _adult(tells.get("birth_date")) else None


def _adult(born: str | None) -> bool:
    if born is None:
        return True
    try:
        date.fromisoformat(born)
    except ValueError:
        return False
    return ADULT_FROM <= born < ADULT_UNTIL


def _told(worker: str, folder: str, plain: str) -> dict[str, str]:
    if not worker.startswith("stdnum."):
        return {k: v for k, v in function(folder, worker)(plain).items() if v}
    module = stdnum_module(worker)
    told = {}
    if hasattr(module, "get_birth_date"):
        told["birth_date"] = module.get_birth_date(plain).isoformat()
    if hasattr(module, "get_gender"):
        told["sex"] = str(module.get_gender(plain) or "")
    return {k: v for k, v in told.items() if v}


def _worker(name: str, folder: str, entry: str) -> Any:
    if name.startswith("stdnum."):
        return getattr(stdnum_module(name), entry)
    return partial(function(folder, name))


def _piece(tree: Any, luck: Random) -> Iterator[str]:
    """Yield the parts of one random text of the pattern; a sign it cannot make is left out."""
    for operation, what in tree:
        name = str(operation)
        if name == "LITERAL":
            yield chr(what)
        elif name == "IN":
            yield luck.choice(_signs(what))
        elif name in ("MAX_REPEAT", "MIN_REPEAT"):
            least, most, inner = what
            for _ in range(luck.randint(least, min(most, max(least, LONGEST_REPEAT)))):
                yield from _piece(inner, luck)
        elif name == "SUBPATTERN":
            yield from _piece(what[-1], luck)
        elif name == "BRANCH":
            yield from _piece(luck.choice(what[1]), luck)
        elif name == "ANY":
            yield luck.choice(_DIGITS)


def _signs(members: Any) -> str:
    """Return the signs a set allows; a class gives its plainest."""
    found = []
    for operation, what in members:
        name = str(operation)
        if name == "LITERAL":
            found.append(chr(what))
        elif name == "RANGE":
            found += [chr(code) for code in range(what[0], what[1] + 1)]
        elif name == "CATEGORY":
            found.append(_DIGITS if str(what).endswith("DIGIT") else _LETTERS + _DIGITS)
    return "".join(found) or _DIGITS
