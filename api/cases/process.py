"""Reasons that lie in the process, not in the document: attempts used up, known elsewhere, again.

They join the engine's own reasons: all are told at once, and none of them declines anybody.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

from sqlalchemy.orm import Session

from api.store.tables.cases import Verification
from api.vault.fingerprints import Fingerprints, linked_kinds, of_number, of_picture, remember
from api.vault.vault import Vault
from verifier.decide.policy import load_policy
from verifier.model.decision import Decision, Verdict
from verifier.model.finding import Evidence, Status
from verifier.model.page import Input
from verifier.model.reason import Reason
from verifier.model.reason_code import ReasonCode
from verifier.reasons.catalogue import catalogue

_NUMBER = "document_number"


def reason(
    code: ReasonCode, *, seen: Evidence | None = None, evidence: Evidence | None = None
) -> Reason:
    """Return a reason of the process."""
    definition = catalogue()[code]
    return Reason(
        code=code,
        fault=definition.fault,
        settles=definition.settles,
        tier=definition.tier,
        status=Status.UNSURE,
        check=f"service.{code.value.partition('.')[2]}",
        fields=definition.fields,
        seen=seen or {},
        evidence=evidence or {},
    )


def to_a_person(decision: Decision, row: Verification, added: Reason) -> Decision:
    """Return the decision with one more reason and a person to look at it by a date."""
    due = (
        decision.due or (decision.now + timedelta(days=load_policy(row.policy).review_days)).date()
    )
    return replace(
        decision,
        verdict=Verdict.REVIEW,
        reasons=(added, *decision.reasons),
        due=due,
        would_change_it=(),
    )


def known_elsewhere(
    session: Session, vault: Vault, row: Verification, decision: Decision, given: Sequence[Input]
) -> Decision:
    """Remember the document by keyed hashes; send it to a person when another account has it.

    Whose it is, is nobody's to read here: the reviewer learns only what was found again.
    """
    prints = list(_prints(vault, row, decision, given))
    kinds = {
        kind for one in prints for kind in linked_kinds(session, one, subject_id=row.subject_id)
    }
    for one in prints:
        remember(
            session,
            one,
            subject_id=row.subject_id,
            verification_id=row.id,
            now=decision.now,
        )
    if not kinds:
        return decision
    return to_a_person(decision, row, reason(ReasonCode.PROCESS_DUPLICATE_ACCOUNT))


def _prints(
    vault: Vault, row: Verification, decision: Decision, given: Sequence[Input]
) -> list[Fingerprints]:
    document = decision.document
    number = next((one.value for one in decision.readings if one.field == _NUMBER), None)
    found = [of_picture(vault.keys, row.platform_id, one.data) for one in given]
    if number and document.country and document.kind:
        found.append(
            of_number(
                vault.keys,
                row.platform_id,
                country=document.country,
                kind=document.kind,
                number=number,
            )
        )
    return found


def sent_before(
    decision: Decision, given: Sequence[Input], earlier: Sequence[bytes], codes: Sequence[str]
) -> Decision:
    """Tell a person who sends the same file again that it did not come out differently.

    `codes` are the reasons before; when they have changed, something else was put right.
    """
    told = {str(one.code) for one in decision.reasons}
    if decision.verdict is Verdict.ACCEPT or not told <= set(codes):
        return decision
    same = next((one for one in given if one.data in earlier), None)
    if same is None:
        return decision
    added = reason(ReasonCode.PROCESS_SAME_FILE_AGAIN, seen={"file": same.name})
    return replace(decision, reasons=(*decision.reasons, added))
