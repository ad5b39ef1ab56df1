"""Hungary: sex and birth date in the personal identifier, which stands on the address card.

Widely known rule, not re-checked: the first digit is odd for men; 1 and 2 before 1997, 3 and 4
after 1999; the two digits of the year follow.
"""

CENTURIES = {"1": "19", "2": "19", "3": "20", "4": "20"}


def personal_number_facts(number: str) -> dict[str, str]:
    """Return the birth date and sex of `MYYMMDDNNNC`."""
    born = f"{CENTURIES[number[0]]}{number[1:3]}-{number[3:5]}-{number[5:7]}"
    return {"birth_date": born, "sex": "M" if int(number[0]) % 2 else "F"}
