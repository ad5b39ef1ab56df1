"""Lithuania: birth date and sex in the personal code.

Source: python-stdnum, stdnum.lt.asmens: the first digit tells century and sex, odd for men.
"""

CENTURIES = {"1": "18", "2": "18", "3": "19", "4": "19", "5": "20", "6": "20"}


def personal_code_facts(number: str) -> dict[str, str]:
    """Return the birth date and sex of `GYYMMDDNNNC`; unknown parts, written 00, are left out."""
    parts = [CENTURIES[number[0]] + number[1:3], number[3:5], number[5:7]]
    known = parts[: parts.index("00")] if "00" in parts else parts
    return {"birth_date": "-".join(known), "sex": "M" if int(number[0]) % 2 else "F"}
