"""Zones of a country's own layout that are as large as ICAO's: what each position may hold.

Without them a reader that knows the five formats alone takes such a zone for a badly read one.
Each begins with its document code and state, which no other zone has, so that none is taken for
one. What stands where is the country profile's to say; here is only what helps to read.
Sources: France, cards of 1988: cheminfo/mrz `frenchNationalIdFields`; Russia, internal passport:
letters are written one for one, some as digits (order 851 of 2012 of the interior ministry);
Kenya, second-generation cards: the nationality's place holds other characters (mailing-list
decode of 2014, foxanna/mrz_parser issue 14).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from types import MappingProxyType
from typing import Final

from verifier.mrz.alphabet import ALPHABET, DIGITS, FILLER, LETTERS
from verifier.mrz.formats import FORMATS, TD1, TD2, TD3, Check, Format, Span

_NAME: Final = LETTERS + FILLER


def _begins(text: str, line: Sequence[str]) -> tuple[str, ...]:
    """Return a line's positions with the text they must begin with."""
    return (*text, *line[len(text) :])


FRANCE_1988: Final = replace(
    TD2,
    allowed=(
        _begins("IDFRA", [_NAME] * 30 + [ALPHABET] * 6),
        (
            *[ALPHABET] * 12, DIGITS, *[_NAME] * 14, *[DIGITS + FILLER] * 6, DIGITS,
            "MF", DIGITS,
        ),
    ),
    fields=MappingProxyType(
        {
            "document_code": Span(0, 0, 2),
            "issuing_state": Span(0, 2, 5),
            "name": Span(0, 5, 30),
            "document_number": Span(1, 0, 12),
            "birth_date": Span(1, 27, 33),
            "sex": Span(1, 34, 35),
        }
    ),
    checks=(
        Check(name="document_number", digit=Span(1, 12, 13), over=(Span(1, 0, 12),)),
        Check(name="birth_date", digit=Span(1, 33, 34), over=(Span(1, 27, 33),)),
        Check(name="composite", digit=Span(1, 35, 36), over=(Span(0, 0, 36), Span(1, 0, 35))),
    ),
    overflow=None,
)  # fmt: skip
RUSSIA_INTERNAL: Final = replace(
    TD3,
    allowed=(
        _begins("PNRUS", [ALPHABET] * 44),
        (*TD3.allowed[1][:27], DIGITS + FILLER, *TD3.allowed[1][28:]),
    ),
)
KENYA_SECOND: Final = replace(
    TD1,
    allowed=(
        _begins("IDKYA", TD1.allowed[0]),
        (*TD1.allowed[1][:15], *[ALPHABET] * 3, *TD1.allowed[1][18:]),
        TD1.allowed[2],
    ),
)
NATIONAL: Final[tuple[Format, ...]] = (FRANCE_1988, RUSSIA_INTERNAL, KENYA_SECOND)
READABLE: Final = (*FORMATS, *NATIONAL)
"""Every layout tried on a block of lines, ICAO's first."""


def layout_of(kind: str, lines: Sequence[str]) -> Format:
    """Return the layout of a zone of that ICAO type: a country's own where it begins like one."""
    own = (f for f in NATIONAL if f.type == kind and _starts(f, lines))
    icao = next(f for f in FORMATS if f.type == kind)
    return next(own, icao)


def _starts(layout: Format, lines: Sequence[str]) -> bool:
    code = "".join(position for position in layout.allowed[0][:5] if len(position) == 1)
    return bool(lines) and lines[0].startswith(code)
