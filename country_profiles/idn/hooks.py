"""Indonesia: birth date and sex in the NIK.

Source: python-stdnum, stdnum.id.nik: six digits of the place of first registration, then DDMMYY
with 40 added to a woman's day. The century is not told, so a birth date is only given where the
two digits of the year leave no doubt.
"""

WOMEN = 40
LAST_DOUBTFUL_YEAR = 26  # up to here the year may be of either century


def nik_facts(number: str) -> dict[str, str]:
    """Return the sex, and the birth date where its century is beyond doubt."""
    day, month, year = int(number[6:8]), number[8:10], int(number[10:12])
    facts = {"sex": "F" if day > WOMEN else "M"}
    if year > LAST_DOUBTFUL_YEAR:
        facts["birth_date"] = f"19{year:02}-{month}-{day % WOMEN:02}"
    return facts
