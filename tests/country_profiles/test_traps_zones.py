"""Traps of the reference in what machine-readable zones say."""

from __future__ import annotations

import pytest

from tests.country_profiles.trap import ZONES, on
from verifier.model.finding import Status
from verifier.profiles.laid_out import zone_as_laid_out


def test_trap_state_code_one_letter(see):
    for name in ("deu_td3", "deu_id"):
        seen = see(*ZONES[name])
        assert seen.found.country == "DEU"
        assert seen.finding("rules.issuing_state.issuing_state").status is Status.PASSED
        assert seen.faults == {}


def test_trap_nationality_not_issuer(see):
    for name, nationality in (("gbr_bno", "GBN"), ("refugee", "XXB")):
        seen = see(*ZONES[name])
        assert seen.value("nationality") == nationality
        assert seen.faults == {}


def test_trap_specimen_state(see):
    seen = see(*ZONES["truncated_name"])
    assert seen.faults == {"rules.specimen": "document.specimen"}


def test_trap_empty_primary(see):
    seen = see(*ZONES["ind_no_surname"])
    assert (seen.value("surname"), seen.value("given_names")) == (None, "SAMPLE PERSON")
    assert seen.faults == {}


@pytest.mark.parametrize("name", ["idn_mononym", "pak_mononym_cnic"])
def test_trap_empty_secondary(see, name):
    seen = see(*ZONES[name])
    assert seen.value("given_names") is None
    assert seen.faults == {}


def test_trap_optional_check_filler(see):
    for name in ("ind_no_surname", "deu_td3"):
        seen = see(*ZONES[name])
        assert seen.zone.checks["personal_number"]


def test_trap_optional_leading_filler(see):
    seen = see(*ZONES["tur_id"])
    assert seen.value("personal_number") == "10000000146"
    assert seen.finding("rules.number_check.personal_number").status is Status.PASSED


@pytest.mark.parametrize(
    ("name", "number"), [("lva_pk_filler", "121282-88882"), ("ukr_id_unzr", "19910824-00026")]
)
def test_trap_optional_inner_filler(see, name, number):
    seen = see(*ZONES[name])
    assert seen.value("personal_number") == number
    assert seen.finding("rules.pattern.personal_number").status is Status.PASSED


def test_trap_optional_inner_filler_is_no_personal_number_in_american_passports(see):
    seen = see(*ZONES["usa_opt_filler"])
    assert seen.value("personal_number") is None
    assert seen.faults == {}


def test_trap_sex_filler(see):
    seen = see(*ZONES["deu_id"])
    assert seen.value("sex") is None
    assert seen.faults == {}


def test_trap_non_icao_layout(see):
    seen = see(*ZONES["fra_cni_old"], now=on(2019, 1, 1))
    assert seen.found.profile.id == "fra/id-card-1988"
    values = {f: seen.value(f) for f in ("surname", "given_names", "birth_date", "sex")}
    assert values == {
        "surname": "SPECIMEN",
        "given_names": "JEAN MARIE",
        "birth_date": "1990-01-01",
        "sex": "M",
    }
    assert (seen.value("issue_date"), seen.value("expiry_date")) == ("2010-03", None)
    assert seen.value("document_number") == "100375100001"
    assert not seen.zone.checks_hold
    assert zone_as_laid_out(seen.found.profile, seen.zone).checks == {
        "document_number": True,
        "birth_date": True,
        "composite": True,
    }


def test_trap_td2_cards(see):
    romanian = see(*ZONES["rou_ci_td2"])
    assert romanian.found.profile.id == "rou/id-card-1997"
    assert romanian.value("personal_number") == "1900101123456"
    kazakh = see("IDKAZSAMPLE<<PERSON<<<<<<<<<<<<<<<<<", "0000000011KAZ9001011M2101019<<<<<<<4")
    assert kazakh.found.profile.id == "kaz/id-card-2008"


def test_trap_digits_in_name(see):
    seen = see(*ZONES["rus_internal"])
    assert (seen.value("surname"), seen.value("given_names")) == ("ИВАНОВ", "ИВАН ИВАНОВИЧ")
    assert seen.value("document_number") == "4000000001"
    assert (seen.value("issue_date"), seen.value("authority")) == ("2015-06-01", "770-001")
    assert seen.finding("validity.expiry").status is Status.PASSED


@pytest.mark.parametrize("name", ["hrv_id_IO", "ita_cie_C"])
def test_trap_document_code_not_i(see, name):
    assert see(*ZONES[name]).faults == {}


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (("ARD<<L01X00T471<<<<<<<<<<<<<<<", "9001011F3301306UKR<<<<<<<<<<<4"), "residence-permit"),
        (
            ("IPUSAC000000018<<<<<<<<<<<<<<<", "9001011F3301306USA<<<<<<<<<<<4"),
            "id-card-passport-card",
        ),
        (("C1USA0000000011<<<<<<<<<<<<<<<", "9001011F3301306MEX<<<<<<<<<<<4"), "residence-permit"),
    ],
)
def test_trap_document_code_not_i_on_residence_and_passport_cards(see, lines, expected):
    found = see(*lines, "SAMPLE<<PERSON<<<<<<<<<<<<<<<<").found
    assert found.profile is not None
    assert found.profile.id.endswith(f"/{expected}")


def test_trap_kenya_layout(see):
    seen = see(
        "IDKYA2000000018<<0000<<<<<0000",
        "9001011M1501019B000000001U<<<0",
        "SAMPLE<PERSON<KENYAN<<<<<<<<<<",
    )
    assert seen.found.profile.id == "ken/id-card"
    assert seen.value("nationality") is None
    assert seen.value("expiry_date") is None
    assert seen.finding("validity.expiry").status is Status.PASSED
    assert seen.faults == {}


def test_trap_personal_number_vs_document_number(see):
    seen = see(*ZONES["esp_dni_support"])
    assert seen.value("document_number") == "BAA000001"
    assert seen.value("personal_number") == "99999999R"


def test_trap_personal_number_dob_mismatch_is_noted_for_kazakhstan(see):
    seen = see(*ZONES["kaz_iin_dob_mismatch"])
    assert seen.faults == {}
    assert "rules.number_encodes.personal_number" in seen.warnings


@pytest.mark.parametrize("code", ["PN", "PD", "PS", "PA", "PO"])
def test_trap_document_code_second_letter(see, code):
    lines = list(ZONES["idn_mononym"])
    lines[0] = code + lines[0][2:]
    seen = see(*lines)
    assert seen.found.profile.id == "idn/passport"
    assert seen.faults == {}


@pytest.mark.parametrize("name", ["bel_long_skip", "bel_long_incl"])
def test_trap_long_document_number(see, name):
    seen = see(*ZONES[name])
    assert seen.zone.checks["document_number"]
    assert len(seen.value("document_number")) > 9
    assert seen.faults == {}
