"""Bangladesh: the birth year at the head of a number of seventeen digits.

Source: blog.ashik.info 2011. Numbers of ten and thirteen digits tell nothing.
"""

WITH_YEAR = 17


def nid_facts(number: str) -> dict[str, str]:
    """Return the birth year of a long number."""
    return {"birth_date": number[:4]} if len(number) == WITH_YEAR else {}
