"""What the drawn lines say: names, labels, dates, numbers, places, two alphabets about a slash.

Half is words of a language, half letters at random, so that glyphs are read and little is
guessed. Nobody's data: people are made of dictionary words and syllables.
"""

from __future__ import annotations

import random
from dataclasses import dataclass

from training.lines.languages import (
    ALPHABETS,
    CYRILLIC,
    DIGITS,
    JOINED,
    LATIN,
    LETTERS,
    OTHERS,
    both_cases,
    upper,
)
from training.lines.words import Words

_MONTHS_LATIN = [
    "JAN",
    "FEB",
    "MAR",
    "APR",
    "MAY",
    "JUN",
    "JUL",
    "AUG",
    "SEP",
    "OCT",
    "NOV",
    "DEC",
    "STY",
    "LUT",
    "KVI",
    "LIP",
    "SIE",
    "WRZ",
    "MAI",
    "OKT",
]
_MONTHS = {
    "uk": ["СІЧ", "ЛЮТ", "БЕР", "КВІ", "ТРА", "ЧЕР", "ЛИП", "СЕР", "ВЕР", "ЖОВ", "ЛИС", "ГРУ"],
    "ru": ["ЯНВ", "ФЕВ", "МАР", "АПР", "МАЙ", "ИЮН", "ИЮЛ", "АВГ", "СЕН", "ОКТ", "НОЯ", "ДЕК"],
    "bg": ["ЯНУ", "ФЕВ", "МАР", "АПР", "МАЙ", "ЮНИ", "ЮЛИ", "АВГ", "СЕП", "ОКТ", "НОЕ", "ДЕК"],
    "be": ["СТУ", "ЛЮТ", "САК", "КРА", "МАЙ", "ЧЭР", "ЛІП", "ЖНІ", "ВЕР", "КАС", "ЛІС", "СНЕ"],
    "el": ["ΙΑΝ", "ΦΕΒ", "ΜΑΡ", "ΑΠΡ", "ΜΑΪ", "ΙΟΥΝ", "ΙΟΥΛ", "ΑΥΓ", "ΣΕΠ", "ΟΚΤ", "ΝΟΕ", "ΔΕΚ"],
    "ka": ["იან", "თებ", "მარ", "აპრ", "მაი", "ივნ", "ივლ", "აგვ", "სექ", "ოქტ", "ნოე", "დეკ"],
}
_SEXES = (
    "M",
    "F",
    "M/M",
    "F/F",
    "Ж/F",
    "Ч/M",
    "М/M",
    "K/F",
    "E/M",
    "X",
    "Ж",
    "М",
    "МУЖ.",
    "ЖЕН.",
    "К/F",
)
_ABBREVIATED = (
    "м.",
    "г.",
    "вул.",
    "ул.",
    "обл.",
    "р-н",
    "д.",
    "кв.",
    "ст.",
    "гор.",
    "с.",
    "бул.",
    "р.",
    "ОУП",
    "МВР",
    "МВС",
    "МВД",
    "ІІМ",
    "МУП",
    "MUP",
    "MoI",
    "USK",
    "No.",
    "str.",
    "ul.",
    "nr.",
    "St.",
    "Jr.",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A text and the language whose typefaces can print it."""

    text: str
    language: str


def _cased(rng: random.Random, text: str, language: str) -> str:
    chance = rng.random()
    if chance < 0.56:
        return upper(text, language)
    if chance < 0.86:
        return " ".join(upper(w[:1], language) + w[1:] for w in text.split(" "))
    return text


def _name(rng: random.Random, words: Words, language: str) -> str:
    count = rng.choices((1, 2, 3, 4), (5, 4, 1, 0.5))[0]
    joint = " " if rng.random() < 0.85 else "-"
    text = joint.join(words.word(rng, language) for _ in range(count))
    if rng.random() < 0.06:
        text = (
            rng.choice(("O'", "d'", "al-", "von ", "de la ")) + text if language in LATIN else text
        )
    return _cased(rng, text, language)


def _digits(rng: random.Random, count: int) -> str:
    return "".join(rng.choice("0123456789") for _ in range(count))


def _number(rng: random.Random, letters: str) -> str:
    made = []
    for _ in range(rng.choice((1, 1, 1, 2, 2, 3, 4))):
        if rng.random() < 0.4:
            made.append("".join(rng.choice(letters) for _ in range(rng.randint(1, 3))))
        made.append(_digits(rng, rng.choice((1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 13))))
        if rng.random() < 0.1:
            made.append(rng.choice(letters))
    text = rng.choice(("", "", "", " ", "-", "/", ".")).join(made)
    return rng.choice(("№ ", "No ", "№", "N º")) + text if rng.random() < 0.06 else text


def _date(rng: random.Random, language: str) -> str:
    day, year = rng.randint(1, 31), rng.randint(1930, 2045)
    chance = rng.random()
    if chance < 0.55:
        joint = rng.choice((".", ".", " ", "/", "-", " . "))
        parts = [f"{day:02}", f"{rng.randint(1, 12):02}", str(year)]
        return joint.join(parts if rng.random() < 0.8 else parts[::-1]) + rng.choice(
            ("", "", "", ".")
        )
    month = rng.choice(_MONTHS_LATIN)
    if language in _MONTHS and rng.random() < 0.8:
        own = rng.choice(_MONTHS[language])
        month = rng.choice((own, f"{own}/{month}", f"{own} / {month}"))
    elif rng.random() < 0.4:
        month = f"{month}/{rng.choice(_MONTHS_LATIN)}"
    month = month if rng.random() < 0.8 else month.title()
    shown = str(year) if rng.random() < 0.6 else str(year)[2:]
    return f"{day:02} {month} {shown}" if rng.random() < 0.9 else f"{day:02}{month}{shown}"


def _place(rng: random.Random, words: Words, language: str) -> str:
    parts = [words.word(rng, language) for _ in range(rng.randint(1, 3))]
    text = _cased(rng, rng.choice((" ", ", ", ". ")).join(parts), language)
    if rng.random() < 0.6:
        text = (
            rng.choice(_ABBREVIATED) + " " + text
            if language in CYRILLIC or language in LATIN
            else text
        )
    if rng.random() < 0.4:
        text += rng.choice((", ", " ")) + _digits(rng, rng.randint(1, 5))
    if rng.random() < 0.2:
        text += rng.choice(("/", " / ")) + _cased(rng, words.word(rng, "en"), "en")
    return text


def _code(rng: random.Random, language: str) -> str:
    """Return little print that says much: a country's code, a class of vehicle, a lone letter."""
    letters = upper(ALPHABETS[language], language)
    chance = rng.random()
    if chance < 0.35:
        return rng.choice(_SEXES)
    if chance < 0.6:
        return "".join(rng.choice(letters) for _ in range(rng.choice((1, 1, 2, 3, 3))))
    if chance < 0.7:
        return rng.choice(_ABBREVIATED)
    if chance < 0.85:
        return f"{rng.randint(1, 15)}{rng.choice(('', '.', '.', 'a.', 'b.', 'c.', 'd.', ')'))}"
    return (
        f"{rng.randint(1, 12)}. {_digits(rng, 4)}"
        if chance < 0.9
        else _digits(rng, rng.randint(1, 4))
    )


def _bilingual(rng: random.Random, words: Words, language: str) -> str:
    other = "en" if rng.random() < 0.8 else rng.choice(list(LATIN))
    count = rng.choice((1, 1, 2))
    sides = [
        _cased(rng, " ".join(words.word(rng, lang) for _ in range(count)), lang)
        for lang in (language, other)
    ]
    if rng.random() < 0.12:
        sides.append(_cased(rng, words.word(rng, other), other))
    if rng.random() < 0.1:
        sides.reverse()
    return rng.choice(("/", "/", "/", " / ", "/ ", " ")).join(sides)


_KINDS = (
    "name",
    "label",
    "date",
    "number",
    "place",
    "code",
    "bilingual",
    "mixed",
    "noise",
    "slanted",
)
_SHARES = (18, 8, 8, 8, 10, 7, 28, 4, 3, 8)
# Strokes that lean like a slash, and letters that lead up to them.
_SLANTED = "AAAVWMNKRXYZLUДЛАИЙЯУЖХМКЛΑΛΔΜΝΥ"


def line(rng: random.Random, words: Words, most: int) -> Line:
    """Return a line of at most `most` characters, each of them in the alphabet."""
    for _ in range(20):
        language = _language(rng)
        if language in DIGITS and rng.random() < 0.25:
            text = _native_digits(rng, DIGITS[language])
        else:
            text = _text(rng, words, language)
        text = " ".join(text.split())
        if 0 < len(text) <= most and LETTERS.issuperset(text):
            return Line(text=text, language=language)
    return Line(text="M", language="en")


def _language(rng: random.Random) -> str:
    chance = rng.random()
    if chance < 0.32:
        return rng.choice(list(LATIN))
    if chance < 0.72:
        return rng.choice(list(CYRILLIC))
    return rng.choice(list(OTHERS if chance < 0.84 else JOINED))


def _slanted(rng: random.Random, capitals: str) -> str:
    """Return words in capitals most of which lean as a slash does: no slash among them."""
    leaning = [c for c in capitals if c in _SLANTED] or list(capitals)
    pools = (leaning, leaning, capitals)
    sizes = [rng.randint(2, 10) for _ in range(rng.randint(1, 3))]
    return " ".join("".join(rng.choice(rng.choice(pools)) for _ in range(n)) for n in sizes)


def _native_digits(rng: random.Random, digits: str) -> str:
    western = _number(rng, digits) if rng.random() < 0.5 else _date(rng, "")
    kept = "".join(c for c in western if c.isdigit() or c in "/-. ")
    return "".join(digits[int(c)] if c.isascii() and c.isdigit() else c for c in kept).strip("/-. ")


def _text(rng: random.Random, words: Words, language: str) -> str:
    kind = rng.choices(_KINDS, _SHARES)[0]
    capitals = upper(ALPHABETS[language], language).replace("'", "")
    if kind == "name":
        return _name(rng, words, language)
    if kind == "label":
        return rng.choice(words.labels)
    if kind == "date":
        return _date(rng, language)
    if kind == "number":
        own = language in CYRILLIC and rng.random() < 0.4
        return _number(rng, capitals if own else "ABCDEFGHIJKLMNOPQRSTUVWXYZ")
    if kind == "place":
        return _place(rng, words, language)
    if kind == "code":
        return _code(rng, language)
    if kind == "bilingual":
        return _bilingual(rng, words, language)
    if kind == "mixed":
        parts = [_name(rng, words, language), _date(rng, language), _number(rng, capitals)]
        rng.shuffle(parts)
        return " ".join(parts[: rng.randint(2, 3)])
    if kind == "slanted" and language not in JOINED:
        return _slanted(rng, capitals)
    letters = both_cases(ALPHABETS[language]) + "0123456789.,-/'():"
    return "".join(rng.choice(letters) for _ in range(rng.randint(1, 14)))
