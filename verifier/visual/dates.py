"""Dates as printed: formats, calendars, month names and digits of the profile's country.

Source: ICAO Doc 9303-3, 3.5 and 4.7 (unknown parts), and the country notes for orders and
calendars. Order is never guessed between day and month without saying so: `other` holds the
second meaning.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from verifier.visual.calendars import APPROXIMATE, CALENDARS, YEARS_AHEAD
from verifier.visual.months import bikram_month, month_of

_SEPARATOR = r"[\s.,/\-–—·:|]{1,3}"
_NUMERIC = re.compile(
    rf"(?<!\d)(\d{{4}}|\d{{1,2}}|XX|xx|\*\*)({_SEPARATOR})(\d{{1,2}}|XX|xx|\*\*){_SEPARATOR}(\d{{4}}|\d{{2}})(?!\d)"
)
_GLUED = re.compile(r"(?<!\d)(\d{2})[.\s/\-]?(\d{2})[.\s/\-]?(\d{4})(?!\d)")
_GLUED_YEAR_FIRST = re.compile(r"(?<!\d)(\d{4})[.\s/\-]?(\d{2})[.\s/\-]?(\d{2})(?!\d)")
_WORD = r"[^\W\d_][\w.'’]*"
_NAMED = re.compile(
    rf"(?<!\d)(\d{{1,2}})\W{{0,3}}({_WORD})(?:\W{{0,2}}/\W{{0,2}}({_WORD}))?\W{{0,3}}(\d{{4}}|\d{{2}})(?!\d)"
)
_NAMED_FIRST = re.compile(rf"({_WORD})\s*(\d{{1,2}})\W{{1,3}}(\d{{4}})(?!\d)")
_MONTH_YEAR = re.compile(r"(?<!\d)(\d{1,2})[./\-](\d{4})(?!\d)")
_YEAR = re.compile(r"(?<!\d)((?:1[3-9]|2[0-5])\d{2})(?!\d)")

# Letters a reader takes for digits, undone only where a date is known to stand.
_MISREAD = str.maketrans("OoОоIlІSZB", "0000111528")

# How two digits of a year are completed, by field: the first year they may mean. A holder is under
# 97 in 2026; no document of today expired before 2000 or was issued before 1990.
_FIRST_YEAR = {"birth_date": 1930, "issue_date": 1990, "expiry_date": 2000}
_DEFAULT_FIRST_YEAR = 1950
_ORDERS = ("DMY", "YMD", "MDY", "YDM")
_LATEST_YEAR = 2100


@dataclass(frozen=True, slots=True, kw_only=True)
class PrintedDate:
    """A date found in a text at [start, end): ISO 8601, maybe partial.

    `other` are further lawful meanings (day and month swapped, another century); `approximate`
    marks a calendar that converts to within two days; `mended` a letter taken for a digit.
    """

    value: str
    start: int
    end: int
    other: tuple[str, ...] = ()
    approximate: bool = False
    mended: bool = False
    calendar: str = "gregorian"

    @property
    def complete(self) -> bool:
        """Whether day, month and year are all known."""
        return len(self.value) == len("2000-01-01")


def western_digits(text: str) -> str:
    """Return `text` with every decimal digit of any script as 0-9, one for one."""
    return "".join(
        str(unicodedata.digit(c)) if unicodedata.category(c) == "Nd" else c for c in text
    )


@cache
def order_of(written: str) -> str:
    """Return the order (DMY, YMD, MDY or YDM) of a profile's date format."""
    marks = re.sub(r"MONTH|MON|MMM|МІС|Mon", "M", written)
    found = "".join(dict.fromkeys(c for c in marks if c in "DMY"))
    return found if found in _ORDERS else "DMY"


def find_dates(
    text: str,
    *,
    formats: Sequence[str] = (),
    calendar: str = "gregorian",
    languages: Sequence[str] = ("en",),
    field: str = "birth_date",
    mend: bool = False,
) -> tuple[PrintedDate, ...]:
    """Return the dates in `text`, whole ones before partial ones, then as they stand.

    Without `formats` the order is day first, and a text that could be month first says so.
    `mend` reads O as 0 and the like, for places known to hold a date.
    """
    plain = western_digits(text)
    if mend:
        plain = plain.translate(_MISREAD)
    maker = _Maker(
        orders=tuple(dict.fromkeys(order_of(f) for f in formats)),
        calendar=calendar if calendar in CALENDARS else "gregorian",
        languages=tuple(languages),
        first_year=_FIRST_YEAR.get(field, _DEFAULT_FIRST_YEAR),
        mended=mend,
    )
    found: list[PrintedDate] = []
    for one in _candidates(plain, text, maker):
        if not any(one.start < f.end and f.start < one.end for f in found):
            found.append(one)
    return tuple(sorted(found, key=lambda d: (not d.complete, d.start)))


def parse_date(text: str, **options: object) -> PrintedDate | None:
    """Return the first date of `find_dates`, or None."""
    return next(iter(find_dates(text, **options)), None)  # type: ignore[arg-type]


