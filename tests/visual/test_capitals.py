"""Capital I read as a small l at the beginning of names and places."""

from __future__ import annotations

import pytest

from verifier.visual.capitals import with_capitals


@pytest.mark.parametrize(
    ("read", "printed"),
    [
        ("Jud.IS Mun.lași", "Jud.IS Mun.Iași"),
        ("Subramaniam lyer, 24 Temple", "Subramaniam Iyer, 24 Temple"),
        ("Préfecture d'llle-et-Vilaine", "Préfecture d'Ille-et-Vilaine"),
        ("Rue de la Paix", "Rue de la Paix"),
        ("Calle los Olivos", "Calle los Olivos"),
        ("the lower house", "the lower house"),
        ("ALL CAPITALS", "ALL CAPITALS"),
        ("МВР/Mol BGR", "МВР/MoI BGR"),
        ("Del Val", "Del Val"),
    ],
)
def test_a_word_that_begins_small_among_capitals_began_with_capital_i(read, printed):
    assert with_capitals(read) == printed
