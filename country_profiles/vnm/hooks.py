"""Viet Nam: sex and birth year in the personal identification number.

Source: decree 137/2015 as described by tricksfast.com: three digits of the place, one of century
and sex (even for men), two of the year.
"""


def cccd_facts(number: str) -> dict[str, str]:
    """Return the birth year and sex of `PPPGYYNNNNNN`."""
    century = 19 + int(number[3]) // 2
    sex = "F" if int(number[3]) % 2 else "M"
    return {"birth_date": f"{century}{number[4:6]}", "sex": sex}
