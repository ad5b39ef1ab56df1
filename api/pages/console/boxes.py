"""What is drawn on each page of a case: a box for every value and every reason that has a place."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from api.pages.console.reasons import ShownReason
from api.pages.console.table import NAME, NAME_PARTS, Cell, Row, Spot, Table
from verifier.model.reading import Source


@dataclass(frozen=True, slots=True, kw_only=True)
class Box:
    """A place drawn on a page: `id` is the cell's, or a reason's."""

    id: str
    label: str
    kind: str  # `field`, `reason`, or `whole` for several fields in one, drawn only when asked for
    spot: Spot


@dataclass(frozen=True, slots=True, kw_only=True)
class PageView:
    """One page: where its picture is, and what is drawn on it."""

    number: int
    href: str
    boxes: tuple[Box, ...]


def page_views(
    pictures: Sequence[str], table: Table, reasons: Sequence[ShownReason]
) -> tuple[PageView, ...]:
    """Return the pages whose pictures lie at these addresses, with their boxes."""
    boxes = (*_of_cells(table), *_of_reasons(reasons))
    return tuple(
        PageView(
            number=number,
            href=href,
            boxes=tuple(box for box in boxes if box.spot.page == number),
        )
        for number, href in enumerate(pictures)
    )


def _of_cells(table: Table) -> Iterator[Box]:
    for row in table.rows:
        for cells in row.cells.values():
            for cell in cells:
                if cell.spot is not None:
                    yield Box(id=cell.id, label=row.title, kind=_kind(row, cell), spot=cell.spot)


def _of_reasons(reasons: Sequence[ShownReason]) -> Iterator[Box]:
    for number, reason in enumerate(reasons):
        for at, spot in enumerate(reason.spots):
            yield Box(id=f"reason-{number}-{at}", label=reason.code, kind="reason", spot=spot)


def _kind(row: Row, cell: Cell) -> str:
    shared = [c for cells in row.cells.values() for c in cells if c.spot == cell.spot]
    names_line = cell.source == Source.MRZ and row.field in NAME_PARTS
    return "whole" if row.field == NAME or names_line or len(shared) > 1 else "field"
