"""Every trap of the reference has a test with its id in the name."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

from tests.country_profiles.test_traps_drawn import TRAPS

HERE = Path(__file__).parent
LISTED = HERE.parents[1].parent / "shared" / "reference" / "countries" / "traps.yaml"
# The few that no drawn document shows: rules over time, policies, and lines of advice.
NOT_DRAWN = frozenset(
    {
        "specimen_state", "personal_number_bad_check", "eu_cutoff_2031",
        "printed_expiry_superseded", "signed_digital_document", "masked_number", "cannot_renew",
    }
)  # fmt: skip


def named() -> set[str]:
    """Return the names of all tests of traps."""
    trees = (ast.parse(p.read_text(encoding="utf-8")) for p in HERE.glob("test_traps*.py"))
    functions = (n for tree in trees for n in ast.walk(tree) if isinstance(n, ast.FunctionDef))
    return {function.name.lower() for function in functions}


def listed() -> list[str]:
    """Return the ids the reference lists; none where it is not beside the repository."""
    if not LISTED.is_file():
        return []
    return re.findall(r"^- \{id: (\w+)", LISTED.read_text(encoding="utf-8"), re.MULTILINE)


@pytest.mark.skipif(not LISTED.is_file(), reason="the reference is not beside the repository")
def test_every_listed_trap_has_a_test_of_its_name():
    assert len(listed()) == 47
    tests = named()
    missing = [i for i in listed() if not any(f"test_trap_{i.lower()}" in name for name in tests)]
    assert missing == []


@pytest.mark.skipif(not LISTED.is_file(), reason="the reference is not beside the repository")
def test_every_trap_that_can_be_drawn_goes_through_the_pipeline():
    assert set(listed()) - set(TRAPS) == NOT_DRAWN
