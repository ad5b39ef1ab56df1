"""The page that sets our texts beside others' is fresh, and every quotation has its address."""

from __future__ import annotations

import pytest

from tests.corpus import REPOSITORY
from verifier.reasons.catalogue import catalogue
from verifier.reasons.side_by_side import NOT_FOUND, PAGE, SYSTEMS, side_by_side, situations

TABLE = situations()
SITUATIONS = TABLE["situation"]


def test_the_page_is_what_the_catalogue_and_the_quotations_say():
    assert (REPOSITORY / PAGE).read_text(encoding="utf-8") == side_by_side(catalogue())


def test_there_are_fifteen_situations_and_five_systems():
    assert len({one["ours"] for one in SITUATIONS}) == 15
    assert {one["system"] for one in TABLE["source"].values()} == set(SYSTEMS)


@pytest.mark.parametrize("situation", SITUATIONS, ids=lambda one: one["ours"])
def test_every_quotation_has_its_address(situation):
    for name, text in situation["theirs"].items():
        assert text.strip()
        assert TABLE["source"][name]["url"].startswith("https://")
    systems = [TABLE["source"][name]["system"] for name in situation["theirs"]]
    assert len(systems) == len(set(systems))


def test_what_was_not_found_is_said():
    quoted = sum(len(one["theirs"]) for one in SITUATIONS)
    page = side_by_side(catalogue())
    assert page.count(f"| {NOT_FOUND} |") == len(SITUATIONS) * len(SYSTEMS) - quoted
