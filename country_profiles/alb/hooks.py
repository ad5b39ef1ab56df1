"""Albania: birth date and sex in the personal number (NID).

Source: the number's published description: a letter for the decade (A is 1900), the year in it,
the month (plus 50 for women) and the day. Not re-checked against a law.
"""

FIRST_DECADE = 1900
WOMEN = 50


def nid_facts(number: str) -> dict[str, str]:
    """Return the birth date and sex of `A0MMDDNNNA`."""
    year = FIRST_DECADE + 10 * (ord(number[0]) - ord("A")) + int(number[1])
    month = int(number[2:4])
    sex = "F" if month > WOMEN else "M"
    return {"birth_date": f"{year}-{month % WOMEN:02}-{number[4:6]}", "sex": sex}
