"""Some pieces of print read as one text, each character still knowing its line and place."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from verifier.model.geometry import Region
from verifier.visual.layout import Piece
from verifier.visual.letters import main_script
from verifier.visual.strip import Char


@dataclass(frozen=True, slots=True, kw_only=True)
class Stretch:
    """Pieces joined in reading order; `owners` gives the piece and index of each character.

    An owner is None for the space or slash that joins two pieces.
    """

    pieces: tuple[Piece, ...]
    text: str
    owners: tuple[tuple[Piece, int] | None, ...]

    def chars(self, start: int, end: int) -> tuple[Char, ...]:
        """Return the characters read at [start, end), joins left out."""
        return tuple(o[0].line.chars[o[1]] for o in self.owners[start:end] if o is not None)

    def region(self, start: int, end: int) -> Region:
        """Return the box around [start, end) in fractions of the face."""
        boxes = [o[0].line.region_of(o[1], o[1] + 1) for o in self.owners[start:end] if o]
        whole = boxes[0] if boxes else self.pieces[0].region
        for box in boxes[1:]:
            whole = whole.union(box)
        return whole


def joined(pieces: Sequence[Piece]) -> Stretch:
    """Return `pieces` as one text: a space between them, a slash where the script changes."""
    text = ""
    owners: list[tuple[Piece, int] | None] = []
    for i, piece in enumerate(pieces):
        if i:
            change = main_script(pieces[i - 1].text) != main_script(piece.text)
            lettered = main_script(pieces[i - 1].text) and main_script(piece.text)
            between = "/" if change and lettered else _break(pieces[i - 1])
            text += between
            owners += [None] * len(between)
        text += piece.text
        owners += [(piece, k) for k in range(piece.start, piece.end)]
    return Stretch(pieces=tuple(pieces), text=text, owners=tuple(owners))


def _break(piece: Piece) -> str:
    """Return what parts a line from the next: the comma that ends it is part of an address."""
    return ", " if piece.line.text[piece.end : piece.end + 1] == "," else " "
