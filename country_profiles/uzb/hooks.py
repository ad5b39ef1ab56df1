"""Uzbekistan: birth date, sex and check digit of the personal number (PINFL, JSHSHIR).

Widely known rules, not re-checked: the first digit tells century and sex, DDMMYY follow; the
last is ICAO's 7-3-1 check digit.
"""

CENTURIES = {"1": "18", "2": "18", "3": "19", "4": "19", "5": "20", "6": "20"}
WEIGHTS = (7, 3, 1)


def pinfl_facts(number: str) -> dict[str, str]:
    """Return the birth date and sex."""
    born = f"{CENTURIES[number[0]]}{number[5:7]}-{number[3:5]}-{number[1:3]}"
    return {"birth_date": born, "sex": "M" if int(number[0]) % 2 else "F"}


def pinfl_check(number: str) -> bool:
    """Whether the last digit is the 7-3-1 check digit of those before it."""
    digits = [int(c) for c in number]
    return sum(d * WEIGHTS[i % 3] for i, d in enumerate(digits[:-1])) % 10 == digits[-1]
