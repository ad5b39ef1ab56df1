"""Fields whose label was not found or is not printed.

They are found by layout zone, by the machine-readable zone's hint, by the shape of the value, or
by what they stand next to.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from verifier.model.geometry import Region
from verifier.visual.guide import LEAST
from verifier.visual.layout import Piece, alike, follows, same_row
from verifier.visual.letters import main_script
from verifier.visual.scene import Placed, Scene
from verifier.visual.stretch import joined
from verifier.visual.value import Value
from verifier.visual.values import DATES, NUMBERS, values_of

IN_ZONE = 0.5  # share of a piece that must lie in a layout zone
_DATE_GAP = 4.0  # a date may be set with its parts apart
_NAME_ABOVE = 6.0  # line heights between a birth date and the name above it
_EXACT = 1.0  # and of one that needed no mending
_SHAPED = 0.9  # fit of a value that matches a profile's pattern
_GUESSED = ("full_name", "birth_place")
_LONG_NUMBER = 8  # digits
_SEX_WORD = 4  # letters of a word for sex that needs no label


def date_parts(scene: Scene, piece: Piece) -> tuple[Piece, ...]:
    """Return `piece` and what continues it on its row, when it holds no whole date alone."""
    if not any(map(str.isdigit, piece.text)):
        return (piece,)
    if any(len(v.value) == 10 for v in values_of("birth_date", piece.text, scene.manner)):
        return (piece,)
    rest = [v for v in scene.values if follows(piece, v, scene.aspect, _DATE_GAP)]
    return (piece, min(rest, key=lambda v: v.region.left)) if rest else (piece,)


def by_zones(scene: Scene, found: dict[str, Placed], taken: set[int]) -> Iterator[Placed]:
    """Yield the missing fields whose box the profile gives."""
    for spec in scene.specs:
        zone = scene.zone_of(spec.name)
        if zone is None or spec.name in found:
            continue
        inside = [
            v for v in scene.values if id(v) not in taken and share(v.region, zone) >= IN_ZONE
        ]
        if not inside:
            continue
        inside.sort(key=lambda v: (round(v.region.top / max(v.height, 1e-6)), v.region.left))
        stretch = joined(inside)
        if values := values_of(spec.name, stretch.text, scene.manner):
            yield Placed(field=spec.name, stretch=stretch, values=values, way="zone", cost=0.5)


def share(region: Region, zone: Region) -> float:
    """Return which share of `region` lies in `zone`."""
    wide = min(region.right, zone.right) - max(region.left, zone.left)
    high = min(region.bottom, zone.bottom) - max(region.top, zone.top)
    area = max(region.width * region.height, 1e-9)
    return max(wide, 0.0) * max(high, 0.0) / area


def by_guide(scene: Scene, found: dict[str, Placed], taken: set[int]) -> Iterator[Placed]:
    """Yield the print that most resembles what the machine-readable zone says."""
    for name in scene.guide.expected:
        if name in found or name == "full_name":
            continue
        best: tuple[float, Placed] | None = None
        for piece in scene.values:
            if id(piece) in taken:
                continue
            best = max(
                filter(None, (best, guided(scene, name, piece))), key=lambda b: b[0], default=None
            )
        if best is not None:
            yield best[1]


def guided(scene: Scene, name: str, piece: Piece) -> tuple[float, Placed] | None:
    """Return `piece` as a field with its likeness to the zone's value, None when too unlike."""
    stretch = joined(date_parts(scene, piece) if name in DATES else (piece,))
    values = values_of(name, stretch.text, scene.manner)
    scored = [(scene.guide.likeness(name, v), v) for v in values]
    like, value = max(scored, key=lambda s: s[0], default=(0.0, None))
    if value is None or like < LEAST or (name == "sex" and len(piece.text) > 3):
        return None
    return like, Placed(field=name, stretch=stretch, values=(value,), way="guide", cost=1 - like)


