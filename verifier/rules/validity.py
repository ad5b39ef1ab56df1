"""Dates every document must satisfy, whatever its country: in force, in order, old enough.

A partial date is a span of days; what depends on a day inside the span is unsure. Reasons:
`validity.*` of the catalogue.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, datetime, timedelta

from verifier.model.finding import Evidence, Finding, Status, passed, skipped
from verifier.model.policy import Policy
from verifier.model.profile import Profile
from verifier.model.reading import Reading, Source
from verifier.model.reason_code import ReasonCode
from verifier.model.zone import Zone
from verifier.rules.dates import earliest, latest, years_after
from verifier.rules.expiry import Expiry, expiry_of
from verifier.rules.subject import SURE, places, strongest, subject

OLDEST = 122  # years; the longest documented human life
CLOCK_SLACK = timedelta(days=1)  # it is already tomorrow somewhere


def validity(
    readings: Sequence[Reading],
    profile: Profile | None,
    now: datetime,
    policy: Policy,
    zone: Zone | None = None,
    text: Sequence[str] = (),
) -> tuple[Finding, ...]:
    """Return what the document's dates say at `now`, for a policy's ages and periods.

    `text` are the printed lines, where words may stand instead of a date of expiry.
    """
    if profile is not None:
        readings = subject(profile, readings, zone, now).readings
    today = now.date()
    expiry = expiry_of(profile, readings, zone, text)
    return (
        _in_force(expiry, readings, today),
        _long_enough(expiry, readings, today, policy),
        _begun(readings, today, profile),
        *_in_order(readings, expiry, today, profile),
        _old_enough(readings, today, policy),
    )


def _in_force(expiry: Expiry, readings: Sequence[Reading], today: date) -> Finding:
    check = "validity.expiry"
    if expiry.first is None or expiry.last is None:
        return skipped(check, "no date of expiry was read", "expiry_date")
    if today <= expiry.first:
        return passed(check, "expiry_date", note=expiry.note)
    reading = strongest(readings, "expiry_date")
    perhaps = expiry.extended and today <= expiry.last
    dated = perhaps and expiry.last < date.max
    until: Evidence = {"extended_until": expiry.last.isoformat()} if dated else {}
    source: Evidence = {"source": str(reading.source)} if reading else {}
    return Finding(
        check=check,
        status=_status([reading], certain=today > expiry.last),
        reason=ReasonCode.VALIDITY_EXPIRED,
        fields=("expiry_date",),
        seen={"date": expiry.first.isoformat(), **until},
        expected={"on_or_after": today.isoformat()},
        evidence={**source, **({"rule": expiry.note} if perhaps else {})},
        places=places(reading),
        note=expiry.note,
    )


def _long_enough(
    expiry: Expiry, readings: Sequence[Reading], today: date, policy: Policy
) -> Finding:
    check, days = "validity.remaining", policy.minimum_validity_days
    if not days or expiry.first is None or expiry.last is None:
        return skipped(check, "no period is asked for, or no date was read", "expiry_date")
    needed = today + timedelta(days=days)
    if expiry.first >= needed:
        return passed(check, "expiry_date")
    reading = strongest(readings, "expiry_date")
    return Finding(
        check=check,
        status=_status([reading], certain=expiry.last < needed),
        reason=ReasonCode.VALIDITY_EXPIRES_TOO_SOON,
        fields=("expiry_date",),
        seen={"date": expiry.first.isoformat(), "platform": policy.platform},
        expected={"days": days, "on_or_after": needed.isoformat()},
        places=places(reading),
    )


def _begun(readings: Sequence[Reading], today: date, profile: Profile | None) -> Finding:
    check, reading = "validity.begun", strongest(readings, "issue_date")
    begins = earliest(reading.value) if reading else None
    if reading is None or begins is None:
        return skipped(check, "no date of issue was read", "issue_date")
    if begins <= today + CLOCK_SLACK:
        return passed(check, "issue_date")
    if _other_calendar(reading, profile):
        return skipped(check, f"printed in the calendar {_calendar(profile)}", "issue_date")
    return Finding(
        check=check,
        status=_status([reading]),
        reason=ReasonCode.VALIDITY_NOT_YET_VALID,
        fields=("issue_date",),
        seen={"date": begins.isoformat()},
        expected={"on_or_before": today.isoformat()},
        places=places(reading),
    )


def _in_order(
    readings: Sequence[Reading], expiry: Expiry, today: date, profile: Profile | None
) -> Iterator[Finding]:
    birth, issue = strongest(readings, "birth_date"), strongest(readings, "issue_date")
    end = None if expiry.endless else strongest(readings, "expiry_date")
    yield _pair("validity.birth_before_issue", birth, issue, "born before issue", profile)
    yield _pair("validity.issue_before_expiry", issue, end, "issued before expiry", profile)
    yield _alive(birth, today, profile)


def _pair(
    check: str, a: Reading | None, b: Reading | None, rule: str, profile: Profile | None
) -> Finding:
    first = earliest(a.value) if a else None
    second = latest(b.value) if b else None
    if a is None or b is None or first is None or second is None:
        return skipped(check, "one of the two dates was not read")
    if first <= second:
        return passed(check, a.field, b.field)
    if _other_calendar(a, profile) or _other_calendar(b, profile):
        return skipped(check, f"printed in the calendar {_calendar(profile)}", a.field, b.field)
    return Finding(
        check=check,
        status=_status([a, b]),
        reason=ReasonCode.VALIDITY_DATES_INCONSISTENT,
        fields=(a.field, b.field),
        seen={"a": a.value, "b": b.value, "fields": (a.field, b.field)},
        evidence={"rule": rule},
        places=places(a, b),
    )


def _alive(birth: Reading | None, today: date, profile: Profile | None) -> Finding:
    check = "validity.birth"
    first, last = (earliest(birth.value), latest(birth.value)) if birth else (None, None)
    if birth is None or first is None or last is None:
        return skipped(check, "no date of birth was read", "birth_date")
    if first <= today and years_after(last, OLDEST) >= today:
        return passed(check, "birth_date")
    if _other_calendar(birth, profile):
        return skipped(check, f"printed in the calendar {_calendar(profile)}", "birth_date")
    return Finding(
        check=check,
        status=_status([birth]),
        reason=ReasonCode.VALIDITY_DATES_INCONSISTENT,
        fields=("birth_date",),
        seen={"a": birth.value, "b": today.isoformat(), "fields": ("birth_date",)},
        evidence={"rule": f"born in the last {OLDEST} years"},
        places=places(birth),
    )


def _old_enough(readings: Sequence[Reading], today: date, policy: Policy) -> Finding:
    check, birth = "validity.age", strongest(readings, "birth_date")
    first, last = (earliest(birth.value), latest(birth.value)) if birth else (None, None)
    if not policy.minimum_age or birth is None or first is None or last is None:
        return skipped(check, "no age is asked for, or no date of birth was read", "birth_date")
    reached = years_after(last, policy.minimum_age)
    if reached <= today:
        return passed(check, "birth_date")
    expected: Evidence = {"age": policy.minimum_age, "on_or_after": reached.isoformat()}
    return Finding(
        check=check,
        status=_status([birth], certain=years_after(first, policy.minimum_age) > today),
        reason=ReasonCode.VALIDITY_UNDER_AGE,
        fields=("birth_date",),
        seen={"date": birth.value},
        expected=expected,
        places=places(birth),
    )


def _status(read: Sequence[Reading | None], *, certain: bool = True) -> Status:
    doubtful = any(r is not None and r.confidence < SURE for r in read)
    return Status.FAILED if certain and not doubtful else Status.UNSURE


def _other_calendar(reading: Reading, profile: Profile | None) -> bool:
    """Whether the date may still be in the document's own calendar, as only print can be."""
    return _calendar(profile) != "gregorian" and reading.source is Source.PRINT


def _calendar(profile: Profile | None) -> str:
    return profile.calendar if profile else "gregorian"
