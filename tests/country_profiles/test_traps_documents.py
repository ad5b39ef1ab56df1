"""Traps of the reference in names, scripts, series and what may be sent."""

from __future__ import annotations

import pytest

from tests.country_profiles.trap import PROFILES, profile
from verifier.profiles.forms import matches
from verifier.profiles.match import match
from verifier.profiles.printed import plain


@pytest.mark.parametrize(
    "code", ["UKR", "RUS", "BLR", "KAZ", "BGR", "SRB", "GEO", "ARM", "UZB", "KGZ"]
)
def test_trap_translit_variants_every_such_country_names_its_tables(code):
    assert PROFILES.countries[code].romanisations


@pytest.mark.parametrize(
    ("code", "table"),
    [("BGR", "bg-"), ("SRB", "sr-"), ("MKD", "mk-"), ("KAZ", "kk-")],
)
def test_trap_translit_icao_vs_national(code, table):
    assert PROFILES.countries[code].romanisations[0].startswith(table)


def test_trap_unicode_case():
    assert plain("საქართველო".upper()) == plain("საქართველო")
    assert plain("kimlik kartı") == plain("KİMLİK KARTI")
    assert matches(r"^[ა-ჰ]+$", "საქართველო")


def test_trap_comma_vs_cedilla():
    assert plain("Data naşterii") == plain("Data nașterii")


@pytest.mark.parametrize(
    "name", ["ukr/id-card-2016", "kaz/id-card-2014", "bgr/id-card-2024", "uzb/passport"]
)
def test_trap_patronymic_is_a_field_where_it_is_printed(name):
    assert "patronymic" in {f.name for f in profile(name).fields}


@pytest.mark.parametrize("code", ["VNM", "HUN"])
def test_trap_name_order_family_name_first(code):
    assert PROFILES.countries[code].name_order.startswith("surname")


@pytest.mark.parametrize("code", ["ESP", "MEX"])
def test_trap_name_order_two_surnames(code):
    assert "second_surname" in PROFILES.countries[code].name_order


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (["РЕПУБЛИКА СРБИЈА", "ЛИЧНА КАРТА", "Презиме", "Име", "Датум рођења"], "srb/id-card"),
        (["جمهورية مصر العربية", "بطاقة تحقيق الشخصية"], "egy/id-card"),
        (["УКРАЇНА", "ПАСПОРТ ГРОМАДЯНИНА УКРАЇНИ", "АВ123456"], "ukr/internal-passport-1994"),
        (
            ["РОССИЙСКАЯ ФЕДЕРАЦИЯ", "Паспорт выдан", "Код подразделения 770-001"],
            "rus/internal-passport",
        ),
        (["नेपाल सरकार", "नागरिकताको प्रमाणपत्र"], "npl/id-card-citizenship"),
    ],
)
def test_trap_script_missing(text, expected):
    found = match(PROFILES, text=text)
    assert expected in found.candidates[:2]
    assert found.country == expected[:3].upper()


@pytest.mark.parametrize(
    ("scheme", "country", "expected"),
    [
        ("kz-egov", "KAZ", "kaz/egov-certificate"),
        ("aadhaar-secure-qr", "IND", "ind/id-card-aadhaar"),
        ("philsys-qr", "PHL", "phl/id-card-philsys"),
    ],
)
def test_trap_signed_digital_document(scheme, country, expected):
    found = match(PROFILES, schemes=[scheme], seal_countries=[country])
    assert found.profile is not None
    assert found.profile.id == expected


@pytest.mark.parametrize(
    "name", ["ukr/egov-diia", "pol/egov-mdowod", "tur/egov-edevlet", "kaz/egov-document-card"]
)
def test_trap_signed_digital_document_says_what_to_send_instead_of_a_picture(name):
    assert profile(name).guide


@pytest.mark.parametrize("name", ["phl/id-card-philsys", "nga/id-card-nin-slip"])
def test_trap_paper_is_official(name):
    assert any("no copy" in note for note in profile(name).notes)
    assert profile(name).status == "current"
