from __future__ import annotations

import pytest

from verifier.model.geometry import Region
from verifier.visual.guide import Guide
from verifier.visual.layout import Piece
from verifier.visual.scene import Placed
from verifier.visual.sharp_s import with_sharp_s
from verifier.visual.stretch import joined
from verifier.visual.strip import Char, printed
from verifier.visual.value import Value

_ZONE = Guide(expected={"surname": "GROSSMANN"})


def _surname(text: str) -> Placed:
    step = 1 / len(text)
    chars = tuple(
        Char(text=c, confidence=0.99, left=i * step, right=(i + 1) * step)
        for i, c in enumerate(text)
    )
    line = printed(chars, Region(0.1, 0.1, 0.5, 0.2), "Latn")
    stretch = joined([Piece(line=line, start=0, end=len(text), region=line.region)])
    value = Value(value=text, start=0, end=len(text))
    return Placed(field="surname", stretch=stretch, values=(value,), way="label", cost=0.0)


def test_a_b_that_only_as_sharp_s_agrees_with_the_zone_is_one_and_stays_doubtful() -> None:
    (value,) = with_sharp_s(_surname("GROBMANN"), _ZONE, ("de",)).values
    assert (value.value, value.doubtful) == ("GROẞMANN", (3,))


@pytest.mark.parametrize(
    ("text", "guide", "languages"),
    [
        ("GROBMANN", Guide(expected={"surname": "GROBMANN"}), ("de",)),  # a name of its own
        ("GROBMANN", _ZONE, ("pl",)),
        ("GROBMANN", Guide(expected={}), ("de",)),
        ("BAUER", _ZONE, ("de",)),
    ],
)
def test_any_other_b_is_left_as_read(text: str, guide: Guide, languages: tuple[str, ...]) -> None:
    (value,) = with_sharp_s(_surname(text), guide, languages).values
    assert value.value == text
