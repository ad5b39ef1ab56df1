from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from verifier.model.profile import DocumentKind, FieldSpec, Profile
from verifier.model.reading import FIELDS
from verifier.visual.labels import OTHER, TITLE, LabelFinder, fold, is_label, table


@pytest.mark.parametrize(
    ("text", "field"),
    [
        ("Прізвище/Surname", "surname"),
        ("01 PŘÍJMENÍ/SURNAME/NOM", "surname"),
        ("Sumname/ Nom", "surname"),
        ("Date of berty Date de naissance", "birth_date"),
        ("Ім'я/Name", "given_names"),
        ("7. Валидност/Date of expiry", "expiry_date"),
        ("NUMER DOWODUIDENTITY CARD NUMBER", "document_number"),
        ("تاريخ الميلاد", "birth_date"),
        ("जन्म मिति", "birth_date"),
        ("জন্ম তারিখ", "birth_date"),
        ("გვარი", "surname"),
        ("Ազգանուն", "surname"),
    ],
)
def test_a_label_is_known_in_its_language_even_misread(text: str, field: str) -> None:
    found = LabelFinder().find(text)
    assert found
    assert found[0].fields[0] == field


def test_a_value_after_its_label_is_not_part_of_it() -> None:
    found = LabelFinder().find("Nama : BUDI SANTOSO")
    assert [("Nama : BUDI SANTOSO"[f.start : f.end]) for f in found] == ["Nama"]


@pytest.mark.parametrize("text", ["ERIKSSON", "KOWALCZYK", "PASSPORT OFFICE ZENITH", "12.08.1974"])
def test_a_value_is_not_a_label(text: str) -> None:
    assert LabelFinder().find(text) == ()
    assert not is_label(text)


def test_a_profiles_own_label_comes_first() -> None:
    profile = Profile(
        id="uto/test",
        country="UTO",
        kind=DocumentKind.NATIONAL_ID,
        names={},
        fields=(FieldSpec(name="personal_number", labels={"en": ("Serial number",)}),),
    )
    assert LabelFinder(profile).find("Serial number")[0].fields[0] == "personal_number"


def test_every_label_of_the_table_names_a_field_and_is_found() -> None:
    finder = LabelFinder()
    for label in table():
        if label.field == TITLE:
            continue
        assert label.field in (*FIELDS, OTHER)
        assert any(label.field in f.fields for f in finder.find(label.text)), label


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=80))
def test_any_text_is_searched_without_an_error(text: str) -> None:
    for found in LabelFinder().find(text):
        assert 0 <= found.start < found.end <= len(text)


def test_two_labels_on_a_line_with_a_blank_between_are_two() -> None:
    found = LabelFinder(languages=("es", "en")).find("Fecha de emisión Fecha de vencimiento")
    assert [f.fields[0] for f in found] == ["issue_date", "expiry_date"]


def test_a_plural_in_brackets_belongs_to_its_label() -> None:
    (first, *rest) = LabelFinder(languages=("pt", "en")).find("Nome(s) próprio(s)/Given names")
    assert first.fields[0] == "given_names"
    assert all("given_names" in f.fields for f in rest)


def test_a_cyrillic_look_alike_in_a_licences_number_is_read_as_latin() -> None:
    assert fold("4с.") == fold("4c.")
