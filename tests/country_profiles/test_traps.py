"""Genuine documents that naive checking refuses, each accepted or sent to a person here.

Named after the traps of the reference. Those about names belong to tests/compare, about reading
to tests/visual and tests/mrz.
"""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest

from verifier.model.finding import Status
from verifier.model.reading import Reading, Source
from verifier.profiles.forms import matches, reads_as
from verifier.profiles.laid_out import zone_as_laid_out
from verifier.profiles.load import load_profiles
from verifier.profiles.match import match
from verifier.profiles.printed import plain

ZONES = json.loads((Path(__file__).parent / "synthetic_zones.json").read_text(encoding="utf-8"))
PROFILES = load_profiles()


def profile(name):
    found = PROFILES.get(name)
    assert found is not None, name
    return found


def on(year, month, day):
    return datetime(year, month, day, 12, tzinfo=UTC)


TODAY = on(2026, 11, 22)


@pytest.fixture
def judge():
    """Return what becomes of printed values on a document already recognised."""
    from verifier.model.policy import Policy
    from verifier.rules.apply import apply_rules
    from verifier.rules.validity import validity

    def judge(name, values, *, now=TODAY, text=()):
        readings = [
            Reading(field=f, source=Source.PRINT, raw=v, value=v, confidence=0.97)
            for f, v in values.items()
        ]
        rules = apply_rules(profile(name), readings, None, now)
        dates = validity(readings, profile(name), now, Policy(name="none"), None, text)
        return {f.check: f for f in (*rules, *dates)}

    return judge


def faults(findings):
    return {c: f for c, f in findings.items() if f.status in (Status.FAILED, Status.UNSURE)}


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


@pytest.mark.parametrize(
    ("name", "number"),
    [
        ("lva/id-card", "321234-56789"),
        ("geo/id-card", "01001000001"),
        ("tur/id-card-2017", "10000000146"),
        ("hrv/id-card", "12345678903"),
    ],
)
def test_trap_personal_number_dob_mismatch_where_numbers_tell_no_date(judge, name, number):
    found = judge(name, {"personal_number": number, "birth_date": "1980-05-05", "sex": "F"})
    assert faults(found) == {}


@pytest.mark.parametrize(
    ("name", "number"),
    [
        ("srb/id-card", "0101990710009"),
        ("pol/id-card", "90010112345"),
        ("cze/passport", "9001011238"),
        ("svk/id-card", "9001011238"),
        ("rou/id-card-1997", "1900101123456"),
        ("mkd/id-card", "0101990410009"),
    ],
)
def test_trap_personal_number_bad_check(judge, name, number):
    found = judge(name, {"personal_number": number})
    check = found["rules.number_check.personal_number"]
    assert check.status is Status.SKIPPED
    assert "noted only" in check.note or "differs from" in check.note
    assert faults(found) == {}


def test_trap_leading_zero(judge):
    found = judge("geo/id-card", {"personal_number": "01001000001"})
    assert found["rules.pattern.personal_number"].status is Status.PASSED
    born_2003 = judge("pol/id-card", {"personal_number": "03220100009", "birth_date": "2003-02-01"})
    assert born_2003["rules.number_encodes.personal_number"].status is Status.PASSED


NO_EXPIRY = [
    ("idn/id-card", "SEUMUR HIDUP"),
    ("esp/id-card", "01 01 9999"),
    ("esp/id-card", "01-01-9999"),
    ("pak/id-card", "LIFETIME"),
    ("pak/id-card", "تاحیات"),
    ("vnm/id-card-2021", "Không thời hạn"),
    ("vnm/id-card-2024", "KHÔNG THỜI HẠN"),
    ("bgr/id-card-2010", "БЕЗСРОЧНА"),
    ("hrv/id-card", "TRAJNO"),
    ("srb/id-card", "TRAJNO"),
    ("srb/id-card", "ТРАЈНО"),
    ("bra/id-card-2022", "INDETERMINADA"),
]


@pytest.mark.parametrize(("name", "phrase"), NO_EXPIRY)
def test_trap_no_expiry_phrases(judge, name, phrase):
    found = judge(name, {"birth_date": "1950-01-01"}, text=[f"Valid {phrase}"])
    if phrase[0].isdigit():
        found = judge(name, {"birth_date": "1950-01-01", "expiry_date": phrase})
    assert found["validity.expiry"].status is Status.PASSED


