"""Latvia: birth date in personal codes given before July 2017.

Source: python-stdnum, stdnum.lv.pvn; codes beginning with 32 to 39 tell nothing. The seventh
digit tells the century.
"""

CENTURIES = {"0": "18", "1": "19", "2": "20"}
FIRST_WITHOUT_DATE = 32


def personal_code_facts(number: str) -> dict[str, str]:
    """Return the birth date of `DDMMYYCNNNN`."""
    if int(number[:2]) >= FIRST_WITHOUT_DATE:
        return {}
    return {"birth_date": f"{CENTURIES[number[6]]}{number[4:6]}-{number[2:4]}-{number[:2]}"}
