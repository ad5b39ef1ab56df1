"""Poland: the check digit inside the number of an identity card.

Source: the rule as published with the card's description (en.wikipedia, Polish identity card);
verified on the published specimen ABA300000.
"""

LETTER_WEIGHTS = (7, 3, 1)
DIGIT_WEIGHTS = (7, 3, 1, 7, 3)


def id_card_number(number: str) -> bool:
    """Whether the fourth character is the check digit of `AAA000000`, letters being A=10..Z=35."""
    letters = zip(LETTER_WEIGHTS, number[:3], strict=True)
    digits = zip(DIGIT_WEIGHTS, number[4:], strict=True)
    total = sum(w * (ord(c) - 55) for w, c in letters) + sum(w * int(c) for w, c in digits)
    return total % 10 == int(number[3])
