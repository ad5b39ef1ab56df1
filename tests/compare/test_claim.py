"""What the person says against what the document says."""

from __future__ import annotations

import pytest

from verifier.compare.claim import against_claim
from verifier.compare.witnesses import among_witnesses
from verifier.model.claim import Claim
from verifier.model.finding import Status
from verifier.model.reading import Reading, Source
from verifier.model.reason_code import ReasonCode


def read(
    field: str, value: str, source: Source = Source.MRZ, sure: float = 0.99, **more
) -> Reading:
    return Reading(field=field, source=source, raw=value, value=value, confidence=sure, **more)


DOCUMENT = (
    read("surname", "KOVALCHUK"),
    read("given_names", "OLENA"),
    read("birth_date", "1991-08-24"),
    read("document_number", "FA123456"),
    read("nationality", "UKR"),
    read("address", "вул. Садова 12, кв. 3, Київ", Source.PRINT),
)


def told(readings=DOCUMENT, country="UKR", **claim) -> list[ReasonCode]:
    findings, _ = against_claim(Claim(**claim), readings, country)
    return [f.reason for f in findings if f.status in (Status.FAILED, Status.UNSURE)]


@pytest.mark.parametrize(
    "name", ["Olena Kovalchuk", "KOVALCHUK OLENA", "Олена Ковальчук", "Ковальчук Олена Іванівна"]
)
def test_lawful_spellings_of_the_name_pass(name):
    assert told(full_name=name) == []


def test_a_form_of_the_name_in_another_language_is_confirmed_by_a_person():
    assert told(full_name="Elena Kovalchuk") == [ReasonCode.MATCH_NAME_VARIANT]


def test_names_put_into_the_wrong_boxes_are_asked_about_not_refused():
    found = told(surname="Olena", given_names="Kovalchuk")
    assert found in ([], [ReasonCode.MATCH_NAME_STRUCTURE])


def test_a_declared_change_of_name_asks_for_the_link():
    found = told(full_name="Olena Shevchenko", name_reason="married_name")
    assert found == [ReasonCode.MATCH_NAME_CHANGE]


def test_a_script_nobody_links_is_our_limit():
    chinese = (read("surname", "王"), read("given_names", "小明"))
    assert told(chinese, "CHN", full_name="John Smith") == [ReasonCode.MATCH_NAME_SCRIPT]


def test_each_differing_field_has_its_own_reason():
    assert told(birth_date="1990-01-01") == [ReasonCode.MATCH_BIRTH_DATE]
    assert told(document_number="ZZ999888") == [ReasonCode.MATCH_NUMBER]
    assert told(nationality="POL") == [ReasonCode.MATCH_COUNTRY]
    assert told(address="вул. Лісова 99, Львів") == [ReasonCode.MATCH_ADDRESS]


def test_an_address_may_be_shorter_or_in_another_order():
    assert told(address="Київ, Садова 12") == []
    assert told(address="Київ, вул. Садова 12, кв. 3") == []


def test_only_the_end_of_a_number_is_shown():
    findings, _ = against_claim(Claim(document_number="ZZ999888"), DOCUMENT, "UKR")
    finding = next(f for f in findings if f.reason)
    assert finding.seen == {"document_end": "3456"}
    assert finding.expected == {"claimed_end": "9888"}


def test_a_doubtful_reading_never_refuses():
    doubtful = (read("birth_date", "1991-08-24", Source.PRINT, 0.5),)
    findings, _ = against_claim(Claim(birth_date="1990-01-01"), doubtful, None)
    assert [f.status for f in findings if f.reason] == [Status.UNSURE]


def witnesses(*readings: Reading) -> list[ReasonCode]:
    findings, _ = among_witnesses(readings, "UKR")
    return [f.reason for f in findings if f.status in (Status.FAILED, Status.UNSURE)]


def test_print_that_contradicts_the_zone_is_told():
    found = witnesses(*DOCUMENT, read("birth_date", "1999-08-24", Source.PRINT))
    assert found == [ReasonCode.CONSISTENCY_PRINT_VS_CODE]


def test_print_read_with_doubt_accuses_nobody():
    assert witnesses(*DOCUMENT, read("birth_date", "1999-08-24", Source.PRINT, 0.6)) == []


def test_native_and_latin_spellings_agree_by_rule():
    native = (
        read("surname", "КОВАЛЬЧУК", Source.PRINT, language="Cyrl"),
        read("given_names", "ОЛЕНА", Source.PRINT, language="Cyrl"),
    )
    assert witnesses(*DOCUMENT, *native) == []


def test_signed_data_that_contradicts_the_print_is_told():
    signed = read("birth_date", "1991-08-24", Source.SIGNED)
    printed = read("birth_date", "1971-08-24", Source.PRINT)
    assert witnesses(signed, printed) == [ReasonCode.CONSISTENCY_SIGNED_DATA_VS_PRINT]


def test_several_differing_fields_are_a_suspicion_for_a_person():
    other = (
        read("birth_date", "1955-01-02", Source.PRINT),
        read("document_number", "ZZ999888", Source.PRINT),
        read("surname", "BRYLSKA", Source.PRINT),
        read("given_names", "IRYNA", Source.PRINT),
    )
    assert ReasonCode.INTEGRITY_CONTENT_CHANGED in witnesses(*DOCUMENT, *other)
