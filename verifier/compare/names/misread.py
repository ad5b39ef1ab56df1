"""Whether two words differ only by characters that readers and eyes confuse.

Source: confusions measured in OCR-B and print reading (O/0, I/1, B/8 and so on); a filler `<`
is often read as K (Doc 9303-3 fillers).
"""

from __future__ import annotations

from verifier.compare.names.classes import is_listed

# Each pair is drawn nearly alike in OCR-B or common print.
_ALIKE = frozenset(
    frozenset(pair)
    for pair in [
        "O0",
        "Q0",
        "D0",
        "I1",
        "L1",
        "T1",
        "B8",
        "S5",
        "Z2",
        "G6",
        "A4",
        "T7",
        "IL",
        "OQ",
        "DO",
        "UV",
        "ИН",
        "ПЛ",
        "ЩШ",
        "ЦЧ",
        "ЬБ",
        "ЙИ",
        "ІЇ",
        "О0",
        "З3",
        "Б6",
    ]
) | {frozenset(("RN", "M")), frozenset(("VV", "W"))}
_SHORTEST = 4


def misread(a: str, b: str) -> bool:
    """Whether one confusion turns `a` into `b`, and the two are not two known names."""
    if min(len(a), len(b)) < _SHORTEST or a == b:
        return False
    if a.rstrip("K") == b.rstrip("K") and abs(len(a) - len(b)) >= 2:
        return True  # fillers read as K
    head = 0
    while head < min(len(a), len(b)) and a[head] == b[head]:
        head += 1
    tail = 0
    while tail < min(len(a), len(b)) - head and a[-1 - tail] == b[-1 - tail]:
        tail += 1
    left, right = a[head : len(a) - tail], b[head : len(b) - tail]
    if frozenset((left, right)) not in _ALIKE:
        return False
    return not (is_listed(a) and is_listed(b))
