"""Statements of reasons and receipts of kept decisions, signed with the platform's own key.

Made anew from the kept decision each time and always the same: its number is the decision's, its
date the decision's, and Ed25519 signs without chance. Nothing is issued incomplete.
"""

from __future__ import annotations

from datetime import UTC

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from sqlalchemy.orm import Session

from api.cases.decisions import decision_of
from api.cases.open import claim_of
from api.service import Service
from api.store.tables.cases import DecisionRow, Verification
from api.store.tables.people import Platform
from verifier.decide.assurance import assurance
from verifier.model.decision import Verdict
from verifier.statement.facts import facts_of
from verifier.statement.form import Paper
from verifier.statement.keys import SigningKey, load_key
from verifier.statement.measure import FOLLOWS, Means, Measure, Taken
from verifier.statement.parties import Person
from verifier.statement.platform_file import platform_from, scope_from
from verifier.statement.receipt import receipt
from verifier.statement.statement import statement

SETTING = "statement"  # the key of `platform.settings` that holds who issues, as a table
_REVIEWER = "reviewer"


def signing_key(svc: Service, platform_id: str) -> SigningKey:
    """Return the platform's signing key, derived from the installation's root key."""
    seed = svc.keys.mac_key("statement signing", platform_id)[:32]
    private = Ed25519PrivateKey.from_private_bytes(seed)
    return load_key(private.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()))


def paper_of(
    svc: Service, session: Session, row: Verification, kept: DecisionRow, lang: str
) -> Paper:
    """Return the statement of a decision, or the receipt of an acceptance.

    Raises IncompleteStatementError naming what the platform has not told yet, PlatformFileError.
    """
    decision = decision_of(session, svc.vault, kept)
    level = assurance(decision.findings)
    facts = facts_of(decision, str(level) if level else None)
    table = session.get_one(Platform, row.platform_id).settings.get(SETTING, {})
    platform = platform_from(table)
    at = kept.created_at.astimezone(UTC)
    name = claim_of(session, svc.vault, row).name or ""
    person = Person(account=row.subject_id, name=name)
    if decision.verdict is Verdict.ACCEPT:
        return receipt(facts, number=kept.id, platform=platform, person=person, now=at, lang=lang)
    scope, territory = scope_from(table)
    by_person = kept.reviewer_id is not None
    return statement(
        facts,
        number=kept.id,
        platform=platform,
        person=person,
        measure=Measure(
            kind=FOLLOWS[decision.verdict], scope=scope, territory=territory, starts=at
        ),
        taken=Taken(
            by=Means.SUPPORTED if by_person else Means.AUTOMATED,
            at=at,
            role=_REVIEWER if by_person else "",
        ),
        now=at,
        lang=lang,
    )
