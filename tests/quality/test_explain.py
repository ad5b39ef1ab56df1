"""Quality is blamed only where reading suffered, and always with figures."""

from __future__ import annotations

from dataclasses import replace

import cv2
import numpy as np
import pytest

from fixtures.draw.document import draw_document
from fixtures.draw.load import load_recipe
from tests.rules.built import face, zone
from verifier.model.finding import Status
from verifier.model.geometry import Quad
from verifier.model.page import MediaType, Page
from verifier.model.reason_code import ReasonCode
from verifier.model.zone import ZoneType
from verifier.quality.cover import covered
from verifier.quality.crop import cut_zone
from verifier.quality.explain import explain_pages

SUFFERED = ("document_number",)


@pytest.fixture(scope="module")
def sharp() -> np.ndarray:
    return draw_document(load_recipe("uto/passport")).faces[0]


def page(pixels: np.ndarray, **facts) -> Page:
    return Page(index=0, input=0, pixels=pixels, media_type=MediaType.PNG, **facts)


def blamed(pixels: np.ndarray, suffered=SUFFERED, **options) -> list[ReasonCode]:
    found = explain_pages([page(pixels)], (), [face()], suffered, **options)
    return [f.reason for f in found if f.status is Status.FAILED]


def test_a_good_picture_is_blamed_for_nothing(sharp):
    assert blamed(sharp) == []


def test_nothing_is_blamed_where_nothing_suffered(sharp):
    assert blamed(cv2.GaussianBlur(sharp, (0, 0), 8), suffered=()) == []


def test_blur_is_named_with_its_figure(sharp):
    blurred = cv2.GaussianBlur(sharp, (0, 0), 8)
    assert ReasonCode.CAPTURE_BLURRED in blamed(blurred)
    found = explain_pages([page(blurred)], (), [face()], SUFFERED)
    blur = next(f for f in found if f.check == "quality.sharpness")
    assert float(blur.seen["sharpness"]) < float(blur.expected["needed"])


def test_darkness_and_washed_out_light_are_named(sharp):
    dark = (sharp * 0.1).astype(np.uint8)
    washed = np.full_like(sharp, 250)
    for pixels, level in ((dark, "dark"), (washed, "bright")):
        found = explain_pages([page(pixels)], (), [face()], SUFFERED)
        light = next(f for f in found if f.check == "quality.exposure")
        assert light.reason is ReasonCode.CAPTURE_EXPOSURE
        assert light.seen["level"] == level


