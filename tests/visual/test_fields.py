from __future__ import annotations

import numpy as np
import pytest

from verifier.model.engine import TextLine
from verifier.model.geometry import Quad, Region
from verifier.model.page import Face
from verifier.model.profile import DocumentKind, FieldSpec, Profile
from verifier.model.reading import Reading, Source
from verifier.model.zone import Zone, ZoneType
from verifier.visual.fields import fields_in, read_print
from verifier.visual.surface import without_zone

_WHOLE = Quad(((0.0, 0.0), (1.0, 0.0), (1.0, 1.0), (0.0, 1.0)))


def face(quad: Quad = _WHOLE) -> Face:
    return Face(page=0, pixels=np.full((600, 900, 3), 240, np.uint8), quad=quad, outline_found=True)


def line(
    text: str, left: float, top: float, *, height: float = 0.04, sure: float = 0.99
) -> TextLine:
    right = left + 0.013 * len(text) * height / 0.04
    return TextLine(text=text, confidence=sure, region=Region(left, top, right, top + height))


def zone(**fields: str) -> Zone:
    return Zone(
        type=ZoneType.TD3,
        lines=("P<UTO".ljust(44, "<"), "<" * 44),
        page=0,
        confidence=0.99,
        repaired=False,
        checks={},
        char_confidences=(),
        alternatives=(),
        quad=Quad(((0.05, 0.8), (0.95, 0.8), (0.95, 0.95), (0.05, 0.95))),
        line_regions=(),
        char_regions=(),
        dpi=300.0,
        fields=fields,
    )


def only(readings: tuple[Reading, ...], field: str) -> Reading:
    (found,) = [r for r in readings if r.field == field]
    return found


def test_a_value_under_its_label_is_read() -> None:
    lines = (
        line("Surname/Nom", 0.3, 0.1, height=0.025),
        line("ERIKSSON", 0.3, 0.13),
        line("Given names/Prénoms", 0.3, 0.2, height=0.025),
        line("ANNA MARIA", 0.3, 0.23),
        line("Date of birth/Date de naissance", 0.3, 0.3, height=0.025),
        line("12 AUG/AOÛ 1974", 0.3, 0.33),
    )
    found = fields_in(face(), lines, profile=None, zone=None)
    assert only(found, "surname").value == "ERIKSSON"
    assert only(found, "given_names").value == "ANNA MARIA"
    assert only(found, "birth_date").value == "1974-08-12"
    assert all(r.source is Source.PRINT and r.page == 0 for r in found)


def test_a_value_right_of_its_label_is_read() -> None:
    lines = (
        line("NIK", 0.05, 0.1),
        line(": 3171234567890123", 0.25, 0.1),
        line("Nama", 0.05, 0.16),
        line(": BUDI SANTOSO", 0.25, 0.16),
        line("Tempat/Tgl Lahir", 0.05, 0.22),
        line(": JAKARTA, 18-02-1986", 0.28, 0.22),
        line("Jenis Kelamin", 0.05, 0.28),
        line(": LAKI-LAKI", 0.25, 0.28),
    )
    found = fields_in(face(), lines, profile=None, zone=None)
    assert only(found, "personal_number").value == "3171234567890123"
    assert only(found, "full_name").value == "BUDI SANTOSO"
    assert only(found, "birth_date").value == "1986-02-18"
    assert only(found, "sex").value == "M"


def test_two_columns_keep_their_own_values() -> None:
    lines = (
        line("Date of issue", 0.1, 0.1, height=0.025),
        line("Date of expiry", 0.6, 0.1, height=0.025),
        line("01.03.2022", 0.1, 0.13),
        line("29.02.2032", 0.6, 0.13),
    )
    found = fields_in(face(), lines, profile=None, zone=None)
    assert only(found, "issue_date").value == "2022-03-01"
    assert only(found, "expiry_date").value == "2032-02-29"


def test_a_name_on_two_lines_in_two_scripts_gives_two_readings() -> None:
    lines = (
        line("Прізвище/Surname", 0.3, 0.1, height=0.025),
        line("ЗГУРСЬКИЙ", 0.3, 0.13),
        line("ZGHURSKYI", 0.3, 0.175),
        line("Ім'я/Name", 0.3, 0.23, height=0.025),
        line("ЮРІЙ", 0.3, 0.26),
        line("YURII", 0.3, 0.305),
    )
    found = fields_in(face(), lines, profile=None, zone=None)
    names = {(r.field, r.language): r.value for r in found}
    assert names["surname", "Cyrl"] == "ЗГУРСЬКИЙ"
    assert names["surname", "Latn"] == "ZGHURSKYI"
    assert names["given_names", "Cyrl"] == "ЮРІЙ"
    assert names["given_names", "Latn"] == "YURII"


def test_a_fathers_name_is_not_the_holders() -> None:
    lines = (
        line("Father's name", 0.3, 0.2, height=0.025),
        line("IBRAHIM KHAN", 0.3, 0.23),
    )
    assert fields_in(face(), lines, profile=None, zone=None) == ()


def test_the_zone_shows_where_to_look_on_an_unknown_layout() -> None:
    lines = (line("XQ ZVARD", 0.3, 0.1, height=0.02), line("ERIKSSON", 0.3, 0.13))
    assert not fields_in(face(), lines, profile=None, zone=None)
    found = fields_in(face(), lines, profile=None, zone=zone(surname="ERIKSSON"))
    assert only(found, "surname").value == "ERIKSSON"


