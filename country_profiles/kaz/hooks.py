"""Kazakhstan: the individual identification number (IIN, ЖСН).

Sources: egov.kz; the check digit was verified on public test data. Since resolution 853 of
26.08.2013 the digits no longer follow the holder's birth date: a difference is no error.
"""

SECOND_WEIGHTS = (3, 4, 5, 6, 7, 8, 9, 10, 11, 1, 2)
CENTURIES = {"1": "18", "2": "18", "3": "19", "4": "19", "5": "20", "6": "20"}
NOT_ISSUED = 10


def iin_check(number: str) -> bool:
    """Whether the twelfth digit is the check digit of the eleven before it."""
    digits = [int(c) for c in number]
    rest = sum(d * w for w, d in enumerate(digits[:11], start=1)) % 11
    if rest == NOT_ISSUED:
        rest = sum(d * w for w, d in zip(SECOND_WEIGHTS, digits[:11], strict=True)) % 11
    return rest == digits[11]


def iin_facts(number: str) -> dict[str, str]:
    """Return the birth date and sex the number was formed from; nothing for some foreigners."""
    century = CENTURIES.get(number[6])
    if century is None:
        return {}
    born = f"{century}{number[:2]}-{number[2:4]}-{number[4:6]}"
    return {"birth_date": born, "sex": "M" if int(number[6]) % 2 else "F"}