def _candidates(plain: str, text: str, maker: _Maker) -> Iterator[PrintedDate]:
    for m in _NAMED.finditer(text if not maker.mended else plain):
        yield from maker.named(western_digits(m[1]), m[2], m[3], western_digits(m[4]), m.span())
    for m in _NAMED_FIRST.finditer(text):
        yield from maker.named(western_digits(m[2]), m[1], None, western_digits(m[3]), m.span())
    for m in _NUMERIC.finditer(plain):
        yield from maker.numeric(m[1], m[3], m[4], m.span())
    for pattern in (_GLUED, _GLUED_YEAR_FIRST):
        for m in pattern.finditer(plain):
            yield from maker.numeric(m[1], m[2], m[3], m.span())
    for m in _MONTH_YEAR.finditer(plain):
        yield from maker.partial(m[2], m[1], m.span())
    for m in _YEAR.finditer(plain):
        yield from maker.partial(m[1], None, m.span())


@dataclass(frozen=True, slots=True, kw_only=True)
class _Maker:
    """What a run of digits and words means under one profile."""

    orders: tuple[str, ...]
    calendar: str
    languages: tuple[str, ...]
    first_year: int
    mended: bool

    def named(
        self, day: str, first: str, second: str | None, year: str, span: tuple[int, int]
    ) -> Iterator[PrintedDate]:
        """Yield a date whose month is a word, perhaps in two languages that must then agree."""
        # Thai papers count Buddhist years beside the common months.
        calendar = self.calendar if self.calendar == "buddhist" else "gregorian"
        months = {m for w in (first, second) if w and (m := month_of(w, self.languages))}
        if not months and self.calendar == "bikram_sambat" and (bs := bikram_month(first)):
            months, calendar = {bs}, self.calendar
        if len(months) == 1:
            yield from self._made([(year, months.pop(), day)], span, calendar)

    def numeric(self, a: str, b: str, c: str, span: tuple[int, int]) -> Iterator[PrintedDate]:
        """Yield a date of three numbers, in the profile's order or day first."""
        possible = [o for o in self.orders or ("DMY",) if _fits(o, a, b, c)]
        if not possible:
            possible = [o for o in _ORDERS[:2] if _fits(o, a, b, c)]
        rest = [] if self.orders else [o for o in ("MDY",) if _fits(o, a, b, c)]
        named = [dict(zip(o, (a, b, c), strict=True)) for o in (*possible, *rest)]
        yield from self._made([(n["Y"], n["M"], n["D"]) for n in named], span, self.calendar)

    def partial(self, year: str, month: str | None, span: tuple[int, int]) -> Iterator[PrintedDate]:
        """Yield a year, or a month and a year, of a document that knows no more."""
        number = int(year)
        if self.calendar != "gregorian":
            number -= YEARS_AHEAD.get(self.calendar, 0)
            month = None
        if not 1900 <= number <= _LATEST_YEAR or (month and not 1 <= int(month) <= 12):
            return
        value = f"{number:04}" + (f"-{int(month):02}" if month else "")
        yield self._date([value], span, self.calendar)

    def _made(
        self, parts: list[tuple[str, int | str, str]], span: tuple[int, int], calendar: str
    ) -> Iterator[PrintedDate]:
        values: dict[str, None] = {}
        for year, month, day in parts:
            values.update(dict.fromkeys(self._iso(year, str(month), day, calendar)))
        if values:
            yield self._date(list(values), span, calendar)

    def _iso(self, year: str, month: str, day: str, calendar: str) -> Iterator[str]:
        for full in self._years(year):
            if not (month.isdigit() and int(month)) or not (day.isdigit() and int(day)):
                known = f"-{int(month):02}" if month.isdigit() and 1 <= int(month) <= 12 else ""
                yield f"{full:04}{known}"
                continue
            made = CALENDARS[calendar](full, int(month), int(day))
            if made is None and calendar == "bikram_sambat" and full > 2050:
                yield f"{full - YEARS_AHEAD[calendar]:04}"  # no month table: the year alone
            elif made is not None and 1900 <= made.year <= _LATEST_YEAR:
                yield made.isoformat()
            elif made is None or calendar != "gregorian":
                # A document of two calendars may print this date in the common one.
                plain = CALENDARS["gregorian"](full, int(month), int(day))
                if calendar != "gregorian" and plain and 1900 <= plain.year <= _LATEST_YEAR:
                    yield plain.isoformat()

    def _years(self, year: str) -> tuple[int, ...]:
        if len(year) == 4:
            return (int(year),)
        first = self.first_year
        near = first + (int(year) - first) % 100
        return (near, near - 100 if near >= 2000 else near + 100)

    def _date(self, values: list[str], span: tuple[int, int], calendar: str) -> PrintedDate:
        return PrintedDate(
            value=values[0],
            start=span[0],
            end=span[1],
            other=tuple(values[1:]),
            approximate=calendar in APPROXIMATE,
            mended=self.mended,
            calendar=calendar,
        )


def _fits(order: str, a: str, b: str, c: str) -> bool:
    parts = dict(zip(order, (a, b, c), strict=True))
    if len(parts["D"]) > 2 or len(parts["M"]) > 2:
        return False
    if len(parts["Y"]) == 4 and parts["Y"].isdigit():
        return _below(parts["M"], 12) and _below(parts["D"], 32)
    return len(a) + len(b) + len(c) <= 6 and _below(parts["M"], 12) and _below(parts["D"], 32)


def _below(number: str, most: int) -> bool:
    return not number.isdigit() or int(number) <= most


def is_date(text: str) -> bool:
    """Return whether a text is one whole date and nothing else."""
    found = find_dates(text)
    return bool(found) and found[0].complete and found[0].end - found[0].start == len(text)
