from __future__ import annotations

from verifier.model.geometry import Region
from verifier.visual.fragments import mended
from verifier.visual.labels import LabelFinder
from verifier.visual.strip import Char, PrintedLine, printed

_FINDER = LabelFinder(languages=("es", "en"))


def line(text: str, left: float, right: float, top: float = 0.5) -> PrintedLine:
    step = 1 / len(text)
    chars = tuple(
        Char(text=c, confidence=0.99, left=i * step, right=(i + 1) * step)
        for i, c in enumerate(text)
    )
    return printed(chars, Region(left, top, right, top + 0.03), "Latn")


def test_the_pieces_of_a_label_are_one_line_again() -> None:
    pieces = [line("de nacimiento", 0.27, 0.45), line("Lugar", 0.2, 0.26)]
    (whole,) = mended(pieces, _FINDER, 1.5)
    assert whole.text == "Lugar de nacimiento"
    assert (whole.region.left, whole.region.right) == (0.2, 0.45)
    assert whole.chars[-1].right == 1.0


def test_a_label_and_its_value_stay_apart() -> None:
    apart = [line("Apellidos", 0.2, 0.3), line("GARCIA", 0.31, 0.4)]
    assert mended(apart, _FINDER, 1.5) == tuple(apart)


def test_what_stands_on_other_rows_stays_apart() -> None:
    apart = [line("Lugar", 0.2, 0.26), line("de nacimiento", 0.27, 0.45, top=0.6)]
    assert mended(apart, _FINDER, 1.5) == tuple(apart)
