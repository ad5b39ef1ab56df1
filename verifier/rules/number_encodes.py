"""The birth date and sex a number was formed from agree with the document's own.

They need not in every country: the profile says where a difference is no error.
"""

from __future__ import annotations

from collections.abc import Mapping

from verifier.model.finding import Finding
from verifier.model.profile import RuleSpec
from verifier.model.reading import Reading
from verifier.model.reason_code import ReasonCode
from verifier.profiles.forms import compact, matches
from verifier.profiles.hooks import function, stdnum_module
from verifier.rules.outcome import broken, held, not_applicable
from verifier.rules.subject import Subject


def check(rule: RuleSpec, subject: Subject) -> Finding:
    """Return whether what the number encodes agrees with birth date and sex as read."""
    number = subject.reading(rule.fields[0])
    if number is None:
        return not_applicable(rule, f"no {rule.fields[0]} was read")
    pattern = str(rule.options.get("pattern", ""))
    if pattern and not matches(pattern, number.value):
        return not_applicable(rule, "it is no number of this kind")
    told = _told(str(rule.options["decode"]), number.value, subject.profile.folder)
    read = {f: r for f in told if (r := subject.reading(f)) is not None}
    if not read:
        return not_applicable(rule, "it encodes nothing that was read elsewhere")
    for field, reading in read.items():
        if not _agree(told[field], reading.value):
            return _differs(rule, field, told[field], reading, number)
    return held(rule)


def _differs(rule: RuleSpec, field: str, told: str, reading: Reading, number: Reading) -> Finding:
    name = str(rule.options.get("name") or rule.fields[0])
    return broken(
        rule,
        ReasonCode.CONSISTENCY_NUMBER_VS_PERSON_DATA,
        f"the number tells another {field}",
        seen={
            "field": field,
            "a": told,
            "b": reading.value,
            "a_source": str(number.source),
            "b_source": str(reading.source),
        },
        evidence={"algorithm": name},
        read=(number, reading),
    )


def _told(worker: str, value: str, folder: str) -> Mapping[str, str]:
    number = compact(value)
    try:
        told = _by_stdnum(worker, number) if worker.startswith("stdnum.") else None
        told = dict(function(folder, worker)(number)) if told is None else told
    except (ValueError, IndexError, KeyError, OverflowError):
        return {}  # a number that encodes nothing: foreigners', later issues, misreadings
    return {field: fact for field, fact in told.items() if fact}


def _by_stdnum(worker: str, number: str) -> dict[str, str]:
    module = stdnum_module(worker)
    told: dict[str, str] = {}
    try:
        if hasattr(module, "get_birth_date"):
            told["birth_date"] = module.get_birth_date(number).isoformat()
        if hasattr(module, "get_gender"):
            told["sex"] = str(module.get_gender(number) or "")
    except Exception as error:  # stdnum's own errors derive from ValueError, but not all it raises
        raise ValueError(type(error).__name__) from error
    return told


def _agree(told: str, seen: str) -> bool:
    """Dates may be partial: they agree as far as both go. X and no sex agree with any."""
    if "X" in (told, seen):
        return True
    shorter = min(len(told), len(seen))
    return told[:shorter] == seen[:shorter]
