"""What the page's own script says of a picture while it is sent; it advises and never refuses."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.pages.applicant.papers import file

pytestmark = pytest.mark.browser


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("uto-passport", "Sharp and bright enough."),
        ("uto-passport-photo", "Sharp and bright enough."),
        ("uto-passport-blurred", "It looks blurred."),
        ("uto-passport-motion-blurred", "It looks blurred."),
        ("uto-passport-dark", "It looks dark."),
        ("uto-passport-low-resolution", "The picture is small."),
    ],
)
def test_a_picture_is_judged_before_it_is_checked(served, page, tmp_path, name, said):
    url, _ = served.case()
    page.goto(f"{url}/send?document=uto/passport")
    side = page.locator("[data-slot=page]")
    side.locator("label.pick:not(.camera) input").set_input_files(file(tmp_path, name))
    expect(side.locator(".side-news")).to_contain_text(said)
    expect(side.locator(".side-sent")).to_be_visible()


def test_a_line_that_breaks_leaves_the_picture_in_the_form(served, page, tmp_path):
    url, _ = served.case()
    page.goto(f"{url}/send?document=uto/passport")
    page.route("**/side/*", lambda route: route.abort())
    side = page.locator("[data-slot=page]")
    side.locator("label.pick:not(.camera) input").set_input_files(file(tmp_path, "uto-passport"))
    expect(side.locator(".side-news")).to_contain_text("It goes along when you press the button")
    page.locator("form.sending button.primary").click()
    page.wait_for_selector("#steps, .standing", timeout=60_000)


def test_a_pdf_is_taken_without_a_picture(served, page, tmp_path):
    url, _ = served.case()
    page.goto(f"{url}/send?document=ind/egov-digilocker")
    paper = tmp_path / "paper.pdf"
    paper.write_bytes(b"%PDF-1.4\n%%EOF\n")
    side = page.locator("[data-slot=file]")
    side.locator("label.pick:not(.camera) input").set_input_files(paper)
    expect(side.locator(".side-news")).to_contain_text("paper.pdf")
    expect(side.locator(".side-picture")).to_be_hidden()
