"""What the drawn lines say: grammatical zone lines, names, numbers and plain noise.

Random strings are as frequent as grammatical ones, so that the recogniser reads glyphs and does
not guess at language. All people are made of random syllables.
"""

from __future__ import annotations

import random

from training.alphabet import ALPHABET, DIGITS, LETTERS

_SYLLABLES = [
    "AN",
    "BA",
    "CO",
    "DE",
    "EL",
    "FI",
    "GA",
    "HO",
    "IN",
    "JO",
    "KA",
    "LE",
    "MA",
    "NO",
    "OR",
    "PE",
    "QU",
    "RI",
    "SA",
    "TO",
    "UL",
    "VA",
    "WI",
    "XI",
    "YO",
    "ZA",
    "TH",
    "CH",
    "SH",
    "ER",
    "EN",
    "IS",
    "ON",
    "ST",
    "NG",
    "KH",
    "OV",
    "SKI",
    "EVA",
    "DZ",
    "YA",
    "TZ",
    "MC",
    "AL",
    "EZ",
    "UM",
    "BO",
    "GU",
    "HY",
    "LY",
    "NY",
    "RU",
]
_STATES = [
    "UTO",
    "D<<",
    "DEU",
    "FRA",
    "GBR",
    "USA",
    "CAN",
    "POL",
    "UKR",
    "KAZ",
    "UZB",
    "IND",
    "BGD",
    "PAK",
    "NGA",
    "KEN",
    "EGY",
    "MAR",
    "TUR",
    "ESP",
    "ITA",
    "PRT",
    "ROU",
    "BGR",
    "SRB",
    "HRV",
    "CZE",
    "SVK",
    "HUN",
    "LTU",
    "LVA",
    "EST",
    "FIN",
    "SWE",
    "NOR",
    "DNK",
    "ISL",
    "NLD",
    "BEL",
    "LUX",
    "CHE",
    "AUT",
    "GRC",
    "CYP",
    "MLT",
    "GEO",
    "ARM",
    "AZE",
    "MDA",
    "BLR",
    "RUS",
    "KGZ",
    "TJK",
    "TKM",
    "CHN",
    "TWN",
    "JPN",
    "KOR",
    "VNM",
    "THA",
    "IDN",
    "MYS",
    "PHL",
    "SGP",
    "AUS",
    "NZL",
    "BRA",
    "ARG",
    "CHL",
    "PER",
    "COL",
    "MEX",
    "ZAF",
    "ZWE",
    "GHA",
    "SEN",
    "CIV",
    "CMR",
    "ETH",
    "RKS",
    "XXA",
    "XXB",
    "XXX",
    "EUE",
    "UNO",
    "QAT",
    "ARE",
    "SAU",
    "IRN",
    "IRQ",
    "ISR",
    "JOR",
]
_LOOKALIKES = "0OQD1I7TZ2S5B8G6CUVYMNHWXKRPFE3<4A"
_WEIGHTS = (7, 3, 1)


def _digits(rng: random.Random, count: int) -> str:
    return "".join(rng.choices(DIGITS, k=count))


def _name(rng: random.Random) -> str:
    return "".join(rng.choices(_SYLLABLES, k=rng.randint(1, 4)))


def _names(rng: random.Random, width: int) -> str:
    surname = "<".join(_name(rng) for _ in range(rng.choice((1, 1, 1, 2))))
    given = "<".join(_name(rng) for _ in range(rng.choice((1, 1, 2, 3))))
    return f"{surname}<<{given}"[:width].ljust(width, "<")


def _number(rng: random.Random, width: int) -> str:
    kind = rng.random()
    if kind < 0.4:
        text = _digits(rng, rng.randint(6, 9))
    elif kind < 0.8:
        text = "".join(rng.choices(LETTERS, k=rng.randint(1, 3))) + _digits(rng, rng.randint(5, 8))
    else:
        text = "".join(rng.choices(DIGITS + LETTERS, k=rng.randint(6, 9)))
    return text[:width].ljust(width, "<")


def _check(text: str) -> str:
    values = (int(c, 36) if c != "<" else 0 for c in text)
    return str(sum(v * _WEIGHTS[i % 3] for i, v in enumerate(values)) % 10)


def _checked(text: str) -> str:
    return text + _check(text)


def _optional(rng: random.Random, width: int) -> str:
    if rng.random() < 0.5:
        return "<" * width
    return _number(rng, width) if rng.random() < 0.7 else _digits(rng, width)


def _middle(rng: random.Random) -> str:
    birth = f"{rng.randint(0, 99):02}{rng.randint(1, 12):02}{rng.randint(1, 28):02}"
    expiry = f"{rng.randint(0, 40):02}{rng.randint(1, 12):02}{rng.randint(1, 28):02}"
    return _checked(birth) + rng.choice("MF<MF") + _checked(expiry)


def zone(rng: random.Random, kind: str) -> tuple[str, ...]:
    """Return the lines of a fictitious zone of `kind` (TD1 TD2 TD3 MRVA MRVB), digits right."""
    state, nation = rng.choice(_STATES), rng.choice(_STATES)
    middle = _middle(rng)
    if kind == "TD1":
        number = _checked(_number(rng, 9))
        code = rng.choice(("I<", "ID", "AC", "IR", "C<", "AR", "IP"))
        first = code + state + number + _optional(rng, 15)
        body = middle + nation + _optional(rng, 11)
        over = first[5:30] + body[0:7] + body[8:15] + body[18:29]
        return first, body + _check(over), _names(rng, 30)
    width = 44 if kind in ("TD3", "MRVA") else 36
    code = {"TD3": ("P<", "P<", "PD", "PO", "PP"), "TD2": ("I<", "ID", "AC")}.get(
        kind, ("V<", "VC", "VN")
    )
    first = rng.choice(code) + state + _names(rng, width - 5)
    second = _checked(_number(rng, 9)) + nation + middle
    if kind == "TD3":
        second += _checked(_optional(rng, 14))
    else:
        second += _optional(rng, width - 28 - (kind == "TD2"))
    if kind in ("TD3", "TD2"):
        second += _check(second[0:10] + second[13:20] + second[21:])
    return first, second


def _cut(rng: random.Random, text: str, count: int) -> str:
    start = rng.randint(0, max(0, len(text) - count))
    return text[start : start + count]


def _grammatical(rng: random.Random, count: int) -> str:
    kind = rng.choice(("TD1", "TD1", "TD2", "TD3", "TD3", "MRVA"))
    return _cut(rng, rng.choice(zone(rng, kind)), count)


def _fillers(rng: random.Random, count: int) -> str:
    text = ""
    while len(text) < count + 8:
        text += "".join(rng.choices(ALPHABET, k=rng.choice((0, 1, 1, 2, 5))))
        text += "<" * rng.randint(1, 12)
    return _cut(rng, text, count)


def text(rng: random.Random, count: int) -> str:
    """Return `count` zone characters to draw."""
    kind = rng.random()
    if kind < 0.42:
        return _grammatical(rng, count)
    if kind < 0.62:
        return "".join(rng.choices(ALPHABET[1:], k=count))
    if kind < 0.74:
        return "".join(rng.choices(_LOOKALIKES, k=count))
    if kind < 0.84:
        return "".join(rng.choices(DIGITS, k=count))
    if kind < 0.92:
        return "".join(rng.choices(LETTERS, k=count))
    return _fillers(rng, count)
