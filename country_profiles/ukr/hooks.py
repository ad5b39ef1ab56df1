"""Ukraine: the record number of the Demographic Register and the tax number.

Sources: mvs.gov.ua (2023-11-14) for the record number, its check digit verified on the published
specimen 19910824-00026; the tax number counts days from 1899-12-31, its ninth digit is odd for men.
"""

from datetime import date, timedelta

WEIGHTS = (7, 3, 1)
FIRST_DAY = date(1899, 12, 31)


def unzr_check(number: str) -> bool:
    """Whether the last digit is ICAO's 7-3-1 check digit of the twelve before it."""
    digits = [int(c) for c in number if c.isdigit()]
    return sum(d * WEIGHTS[i % 3] for i, d in enumerate(digits[:12])) % 10 == digits[12]


def unzr_facts(number: str) -> dict[str, str]:
    """Return the birth date a record number begins with."""
    return {"birth_date": f"{number[:4]}-{number[4:6]}-{number[6:8]}"}


def rntrc_facts(number: str) -> dict[str, str]:
    """Return the birth date and sex a tax number holds."""
    born = FIRST_DAY + timedelta(days=int(number[:5]))
    return {"birth_date": born.isoformat(), "sex": "M" if int(number[8]) % 2 else "F"}
