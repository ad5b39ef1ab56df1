"""Bulgaria: birth date and sex in the personal number (ЕГН).

Source: python-stdnum, stdnum.bg.egn: month plus 20 for the 1800s, plus 40 for the 2000s; the
ninth digit is even for men.
"""


def egn_facts(number: str) -> dict[str, str]:
    """Return the birth date and sex of `YYMMDDNNNC`."""
    shift, century = next(
        (s, c) for s, c in ((40, "20"), (20, "18"), (0, "19")) if int(number[2:4]) > s
    )
    month = int(number[2:4]) - shift
    sex = "F" if int(number[8]) % 2 else "M"
    return {"birth_date": f"{century}{number[:2]}-{month:02}-{number[4:6]}", "sex": sex}
