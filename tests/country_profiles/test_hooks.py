"""Each country's own calculations, on published or invented numbers."""

from __future__ import annotations

import pytest

from verifier.profiles.hooks import function, functions
from verifier.profiles.load import HOME, country_folders


def call(name, number):
    country, hook = name.split(".")
    return function(str(HOME / country), hook)(number)


@pytest.mark.parametrize(
    ("hook", "number", "facts"),
    [
        ("ukr.unzr_facts", "1991082400026", {"birth_date": "1991-08-24"}),
        ("ukr.rntrc_facts", "3184710691", {"birth_date": "1987-03-12", "sex": "M"}),
        ("kaz.iin_facts", "900101300007", {"birth_date": "1990-01-01", "sex": "M"}),
        ("kaz.iin_facts", "050505600001", {"birth_date": "2005-05-05", "sex": "F"}),
        ("kaz.iin_facts", "050505000001", {}),
        ("bgr.egn_facts", "7523169263", {"birth_date": "1875-03-16", "sex": "M"}),
        ("bgr.egn_facts", "8032056031", {"birth_date": "1880-12-05", "sex": "F"}),
        ("bgr.egn_facts", "0541010002", {"birth_date": "2005-01-01", "sex": "M"}),
        ("blr.personal_number_facts", "4150190A001PB5", {"birth_date": "1990-01-15", "sex": "F"}),
        ("cze.birth_number_facts", "7103192745", {"birth_date": "1971-03-19", "sex": "M"}),
        ("cze.birth_number_facts", "0471012345", {"birth_date": "2004-01-01", "sex": "F"}),
        ("svk.birth_number_facts", "536231123", {"birth_date": "1953-12-31", "sex": "F"}),
        ("egy.nid_facts", "29001010100017", {"birth_date": "1990-01-01", "sex": "M"}),
        ("hun.personal_number_facts", "28001011234", {"birth_date": "1980-01-01", "sex": "F"}),
        ("idn.nik_facts", "3171234101900001", {"birth_date": "1990-01-01", "sex": "F"}),
        ("idn.nik_facts", "3171230101100001", {"sex": "M"}),
        ("kgz.pin_facts", "20101199000001", {"birth_date": "1990-01-01", "sex": "M"}),
        ("lka.nic_facts", "855420159V", {"birth_date": "1985-02-11", "sex": "F"}),
        ("lka.nic_facts", "199006100123", {"birth_date": "1990-03-01", "sex": "M"}),
        ("ltu.personal_code_facts", "38703181745", {"birth_date": "1987-03-18", "sex": "M"}),
        ("ltu.personal_code_facts", "33300000000", {"birth_date": "1933", "sex": "M"}),
        ("lva.personal_code_facts", "16117519997", {"birth_date": "1975-11-16"}),
        ("lva.personal_code_facts", "32123456789", {}),
        ("rou.cnp_facts", "1800101221144", {"birth_date": "1980-01-01", "sex": "M"}),
        ("rou.cnp_facts", "8800101221144", {"sex": "F"}),
        ("uzb.pinfl_facts", "31501900010015", {"birth_date": "1990-01-15", "sex": "M"}),
        ("vnm.cccd_facts", "001301000001", {"birth_date": "2001", "sex": "F"}),
        ("vnm.cccd_facts", "001090000001", {"birth_date": "1990", "sex": "M"}),
        ("alb.nid_facts", "I05101999I", {"birth_date": "1980-01-01", "sex": "F"}),
        ("bgd.nid_facts", "19901234567890123", {"birth_date": "1990"}),
        ("bgd.nid_facts", "1234567890", {}),
    ],
)
def test_a_number_tells_what_its_country_put_into_it(hook, number, facts):
    told = call(hook, number)
    assert {k: v for k, v in told.items() if v} == facts


@pytest.mark.parametrize(
    ("hook", "right"),
    [
        ("ukr.unzr_check", "1991082400026"),
        ("kaz.iin_check", "900101300007"),
        ("pol.id_card_number", "ABA300000"),
    ],
)
def test_a_check_digit_holds_and_one_digit_more_does_not(hook, right):
    at = 3 if hook.startswith("pol") else len(right) - 1
    wrong = right[:at] + str((int(right[at]) + 1) % 10) + right[at + 1 :]
    assert call(hook, right)
    assert not call(hook, wrong)


def test_hooks_take_nothing_but_what_they_read_and_say_what_they_are():
    for folder in country_folders(HOME):
        for name, hook in functions(str(folder)).items():
            assert hook.__doc__, f"{folder.name}: {name}"
