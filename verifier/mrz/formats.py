"""The five zone formats: lines, field spans, what each position may hold, check digits.

Source: ICAO Doc 9303 parts 4 (TD3), 5 (TD1), 6 (TD2) and 7 (MRV-A, MRV-B), 8th edition 2021.
Positions here count from 0 and spans end before `end`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

from verifier.model.zone import ZoneType
from verifier.mrz.alphabet import ALPHABET, DIGITS, FILLER, LETTERS
from verifier.mrz.checkdigits import holds

_CARD_CODES: Final = "ACI"
_ANY: Final = ALPHABET
_LETTER: Final = LETTERS + FILLER
_DIGIT: Final = DIGITS + FILLER
_SEX: Final = "MFX" + FILLER  # X is not in the standard, some issuers print it


@dataclass(frozen=True, slots=True)
class Span:
    """Characters `start` to `end` (exclusive) of line `line`."""

    line: int
    start: int
    end: int

    def of(self, lines: Sequence[str]) -> str:
        """Return the characters of the span."""
        return lines[self.line][self.start : self.end]


@dataclass(frozen=True, slots=True, kw_only=True)
class Check:
    """A check digit at `digit` over the characters of `over`, in order."""

    name: str
    digit: Span
    over: tuple[Span, ...]
    filler_when_empty: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Format:
    """One zone format. `allowed[line][position]` are the characters its grammar expects."""

    type: ZoneType
    length: int
    allowed: tuple[tuple[str, ...], ...]
    fields: Mapping[str, Span]
    checks: tuple[Check, ...]
    overflow: Span | None

    @property
    def height(self) -> int:
        """How many lines it has."""
        return len(self.allowed)


def _positions(*runs: tuple[str, int]) -> tuple[str, ...]:
    return tuple(characters for characters, count in runs for _ in range(count))


def _date_positions() -> tuple[tuple[str, int], ...]:
    return ((_DIGIT, 6), (DIGITS, 1))


def _booklet_line(number_check: str, tail: Sequence[tuple[str, int]]) -> tuple[str, ...]:
    return _positions(
        (_ANY, 9), (number_check, 1), (_LETTER, 3), *_date_positions(), (_SEX, 1),
        *_date_positions(), *tail,
    )  # fmt: skip


_BOOKLET_FIELDS: Final = {
    "document_code": Span(0, 0, 2),
    "issuing_state": Span(0, 2, 5),
    "document_number": Span(1, 0, 9),
    "nationality": Span(1, 10, 13),
    "birth_date": Span(1, 13, 19),
    "sex": Span(1, 20, 21),
    "expiry_date": Span(1, 21, 27),
}
_BOOKLET_CHECKS: Final = (
    Check(name="document_number", digit=Span(1, 9, 10), over=(Span(1, 0, 9),)),
    Check(name="birth_date", digit=Span(1, 19, 20), over=(Span(1, 13, 19),)),
    Check(
        name="expiry_date",
        digit=Span(1, 27, 28),
        over=(Span(1, 21, 27),),
        filler_when_empty=True,
    ),
)


def _composite(end: int) -> Check:
    over = (Span(1, 0, 10), Span(1, 13, 20), Span(1, 21, end))
    return Check(name="composite", digit=Span(1, end, end + 1), over=over)


TD3: Final = Format(
    type=ZoneType.TD3,
    length=44,
    allowed=(
        _positions(("P", 1), (_LETTER, 43)),
        _booklet_line(DIGITS, ((_ANY, 14), (_DIGIT, 1), (DIGITS, 1))),
    ),
    fields=MappingProxyType(
        _BOOKLET_FIELDS | {"name": Span(0, 5, 44), "personal_number": Span(1, 28, 42)}
    ),
    checks=(
        *_BOOKLET_CHECKS,
        Check(
            name="personal_number",
            digit=Span(1, 42, 43),
            over=(Span(1, 28, 42),),
            filler_when_empty=True,
        ),
        _composite(43),
    ),
    overflow=None,
)
TD2: Final = Format(
    type=ZoneType.TD2,
    length=36,
    allowed=(
        _positions((_CARD_CODES, 1), (_LETTER, 35)),
        _booklet_line(_DIGIT, ((_ANY, 7), (DIGITS, 1))),
    ),
    fields=MappingProxyType(
        _BOOKLET_FIELDS | {"name": Span(0, 5, 36), "optional_data": Span(1, 28, 35)}
    ),
    checks=(*_BOOKLET_CHECKS, _composite(35)),
    overflow=Span(1, 28, 35),
)
TD1: Final = Format(
    type=ZoneType.TD1,
    length=30,
    allowed=(
        _positions((_CARD_CODES, 1), (_ANY, 1), (_LETTER, 3), (_ANY, 9), (_DIGIT, 1), (_ANY, 15)),
        _positions(
            *_date_positions(), (_SEX, 1), *_date_positions(), (_LETTER, 3), (_ANY, 11), (DIGITS, 1)
        ),
        _positions((_LETTER, 30)),
    ),
    fields=MappingProxyType(
        {
            "document_code": Span(0, 0, 2),
            "issuing_state": Span(0, 2, 5),
            "document_number": Span(0, 5, 14),
            "optional_data_1": Span(0, 15, 30),
            "birth_date": Span(1, 0, 6),
            "sex": Span(1, 7, 8),
            "expiry_date": Span(1, 8, 14),
            "nationality": Span(1, 15, 18),
            "optional_data_2": Span(1, 18, 29),
            "name": Span(2, 0, 30),
        }
    ),
    checks=(
        Check(name="document_number", digit=Span(0, 14, 15), over=(Span(0, 5, 14),)),
        Check(name="birth_date", digit=Span(1, 6, 7), over=(Span(1, 0, 6),)),
        Check(
            name="expiry_date",
            digit=Span(1, 14, 15),
            over=(Span(1, 8, 14),),
            filler_when_empty=True,
        ),
        Check(
            name="composite",
            digit=Span(1, 29, 30),
            over=(Span(0, 5, 30), Span(1, 0, 7), Span(1, 8, 15), Span(1, 18, 29)),
        ),
    ),
    overflow=Span(0, 15, 30),
)


def _visa(kind: ZoneType, length: int) -> Format:
    return Format(
        type=kind,
        length=length,
        allowed=(
            _positions(("V", 1), (_LETTER, length - 1)),
            _booklet_line(DIGITS, ((_ANY, length - 28),)),
        ),
        fields=MappingProxyType(
            _BOOKLET_FIELDS | {"name": Span(0, 5, length), "optional_data": Span(1, 28, length)}
        ),
        checks=_BOOKLET_CHECKS,
        overflow=None,
    )


MRVA: Final = _visa(ZoneType.MRVA, 44)
MRVB: Final = _visa(ZoneType.MRVB, 36)
FORMATS: Final = (TD3, TD1, TD2, MRVA, MRVB)
BY_TYPE: Final = MappingProxyType({layout.type: layout for layout in FORMATS})


def overflow_number(layout: Format, lines: Sequence[str]) -> tuple[str, str] | None:
    """Return a long document number's remaining characters and its check digit.

    None where the number is not a long one. Doc 9303-5, 4.2.2: the digit's position holds a
    filler, the rest and its digit stand first in the optional data, closed by a filler.
    """
    number = next(check for check in layout.checks if check.name == "document_number")
    if layout.overflow is None or number.digit.of(lines) != FILLER:
        return None
    rest = layout.overflow.of(lines).split(FILLER, 1)[0]
    if len(rest) < 2 or not number.over[0].of(lines).rstrip(FILLER):
        return None
    return rest[:-1], rest[-1]


def check_results(layout: Format, lines: Sequence[str]) -> dict[str, bool]:
    """Return for every check digit of the format whether it holds, by name."""
    results = {}
    long_number = overflow_number(layout, lines)
    for check in layout.checks:
        text = "".join(span.of(lines) for span in check.over)
        printed = check.digit.of(lines)
        if check.name == "document_number" and long_number is not None:
            printed = long_number[1]
            # Belgium and Portugal count the filler between the two parts, against 9303-5, 4.2.2.
            counted = holds(text + FILLER + long_number[0], printed)
            results[check.name] = counted or holds(text + long_number[0], printed)
            continue
        results[check.name] = holds(text, printed, filler_when_empty=check.filler_when_empty)
    return results
