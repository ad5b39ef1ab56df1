"""Romania: birth date and sex in the personal number (CNP).

Source: python-stdnum, stdnum.ro.cnp: the first digit tells sex and century, 7, 8 and 9 are
foreign residents, whose century it does not tell.
"""

CENTURIES = {"1": "19", "2": "19", "3": "18", "4": "18", "5": "20", "6": "20"}
SEXES = {**dict.fromkeys("1357", "M"), **dict.fromkeys("2468", "F")}


def cnp_facts(number: str) -> dict[str, str]:
    """Return the birth date and sex of `SYYMMDDJJNNNC`."""
    facts = {"sex": SEXES.get(number[0], "")}
    if number[0] in CENTURIES:
        facts["birth_date"] = f"{CENTURIES[number[0]]}{number[1:3]}-{number[3:5]}-{number[5:7]}"
    return facts
