"""Belarus: the identification number, `3150190A001PB5`.

Sources: gedemin#2409; SmartIDReader DocumentsReference. The first digit tells century and sex;
the check digit follows ICAO's 7-3-1 rule as far as known. Letters may be typed in Cyrillic.
"""

CENTURIES = {"1": "18", "2": "18", "3": "19", "4": "19", "5": "20", "6": "20"}
WEIGHTS = (7, 3, 1)
TO_LATIN = str.maketrans("АВСЕНКМОРТХ", "ABCEHKMOPTX")


def personal_number_facts(number: str) -> dict[str, str]:
    """Return the birth date and sex."""
    born = f"{CENTURIES[number[0]]}{number[5:7]}-{number[3:5]}-{number[1:3]}"
    return {"birth_date": born, "sex": "M" if int(number[0]) % 2 else "F"}


def personal_number_check(number: str) -> bool:
    """Whether the last digit is the 7-3-1 check digit, letters being A=10..Z=35."""
    signs = number.translate(TO_LATIN)
    total = sum(int(c, 36) * WEIGHTS[i % 3] for i, c in enumerate(signs[:-1]))
    return total % 10 == int(signs[-1])