def by_patterns(scene: Scene, found: dict[str, Placed], taken: set[int]) -> Iterator[Placed]:
    """Yield the missing fields that the shape or the neighbours of a value give away."""
    free = [v for v in scene.values if id(v) not in taken]
    for name in NUMBERS:
        if name in scene.manner.patterns and name not in found:
            yield from _by_pattern(scene, name, free)
    if "personal_number" not in found and _wants(scene, "personal_number"):
        yield from _by_lone_number(scene, free)
    if "birth_place" not in found and _wants(scene, "birth_place"):
        yield from _beside_birth_date(scene, found, free)
    if "sex" not in found:
        yield from _by_sex_word(scene, free)
    if _wants(scene, "full_name") and not {"full_name", "surname"} & {*found}:
        yield from _by_birth_date(scene, found, free)


def _by_pattern(scene: Scene, name: str, free: list[Piece]) -> Iterator[Placed]:
    """Yield the number of the profile's pattern; its only one is it beyond doubt."""
    fits = [
        (piece, value)
        for piece in free
        for value in values_of(name, piece.text, scene.manner)[:1]
        if value.fit >= _SHAPED
    ]
    if not fits:
        return
    placed = _patterned(name, (fits[0][0],), (fits[0][1],))
    alone = len({value.value for _, value in fits}) == 1 and fits[0][1].fit >= _EXACT
    yield replace(placed, way="shape") if alone else placed


def _wants(scene: Scene, field: str) -> bool:
    return any(s.name == field for s in scene.specs)


def _by_lone_number(scene: Scene, free: list[Piece]) -> Iterator[Placed]:
    """Yield the one long number of a card that prints it without a label."""
    long = [
        (piece, values[0])
        for piece in free
        if (values := values_of("personal_number", piece.text, scene.manner))
        and sum(c.isdigit() for c in values[0].value) >= _LONG_NUMBER
    ]
    if len({v.value for _, v in long}) == 1:
        yield _patterned("personal_number", (long[0][0],), (long[0][1],))


def _by_sex_word(scene: Scene, free: list[Piece]) -> Iterator[Placed]:
    """Yield a line that is a whole word for a sex, as cards without that label print it."""
    for piece in free:
        values = values_of("sex", piece.text, scene.manner)
        if values and len(piece.text) >= _SEX_WORD and values[0].end - values[0].start >= _SEX_WORD:
            yield _patterned("sex", (piece,), values[:1])
            return


def _beside_birth_date(
    scene: Scene, found: dict[str, Placed], free: list[Piece]
) -> Iterator[Placed]:
    """Yield the place on the birth date's own row, as under "3." of a driving licence."""
    birth = found.get("birth_date")
    label = birth.label if birth is not None else ""
    if birth is None or not label[:1].isdigit():
        return
    date = birth.stretch.pieces[-1]
    right = [p for p in free if same_row(date.region, p.region) and alike(date, p)]
    right = [p for p in right if p.region.left > date.region.right]
    for piece in sorted(right, key=lambda p: p.region.left)[:1]:
        if values := values_of("birth_place", piece.text, scene.manner):
            yield _patterned("birth_place", (piece,), values)


def _by_birth_date(scene: Scene, found: dict[str, Placed], free: list[Piece]) -> Iterator[Placed]:
    """Yield the name lines just above the birth date, on cards that print no label for them."""
    birth = found.get("birth_date")
    if birth is None:
        return
    anchor = birth.stretch.pieces[0].line.level_of(0, 1)
    height = birth.stretch.pieces[0].height
    above = [
        p
        for p in free
        if 0 < anchor.top - p.region.top <= _NAME_ABOVE * height
        and not any(c.isdigit() for c in p.text)
        and values_of("full_name", p.text, scene.manner)
        and p.region.left <= anchor.right + (anchor.right - anchor.left)
    ]
    lines: dict[str, Piece] = {}
    for piece in sorted(above, key=lambda p: -p.region.top):
        lines.setdefault(main_script(piece.text), piece)
    if lines:
        pieces = tuple(sorted(lines.values(), key=lambda p: p.region.top))
        stretch = joined(pieces)
        yield _patterned("full_name", pieces, values_of("full_name", stretch.text, scene.manner))


def _patterned(field: str, pieces: tuple[Piece, ...], values: tuple[Value, ...]) -> Placed:
    shaped = field == "sex" or values[0].fit >= _SHAPED
    way = "pattern" if shaped and field not in _GUESSED else "neighbour"
    return Placed(field=field, stretch=joined(pieces), values=values, way=way, cost=0.8)
