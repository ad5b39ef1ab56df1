"""Kyrgyzstan: sex and birth date in the personal number (ПИН).

Widely known rule, not re-checked: 1 for women, 2 for men, then DDMMYYYY and five digits.
"""


def pin_facts(number: str) -> dict[str, str]:
    """Return the birth date and sex of `SDDMMYYYYNNNNN`."""
    born = f"{number[5:9]}-{number[3:5]}-{number[1:3]}"
    return {"birth_date": born, "sex": "F" if number[0] == "1" else "M"}
