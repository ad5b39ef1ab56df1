"""Traps of names: spellings, truncation and order that are one person, and relatives who are not.

The comparison is the pipeline's own; documents drawn with such names are in test_traps_drawn.
"""

from __future__ import annotations

import pytest

from verifier.compare.names import Name, compare_names
from verifier.compare.names.name import Verdict

ONE_PERSON = (Verdict.SAME, Verdict.SAME_BY_RULE)


def relation(document: Name, claimed: str, country: str) -> Verdict:
    return compare_names(document, Name(full_name=claimed), country=country).verdict


@pytest.mark.parametrize(
    ("zone", "claimed", "country"),
    [
        # As TD1's thirty characters leave it: the last word may be cut anywhere.
        (("DA SILVA CASTELO BRANCO", "MARI"), "Maria Da Silva Castelo Branco", "PRT"),
        (("FERNANDEZ DE LA TORRE", "MARIA DEL"), "María del Pilar Fernández de la Torre", "ESP"),
        (("DOS SANTOS OLIVEIRA", "ANA CAROL"), "Ana Carolina dos Santos Oliveira", "BRA"),
        (("KARUNARATNE MUDIYANSELAGE", "SAND"), "Sanduni Karunaratne Mudiyanselage", "LKA"),
    ],
)
def test_trap_name_truncation(zone, claimed, country):
    surname, given = zone
    found = compare_names(
        Name(surname=surname, given_names=given), Name(full_name=claimed), country=country
    )
    assert found.verdict is not Verdict.DIFFERENT, found


@pytest.mark.parametrize(
    ("printed", "claimed", "country"),
    [
        ("MUELLER JOERG", "Jörg Müller", "DEU"),
        ("MÜLLER JÖRG", "Jorg Muller", "DEU"),
        ("GROSSMANN", "GROẞMANN", "DEU"),
        ("ÖZTÜRK GÜLŞEN", "Gulsen Ozturk", "TUR"),
        ("TÕNU ÖÖBIK", "Tonu Oobik", "EST"),
        ("TOENU OEOEBIK", "Tõnu Ööbik", "EST"),
        ("GERGŐ SZŰCS", "Gergo Szucs", "HUN"),
    ],
)
def test_trap_umlaut_expansion(printed, claimed, country):
    assert relation(Name(full_name=printed), claimed, country) in ONE_PERSON


@pytest.mark.parametrize(
    ("printed", "claimed"),
    [
        ("ȘTEFĂNESCU-ȚEPEȘ", "Ştefănescu-Ţepeş"),
        ("ŞTEFĂNESCU-ŢEPEŞ", "Stefanescu-Tepes"),
        ("ȚURCANU", "Turcanu"),
    ],
)
@pytest.mark.parametrize("country", ["ROU", "MDA"])
def test_trap_comma_vs_cedilla_in_names(printed, claimed, country):
    assert relation(Name(full_name=printed), claimed, country) in ONE_PERSON


@pytest.mark.parametrize(
    ("holder", "relative", "country"),
    [
        ("MUHAMMAD BILAL KHAN", "SYED AKBAR KHAN", "PAK"),
        ("FARHANA AKTER", "ABDUR RAHIM", "BGD"),
        ("LAKSHMI SUBRAMANIAM IYER", "SUBRAMANIAM KRISHNA IYER", "IND"),
        ("JOÃO DA SILVA", "MARIA DA SILVA", "BRA"),
        ("सीता कुमारी गुरुङ", "राम बहादुर गुरुङ", "NPL"),
        ("AYŞE YILMAZ", "MEHMET YILMAZ", "TUR"),
        ("KOVÁCS ESZTER", "NAGY MÁRIA", "HUN"),
    ],
)
def test_trap_relative_names_are_other_people(holder, relative, country):
    assert relation(Name(full_name=relative), holder, country) not in ONE_PERSON


@pytest.mark.parametrize(
    ("surname", "given", "claimed", "country"),
    [
        ("NGUYỄN", "THỊ NGỌC ÁNH", "Nguyen Thi Ngoc Anh", "VNM"),
        ("SZŰCS", "GERGŐ", "Szűcs Gergő", "HUN"),
        ("GARCÍA LORCA", "IÑAKI", "Iñaki García Lorca", "ESP"),
        ("DE SOUZA LIMA", "ANA", "Ana de Souza Lima", "PRT"),
        ("DELA PEÑA", "LUZVIMINDA DE LOS REYES", "Luzviminda De Los Reyes Dela Peña", "PHL"),
    ],
)
def test_trap_name_order_is_no_difference(surname, given, claimed, country):
    document = Name(surname=surname, given_names=given)
    assert relation(document, claimed, country) in ONE_PERSON


@pytest.mark.parametrize(
    ("document", "claimed", "country"),
    [
        (
            Name(surname="ЗГУРСЬКИЙ", given_names="ЮРІЙ", patronymic="ІГОРОВИЧ"),
            "Yurii Zghurskyi",
            "UKR",
        ),
        (Name(surname="SHEVCHUK", given_names="YAUHENIYA"), "Шаўчук Яўгенія Мікалаеўна", "BLR"),
        (Name(surname="АХМЕТОВА", given_names="ӘЙГЕРІМ"), "Aigerim Akhmetova", "KAZ"),
    ],
)  # fmt: skip
def test_trap_patronymic_is_an_optional_part(document, claimed, country):
    assert relation(document, claimed, country) is not Verdict.DIFFERENT


@pytest.mark.parametrize(
    ("native", "latin", "country"),
    [
        ("ЮЛИЯ ЦАКОВА-ЩЕРЕВА", "YULIYA TSAKOVA-SHTEREVA", "BGR"),
        ("ЂОРЂЕ ЉУБИЋ", "DJORDJE LJUBIC", "SRB"),
        ("ЂОРЂЕ ЉУБИЋ", "DORDE LJUBIC", "SRB"),
        ("ЃОРЃИ ЉУБЕНОВ", "GJORGJI LJUBENOV", "MKD"),
        ("ӘЙГЕРІМ ҚАСЫМОВА", "AIGERIM KASSYMOVA", "KAZ"),
    ],
)
def test_trap_translit_icao_vs_national_spellings_are_one_person(native, latin, country):
    assert relation(Name(full_name=native), latin, country) is not Verdict.DIFFERENT


@pytest.mark.parametrize(
    ("one", "other", "country"),
    [
        ("IURII ZGURSKII", "ЮРІЙ ЗГУРСЬКИЙ", "UKR"),
        ("LIUBOV EZHOVA", "ЛЮБОВЬ ЕЖОВА", "RUS"),
        ("LYUBOV YEZHOVA", "ЛЮБОВЬ ЕЖОВА", "RUS"),
        ("ALEKSANDR KOZLOV", "АЛЯКСАНДР КАЗЛОЎ", "BLR"),
        ("HOVHANNES GHAZARYAN", "ՀՈՎՀԱՆՆԵՍ ՂԱԶԱՐՅԱՆ", "ARM"),
        ("YULDASHEVA", "ЙЎЛДОШЕВА", "UZB"),
    ],
)
def test_trap_translit_variants_are_never_refused_on_spelling(one, other, country):
    assert relation(Name(full_name=one), other, country) is not Verdict.DIFFERENT


def test_trap_unicode_case_in_names():
    shouted = Name(full_name="ნინო კვარაცხელია".upper())
    assert relation(shouted, "Nino Kvaratskhelia", "GEO") in ONE_PERSON
    assert relation(Name(full_name="IŞIK İNCİ"), "Işık İnci", "TUR") in ONE_PERSON
