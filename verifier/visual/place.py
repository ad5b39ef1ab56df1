"""Which print belongs to which field: printed labels first, layout zones second, patterns third.

Every pairing of a label with a stretch of print that suits its field gets a cost (distance, fit,
the profile's zone, likeness to the machine-readable zone); the cheapest pairings win, one value
to a label and one label to a value.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from verifier.model.geometry import Region
from verifier.visual.extent import extended
from verifier.visual.guide import LEAST
from verifier.visual.labels import OTHER
from verifier.visual.layout import Piece, below, beside, mirrored, same_row
from verifier.visual.letters import main_script
from verifier.visual.scene import Placed, Scene
from verifier.visual.stretch import joined
from verifier.visual.strip import mean_confidence
from verifier.visual.together import regrouped
from verifier.visual.unlabelled import (
    IN_ZONE,
    by_guide,
    by_patterns,
    by_zones,
    date_parts,
    guided,
    share,
)
from verifier.visual.value import Value
from verifier.visual.values import DATES, NAMES, NUMBERS, values_of

# Costs add up; the figures were set on drawn documents (`bench print`).
_BESIDE = 0.25
_BELOW = 0.1
_PER_HEIGHT_BESIDE = 0.02
_PER_HEIGHT_DOWN = 0.12
_PER_HEIGHT_ACROSS = 0.05
_FURTHEST_DOWN = 4.0
_FURTHEST_BESIDE = 30.0
_UNFIT = 0.6
_SECOND_MEANING = 0.15
_UNLIKE_LABEL = 0.8
_RIGHT_TO_LEFT = ("Arab", "Hebr")
_DOUBTFUL = 0.85
_PATTERNED = 0.9  # least fit of a number that matches its pattern
_ZONE_BONUS = 0.25
_GUIDE_BONUS = 0.4


def place(scene: Scene) -> tuple[Placed, ...]:
    """Return the fields found on a face, each once (a name may hold a value per script)."""
    taken: set[int] = set()
    foreign: set[int] = set()  # values of labels that are none of our fields
    found: dict[str, Placed] = {}
    for one in sorted(_by_labels(scene), key=lambda p: p.cost):
        label = one.label
        key = _key(one.placed, found)
        if key in found or (id(label) in taken and not label.text[:1].isdigit()):
            continue
        if any(id(p) in taken for p in one.placed.stretch.pieces):
            continue
        taken.add(id(label))
        if one.placed.field == OTHER:
            foreign.update(map(id, one.placed.stretch.pieces))
        else:
            found[key] = one.placed
        taken.update(map(id, one.placed.stretch.pieces))
    for name, placed in found.items():
        found[name] = extended(scene, placed, taken)
    found = regrouped(scene, found)
    for missing in (by_zones, by_guide, by_patterns):
        # The zone's word outweighs a label we do not know by name.
        closed = taken - foreign if missing is by_guide else taken
        for placed in missing(scene, found, closed):
            if placed.field not in found:
                found[placed.field] = placed
                taken.update(map(id, placed.stretch.pieces))
    return tuple(_challenged(scene, p) for p in found.values())


def _key(placed: Placed, found: dict[str, Placed]) -> str:
    """Return what a field is kept under: a name may stand under a label in each script."""
    first = found.get(placed.field)
    if placed.field not in NAMES or first is None:
        return placed.field
    scripts = {v.script for v in first.values}
    other = placed.values[0].script
    return placed.field if other in scripts else f"{placed.field}/{other}"


@dataclass(frozen=True, slots=True, kw_only=True)
class _Pairing:
    label: Piece
    placed: Placed
    cost: float


def _by_labels(scene: Scene) -> Iterator[_Pairing]:
    patterned = {n for n in NUMBERS if _stands_somewhere(scene, n)}
    for label in scene.labels:
        for distance, piece in _near(scene, label):
            for rank, name in enumerate(label.fields):
                pieces = date_parts(scene, piece) if name in DATES else (piece,)
                stretch = joined(pieces)
                values = values_of(name if name != OTHER else "address", stretch.text, scene.manner)
                if name in DATES and _another_date(scene, name, values):
                    continue
                if not values or (name in patterned and values[0].fit < _PATTERNED):
                    continue
                cost = distance + rank * _SECOND_MEANING + (1 - values[0].fit) * _UNFIT
                cost += (1 - label.score) * _UNLIKE_LABEL - _bonus(scene, name, piece, values)
                placed = Placed(
                    field=name,
                    stretch=stretch,
                    values=values,
                    way="label",
                    cost=cost,
                    label=label.text,
                )
                yield _Pairing(label=label, placed=placed, cost=cost)


def _another_date(scene: Scene, name: str, values: Sequence[Value]) -> bool:
    """Whether a date is, to the digit, the one the zone gives another field."""
    others = [d for d in DATES if d != name and d in scene.guide.expected]
    return (
        any(scene.likest(d, values[:1]) == 1.0 for d in others)
        and scene.likest(name, values[:1]) < 1.0
    )


def _stands_somewhere(scene: Scene, name: str) -> bool:
    """Whether the face holds a number of the profile's very pattern for `name`."""
    if name not in scene.manner.patterns:
        return False
    found = (v for p in scene.values for v in values_of(name, p.text, scene.manner))
    return any(v.fit >= _PATTERNED for v in found)


