"""The small codecs of the French, ICAO and Kazakh schemes."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from fixtures.codes import c40_text, kz_egov_cases
from verifier.seal.errors import Incomplete, Malformed
from verifier.seal.formats import (
    barcode_element,
    c40,
    kz_fields,
    plain_xml,
    sealed_date,
    tlv,
    two_d_doc_fields,
    vds_header,
    zone,
)

TODAY = date(2024, 6, 1)


@pytest.mark.parametrize("text", ["UTO", "DEZV32", "A", "AB", "UTTS02", "I<UTOSTELLAR<<ORION"])
def test_what_c40_packs_it_unpacks(text):
    assert c40.decode(c40_text.packed(text)) == text.replace("<", " ")


def test_c40_reads_the_shift_sets():
    assert c40.decode(b"") == ""
    signs = (1600 * 1 + 40 * 14 + 14 + 1).to_bytes(2, "big")  # Shift 2, `/`, then A
    assert c40.decode(signs) == "/A"
    lower = (1600 * 2 + 40 * 1 + 14 + 1).to_bytes(2, "big")  # Shift 3, `a`, then A
    assert c40.decode(lower) == "aA"


def test_a_packed_value_out_of_range_is_malformed():
    with pytest.raises(Malformed):
        c40.decode(b"\xff\xff")


@pytest.mark.parametrize(
    ("mask", "digits", "text"),
    [
        (0x00, 4232026, "2026-04-23"),
        (0x30, 4002026, "2026-04"),
        (0xF0, 2026, "2026"),
        (0xFF, 0, ""),
        (0x0F, 1010000, ""),
    ],
)
def test_masked_dates_are_cut_at_the_first_unknown_part(mask, digits, text):
    assert sealed_date.masked(bytes((mask,)) + digits.to_bytes(3, "big")) == text


def test_a_day_that_does_not_exist_is_malformed():
    with pytest.raises(Malformed):
        sealed_date.packed((2302024).to_bytes(3, "big")[:3])
    with pytest.raises(Malformed):
        sealed_date.days_since_2000("G000")
    assert sealed_date.days_since_2000("FFFF") is None
    assert sealed_date.days_since_2000("1636") == date(2015, 7, 27)


def test_lengths_are_plain_or_der():
    body = bytes(0x90)
    assert tlv.split(b"\x03\x90" + body, der=False) == ((3, 0, body),)
    assert tlv.split(b"\x03\x81\x90" + body, der=True) == ((3, 0, body),)
    with pytest.raises(Malformed):
        tlv.split(b"\x03\x90" + body, der=True)


def test_the_century_of_birth_is_settled_by_a_day_the_document_existed():
    text = "P<UTOSTELLAR<<ORION".ljust(44, "<") + "X12345678<UTO{}1M3003019".ljust(44, "<")
    read = lambda born: zone.fields(text.replace("{}", born), zone.TD3, TODAY)["birth_date"]  # noqa: E731
    assert read("240601") == "2024-06-01"
    assert read("240602") == "1924-06-02"


def test_a_long_number_of_a_small_card_continues_in_its_optional_data():
    text = "I<UTOD23145890<7347<<<<<<<<<<<".ljust(30, "<")
    text += "7408122F3204159UTO<<<<<<<<<<<6" + "STELLAR<<ORION".ljust(30, "<")
    assert zone.fields(text, zone.TD1, TODAY)["document_number"] == "D23145890734"


def test_the_french_card_of_1995_is_not_read_as_a_td2_card():
    text = "IDFRASTELLAR".ljust(36, "<") + "0" * 36
    assert zone.fields(text, zone.TD2, TODAY) == {}


@pytest.mark.parametrize(
    ("names", "version", "expected"),
    [
        ("UTTS025B", 3, ("5B",)),
        ("UTTS0005B", 2, ("0005B",)),
        ("DEME00008", 3, ("00008",)),
        ("DEZV1212345678901A", 3, ("12345678901A",)),
    ],
)
def test_header_forms_of_issuers(names, version, expected):
    tail = c40_text.day("2024-03-01") * 2 + b"\x5e\x03"
    raw = bytes((0xDC, version)) + c40_text.packed("UTO") + c40_text.packed(names) + tail
    fitting = [head for head in vds_header.candidates(raw) if head.size == len(raw)]
    assert expected in [head.references for head in fitting]


def test_a_name_written_as_quality_surname_and_given_names_is_taken_apart():
    found = two_d_doc_fields.named((("10", "M/EXEMPLE/HENRY"),), TODAY)
    assert (found["surname"], found["given_names"]) == ("EXEMPLE", "HENRY")


def test_time_zones_of_dates_are_dropped_and_not_applied():
    root = plain_xml.read(kz_egov_cases.document().encode(), 10**6)
    assert kz_fields.named(root)["birth_date"] == "1990-02-03"
    assert kz_fields.requested_at(root) == datetime(2024, 6, 1, 7, tzinfo=UTC)


def test_a_comment_cannot_split_a_value():
    text = kz_egov_cases.document().replace("ҮЛГІБАЕВА", "ҮЛГІ<!-- -->БАЕВА")
    root = plain_xml.read(text.encode(), 10**6)
    assert kz_fields.named(root)["surname"] == "ҮЛГІБАЕВА"


@pytest.mark.parametrize(
    "text",
    [
        '<!DOCTYPE r [<!ENTITY e SYSTEM "file:///etc/hostname">]><r>&e;</r>',
        '<?xml version="1.0" encoding="windows-1251"?><r/>',
        "<r>&undefined;</r>",
        "<r>" * 400 + "</r>" * 400,
        "<r",
        "",
    ],
)
def test_xml_with_declarations_other_encodings_or_depth_is_malformed(text):
    with pytest.raises(Malformed):
        plain_xml.read(text.encode(), 10**6)


def test_utf_16_is_malformed():
    with pytest.raises(Malformed):
        plain_xml.read("<r>x</r>".encode("utf-16"), 10**6)


def test_missing_parts_are_named():
    parts = kz_egov_cases.parts(kz_egov_cases.archive(kz_egov_cases.document()))
    read = [barcode_element.read(part) for part in parts]
    with pytest.raises(Incomplete) as caught:
        barcode_element.join(read[1:])
    assert (caught.value.missing, caught.value.total) == ((1,), len(parts))


def test_one_number_with_two_contents_is_malformed():
    parts = kz_egov_cases.parts(kz_egov_cases.archive(kz_egov_cases.document()))
    read = [barcode_element.read(part) for part in parts]
    other = barcode_element.Part(
        number=1, amount=read[0].amount, document=read[0].document, data=b"other"
    )
    with pytest.raises(Malformed):
        barcode_element.join([*read, other])