def test_what_is_returned_is_the_print_and_never_the_zone() -> None:
    lines = (line("ERIKSON", 0.3, 0.13),)
    found = fields_in(face(), lines, profile=None, zone=zone(surname="ERIKSSON"))
    assert only(found, "surname").value == "ERIKSON"


def test_a_label_that_disagrees_with_a_better_likeness_elsewhere_is_unsure() -> None:
    lines = (
        line("Surname", 0.3, 0.1, height=0.025),
        line("LINDGREN", 0.3, 0.13),
        line("ERIKSSON", 0.7, 0.5),
    )
    found = only(fields_in(face(), lines, profile=None, zone=zone(surname="ERIKSSON")), "surname")
    assert found.value == "LINDGREN"
    assert found.confidence < 0.9
    assert "ERIKSSON" in found.alternatives


def test_the_zones_own_lines_are_no_values() -> None:
    lines = (
        line("Surname", 0.1, 0.78, height=0.025),
        line("P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<", 0.1, 0.81),
    )
    assert fields_in(face(), lines, profile=None, zone=None) == ()


def test_the_profiles_box_places_what_has_no_label() -> None:
    profile = Profile(
        id="uto/test",
        country="UTO",
        kind=DocumentKind.NATIONAL_ID,
        names={},
        fields=(FieldSpec(name="document_number", zone=(0.6, 0.0, 1.0, 0.15)),),
    )
    lines = (line("L4TKXR22M7", 0.7, 0.05), line("88776655", 0.1, 0.5))
    found = fields_in(face(), lines, profile=profile, zone=None)
    assert only(found, "document_number").value == "L4TKXR22M7"


def test_regions_are_fractions_of_the_page() -> None:
    right_half = Quad(((0.5, 0.0), (1.0, 0.0), (1.0, 1.0), (0.5, 1.0)))
    lines = (line("Surname", 0.2, 0.1, height=0.025), line("ERIKSSON", 0.2, 0.13))
    found = only(fields_in(face(right_half), lines, profile=None, zone=None), "surname")
    assert found.region is not None
    assert found.region.left == pytest.approx(0.6, abs=0.001)
    assert found.region.top == pytest.approx(0.13, abs=0.001)


def test_unsure_letters_are_named_and_lower_the_confidence() -> None:
    lines = (
        line("Surname", 0.3, 0.1, height=0.025),
        line("ERIKSSON", 0.3, 0.13, sure=0.55),
    )
    found = only(fields_in(face(), lines, profile=None, zone=None), "surname")
    assert found.uncertain == tuple(range(8))
    assert found.confidence < 0.6


def test_the_zone_is_painted_over_before_print_is_read() -> None:
    one = face()
    one.pixels[500:520, 100:800] = 0
    assert without_zone(one, zone()).min() > 200
    assert one.pixels.min() == 0


def test_a_blank_face_has_no_fields() -> None:
    assert read_print(face(), profile=None, zone=None, text=lambda pixels, scripts: ()) == ()


def test_a_date_beside_the_place_of_birth_is_the_birth_date() -> None:
    lines = (
        line("Tempat/Tgl Lahir", 0.05, 0.22),
        line(": YOGYAKARTA, 17-08-1991", 0.3, 0.22),
    )
    found = fields_in(face(), lines, profile=None, zone=None)
    assert only(found, "birth_date").value == "1991-08-17"


def test_name_over_a_line_of_its_own_is_the_surname_where_given_names_have_theirs() -> None:
    lines = (
        line("Name", 0.3, 0.1, height=0.025),
        line("TREMBLAY", 0.3, 0.13),
        line("Given names", 0.3, 0.2, height=0.025),
        line("MAEVE", 0.3, 0.23),
    )
    found = fields_in(face(), lines, profile=None, zone=None)
    assert only(found, "surname").value == "TREMBLAY"
    assert not [r for r in found if r.field == "full_name"]


def _two_sided(**zones: tuple[float, float, float, float]) -> Profile:
    return Profile(
        id="xxx/card",
        country="XXX",
        kind=DocumentKind.NATIONAL_ID,
        names={},
        marks=("IDENTITY CARD OF NOWHERE",),
        sides=("front", "back"),
        fields=tuple(FieldSpec(name=n, zone=z, read_from=("print",)) for n, z in zones.items()),
    )


def test_a_layout_zone_holds_for_its_side_alone() -> None:
    card = _two_sided(given_names=(0.2, 0.2, 0.9, 0.4))
    title, value = line("IDENTITY CARD OF NOWHERE", 0.2, 0.05), line("MAEVE", 0.3, 0.28)
    front = fields_in(face(), (title, value), profile=card, zone=None)
    back = fields_in(face(), (value,), profile=card, zone=None)
    assert only(front, "given_names").value == "MAEVE"
    assert back == ()


def test_a_short_label_of_a_foreign_language_is_print_like_any_other() -> None:
    card = Profile(
        id="xxx/card",
        country="XXX",
        kind=DocumentKind.NATIONAL_ID,
        names={},
        languages=("hu",),
        scripts=("Latn",),
    )
    lines = (line("Nem/Sex", 0.3, 0.1, height=0.025), line("NIF", 0.3, 0.13))
    assert only(fields_in(face(), lines, profile=card, zone=None), "sex").value == "F"
