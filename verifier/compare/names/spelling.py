"""Whether two Latin spellings differ only in ways documents lawfully differ.

Both strings are walked at once: each step takes the same letter from both, or two spellings of
one sound from `tables/spellings.toml` where the place allows it. No score: a path exists or not.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache

from verifier.compare.names.words import TABLES

_VOWELS = frozenset("AEIOUY")
# Letters that no spelling unit adds, drops or changes: names whose frames differ cannot meet.
_FRAME = str.maketrans("", "", "".join(set(map(chr, range(0x21, 0x7F))) - set("LR")))


@dataclass(frozen=True, slots=True)
class Step:
    """One pair of spellings with the place it is allowed in."""

    id: str
    left: str
    right: str
    where: str
    before: re.Pattern[str] | None
    after: re.Pattern[str] | None

    def fits(self, text: str, at: int, width: int) -> bool:
        """Whether the place in `text` allows this step."""
        end = at + width
        if self.where and not _PLACES[self.where](text, at, end):
            return False
        if self.before and not self.before.search(text[:at]):
            return False
        return not (self.after and not self.after.match(text[end:]))


_PLACES: Mapping[str, Callable[[str, int, int], bool]] = {
    "start": lambda text, at, end: at == 0,
    "end": lambda text, at, end: end == len(text),
    "after_vowel": lambda text, at, end: at > 0 and text[at - 1] in _VOWELS,
    "after_consonant": lambda text, at, end: at > 0 and text[at - 1] not in _VOWELS,
    "before_consonant": lambda text, at, end: end < len(text) and text[end] not in _VOWELS,
    "edge": lambda text, at, end: at == 0 or text[at - 1] in _VOWELS,
}


@cache
def _all_steps() -> tuple[tuple[str, Step], ...]:
    out: list[tuple[str, Step]] = []
    for unit in tomllib.loads((TABLES / "spellings.toml").read_text(encoding="utf-8"))["unit"]:
        before = re.compile(f"(?:{unit['left']})$") if "left" in unit else None
        after = re.compile(unit["right"]) if "right" in unit else None
        for group in unit["as"].split():
            spellings = group.split("=")
            for one in spellings:
                out.extend(
                    (
                        unit["family"],
                        Step(unit["id"], one, two, unit.get("where", ""), before, after),
                    )
                    for two in spellings
                    if two != one
                )
    return tuple(out)


@lru_cache(maxsize=256)
def _steps(families: frozenset[str]) -> Mapping[tuple[str, str], tuple[Step, ...]]:
    """Index the steps of the licensed families by the first letters of both sides."""
    index: dict[tuple[str, str], list[Step]] = {}
    for family, step in _all_steps():
        if family in families:
            index.setdefault((step.left[0], step.right[0]), []).append(step)
    return {key: tuple(steps) for key, steps in index.items()}


@lru_cache(maxsize=65536)
def frame(text: str) -> str:
    """Return the letters every lawful spelling keeps, doubles taken once."""
    return re.sub(r"(.)\1+", r"\1", text.translate(_FRAME))


@lru_cache(maxsize=65536)
def spelled_alike(
    a: str, b: str, families: frozenset[str], prefix: bool = False
) -> tuple[str, ...] | None:
    """Return the ids of the units used when `a` and `b` are spellings of one word, else None.

    Both are Latin capitals. With `prefix`, `a` may be the beginning of `b` (a cut name).
    """
    if not prefix and frame(a) != frame(b):
        return None
    index = _steps(families)
    reached: dict[tuple[int, int], tuple[str, ...]] = {(0, 0): ()}
    for i in range(len(a) + 1):
        for j in range(len(b) + 1):
            used = reached.get((i, j))
            if used is None:
                continue
            if i == len(a) and (prefix or j == len(b)):
                return used
            if i < len(a) and j < len(b):
                _extend(reached, a, b, i, j, index)
    return None


def _extend(
    reached: dict[tuple[int, int], tuple[str, ...]],
    a: str,
    b: str,
    i: int,
    j: int,
    index: Mapping[tuple[str, str], tuple[Step, ...]],
) -> None:
    used = reached[(i, j)]
    if a[i] == b[j]:
        _reach(reached, (i + 1, j + 1), used)
    for step in index.get((a[i], b[j]), ()):
        wide, high = len(step.left), len(step.right)
        if not (a.startswith(step.left, i) and b.startswith(step.right, j)):
            continue
        if step.fits(a, i, wide) and step.fits(b, j, high):
            ids = used if step.id in used else (*used, step.id)
            _reach(reached, (i + wide, j + high), ids)


def _reach(
    reached: dict[tuple[int, int], tuple[str, ...]], at: tuple[int, int], used: tuple[str, ...]
) -> None:
    if at not in reached or len(used) < len(reached[at]):
        reached[at] = used
