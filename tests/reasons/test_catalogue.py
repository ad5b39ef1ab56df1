"""The catalogue: one file per code, codes of other systems, pages for translators."""

from __future__ import annotations

import re
from html.parser import HTMLParser

import pytest

from verifier.errors import CatalogueError
from verifier.model.reason import Fault, Settles, Tier
from verifier.model.reason_code import ReasonCode
from verifier.reasons.catalogue import HERE, catalogue, read_definition
from verifier.reasons.language import LANGUAGES
from verifier.reasons.preview import lines, preview, preview_text
from verifier.reasons.template import messages, template

SYSTEMS = ("sumsub", "veriff", "onfido", "stripe", "jumio", "persona", "regula")


@pytest.mark.parametrize("code", ReasonCode)
def test_every_code_is_fully_defined(code):
    definition = catalogue()[code]
    assert definition.why.endswith(".")
    assert definition.source
    assert definition.stage
    assert definition.example_reason().code is code


@pytest.mark.parametrize("code", ReasonCode)
def test_faults_of_ours_and_suspicions_are_never_the_applicants_to_settle_alone(code):
    definition = catalogue()[code]
    if definition.fault in (Fault.SYSTEM, Fault.RISK):
        assert definition.settles in (Settles.REVIEW, Settles.WE_RETRY)
    if definition.fault is Fault.RISK:
        assert definition.tier in (Tier.T3, Tier.T4)


@pytest.mark.parametrize("system", SYSTEMS)
def test_other_systems_codes_lead_to_ours(system):
    mapped = {
        their: catalogue().equivalent_to(system, their)
        for definition in catalogue().definitions.values()
        for their in definition.equivalents.get(system, ())
    }
    assert len(mapped) >= 10
    assert all(mapped.values())


@pytest.mark.parametrize(
    ("system", "theirs", "ours"),
    [
        ("sumsub", "BACK_SIDE_MISSING", ReasonCode.CAPTURE_SIDE_MISSING),
        ("veriff", "104", ReasonCode.MATCH_NAME),
        ("onfido", "glare_on_photo", ReasonCode.CAPTURE_GLARE),
        ("stripe", "verification_document_expired", ReasonCode.VALIDITY_EXPIRED),
        ("jumio", "2001", ReasonCode.CAPTURE_BLURRED),
        ("persona", "id_expired_detection", ReasonCode.VALIDITY_EXPIRED),
        ("sumsub", "forbiddenDocument", ReasonCode.DOCUMENT_TYPE_NOT_ACCEPTED),
        ("sumsub", "forbiddenDocument", ReasonCode.DOCUMENT_COUNTRY_NOT_ACCEPTED),
        ("stripe", "verification_document_manipulated", ReasonCode.INTEGRITY_CONTENT_CHANGED),
    ],
)
def test_well_known_codes_lead_where_they_should(system, theirs, ours):
    assert ours in catalogue().equivalent_to(system, theirs)


def test_no_equivalent_stands_twice_in_one_reason():
    for definition in catalogue().definitions.values():
        for codes in definition.equivalents.values():
            assert len(codes) == len(set(codes)), definition.code


def test_a_code_of_another_system_is_found_by_its_own_name():
    assert ReasonCode.CAPTURE_BLURRED in catalogue().equivalent_to("onfido", "blurred_photo")
    assert catalogue().equivalent_to("onfido", "no such code") == ()


def test_a_faulty_file_is_named_with_its_key(tmp_path):
    text = (HERE / "validity" / "expired.toml").read_text(encoding="utf-8")
    broken = tmp_path / "validity" / "expired.toml"
    broken.parent.mkdir()
    broken.write_text(text.replace('tier = "T1"', 'tier = "T9"'), encoding="utf-8")
    with pytest.raises(CatalogueError, match=r"expired\.toml: tier is T9; it may be T1, T2"):
        read_definition(broken)


def test_the_template_has_every_message_once():
    text = template()
    contexts = [f"{m.context}\n{m.english}" for m in messages(catalogue())]
    assert len(contexts) == len(set(contexts))
    assert text.count("msgctxt ") == len(contexts)


class Page(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.direction = ""
        self.rows = 0

    def handle_starttag(self, tag, attrs):
        self.rows += tag == "tr"
        if tag == "html":
            self.direction = dict(attrs)["dir"]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_translator_can_read_everything_on_one_page(lang):
    page = Page()
    text = preview(lang)
    page.feed(text)
    assert page.direction == ("rtl" if lang in ("ar", "ur") else "ltr")
    assert page.rows > 2 * len(ReasonCode)
    assert not re.search(r"\{[a-z_]+\}", text)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_terminal_shows_the_same_lines(lang):
    text = preview_text(lang)
    shown = [line.name for line in lines(lang)]
    assert len(shown) == len(set(shown))
    assert all(f"{name}\n" in text for name in shown)
    assert not re.search(r"\{[a-z_]+\}", text)
