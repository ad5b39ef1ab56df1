"""The field by source table of a case: what each source says, where, and how they agree.

Built from a stored decision and the claim alone; the picture is not needed.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from api.pages.console.marks import Piece, marked
from verifier.model.claim import Claim
from verifier.model.comparison import Agreement, Comparison
from verifier.model.decision import Decision
from verifier.model.geometry import Region
from verifier.model.reading import FIELDS, Reading, Source
from verifier.reasons.language import ENGLISH
from verifier.reasons.wording import word

# The claim first, then the witnesses from the strongest to the weakest.
ORDER = (
    Source.CLAIM,
    Source.SIGNED,
    Source.MRZ,
    Source.BARCODE,
    Source.PDF_TEXT,
    Source.PRINT,
)
CORRECTABLE = (Source.MRZ, Source.PRINT, Source.BARCODE, Source.PDF_TEXT)
NAME = "name"  # the comparisons' own word for all the parts of a name together
NAME_PARTS = ("surname", "given_names", "full_name", "patronymic")
_DOUBTFUL = 0.9  # verifier.compare.sources.SURE: below it a reading never accuses


@dataclass(frozen=True, slots=True, kw_only=True)
class Spot:
    """A place on a page, in fractions of it."""

    page: int
    left: float
    top: float
    right: float
    bottom: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """What one source says of one field.

    `id` names it on the page; `doubtful` are readings too weak to accuse; `raw` is None where it
    is the value itself.
    """

    id: str
    source: str
    pieces: tuple[Piece, ...]
    value: str
    raw: str | None = None
    confidence: float | None = None
    doubtful: bool = False
    language: str | None = None
    spot: Spot | None = None
    corrected: bool = False
    correctable: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """How two sources agree on a field, and by which rule."""

    a: str
    b: str
    agreement: str
    rule: str
    note: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One field: its cells by source, and how they agree."""

    field: str
    title: str
    cells: dict[str, tuple[Cell, ...]]
    links: tuple[Link, ...]
    worst: str  # the agreement that needs a look first; "" where there is nothing to compare


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """The whole table; `sources` are the columns that have anything to say."""

    sources: tuple[str, ...]
    rows: tuple[Row, ...]


_WORST_FIRST = (
    Agreement.DIFFERENT,
    Agreement.LIKELY,
    Agreement.NOT_COMPARABLE,
    Agreement.SAME_BY_RULE,
    Agreement.SAME,
)


def comparison_table(
    decision: Decision, claim: Claim, corrected: frozenset[tuple[str, str]] = frozenset()
) -> Table:
    """Return the table; `corrected` names (field, source) that a reviewer has put right."""
    readings = [r for r in decision.readings if r.source is not Source.CLAIM]
    readings += _claimed(claim)
    rows = tuple(
        row for field in FIELDS if (row := _row(field, readings, decision, corrected)) is not None
    )
    rows = _with_whole_name(rows, decision)
    present = {source for row in rows for source in row.cells}
    return Table(sources=tuple(s for s in map(str, ORDER) if s in present), rows=rows)


def _claimed(claim: Claim) -> list[Reading]:
    values = {field: getattr(claim, field, None) for field in FIELDS}
    return [
        Reading(field=field, source=Source.CLAIM, raw=value, value=value, confidence=1.0)
        for field, value in values.items()
        if value
    ]


def _row(
    field: str,
    readings: Sequence[Reading],
    decision: Decision,
    corrected: frozenset[tuple[str, str]],
) -> Row | None:
    mine = [r for r in readings if r.field == field and r.value]
    if not mine:
        return None
    asked = NAME if field in NAME_PARTS else field
    compared = [c for c in decision.comparisons if c.field == asked]
    cells: dict[str, list[Cell]] = {}
    for reading in mine:
        at = len(cells.setdefault(str(reading.source), []))
        cells[str(reading.source)].append(_cell(reading, at, compared, decision, corrected))
    links = () if asked == NAME else tuple(map(_link, compared))
    return Row(
        field=field,
        title=word("field", field, ENGLISH),
        cells={source: tuple(found) for source, found in cells.items()},
        links=links,
        worst=_worst(compared) if links else "",
    )


