"""Which print belongs to which field: printed labels first, layout zones second, patterns third.

Every pairing of a label with a stretch of print that suits its field gets a cost (distance, fit,
the profile's zone, likeness to the machine-readable zone); the cheapest pairings win, one value
to a label and one label to a value.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from verifier.model.geometry import Region
from verifier.model.profile import FieldSpec
from verifier.visual.guide import LEAST, Guide
from verifier.visual.labels import OTHER
from verifier.visual.layout import Piece, alike, below, beside, follows, same_row
from verifier.visual.letters import main_script
from verifier.visual.stretch import Stretch, joined
from verifier.visual.values import DATES, NAMES, NUMBERS, TEXTS, Manner, Value, values_of

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
_ZONE_BONUS = 0.25
_GUIDE_BONUS = 0.4
_MOST_LINES = {"address": 4, "authority": 3, "birth_place": 2}
_NAME_LINES = 2
_LINE_GAP = 0.9  # between lines of one value, in line heights
_IN_ZONE = 0.5  # share of a piece that must lie in a layout zone
_DATE_GAP = 4.0  # a date may be set with its parts apart


@dataclass(frozen=True, slots=True, kw_only=True)
class Placed:
    """A field's values found in one stretch; `way` is label, zone, guide or pattern."""

    field: str
    stretch: Stretch
    values: tuple[Value, ...]
    way: str
    cost: float
    rival: str = ""  # another value the zone would have led to


@dataclass(frozen=True, slots=True, kw_only=True)
class Scene:
    """One face's labels and possible values, and what is known of the document."""

    labels: tuple[Piece, ...]
    values: tuple[Piece, ...]
    aspect: float
    manner: Manner
    guide: Guide
    specs: tuple[FieldSpec, ...] = ()

    def zone_of(self, field: str) -> Region | None:
        """Return the layout zone of a field, as the profile gives it."""
        spec = next((s for s in self.specs if s.name == field and s.zone), None)
        return Region(*spec.zone) if spec and spec.zone else None


def place(scene: Scene) -> tuple[Placed, ...]:
    """Return the fields found on a face, each once (a name may hold a value per script)."""
    taken: set[int] = set()
    foreign: set[int] = set()  # values of labels that are none of our fields
    found: dict[str, Placed] = {}
    for one in sorted(_by_labels(scene), key=lambda p: p.cost):
        label = one.label
        if one.placed.field in found or id(label) in taken:
            continue
        if any(id(p) in taken for p in one.placed.stretch.pieces):
            continue
        taken.add(id(label))
        if one.placed.field == OTHER:
            foreign.update(map(id, one.placed.stretch.pieces))
        else:
            found[one.placed.field] = one.placed
        taken.update(map(id, one.placed.stretch.pieces))
    for name, placed in found.items():
        found[name] = _extended(scene, placed, taken)
    found |= _name_parts(scene, found)
    for missing in (_by_zones, _by_guide, _by_patterns):
        # The zone's word outweighs a label we do not know by name.
        closed = taken - foreign if missing is _by_guide else taken
        for placed in missing(scene, found, closed):
            if placed.field not in found:
                found[placed.field] = placed
                taken.update(map(id, placed.stretch.pieces))
    return tuple(_challenged(scene, p) for p in found.values())


@dataclass(frozen=True, slots=True, kw_only=True)
class _Pairing:
    label: Piece
    placed: Placed
    cost: float


def _by_labels(scene: Scene) -> Iterator[_Pairing]:
    for label in scene.labels:
        for distance, piece in _near(scene, label):
            for rank, name in enumerate(label.fields):
                pieces = _date_parts(scene, piece) if name in DATES else (piece,)
                stretch = joined(pieces)
                values = values_of(name if name != OTHER else "address", stretch.text, scene.manner)
                if not values:
                    continue
                cost = distance + rank * _SECOND_MEANING + (1 - values[0].fit) * _UNFIT
                cost += (1 - label.score) * _UNLIKE_LABEL - _bonus(scene, name, piece, values)
                placed = Placed(field=name, stretch=stretch, values=values, way="label", cost=cost)
                yield _Pairing(label=label, placed=placed, cost=cost)


def _bonus(scene: Scene, name: str, piece: Piece, values: Sequence[Value]) -> float:
    zone = scene.zone_of(name)
    inside = _ZONE_BONUS if zone and _share(piece.region, zone) >= _IN_ZONE else 0.0
    like = _likest(scene, name, values)
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
        across = beside(label.region, piece.region, scene.aspect)
        if across is not None and across <= _FURTHEST_BESIDE and not _between(scene, label, piece):
            yield _BESIDE + across * _PER_HEIGHT_BESIDE, piece
        under = below(label.region, piece.region, scene.aspect)
        if under is not None and under[0] <= _FURTHEST_DOWN and not _above(scene, label, piece):
            cost = under[0] * _PER_HEIGHT_DOWN + min(under[1], 12.0) * _PER_HEIGHT_ACROSS
            yield _BELOW + cost, piece


