"""Indonesia: birth date and sex in the NIK.

Source: python-stdnum, stdnum.id.nik: six digits of the place of first registration, then DDMMYY,
40 added to a woman's day. The century is not told: years to come are read as past ones by the
two-digit year alone, so only day, month and sex can be compared, and the year's two digits.
"""

WOMEN = 40
YOUNGEST = 26  # two-digit years up to here may be of this century; then the year is left out


def nik_facts(number: str) -> dict[str, str]:
    """Return the sex, and the birth date where its century is beyond doubt."""
    day, month, year = int(number[6:8]), number[8:10], int(number[10:12])
    facts = {"sex": "F" if day > WOMEN else "M"}
    if year > YOUNGEST:
        facts["birth_date"] = f"19{year:02}-{month}-{day % WOMEN:02}"
    return facts
