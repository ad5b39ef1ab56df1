"""Two readers' views of one line made into one: agreement raises confidence, dispute lowers it.

The Latin recogniser is trusted for which basic letter or digit stands where; a language's pack
for diacritics and for its own alphabet. Confidences here are the readers' own; what they are
worth is settled in `trust`.
"""

from __future__ import annotations

from collections.abc import Iterator

from verifier.visual import latin
from verifier.visual.letters import bare
from verifier.visual.strip import Char, Strip, text_of, tokens

# Share of the doubt left when two readers of different make see the same character.
_AGREED = 0.1
# A mark only one reader saw, or two saw differently, is right this often (bench print).
_MARKED = 0.85
# The hook of Ľ, Ď and Ť is read as an apostrophe after its letter.
_HOOKS = "'’"
_HOOKED = "ĽľĎďŤť"
# What a reader without Ș and Ş makes of them; no document prints a dollar.
_HOOKED_S = "$"
_SHARP_S = "ẞß"  # and of ẞ: a B
_WORD = 3  # letters from which a word's case is plain
_CAPITALS = 0.6
# Small letters that differ from their capitals by size alone: alone they tell no case.
_SIZED = frozenset("cosuvwxzçöşüóžšćčńśź")
# A disputed character is worth half of what its reader claims.
_DISPUTED = 0.5


def align(first: str, second: str) -> list[tuple[int | None, int | None]]:
    """Return index pairs of the cheapest alignment, letters of one shape counting as equal."""
    if first == second:
        return [(i, i) for i in range(len(first))]
    rows, cols = len(first) + 1, len(second) + 1
    cost = [[i + j if i * j == 0 else 0.0 for j in range(cols)] for i in range(rows)]
    for i in range(1, rows):
        for j in range(1, cols):
            swap = cost[i - 1][j - 1] + _differ(first[i - 1], second[j - 1])
            cost[i][j] = min(swap, cost[i - 1][j] + 1, cost[i][j - 1] + 1)
    return list(_walk(cost, first, second))[::-1]


def _differ(a: str, b: str) -> float:
    if a == b:
        return 0.0
    if bare(a) == bare(b):
        return 0.1
    return 1.0 if (a == " ") == (b == " ") else 1.5


def _walk(
    cost: list[list[float]], first: str, second: str
) -> Iterator[tuple[int | None, int | None]]:
    i, j = len(first), len(second)
    while i or j:
        if i and j and cost[i][j] == cost[i - 1][j - 1] + _differ(first[i - 1], second[j - 1]):
            i, j = i - 1, j - 1
            yield i, j
        elif i and cost[i][j] == cost[i - 1][j] + 1:
            i -= 1
            yield i, None
        else:
            j -= 1
            yield None, j


def fuse_latin(shape: Strip, language: Strip, marked: frozenset[str] | None = None) -> Strip:
    """Return one line from the Latin recogniser and a Latin language's pack.

    `marked` are the letters with diacritics that language has; None where any may stand.
    """
    if not shape or not language:
        return shape or _doubted(language)
    fused: list[Char] = []
    for i, j in align(text_of(shape), text_of(language)):
        if i is None and j is not None:
            fused += _only_second(fused, language[j], marked)
        elif i is not None and j is None:
            fused += _only_first(fused, shape[i])
        elif i is not None and j is not None and not _seen_twice(fused, shape[i], language[j]):
            fused.append(_one(shape[i], language[j], marked))
    return _one_case(tuple(fused), "İ" in (marked or ()))


def _seen_twice(fused: list[Char], shape: Char, language: Char) -> bool:
    """Whether a B is the ẞ before it, which a pack that half knows it spells "ßB"."""
    before = bool(fused) and fused[-1].text in _SHARP_S
    return before and shape.text == language.text == "B" and fused[-1].left < shape.right


def _only_second(fused: list[Char], char: Char, marked: frozenset[str] | None) -> list[Char]:
    """Take a letter only the pack saw where the Latin recogniser does not know it.

    Any other mark of that kind is a doubt about its neighbour, not a character of the line.
    """
    known = char.text.isalpha() if marked is None else char.text in marked
    if known and not char.text.isascii() and char.confidence > _DISPUTED:
        # The recogniser's silence about a letter it does not have says nothing against it.
        sure = char.confidence * (_MARKED if latin.knows(char.text) else 1.0)
        return [_with(char, char.text, sure, "")]
    if fused and char.text.isalnum() and char.confidence > _DISPUTED:
        held = fused.pop()
        return [_lowered(held, held.text + char.text)]
    return []