def _between(scene: Scene, label: Piece, piece: Piece) -> bool:
    """Return whether another label or value stands between a label and print right of it."""
    return any(
        same_row(o.region, piece.region)
        and label.region.right <= (o.region.left + o.region.right) / 2 < piece.region.left
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


def _date_parts(scene: Scene, piece: Piece) -> tuple[Piece, ...]:
    """Return `piece` and what continues it on its row, when it holds no whole date alone."""
    if any(len(v.value) == 10 for v in values_of("birth_date", piece.text, scene.manner)):
        return (piece,)
    rest = [v for v in scene.values if follows(piece, v, scene.aspect, _DATE_GAP)]
    return (piece, min(rest, key=lambda v: v.region.left)) if rest else (piece,)


def _extended(scene: Scene, placed: Placed, taken: set[int]) -> Placed:
    """Return `placed` with the further words and lines of a name or a text."""
    most = _MOST_LINES.get(placed.field, _NAME_LINES if placed.field in NAMES else 1)
    pieces = list(placed.stretch.pieces)
    if placed.field not in NAMES + TEXTS:
        return placed
    for _ in range(most):
        pieces += _row_rest(scene, pieces, taken)
        following = _next_line(scene, pieces, taken, placed.field)
        if following is None or len({id(p.line) for p in pieces}) >= most + 1:
            break
        pieces.append(following)
        taken.add(id(following))
    stretch = joined(pieces)
    values = values_of(placed.field, stretch.text, scene.manner)
    return replace(placed, stretch=stretch, values=values) if values else placed


def _row_rest(scene: Scene, pieces: list[Piece], taken: set[int]) -> list[Piece]:
    more: list[Piece] = []
    last = pieces[-1]
    while True:
        nexts = [v for v in scene.values if id(v) not in taken and follows(last, v, scene.aspect)]
        if not nexts:
            return more
        last = min(nexts, key=lambda v: v.region.left)
        more.append(last)
        taken.add(id(last))


def _next_line(scene: Scene, pieces: list[Piece], taken: set[int], field: str) -> Piece | None:
    last, first = pieces[-1], pieces[0]
    for v in sorted(scene.values, key=lambda v: v.region.top):
        gap = (v.region.top - last.region.bottom) / max(last.height, 1e-6)
        shift = abs(v.region.left - first.region.left) * scene.aspect
        fits = -0.5 <= gap <= _LINE_GAP and shift <= 1.5 * first.height and alike(first, v)
        if id(v) in taken or v.inline or not fits or v.region.top <= last.region.top:
            continue
        if _named_below(scene, last, v) or not values_of(field, v.text, scene.manner):
            continue
        if field in NAMES and not _continues_name(scene, field, pieces, v):
            continue
        return v
    return None


def _continues_name(scene: Scene, field: str, pieces: list[Piece], v: Piece) -> bool:
    """Whether a second line is a name's other script, or its rest where no label intervenes."""
    if main_script(v.text) != main_script(pieces[0].text):
        return bool(main_script(v.text))
    if any(c in "/|" or c.isdigit() for c in v.text):
        return False
    if field in scene.guide.expected:
        own = values_of(field, joined(pieces).text, scene.manner)
        both = values_of(field, joined([*pieces, v]).text, scene.manner)
        return _likest(scene, field, both) > _likest(scene, field, own)
    others = [n for n in NAMES if n != field]
    found = [_likest(scene, n, values_of(n, v.text, scene.manner)) for n in others]
    return max(found) < LEAST


def _likest(scene: Scene, field: str, values: Sequence[Value]) -> float:
    return max((scene.guide.likeness(field, v) for v in values), default=0.0)


def _named_below(scene: Scene, last: Piece, piece: Piece) -> bool:
    """Return whether a label stands between two lines, or beside the lower one."""
    return any(
        same_row(o.region, piece.region)
        or last.region.top < (o.region.top + o.region.bottom) / 2 < piece.region.bottom
        for o in scene.labels
        if o.region.left < piece.region.right and o.line is not piece.line
    )


def _name_parts(scene: Scene, found: dict[str, Placed]) -> dict[str, Placed]:
    """Return surname and given names that stand under one label, as "LIN, MEI-HUA" does.

    A comma parts them (Doc 9303-4, 4.2.3: primary before secondary identifier); without one the
    machine-readable zone tells which words are which.
    """
    whole = found.get("full_name")
    if whole is None:
        return {}
    text = whole.stretch.text
    parts: dict[str, Placed] = {}
    for name in ("surname", "given_names"):
        if name in found:
            continue
        best = max(
            ((scene.guide.likeness(name, v), v) for v in _word_runs(text)),
            key=lambda b: b[0],
            default=(0.0, None),
        )
        if best[1] is not None and best[0] >= LEAST:
            parts[name] = replace(whole, field=name, values=(best[1],), way="guide")
    if not parts and not scene.guide.expected and text.count(",") == 1:
        at = text.index(",")
        for name, start, end in (("surname", 0, at), ("given_names", at + 1, len(text))):
            if name not in found and text[start:end].strip():
                value = _span_value(text, start, end)
                parts[name] = replace(whole, field=name, values=(value,))
    return parts


def _word_runs(text: str) -> Iterator[Value]:
    """Yield each run of neighbouring words as a name."""
    words = [m.span() for m in re.finditer(r"[^\s,/]+", text)]
    for i, (start, _) in enumerate(words):
        for _, end in words[i:]:
            yield _span_value(text, start, end)


def _span_value(text: str, start: int, end: int) -> Value:
    while start < end and text[start] in " ,":
        start += 1
    part = text[start:end]
    script = main_script(part) or "Latn"
    return Value(value=" ".join(part.split()), start=start, end=end, script=script)


def _by_zones(scene: Scene, found: dict[str, Placed], taken: set[int]) -> Iterator[Placed]:
    for spec in scene.specs:
        zone = scene.zone_of(spec.name)
        if zone is None or spec.name in found:
            continue
        inside = [
            v for v in scene.values if id(v) not in taken and _share(v.region, zone) >= _IN_ZONE
        ]
        if not inside:
            continue
        inside.sort(key=lambda v: (round(v.region.top / max(v.height, 1e-6)), v.region.left))
        stretch = joined(inside)
        if values := values_of(spec.name, stretch.text, scene.manner):
            yield Placed(field=spec.name, stretch=stretch, values=values, way="zone", cost=0.5)


def _share(region: Region, zone: Region) -> float:
    wide = min(region.right, zone.right) - max(region.left, zone.left)
    high = min(region.bottom, zone.bottom) - max(region.top, zone.top)
    area = max(region.width * region.height, 1e-9)
    return max(wide, 0.0) * max(high, 0.0) / area


def _by_guide(scene: Scene, found: dict[str, Placed], taken: set[int]) -> Iterator[Placed]:
    for name in scene.guide.expected:
        if name in found:
            continue
        best: tuple[float, Placed] | None = None
        for piece in scene.values:
            if id(piece) in taken:
                continue
            best = max(
                filter(None, (best, _guided(scene, name, piece))), key=lambda b: b[0], default=None
            )
        if best is not None:
            yield best[1]


def _guided(scene: Scene, name: str, piece: Piece) -> tuple[float, Placed] | None:
    stretch = joined(_date_parts(scene, piece) if name in DATES else (piece,))
    values = values_of(name, stretch.text, scene.manner)
    scored = [(scene.guide.likeness(name, v), v) for v in values]
    like, value = max(scored, key=lambda s: s[0], default=(0.0, None))
    if value is None or like < LEAST or (name == "sex" and len(piece.text) > 3):
        return None
    return like, Placed(field=name, stretch=stretch, values=(value,), way="guide", cost=1 - like)


def _by_patterns(scene: Scene, found: dict[str, Placed], taken: set[int]) -> Iterator[Placed]:
    free = [v for v in scene.values if id(v) not in taken]
    for name in NUMBERS:
        if name in scene.manner.patterns and name not in found:
            for piece in free:
                fits = [v for v in values_of(name, piece.text, scene.manner) if v.fit >= 0.9]
                if fits:
                    yield Placed(
                        field=name,
                        stretch=joined((piece,)),
                        values=(fits[0],),
                        way="pattern",
                        cost=0.8,
                    )
                    break


def _challenged(scene: Scene, placed: Placed) -> Placed:
    """Note the value the zone would have led to, where the label led elsewhere."""
    if placed.way != "label" or placed.field not in scene.guide.expected:
        return placed
    if any(scene.guide.likeness(placed.field, v) >= LEAST for v in placed.values):
        return placed
    own = {id(p) for p in placed.stretch.pieces}
    rivals = [_guided(scene, placed.field, v) for v in scene.values if id(v) not in own]
    best = max((r for r in rivals if r), key=lambda r: r[0], default=None)
    return replace(placed, rival=best[1].values[0].value) if best else placed
