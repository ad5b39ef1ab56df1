"""Opening a verification for a person, and what is sealed for it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from api.audit.chain import append
from api.cases.record import claim_bytes, claim_from
from api.cases.states import CLOCKS, State
from api.ids import new_id
from api.store.tables.cases import Verification
from api.store.tables.people import Platform, Subject
from api.vault.keys import mac
from api.vault.vault import Vault
from api.webhooks.events import emit
from verifier.model.claim import Claim

ATTEMPTS_ALLOWED = 5  # of the applicant's own; after them a person looks, nobody is declined


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """What a platform asks for: `reference` is its own id of the person, kept only as a hash."""

    reference: str
    claim: Claim
    policy: str
    language: str
    again_of: str | None = None


def open_verification(
    session: Session, vault: Vault, platform: Platform, wish: Wish, now: datetime
) -> Verification:
    """Return a new verification, received and waiting for the first upload."""
    subject = subject_of(session, vault, platform, wish.reference, now)
    key = vault.new_text_key(session, subject.id, now)
    actor, within = CLOCKS[State.RECEIVED]
    row = Verification(
        id=new_id("ver"),
        platform_id=platform.id,
        subject_id=subject.id,
        data_key_id=key,
        state=State.RECEIVED,
        who_acts=actor,
        due_at=now + within,
        policy=wish.policy,
        language=wish.language,
        attempt=1,
        attempts_used=0,
        attempts_allowed=int(platform.settings.get("attempts", ATTEMPTS_ALLOWED)),
        codes=[],
        document={},
        again_of=wish.again_of,
        escalated=0,
        created_at=now,
        updated_at=now,
    )
    session.add(row)
    session.flush()
    set_claim(session, vault, row, wish.claim)
    told(session, row, "verification.received", now)
    append(
        session,
        actor=platform.id,
        action="verification.opened",
        target=row.id,
        facts={"policy": row.policy},
        now=now,
    )
    return row


def subject_of(
    session: Session, vault: Vault, platform: Platform, reference: str, now: datetime
) -> Subject:
    """Return the person a platform knows by `reference`, noted the first time."""
    hashed = mac(vault.keys, "subject", platform.id, reference.encode())
    found = session.scalar(
        select(Subject).where(Subject.platform_id == platform.id, Subject.reference_mac == hashed)
    )
    if found is not None:
        return found
    person = Subject(
        id=new_id("sub"), platform_id=platform.id, reference_mac=hashed, created_at=now
    )
    session.add(person)
    session.flush()
    return person


def set_claim(session: Session, vault: Vault, row: Verification, claim: Claim) -> None:
    """Seal what the person says about themselves."""
    if row.data_key_id is None:
        raise TypeError("a verification without a key holds nothing")
    row.claim = vault.seal_text(
        session, row.data_key_id, claim_bytes(claim), about=f"{row.id}/claim"
    )


def claim_of(session: Session, vault: Vault, row: Verification) -> Claim:
    """Return the sealed claim; an empty one when nothing was claimed."""
    if row.claim is None or row.data_key_id is None:
        return Claim()
    return claim_from(vault.open_text(session, row.data_key_id, row.claim, about=f"{row.id}/claim"))


def told(session: Session, row: Verification, kind: str, now: datetime) -> None:
    """Write the event that a change of a verification makes: ids, state and dates only.

    Within a transaction events come before audit entries: both take a lock until the commit, and
    one order of the two keeps transactions from waiting for each other.
    """
    data: dict[str, object] = {
        "state": str(row.state),
        "who_acts": str(row.who_acts) if row.who_acts else None,
        "due_at": row.due_at.isoformat() if row.due_at else None,
        "attempt": row.attempt,
    }
    emit(
        session,
        platform_id=row.platform_id,
        verification_id=row.id,
        type=kind,
        data=data,
        now=now,
    )
