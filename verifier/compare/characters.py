"""Two values character by character: the stretches they share, and where and how they differ.

The alignment is the cheapest one (Levenshtein 1966); characters that readers confuse are named
apart from those that differ, since the first ask to confirm and only the second accuse.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import groupby

from rapidfuzz.distance import Levenshtein

SAME, ALIKE, DIFFERS = "same", "alike", "differs"
_SHOWN = 3  # places named in words; more and the whole value is another one

# (stretch of a, stretch of b, `same`, `alike` or `differs`)
Stretch = tuple[str, str, str]


def stretches(a: str, b: str, confused: Callable[[str, str], bool]) -> tuple[Stretch, ...]:
    """Return both texts in stretches, each beside its counterpart; joined they are the texts.

    `confused` says of two characters whether readers take one for the other.
    """
    if len(a) == len(b):
        return tuple(_by_place(a, b, confused))
    found: list[Stretch] = []
    for step in Levenshtein.opcodes(a, b):
        one, two = a[step.src_start : step.src_end], b[step.dest_start : step.dest_end]
        found.append((one, two, _kind(step.tag, one, two, confused)))
    return tuple(found)


def _by_place(a: str, b: str, confused: Callable[[str, str], bool]) -> Iterator[Stretch]:
    """Yield the stretches of two texts of one length: dates and numbers keep their places."""
    for same, run in groupby(range(len(a)), key=lambda i: a[i] == b[i]):
        places = list(run)
        one, two = a[places[0] : places[-1] + 1], b[places[0] : places[-1] + 1]
        yield one, two, _kind("equal" if same else "replace", one, two, confused)


def _kind(tag: str, one: str, two: str, confused: Callable[[str, str], bool]) -> str:
    if tag == "equal":
        return SAME
    if len(one) == len(two) and all(confused(x, y) for x, y in zip(one, two, strict=True)):
        return ALIKE
    return DIFFERS


def differing(found: Sequence[Stretch]) -> tuple[tuple[str, str], ...]:
    """Return the stretches that differ."""
    return tuple((one, two) for one, two, kind in found if kind != SAME)


def only_alike(found: Sequence[Stretch]) -> bool:
    """Whether everything that differs is of characters readers confuse."""
    kinds = {kind for _, _, kind in found}
    return ALIKE in kinds and DIFFERS not in kinds


def where(found: Sequence[Stretch]) -> str:
    """Return where the texts differ, in words: "character 4: 0 / O"; empty when nowhere.

    Positions count from one in the first text; what one text lacks is shown as a dash.
    """
    told: list[str] = []
    at = 1
    for one, two, kind in found:
        if kind != SAME:
            last = at + max(len(one), 1) - 1
            place = f"character {at}" if last == at else f"characters {at}-{last}"
            told.append(f"{place}: {one or '–'} / {two or '–'}")
        at += len(one)
    return "; ".join(told) if len(told) <= _SHOWN else ""
