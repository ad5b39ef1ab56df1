"""Slovakia: birth date and sex in the birth number (rodné číslo).

Source: python-stdnum, stdnum.cz.rc: month plus 50 for women, plus 20 more since 2004 when the
numbers of a day ran out; numbers of nine digits were given before 1954.
"""

WOMEN, EXTRA = 50, 20
OLD_FORM = 9
FIRST_YEAR_OF_TEN_DIGITS = 54


def birth_number_facts(number: str) -> dict[str, str]:
    """Return the birth date and sex of `YYMMDD/NNNC`."""
    year, month = int(number[:2]), int(number[2:4])
    sex = "F" if month > WOMEN else "M"
    month %= WOMEN
    month -= EXTRA if month > EXTRA else 0
    old = len(number) == OLD_FORM or year >= FIRST_YEAR_OF_TEN_DIGITS
    return {"birth_date": f"{'19' if old else '20'}{year:02}-{month:02}-{number[4:6]}", "sex": sex}
