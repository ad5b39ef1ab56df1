"""A number's own check digit holds, by python-stdnum's algorithm or the country's hook."""

from __future__ import annotations

from verifier.model.finding import Finding
from verifier.model.profile import RuleSpec
from verifier.model.reason_code import ReasonCode
from verifier.profiles.forms import compact, matches
from verifier.profiles.hooks import function, stdnum_module
from verifier.rules.outcome import broken, held, not_applicable
from verifier.rules.subject import Subject


def check(rule: RuleSpec, subject: Subject) -> Finding:
    """Return whether the check digit of the rule's number holds."""
    field = rule.fields[0]
    reading = subject.reading(field)
    if reading is None:
        return not_applicable(rule, f"no {field} was read")
    pattern = str(rule.options.get("pattern", ""))
    if pattern and not matches(pattern, reading.value):
        name = rule.options.get("name") or "number of this kind"
        return not_applicable(rule, f"it is no {name}")
    worker = str(rule.options["check"])
    number = compact(reading.value)
    if _masked(number):
        return not_applicable(rule, "part of the number is lawfully covered")
    if _holds(worker, number, subject.profile.folder):
        return held(rule)
    return broken(
        rule,
        ReasonCode.READ_ID_NUMBER_CHECK_DIGIT,
        "its check digit does not add up",
        seen={"field": field},
        evidence={"value": reading.value, "algorithm": str(rule.options.get("name") or worker)},
        read=(reading,),
    )


def _masked(number: str) -> bool:
    return "*" in number or number.startswith("XXXX")


def _holds(worker: str, number: str, folder: str) -> bool:
    if worker.startswith("stdnum."):
        return bool(stdnum_module(worker).is_valid(number))
    try:
        return bool(function(folder, worker)(number))
    except (ValueError, IndexError, KeyError):
        return False  # not a number the algorithm is about
