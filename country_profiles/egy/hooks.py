"""Egypt: birth date and sex in the national number.

Sources: en.wikipedia, Egyptian National Identity Card; codereview.stackexchange 221899. The
check digit's rule is not public.
"""

CENTURIES = {"2": "19", "3": "20"}


def nid_facts(number: str) -> dict[str, str]:
    """Return the birth date and sex of `CYYMMDDGGSSSSK`; the thirteenth digit is odd for men."""
    born = f"{CENTURIES[number[0]]}{number[1:3]}-{number[3:5]}-{number[5:7]}"
    return {"birth_date": born, "sex": "M" if int(number[12]) % 2 else "F"}