def _bonus(scene: Scene, name: str, piece: Piece, values: Sequence[Value]) -> float:
    zone = scene.zone_of(name)
    inside = _ZONE_BONUS if zone and share(piece.region, zone) >= IN_ZONE else 0.0
    like = scene.likest(name, values)
    return inside + (_GUIDE_BONUS * like if like >= LEAST else 0.0)


def _near(scene: Scene, label: Piece) -> Iterator[tuple[float, Piece]]:
    """Yield the values a label may belong to, with the cost of their distance."""
    for piece in scene.values:
        if piece.line is label.line:
            between = [
                o
                for o in scene.labels
                if o.line is label.line
                and label.end <= o.start < piece.start
                and o.fields[0] != label.fields[0]
            ]
            if piece.start >= label.end and not between:
                yield 0.0, piece
            continue
        for here, there in _ways_round(label, piece):
            across = beside(here, there, scene.aspect)
            near = across is not None and across <= _FURTHEST_BESIDE
            if across is not None and near and not _between(scene, label, piece):
                yield _BESIDE + across * _PER_HEIGHT_BESIDE, piece
            under = below(here, there, scene.aspect)
            close = under is not None and under[0] <= _FURTHEST_DOWN
            if under is not None and close and not _above(scene, label, piece):
                cost = under[0] * _PER_HEIGHT_DOWN + min(under[1], 12.0) * _PER_HEIGHT_ACROSS
                yield _BELOW + cost, piece


def _ways_round(label: Piece, piece: Piece) -> Iterator[tuple[Region, Region]]:
    """Yield both boxes as they are and, for right-to-left labels, as in a mirror."""
    yield label.region, piece.region
    if main_script(label.text) in _RIGHT_TO_LEFT:
        yield mirrored(label.region), mirrored(piece.region)


def _between(scene: Scene, label: Piece, piece: Piece) -> bool:
    """Return whether another label or value stands between a label and print beside it."""
    left, right = sorted((label.region, piece.region), key=lambda r: r.left)
    return any(
        same_row(o.region, piece.region)
        and left.right <= (o.region.left + o.region.right) / 2 < right.left
        for o in (*scene.labels, *scene.values)
        if o is not piece and o is not label and o.line is not label.line
    )


def _above(scene: Scene, label: Piece, piece: Piece) -> bool:
    """Return whether a label of another field stands between a label and print below it."""
    return any(
        o.fields[0] != label.fields[0]
        and o.line is not label.line
        and label.region.bottom
        <= (o.region.top + o.region.bottom) / 2
        <= piece.region.top + 0.3 * piece.height
        and o.region.left < piece.region.right
        and o.region.right > piece.region.left
        for o in scene.labels
    )


def _challenged(scene: Scene, placed: Placed) -> Placed:
    """Note the value the zone would have led to, where the label led elsewhere."""
    if placed.way != "label" or placed.field not in scene.guide.expected:
        return placed
    if any(scene.guide.likeness(placed.field, v) >= LEAST for v in placed.values):
        return placed
    own = {id(p) for p in placed.stretch.pieces}
    rivals = [guided(scene, placed.field, v) for v in scene.values if id(v) not in own]
    best = max((r for r in rivals if r), key=lambda r: r[0], default=None)
    if best is None:
        return placed
    value = placed.values[0]
    if mean_confidence(placed.stretch.chars(value.start, value.end)) < _DOUBTFUL:
        return best[1]  # what the label led to is hardly legible: likely a label itself
    return replace(placed, rival=best[1].values[0].value)
