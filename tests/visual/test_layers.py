"""A PDF's text layer is a witness of its own, compared with print and never believed over it."""

from __future__ import annotations

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from verifier.model.page import MediaType, Page
from verifier.model.reading import Source
from verifier.visual.layers import read_layers


def page(text: str | None) -> Page:
    return Page(
        index=0,
        input=0,
        pixels=np.zeros((4, 4, 3), np.uint8),
        media_type=MediaType.PDF,
        text=text,
    )


LETTER = """Republic of Utopia
Surname: ERIKSSON
Given names: ANNA MARIA
Date of birth: 12.08.1974
Document number
L898902C3
"""


def test_labelled_lines_become_fields() -> None:
    found = {r.field: r.value for r in read_layers([page(LETTER)], None, None)}
    assert found["surname"] == "ERIKSSON"
    assert found["given_names"] == "ANNA MARIA"
    assert found["birth_date"] == "1974-08-12"
    assert found["document_number"] == "L898902C3"


def test_a_layer_is_its_own_source_and_too_unsure_to_accuse() -> None:
    found = read_layers([page(LETTER)], None, None)
    assert {r.source for r in found} == {Source.PDF_TEXT}
    assert max(r.confidence for r in found) < 0.9


def test_a_picture_has_no_layer() -> None:
    assert read_layers([page(None)], None, None) == ()


@settings(max_examples=40, deadline=None)
@given(st.text(max_size=300))
def test_any_text_is_read_without_fault(text: str) -> None:
    assert isinstance(read_layers([page(text)], None, None), tuple)
