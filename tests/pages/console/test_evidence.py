"""What a person adds to an appeal reaches the reviewer as pixels, and nobody else."""

from __future__ import annotations

import httpx
import numpy as np

from api.pages.console.evidence_page import stacked


def test_pages_of_different_widths_lie_below_each_other():
    tall, wide = np.zeros((40, 10, 3), np.uint8), np.full((10, 20, 3), 255, np.uint8)
    assert stacked([tall, wide]).shape == (90, 20, 3)


def test_evidence_is_for_signed_in_reviewers_alone(served):
    answer = httpx.get(f"{served.url}/console/appeals/apl_aaaa/evidence/0")
    assert answer.status_code in (303, 401, 403, 404)
    assert "image" not in answer.headers["content-type"] if answer.content else True