def _only_first(fused: list[Char], char: Char) -> list[Char]:
    """Keep a character only the recogniser saw, but for the hook of a letter such as Ľ."""
    if char.text in _HOOKS and fused and fused[-1].text in _HOOKED:
        return []
    return [_lowered(char, " " if char.text != " " else "")]


def _one_case(strip: Strip, dotted: bool) -> Strip:
    """Put a stray small letter of a word in capitals into capitals: ş for Ş, i for İ."""
    whole = list(strip)
    for start, end in tokens(strip):
        letters = [c.text for c in strip[start:end] if c.text.isalpha()]
        # A name's first letter is a capital anyway.
        rest = [c for c in letters[1:] if c.lower() not in _SIZED and not (dotted and c == "i")]
        if len(letters) < _WORD or not any(map(str.isupper, rest)):
            continue
        if sum(map(str.isupper, rest)) < _CAPITALS * len(rest):
            continue
        for k in range(start, end):
            text = strip[k].text
            capital = "İ" if text == "i" and dotted else text.upper()
            if text.islower() and len(capital) == 1:
                whole[k] = _with(strip[k], capital, strip[k].confidence, strip[k].other)
    return tuple(whole)


def _one(shape: Char, language: Char, marked: frozenset[str] | None) -> Char:
    if shape.text == language.text:
        return _with(shape, shape.text, _agreed(shape, language), "")
    if bare(shape.text) == bare(language.text) and shape.text.isalpha():
        return _same_base(shape, language, marked)
    own = marked or frozenset[str]()
    strange = _has_mark(shape.text) and shape.text not in own
    sharp = shape.text == "B" and language.text in _SHARP_S and language.text in own
    sign = not shape.text.isalnum() and shape.text != "."  # "1." is no "1ă"
    if language.text in own and (strange or sharp or sign):
        return _with(shape, language.text, language.confidence * _MARKED, shape.text)
    if shape.text == _HOOKED_S and language.text in ("S", "s"):
        hooked = next((c for c in "ȘŞ" if c in own), "S")
        text = hooked if language.text == "S" else hooked.lower()
        return _with(shape, text, language.confidence * _DISPUTED, shape.text)
    return _lowered(shape, language.text)


def _agreed(shape: Char, language: Char) -> float:
    return 1 - (1 - shape.confidence) * (1 - language.confidence * (1 - _AGREED))


def _same_base(shape: Char, language: Char, marked: frozenset[str] | None) -> Char:
    """Choose between letters that differ by diacritic or case only.

    A reader drops a mark far more often than it invents one, so a mark the language has stands;
    between two marks the language's pack knows better.
    """
    if shape.text.lower() == language.text.lower():
        # Print is in capitals more often than not, and a narrow line hides its height.
        text = language.text if language.text.isupper() else shape.text
        return _with(shape, text, _agreed(shape, language), "")
    if (shape.text, language.text) == ("i", "İ"):
        return _with(shape, "İ", language.confidence * _MARKED, "I")
    own = language.text.upper() if shape.text.isupper() else language.text.lower()
    for text, sure, other in (
        (own, language.confidence, shape.text),
        (shape.text, shape.confidence, own),
    ):
        if len(text) == 1 and _has_mark(text) and (marked is None or text in marked):
            return _with(shape, text, sure * _MARKED, other)
    plain = shape.text if not _has_mark(shape.text) else own
    return _with(shape, plain, shape.confidence * _MARKED, own if marked is None else "")


def _has_mark(char: str) -> bool:
    return bare(char) != char.lower() or char in "ıİ"


def _with(char: Char, text: str, confidence: float, other: str) -> Char:
    return Char(text=text, confidence=confidence, left=char.left, right=char.right, other=other)


def _lowered(char: Char, other: str) -> Char:
    return _with(char, char.text, char.confidence * _DISPUTED, other)


def _doubted(strip: Strip) -> Strip:
    return tuple(_with(c, c.text, c.confidence * _DISPUTED, "") for c in strip)
