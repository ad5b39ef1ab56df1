"""The README's first screen is what the program really prints."""

from __future__ import annotations

import io
import re
from dataclasses import replace
from datetime import date

from rich.console import Console

from tests.corpus import REPOSITORY, drawn
from verifier.decide.policy import load_policy
from verifier.model.claim import Claim
from verifier.pipeline import verify
from verifier.report.applicant import applicant_report
from verifier.report.terminal import print_report

_EXAMPLE = re.compile(r"<!-- example begins -->\n```\n(.*?)```\n<!-- example ends -->", re.S)


def test_the_example_is_true(ctx):
    decision = verify(drawn("uto-passport-expired"), Claim(), ctx, load_policy("demo"))
    assert decision.now.date() == date(2026, 11, 22)
    out = io.StringIO()
    names = {p.id: p.names["en"] for p in ctx.profiles.profiles() if "en" in p.names}
    print_report(applicant_report(replace(decision)), Console(file=out, width=96), names)
    told = [line.rstrip() for line in out.getvalue().splitlines()]
    shown = _EXAMPLE.search((REPOSITORY / "README.md").read_text(encoding="utf-8"))
    assert shown, "the README has lost its example"
    assert [line.rstrip() for line in shown.group(1).splitlines()] == told
