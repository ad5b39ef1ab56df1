"""Sri Lanka: birth date and sex in the NIC number, old and new form.

Sources: idnumbers LKA; koblas/stdnum-js lk/nic. The day of the year counts 29 February in every
year, so days after it are one too high in common years; 500 is added for women.
"""

from datetime import date, timedelta

WOMEN = 500
LEAP_YEAR = 2000  # any leap year: the number counts all years as such
NEW_FORM = 12


def nic_facts(number: str) -> dict[str, str]:
    """Return the birth date and sex of `YYDDDNNNCV` or `YYYYDDDNNNNC`."""
    year, rest = (
        (number[:4], number[4:]) if len(number) == NEW_FORM else ("19" + number[:2], number[2:])
    )
    count = int(rest[:3])
    day = date(LEAP_YEAR, 1, 1) + timedelta(days=count % WOMEN - 1)
    sex = "F" if count > WOMEN else "M"
    return {"birth_date": f"{year}-{day.month:02}-{day.day:02}", "sex": sex}