def test_a_reflection_is_named(sharp):
    shining = sharp.copy()
    cv2.circle(shining, (sharp.shape[1] // 2, sharp.shape[0] // 2), 260, (255, 255, 255), -1)
    assert ReasonCode.CAPTURE_GLARE in blamed(shining)


def test_a_small_picture_is_named_with_the_resolution_needed(sharp):
    small = cv2.resize(sharp, (240, 170), interpolation=cv2.INTER_AREA)
    found = explain_pages([page(small)], (), [face()], SUFFERED)
    size = next(f for f in found if f.check == "quality.resolution")
    assert size.reason is ReasonCode.CAPTURE_LOW_RESOLUTION
    assert float(size.seen["dpi"]) < float(size.expected["needed_dpi"])


def test_a_document_that_leaves_the_picture_names_the_edge(sharp):
    outside = Quad(((0.0, -0.4), (1.0, -0.4), (1.0, 1.0), (0.0, 1.0)))
    cut = replace(face(), quad=outside)
    found = explain_pages([page(sharp)], (), [cut], ())
    crop = next(f for f in found if f.check == "quality.crop")
    assert crop.reason is ReasonCode.CAPTURE_CROPPED
    assert crop.seen == {"edge": "top"}


def test_colour_is_asked_for_only_by_a_policy_that_needs_it(sharp):
    grey = page(sharp, greyscale=True)
    found = explain_pages([grey], (), [face()], (), colour_required=True)
    assert [f.reason for f in found if f.reason] == [ReasonCode.CAPTURE_NO_COLOUR]
    assert not [f for f in explain_pages([grey], (), [face()], ()) if f.reason]


def test_a_finger_over_the_zone_names_the_fields_under_it():
    line = (0.99,) * 2 + (0.2,) * 6 + (0.99,) * 36
    touched = replace(zone(), char_confidences=((0.99,) * 44, line))
    finding = covered(touched, SUFFERED)
    assert finding.reason is ReasonCode.CAPTURE_COVERED
    assert finding.seen == {"fields": ("document_number",)}
    assert covered(replace(zone(), char_confidences=((0.5,) * 44,) * 2), SUFFERED).reason is None


def test_a_zone_that_runs_out_of_the_picture_is_cut_there():
    whole = zone()
    at_edge = Quad(((0.1, 0.7), (0.999, 0.7), (0.999, 0.8), (0.1, 0.8)))
    cut = replace(whole, quad=at_edge, checks={**whole.checks, "composite": False})
    assert cut_zone(cut) == "right"
    assert cut_zone(replace(whole, quad=at_edge)) is None
    within = Quad(((0.1, 0.7), (0.9, 0.7), (0.9, 0.8), (0.1, 0.8)))
    assert cut_zone(replace(cut, quad=within)) is None


def test_an_mrv_b_at_the_edge_may_be_a_longer_zone_cut_to_its_length():
    at_edge = Quad(((0.1, 0.7), (0.999, 0.7), (0.999, 0.8), (0.1, 0.8)))
    assert cut_zone(replace(zone(), type=ZoneType.MRVB, quad=at_edge)) == "right"


def test_a_zone_of_which_a_part_is_seen_names_the_edge_even_where_print_is_clear(sharp):
    found = explain_pages([page(sharp)], (), [face()], (), cut_zones={0: "bottom"})
    crop = next(f for f in found if f.check == "quality.crop")
    assert crop.reason is ReasonCode.CAPTURE_CROPPED
    assert crop.seen == {"edge": "bottom"}
    assert crop.evidence["within"] == "mrz"


def test_white_paper_between_lines_too_small_to_tell_is_no_reflection(sharp):
    far = np.full((900, 1200, 3), 120, np.uint8)
    far[400:485, 500:620] = cv2.resize(sharp, (120, 85), interpolation=cv2.INTER_AREA)
    far[460:480, 505:615] = 255
    place = Quad(((500 / 1200, 400 / 900), (620 / 1200, 400 / 900),
                  (620 / 1200, 485 / 900), (500 / 1200, 485 / 900)))  # fmt: skip
    found = explain_pages([page(far)], (), [replace(face(), quad=place)], SUFFERED)
    codes = [f.reason for f in found if f.status is Status.FAILED]
    assert ReasonCode.CAPTURE_LOW_RESOLUTION in codes
    assert ReasonCode.CAPTURE_GLARE not in codes


def test_a_pale_side_with_little_print_is_not_too_bright():
    pale = np.full((600, 900, 3), 252, np.uint8)
    cv2.putText(pale, "7. ABC 123", (40, 90), cv2.FONT_HERSHEY_SIMPLEX, 2.4, (40, 40, 40), 8)
    assert ReasonCode.CAPTURE_EXPOSURE not in blamed(pale)


def test_a_reflection_on_one_field_of_a_face_without_a_zone_is_named(sharp):
    shining = sharp.copy()
    cv2.circle(shining, (sharp.shape[1] // 3, sharp.shape[0] // 3), 90, (255, 255, 255), -1)
    assert ReasonCode.CAPTURE_GLARE in blamed(shining)


def test_a_spot_hides_a_field_or_two_and_never_a_whole_document(sharp):
    shining = sharp.copy()
    height, width = sharp.shape[:2]
    cv2.ellipse(
        shining, (width // 2, height // 2), (width // 16, height // 12), 0, 0, 360, (255,) * 3, -1
    )
    assert ReasonCode.CAPTURE_GLARE in blamed(shining, ("birth_date",))
    everything = ("surname", "given_names", "document_number", "birth_date", "expiry_date")
    assert ReasonCode.CAPTURE_GLARE not in blamed(shining, everything)