def _cell(
    reading: Reading,
    at: int,
    compared: Sequence[Comparison],
    decision: Decision,
    corrected: frozenset[tuple[str, str]],
) -> Cell:
    by_hand = (reading.field, str(reading.source)) in corrected
    claimed = reading.source is Source.CLAIM
    return Cell(
        id=f"{reading.field}-{reading.source}-{at}",
        source=str(reading.source),
        pieces=marked(reading.value, reading.source, compared),
        value=reading.value,
        raw=_as_written(reading),
        confidence=None if claimed or by_hand else reading.confidence,
        doubtful=not claimed and not by_hand and reading.confidence < _DOUBTFUL,
        language=reading.language,
        spot=_spot(reading, decision),
        corrected=by_hand,
        correctable=reading.source in CORRECTABLE,
    )


def _as_written(reading: Reading) -> str | None:
    """Return what stands there, without a zone's trailing fillers; None where it is the value."""
    raw = reading.raw.rstrip("<")
    return raw if raw not in (reading.value, reading.value.replace(" ", "<")) else None


def _spot(reading: Reading, decision: Decision) -> Spot | None:
    if reading.page is not None and reading.region is not None:
        return spot(reading.page, reading.region)
    zone = decision.zone
    if reading.source is not Source.MRZ or zone is None:
        return None
    # A zone's names share a line: the zone as a whole is where they stand.
    return spot(zone.page, zone.places.get(reading.field) or zone.quad.bounds)


def spot(page: int, region: Region) -> Spot:
    """Return a region as the page draws it."""
    return Spot(
        page=page, left=region.left, top=region.top, right=region.right, bottom=region.bottom
    )


def _link(compared: Comparison) -> Link:
    return Link(
        a=str(compared.a_source),
        b=str(compared.b_source),
        agreement=str(compared.agreement),
        rule=compared.rule or "",
        note=compared.note,
    )


def _worst(compared: Sequence[Comparison]) -> str:
    found = {c.agreement for c in compared}
    return next((str(a) for a in _WORST_FIRST if a in found), "")


def _with_whole_name(rows: tuple[Row, ...], decision: Decision) -> tuple[Row, ...]:
    """Put the name as it was compared, all parts together, before everything else."""
    compared = [c for c in decision.comparisons if c.field == NAME]
    if not compared:
        return rows
    said: dict[str, dict[str, None]] = {}
    for one in compared:
        said.setdefault(str(one.a_source), {})[one.a] = None
        said.setdefault(str(one.b_source), {})[one.b] = None
    cells = {
        source: tuple(
            Cell(
                id=f"{NAME}-{source}-{at}",
                source=source,
                pieces=marked(value, Source(source), compared),
                value=value,
                spot=_name_spot(rows, source),
            )
            for at, value in enumerate(values)
        )
        for source, values in said.items()
    }
    whole = Row(
        field=NAME,
        title=word("field", NAME, ENGLISH),
        cells=cells,
        links=tuple(map(_link, compared)),
        worst=_worst(compared),
    )
    # A full name that only the claim has says nothing that the row above does not.
    rest = (row for row in rows if row.field != "full_name" or set(row.cells) != {"claim"})
    return (whole, *rest)


def _name_spot(rows: tuple[Row, ...], source: str) -> Spot | None:
    spots = [
        cell.spot
        for row in rows
        if row.field in NAME_PARTS
        for cell in row.cells.get(source, ())
        if cell.spot is not None
    ]
    same = [s for s in spots if s.page == spots[0].page]
    if not same:
        return None
    return Spot(
        page=same[0].page,
        left=min(s.left for s in same),
        top=min(s.top for s in same),
        right=max(s.right for s in same),
        bottom=max(s.bottom for s in same),
    )
