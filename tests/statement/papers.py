"""A complete statement and receipt of a fictional platform, for tests to take things from."""

from __future__ import annotations

from datetime import UTC, date, datetime

from verifier.model.decision import Counterfactual, Verdict
from verifier.model.reason_code import ReasonCode
from verifier.reasons.catalogue import catalogue
from verifier.statement.facts import Facts
from verifier.statement.measure import Means, Measure, MeasureKind, Taken
from verifier.statement.parties import (
    Contact,
    Ground,
    GroundKind,
    Person,
    Platform,
    Remedy,
    RemedyKind,
)
from verifier.statement.receipt import Receipt, receipt
from verifier.statement.statement import Statement, statement

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)
PERSON = Person(account="freelancer-8841", name="Olena Kovalchuk")
PLATFORM = Platform(
    name="Gigforge",
    legal_name="Gigforge Marketplace Ltd",
    address="1 Example Street, Dublin, Ireland",
    contact=Contact(name="Account decisions desk", email="decisions@gigforge.example"),
    ground=Ground(
        kind=GroundKind.CONTRACT,
        reference="Terms of Service, section 4.2",
        text={"en": "Everyone who is paid shows a valid identity document once."},
    ),
    remedies=(
        Remedy(
            kind=RemedyKind.COMPLAINT,
            where="https://gigforge.example/complaints",
            open_days=184,
            answered_days=14,
            free=True,
        ),
        Remedy(kind=RemedyKind.COURT, where="Courts of Dublin, Ireland"),
    ),
)
REASONS = (
    catalogue()[ReasonCode.VALIDITY_EXPIRED].example_reason(),
    catalogue()[ReasonCode.MATCH_NAME].example_reason(),
)
EVERY = tuple(reason.code for reason in REASONS)
FACTS = Facts(
    verdict=Verdict.REJECT,
    at=date(2026, 11, 22),
    due=date(2026, 11, 25),
    country="UKR",
    kind="passport",
    reasons=REASONS,
    changes=(Counterfactual(settled=EVERY, verdict=Verdict.ACCEPT),),
)
ACCEPTED = Facts(
    verdict=Verdict.ACCEPT,
    at=date(2026, 11, 22),
    country="UKR",
    kind="passport",
    passed=("mrz.check_digits", "seal.hc1", "validity.expiry", "compare.claim.name"),
    assurance="superior",
)
MEASURE = Measure(
    kind=MeasureKind.REFUSED,
    scope={"en": "Payouts and new contracts.", "uk": "Виплати та нові контракти."},
    territory=("worldwide",),
    starts=NOW,
)
TAKEN = Taken(by=Means.SUPPORTED, at=NOW, role="Senior reviewer")


def a_statement(**other: object) -> Statement:
    given: dict[str, object] = {
        "number": "GF-117",
        "platform": PLATFORM,
        "person": PERSON,
        "measure": MEASURE,
        "taken": TAKEN,
        "now": NOW,
    }
    found = other.pop("facts", FACTS)
    return statement(found, **{**given, **other})  # type: ignore[arg-type]


def a_receipt(**other: object) -> Receipt:
    given: dict[str, object] = {
        "number": "GF-R-9",
        "platform": PLATFORM,
        "person": PERSON,
        "now": NOW,
    }
    found = other.pop("facts", ACCEPTED)
    return receipt(found, **{**given, **other})  # type: ignore[arg-type]