@pytest.mark.parametrize(
    "name",
    [
        *("ukr/internal-passport-1994", "rus/internal-passport", "tur/id-card-nufus"),
        *("zaf/id-card-smart", "zaf/id-card-green-book", "ind/id-card-aadhaar", "ind/other-pan"),
        *("phl/id-card-philsys", "lka/id-card-laminated", "npl/id-card-citizenship"),
        *("bra/id-card-rg", "ken/id-card", "nga/id-card-nin-slip", "bgd/id-card-2008"),
    ],
)
def test_trap_no_expiry_documents_without_a_date(judge, name):
    assert judge(name, {"birth_date": "1980-01-01"})["validity.expiry"].status is Status.PASSED


@pytest.mark.parametrize("expiry", ["<<<<<<0", "9912315"])
@pytest.mark.parametrize("name", ["srb_id", "rou_ci_td2", "esp_dni_support"])
def test_trap_no_expiry_sentinels_in_the_zone(see, name, expiry):
    lines = list(ZONES[name])
    at = 21 if len(lines) == 2 else 8
    lines[1] = lines[1][:at] + expiry + lines[1][at + 7 :]
    assert see(*lines).finding("validity.expiry").status is Status.PASSED


def test_trap_no_expiry_a_date_before_the_series_began_is_of_the_next_century(see):
    lines = list(ZONES["rou_ci_td2"])
    lines[1] = lines[1].replace("3108033", "8109138")
    seen = see(*lines)
    assert seen.value("expiry_date") == "2081-09-13"
    assert seen.finding("validity.expiry").status is Status.PASSED
    assert seen.faults == {}


def test_an_expired_document_of_an_earlier_series_does_not_come_back_to_life(see):
    old_passport = list(ZONES["ind_no_surname"])
    old_passport[0] = "P<UKRSAMPLE<<PERSON" + "<" * 25
    old_passport[1] = "EK000000<8UKR9001011F1201019<<<<<<<<<<<<<<<0"
    old_card = ("IDBGR0000000011<<<<<<<<<<<<<<<", "9001011M0901019BGR<<<<<<<<<<<0")
    for lines in (old_passport, (*old_card, "SAMPLE<<PERSON<<<<<<<<<<<<<<<<")):
        ended = see(*lines).finding("validity.expiry")
        assert ended.reason == "validity.expired"
        assert ended.seen["date"] in ("2012-01-01", "2009-01-01")


def test_trap_eu_cutoff_2031(judge):
    card, text = {"birth_date": "1950-01-01"}, ["БЕЗСРОЧНА"]
    before = judge("bgr/id-card-2010", card, text=text, now=on(2031, 8, 2))
    after = judge("bgr/id-card-2010", card, text=text, now=on(2031, 8, 3))
    assert before["validity.expiry"].status is Status.PASSED
    assert after["validity.expiry"].status is Status.FAILED
    assert after["validity.expiry"].seen["date"] == "2031-08-02"
    romanian = judge("rou/id-card-1997", {"expiry_date": "2040-01-01"}, now=on(2032, 1, 1))
    assert romanian["validity.expiry"].status is Status.UNSURE


def test_trap_printed_expiry_superseded(judge):
    card = {"birth_date": "1970-01-01", "issue_date": "2012-05-02", "expiry_date": "2022-05-01"}
    extended = judge("fra/id-card-1988", card, now=on(2026, 11, 22))
    assert extended["validity.expiry"].status is Status.UNSURE
    over = judge("fra/id-card-1988", card, now=on(2028, 1, 1))
    assert over["validity.expiry"].status is Status.FAILED
    child = judge("fra/id-card-1988", card | {"birth_date": "2000-01-01"})
    assert child["validity.expiry"].status is Status.FAILED
    for_life = judge("idn/id-card", {"birth_date": "1970-01-01", "expiry_date": "2016-01-01"})
    assert for_life["validity.expiry"].status is Status.UNSURE


def test_trap_expiry_is_year(judge):
    assert (
        judge("mex/id-card-ine", {"expiry_date": "2026"})["validity.expiry"].status is Status.PASSED
    )
    assert (
        judge("mex/id-card-ine", {"expiry_date": "2025"})["validity.expiry"].status is Status.FAILED
    )


def test_trap_validity_range_is_told_to_the_reader():
    assert "DD.MM.YY-DD.MM.YYYY" in profile("rou/id-card-1997").date_formats


@pytest.mark.parametrize("name", ["egy/id-card", "vnm/id-card-2024"])
def test_trap_expiry_on_back(name):
    card = profile(name)
    assert card.sides == ("front", "back")
    assert next(f for f in card.fields if f.name == "expiry_date").side == "back"
    assert any("both sides" in advice for advice in card.guide)


def test_trap_calendars(judge):
    found = judge(
        "npl/id-card-citizenship", {"birth_date": "2045-01-15", "issue_date": "2066-03-03"}
    )
    assert faults(found) == {}


