"""The platform file in the documentation is complete: a statement can be issued from it."""

from __future__ import annotations

import re
import tomllib
from dataclasses import replace

from tests.corpus import REPOSITORY
from tests.statement.papers import MEASURE, a_statement
from verifier.statement.incomplete import ANSWER_DAYS, COMPLAINT_DAYS, NOTICE_DAYS
from verifier.statement.platform_file import platform_from, scope_from

PAGE = (REPOSITORY / "docs" / "statements.md").read_text(encoding="utf-8")
_FILE = re.compile(r"<!-- platform begins -->\n```toml\n(.*?)```\n<!-- platform ends -->", re.S)


def test_the_platform_file_shown_issues_a_statement():
    shown = _FILE.search(PAGE)
    assert shown
    table = tomllib.loads(shown.group(1))
    scope, territory = scope_from(table)
    measure = replace(MEASURE, scope=scope, territory=territory)
    assert a_statement(platform=platform_from(table), measure=measure)


def test_it_says_that_it_is_no_legal_advice():
    assert "no legal advice" in PAGE


def test_the_clocks_told_are_the_clocks_kept():
    for days in (COMPLAINT_DAYS, ANSWER_DAYS, NOTICE_DAYS):
        assert f"{days} days" in PAGE
