"""What a person adds to an appeal reaches the reviewer as pixels, and nobody else."""

from __future__ import annotations

import httpx
import numpy as np
import pytest

from api.cases.appeals import open_appeal
from api.cases.evidence import keep_evidence
from api.pages.console.evidence_page import stacked
from api.store.tables.cases import Verification
from tests.pages.applicant.papers import picture
from verifier.model.claim import Claim
from verifier.model.decision import Verdict
from verifier.model.reason_code import ReasonCode
from verifier.reasons.catalogue import catalogue


def test_pages_of_different_widths_lie_below_each_other():
    tall, wide = np.zeros((40, 10, 3), np.uint8), np.full((10, 20, 3), 255, np.uint8)
    assert stacked([tall, wide]).shape == (90, 20, 3)


def test_evidence_is_for_signed_in_reviewers_alone(served):
    answer = httpx.get(f"{served.url}/console/appeals/apl_aaaa/evidence/0")
    assert answer.status_code in (303, 401, 403, 404)
    assert "image" not in answer.headers["content-type"] if answer.content else True


@pytest.mark.browser
def test_a_reviewer_opens_the_evidence_of_an_appeal(served, sit):
    _, case = served.case(claim=Claim(full_name="Anna Maria Eriksson"))
    reason = catalogue()[ReasonCode.VALIDITY_EXPIRED].example_reason()
    shot = picture("uto-passport")
    served.decide(case, Verdict.REVIEW, [reason], pictures=[("page", shot)])
    now = served.svc.now()
    with served.svc.sessions.begin() as session:
        row = session.get_one(Verification, case)
        made = open_appeal(session, served.svc.vault, row, "The date is 2032.", now=now)
        keep_evidence(
            session, served.svc.vault, row, made, data=shot, media_type="image/png", now=now
        )
        appeal = made.id
    desk = sit("Ines")
    desk.open(f"/console/appeals/{appeal}")
    address = desk.page.get_by_role("link", name="Evidence 1").get_attribute("href")
    answer = desk.page.request.get(served.url + address)
    assert answer.headers["content-type"] == "image/jpeg"
    assert answer.headers["cache-control"] == "no-store"
    assert desk.page.request.get(f"{served.url}{address[:-1]}7").status == 404