def test_trap_native_digits(judge):
    found = judge(
        "egy/id-card",
        {"personal_number": "٢٩٠٠١٠١٠١٠٠٠١٧", "birth_date": "1990-01-01"},
    )
    assert found["rules.pattern.personal_number"].status is Status.PASSED
    assert found["rules.number_encodes.personal_number"].status is Status.PASSED
    assert faults(found) == {}


@pytest.mark.parametrize(
    ("name", "order"),
    [
        ("usa/driving-licence", "MM/DD/YYYY"),
        ("ltu/id-card", "YYYY MM DD"),
        ("hun/id-card", "YYYY.MM.DD"),
        ("zaf/id-card-green-book", "YYYY-MM-DD"),
        ("can/driving-licence", "YYYY/MM/DD"),
        ("lka/id-card-2017", "YYYY/MM/DD"),
        ("egy/id-card", "YYYY/MM/DD"),
    ],
)
def test_trap_date_order(name, order):
    assert profile(name).date_formats[0] == order


def test_trap_birth_year_only(judge, see):
    assert faults(judge("ind/id-card-aadhaar", {"birth_date": "1980"})) == {}
    unknown_day = see(*ZONES["unknown_birth_day"])
    assert unknown_day.value("birth_date") == "1980"
    assert unknown_day.finding("validity.birth").status is Status.PASSED


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


def test_trap_lookalike_series(judge):
    for number in ("АВ123456", "AB123456", "AB 123456"):
        found = judge("ukr/internal-passport-1994", {"document_number": number})
        assert found["rules.pattern.document_number"].status is Status.PASSED


def test_trap_o_zero(judge):
    found = judge("deu/id-card", {"document_number": "LO1X00T47"})
    assert found["rules.pattern.document_number"].status is Status.PASSED
    assert reads_as(r"^[A-Z]{3}\d{6}$", "AB0123456") == "ABO123456"


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


def test_trap_masked_number(judge):
    found = judge("ind/id-card-aadhaar", {"document_number": "XXXX XXXX 1234"})
    assert found["rules.pattern.document_number"].status is Status.PASSED
    assert faults(found) == {}


@pytest.mark.parametrize(
    "name",
    [
        *("tur/id-card-nufus", "ukr/internal-passport-1994", "rou/id-card-1997", "pol/id-card"),
        *("bgr/id-card-2010", "zaf/id-card-green-book", "bra/id-card-rg", "fra/id-card-1988"),
    ],
)
def test_trap_old_series_valid(judge, name):
    assert profile(name).status != "ended"
    found = faults(judge(name, {"birth_date": "1970-01-01"}))
    assert "rules.withdrawn" not in found


def test_trap_cannot_renew():
    assert any("residence permit" in advice for advice in profile("blr/passport").guide)


@pytest.mark.parametrize("code", ["PN", "PD", "PS", "PA", "PO"])
def test_trap_document_code_second_letter(see, code):
    lines = list(ZONES["idn_mononym"])
    lines[0] = code + lines[0][2:]
    seen = see(*lines)
    assert seen.found.profile.id == "idn/passport"
    assert seen.faults == {}


@pytest.mark.parametrize(
    ("name", "value", "check"),
    [
        ("kaz/passport", {"document_number": "N12345678"}, "rules.pattern.document_number"),
        ("idn/passport", {"document_number": "E1234567"}, "rules.pattern.document_number"),
        ("svk/passport", {"document_number": "BA1234567"}, "rules.pattern.document_number"),
        ("pak/id-card", {"document_number": "82101-1234567-1"}, "rules.pattern.document_number"),
    ],
)
def test_numbers_that_common_libraries_refuse_are_fine(judge, name, value, check):
    found = judge(name, value)
    assert found[check].status is Status.PASSED
    assert faults(found) == {}


def test_an_indonesian_woman_is_told_by_forty_added_to_the_day(judge):
    found = judge(
        "idn/id-card",
        {"document_number": "3171234101900001", "birth_date": "1990-01-01", "sex": "F"},
    )
    assert found["rules.number_encodes.document_number"].status is Status.PASSED


@pytest.mark.parametrize("name", ["bel_long_skip", "bel_long_incl"])
def test_trap_long_document_number(see, name):
    seen = see(*ZONES[name])
    assert seen.zone.checks["document_number"]
    assert len(seen.value("document_number")) > 9
    assert seen.faults == {}


def test_trap_validity_range_is_read_as_its_end(judge):
    card = {"birth_date": "1990-01-01", "issue_date": "2019-03-08", "expiry_date": "2029-08-03"}
    found = judge("rou/id-card-1997", card)
    assert found["validity.expiry"].status is Status.PASSED
    assert faults(found) == {}
