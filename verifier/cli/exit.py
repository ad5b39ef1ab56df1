"""Exit codes of the `candor` command (DESIGN section 4)."""

from __future__ import annotations

from verifier.model.decision import Verdict

FAULT = 1
USAGE = 2
BY_VERDICT = {Verdict.ACCEPT: 0, Verdict.RETRY: 10, Verdict.REVIEW: 11, Verdict.REJECT: 12}
