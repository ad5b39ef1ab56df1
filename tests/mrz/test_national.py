"""Layouts of a country's own are read as themselves, and nothing else is taken for one."""

from __future__ import annotations

import pytest

from fixtures.specimens import SPECIMENS, specimen
from tests.corpus import TODAY
from verifier.intake.take import take_in
from verifier.model.page import Input
from verifier.mrz.confidence import ACCEPTABLE_CONFIDENCE
from verifier.mrz.formats import FORMATS, TD1, check_results
from verifier.mrz.national import FRANCE_1988, NATIONAL, READABLE, layout_of
from verifier.mrz.witness import read_pages
from verifier.standard import standard_context

OWN = ["fra-id-card-1988", "rus-internal-passport", "ken-id-card"]


@pytest.mark.parametrize("name", OWN)
def test_a_zone_of_a_countrys_own_is_read_surely(name):
    ctx, drawn = standard_context(as_of=TODAY, trust_only=True), specimen(name)
    inputs = [Input(name=n, data=data) for n, data in drawn.images]
    zones = read_pages(take_in(inputs, ctx).pages, ctx)
    assert [zone.lines for zone in zones] == [drawn.truth.zone_lines]
    assert zones[0].confidence >= ACCEPTABLE_CONFIDENCE
    assert all(zones[0].checks.values())


def test_each_layout_has_as_many_positions_as_its_format():
    for layout in READABLE:
        assert {len(line) for line in layout.allowed} == {layout.length}
    assert READABLE[: len(FORMATS)] == FORMATS


def test_each_begins_with_a_code_and_state_that_no_icao_zone_allows_alone():
    begun = ["".join(position for position in f.allowed[0][:5]) for f in NATIONAL]
    assert begun == ["IDFRA", "PNRUS", "IDKYA"]


def test_a_french_card_of_2021_is_laid_out_as_icao_says():
    lines = ("IDFRAX4RT7B2K98<<<<<<<<<<<<<<<", "9007138F3202296FRA<<<<<<<<<<<4", "A<<B")
    assert layout_of("TD1", lines) is TD1
    assert layout_of("TD2", ("IDFRALEFEVRE",)) is FRANCE_1988
    assert layout_of("TD2", ()) is next(f for f in FORMATS if f.type == "TD2")


def test_the_french_check_digits_are_its_own():
    lines = ("IDFRADARTAGNAN<LEFEVRE<<<<<<<<351012", "1905351004710MAELYS<<FRANCO9007138F7")
    assert all(check_results(FRANCE_1988, lines).values())
    wrong = (lines[0], lines[1].replace("9007138", "9007136"))
    assert not check_results(FRANCE_1988, wrong)["birth_date"]


def test_the_specimens_named_here_are_drawn():
    assert set(OWN) <= set(SPECIMENS)
