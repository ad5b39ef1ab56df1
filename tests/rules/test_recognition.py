"""What the document is, whether it was chosen and is accepted, and whether all of it was sent."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.rules.built import POLICY, PROFILE, face, zone
from verifier.model.claim import Claim
from verifier.model.finding import Status
from verifier.model.reason_code import ReasonCode
from verifier.rules.page_count import page_count
from verifier.rules.printed_fields import not_printed, printed_fields
from verifier.rules.recognition import accepted, chosen_type, recognition
from verifier.rules.scripts import scripts
from verifier.rules.sides import sides


def reasons(findings) -> list[ReasonCode]:
    return [f.reason for f in findings if f.status in (Status.FAILED, Status.UNSURE)]


def test_an_unknown_document_is_our_limit_and_never_failed():
    finding = recognition(None, "LUX", zone(), pages=1, lines=20, clear=20, seals=0, outline=True)
    assert finding.reason is ReasonCode.DOCUMENT_NOT_RECOGNISED
    assert finding.status is Status.UNSURE
    assert finding.seen == {"country": "LUX", "kind": "passport"}


def test_a_scene_without_print_is_no_document():
    finding = recognition(None, None, None, pages=1, lines=0, clear=0, seals=0, outline=False)
    assert finding.reason is ReasonCode.FILE_NO_DOCUMENT


def test_the_chosen_kind_may_be_a_lawful_other_name():
    also = replace(PROFILE, also_chosen_as=("internal_passport",))
    assert chosen_type(also, Claim(kind="internal_passport")).status is Status.PASSED
    assert (
        chosen_type(PROFILE, Claim(kind="driving_licence")).reason
        is ReasonCode.DOCUMENT_NOT_THE_SELECTED_TYPE
    )


def test_a_policy_names_country_and_kind_it_refuses():
    policy = replace(POLICY, refused_countries=("UTO",), accepted_kinds=("visa",))
    assert reasons(accepted(PROFILE, "UTO", policy)) == [
        ReasonCode.DOCUMENT_COUNTRY_NOT_ACCEPTED,
        ReasonCode.DOCUMENT_TYPE_NOT_ACCEPTED,
    ]
    assert reasons(accepted(PROFILE, "UTO", POLICY)) == []


CARD = replace(PROFILE, sides=("front", "back"), zone=replace(PROFILE.zone, type="TD1"))


def test_a_card_without_its_zone_side_asks_for_the_back():
    finding = sides(CARD, [face()], [])[0]
    assert finding.reason is ReasonCode.CAPTURE_SIDE_MISSING
    assert finding.expected == {"side": "back"}


def test_a_card_with_its_zone_side_alone_asks_for_the_front():
    assert sides(CARD, [face()], [zone()])[0].expected == {"side": "front"}
    assert reasons(sides(CARD, [face(), face(page=1)], [zone()])) == []


def test_one_side_sent_twice_is_told():
    twice = [zone(), zone(page=1)]
    assert reasons(sides(CARD, [face(), face(page=1)], twice)) == [
        ReasonCode.CAPTURE_SAME_SIDE_TWICE
    ]


def test_sides_of_two_documents_are_told():
    other = zone(page=1, number="X99999999")
    found = reasons(sides(CARD, [face(), face(page=1)], [zone(), other]))
    assert found == [ReasonCode.CONSISTENCY_FRONT_VS_BACK]


def test_pages_that_count_themselves_miss_one():
    finding = page_count(["Certificate", "Page 1 of 3", "Page 3 of 3"])
    assert finding.reason is ReasonCode.FILE_PAGE_MISSING
    assert finding.expected == {"page": "2"}
    assert page_count(["стр. 1 из 2", "стр. 2 из 2"]).status is Status.PASSED
    assert page_count(["12/2024"]).status is Status.SKIPPED


PRINTED = replace(PROFILE, zone=None)


def test_a_script_nobody_here_reads_goes_to_a_person():
    finding = scripts(replace(PRINTED, scripts=("Thaa",)), {"Latn"})
    assert finding.reason is ReasonCode.DOCUMENT_SCRIPT_NOT_SUPPORTED
    assert finding.status is Status.UNSURE
    assert scripts(PROFILE, {"Latn"}).status is Status.SKIPPED


def test_a_card_printed_in_a_script_we_read_poorly_alone_goes_to_a_person():
    egyptian = replace(PRINTED, scripts=("Arab",))
    assert scripts(egyptian, {"Latn", "Arab"}).reason is ReasonCode.DOCUMENT_SCRIPT_NOT_SUPPORTED
    moroccan = replace(PRINTED, scripts=("Arab", "Latn"))
    assert scripts(moroccan, {"Latn", "Arab"}).status is Status.PASSED


def test_an_unread_field_of_a_zoneless_document_is_named():
    found = printed_fields(PRINTED, (), zone_read=False)
    assert set(reasons(found)) == {ReasonCode.READ_FIELD}
    assert {f.fields[0] for f in found} == {"surname", "birth_date", "document_number"}


def test_a_claimed_field_that_is_not_printed_asks_for_a_supplement():
    policy = replace(POLICY, required=("compare.claim.address",))
    found = not_printed(PROFILE, Claim(address="12 Harbour Lane"), policy)
    assert reasons(found) == [ReasonCode.DOCUMENT_FIELD_NOT_PRINTED]
    assert not_printed(PROFILE, Claim(), policy) == ()


@pytest.mark.parametrize("lines", [0, 2])
def test_a_poor_scan_of_a_document_is_explained_by_its_picture(lines):
    finding = recognition(None, None, None, pages=1, lines=lines, clear=0, seals=0, outline=True)
    assert finding.fields, "without fields no cause could explain it"


def test_a_document_code_no_issuer_of_this_series_uses_is_a_suspicion_for_a_person():
    from datetime import UTC, datetime

    from verifier.model.profile import Confidence, RuleSpec
    from verifier.rules.subject import subject
    from verifier.rules.zone_code import check

    rule = RuleSpec(
        kind="zone_code",
        fields=("document_code",),
        confidence=Confidence.CHECKED,
        source="a specimen",
        options={"codes": ("ID",)},
    )
    document = subject(PROFILE, (), zone(), datetime(2026, 11, 22, tzinfo=UTC))
    assert check(rule, document).reason is ReasonCode.INTEGRITY_DESIGN_MISMATCH
