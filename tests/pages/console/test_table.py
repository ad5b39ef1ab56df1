"""The comparison table says what each source says, where, and how they agree."""

from __future__ import annotations

from datetime import UTC, datetime

from api.pages.console.boxes import page_views
from api.pages.console.table import comparison_table
from verifier.model.claim import Claim
from verifier.model.comparison import Agreement, Comparison
from verifier.model.decision import Decision, Verdict
from verifier.model.geometry import Region
from verifier.model.reading import Reading, Source

PLACE = Region(0.1, 0.2, 0.3, 0.4)


def reading(field, source, value, *, confidence=0.99, region=PLACE, raw=None):
    return Reading(
        field=field,
        source=source,
        raw=raw or value,
        value=value,
        confidence=confidence,
        page=0,
        region=region,
    )


def decision(readings, comparisons=()):
    return Decision(
        verdict=Verdict.ACCEPT,
        reasons=(),
        now=datetime(2026, 11, 22, tzinfo=UTC),
        readings=tuple(readings),
        comparisons=tuple(comparisons),
    )


NUMBER = decision(
    [reading("document_number", Source.MRZ, "L1"), reading("document_number", Source.PRINT, "L7")],
    [
        Comparison(
            field="document_number",
            a_source=Source.MRZ,
            a="L1",
            b_source=Source.PRINT,
            b="L7",
            agreement=Agreement.DIFFERENT,
            rule="differs.number",
        )
    ],
)


def test_columns_are_the_sources_that_say_something_the_claim_first():
    table = comparison_table(NUMBER, Claim(document_number="L1"))
    assert table.sources == ("claim", "mrz", "print")


def test_a_row_says_how_its_sources_agree_and_by_which_rule():
    (row,) = comparison_table(NUMBER, Claim()).rows
    assert (row.worst, row.links[0].rule) == ("different", "differs.number")


def test_a_weak_reading_is_doubtful():
    weak = decision([reading("birth_date", Source.PRINT, "1974-08-12", confidence=0.6)])
    (row,) = comparison_table(weak, Claim()).rows
    assert row.cells["print"][0].doubtful


def test_a_corrected_reading_is_the_reviewers_and_not_doubtful():
    weak = decision([reading("birth_date", Source.PRINT, "1974-08-12", confidence=0.6)])
    table = comparison_table(weak, Claim(), frozenset({("birth_date", "print")}))
    cell = table.rows[0].cells["print"][0]
    assert cell.corrected
    assert not cell.doubtful


def test_what_was_signed_or_claimed_cannot_be_corrected():
    both = decision([reading("surname", Source.SIGNED, "ERIKSSON")])
    (row,) = comparison_table(both, Claim(surname="Ericson")).rows
    assert not any(cell.correctable for cells in row.cells.values() for cell in cells)


def test_fillers_of_a_zone_are_not_shown_as_written():
    zone = decision([reading("given_names", Source.MRZ, "ANNA MARIA", raw="ANNA<MARIA<<<<<")])
    (row,) = comparison_table(zone, Claim()).rows
    assert row.cells["mrz"][0].raw is None


def test_every_value_with_a_place_has_a_box_on_its_page():
    table = comparison_table(NUMBER, Claim())
    (page,) = page_views(["/picture"], table, ())
    assert {box.id for box in page.boxes} == {"document_number-mrz-0", "document_number-print-0"}


def test_the_whole_name_stands_first_and_a_claim_alone_is_not_repeated():
    names = decision(
        [reading("surname", Source.MRZ, "ERIKSSON"), reading("given_names", Source.MRZ, "ANNA")],
        [
            Comparison(
                field="name",
                a_source=Source.CLAIM,
                a="Anna Ericson",
                b_source=Source.MRZ,
                b="ERIKSSON ANNA",
                agreement=Agreement.LIKELY,
            )
        ],
    )
    rows = comparison_table(names, Claim(full_name="Anna Ericson")).rows
    assert [row.field for row in rows] == ["name", "surname", "given_names"]
