"""How far a value reaches: further words on its row, further lines, and its other script.

A name in two scripts stands on two lines; an address on several. A label, another size of letters
or a gap ends it.
"""

from __future__ import annotations

from dataclasses import replace

from verifier.visual.guide import LEAST
from verifier.visual.layout import Piece, alike, follows, same_row
from verifier.visual.letters import main_script
from verifier.visual.scene import Placed, Scene
from verifier.visual.stretch import joined
from verifier.visual.values import NAMES, TEXTS, values_of

_MOST_LINES = {"address": 4, "authority": 3, "birth_place": 2}
_NAME_LINES = 2
_LINE_SIZE = 1.3  # a label between two values is set smaller than they are
_SCRIPT_SIZE = 1.6  # Georgian capitals beside Latin ones (drawn cards)
_LINE_GAP = 0.9  # between lines of one value, in line heights


def extended(scene: Scene, placed: Placed, taken: set[int]) -> Placed:
    """Return `placed` with the further words and lines of a name or a text."""
    most = _MOST_LINES.get(placed.field, _NAME_LINES if placed.field in NAMES else 1)
    pieces = list(placed.stretch.pieces)
    if placed.field not in NAMES + TEXTS:
        return placed
    if placed.field in NAMES and (before := _line_before(scene, pieces, taken)):
        pieces.insert(0, before)
        taken.add(id(before))
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


def _line_before(scene: Scene, pieces: list[Piece], taken: set[int]) -> Piece | None:
    """Return the line just above a name that holds it in another script."""
    first = pieces[0]
    for v in scene.values:
        gap = (first.region.top - v.region.bottom) / max(first.height, 1e-6)
        shift = abs(v.region.left - first.region.left) * scene.aspect
        fits = -0.5 <= gap <= _LINE_GAP and shift <= 1.5 * first.height and _one_size(first, v)
        other = main_script(v.text) not in ("", main_script(first.text))
        if (
            id(v) not in taken
            and not v.inline
            and fits
            and other
            and v.region.top < first.region.top
        ):
            return None if _named_below(scene, v, first) else v
    return None


def _one_size(first: Piece, v: Piece) -> bool:
    """Whether two lines are set in one size; alphabets differ in how far letters reach."""
    other = main_script(v.text) not in ("", main_script(first.text))
    return alike(first, v, _SCRIPT_SIZE if other else _LINE_SIZE)


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
        fits = -0.5 <= gap <= _LINE_GAP and shift <= 1.5 * first.height and _one_size(first, v)
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
        return scene.likest(field, both) > scene.likest(field, own)
    others = [n for n in NAMES if n != field]
    found = [scene.likest(n, values_of(n, v.text, scene.manner)) for n in others]
    return max(found) < LEAST


def _named_below(scene: Scene, last: Piece, piece: Piece) -> bool:
    """Return whether a label stands between two lines, or beside the lower one."""
    return any(
        same_row(o.region, piece.region)
        or last.region.top < (o.region.top + o.region.bottom) / 2 < piece.region.bottom
        for o in scene.labels
        if o.region.left < piece.region.right
        and o.line is not piece.line
        and not same_row(o.region, last.region)  # the value's own label, left of it
    )
