"""What the applicant's pages cannot do: reach the reviewer's side, other people's cases, caches."""

from __future__ import annotations

import ast

import httpx
import pytest

from api.pages.rooms import PAGES
from tests.pages.applicant.papers import picture
from verifier.model.decision import Verdict
from verifier.model.reason_code import ReasonCode
from verifier.reasons.catalogue import catalogue

SOURCES = sorted((PAGES / "applicant").glob("*.py"))
FORBIDDEN_MODULES = ("verifier.report.reviewer", "api.cases.review", "api.pages.console")
FORBIDDEN_NAMES = {"Note", "Correction", "Approval", "notes", "add_note", "render_reviewer"}


def imported(path):
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from ((alias.name, alias.name) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield from ((node.module or "", alias.name) for alias in node.names)


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: path.name)
def test_an_applicants_page_reaches_nothing_of_the_reviewers(path):
    for module, name in imported(path):
        assert not f"{module}.{name}".startswith(FORBIDDEN_MODULES), module
        assert name not in FORBIDDEN_NAMES, name


@pytest.mark.parametrize(
    "template", sorted((PAGES / "applicant" / "templates").glob("*.html")), ids=lambda p: p.name
)
def test_an_applicants_template_borrows_only_from_the_frame(template):
    text = template.read_text(encoding="utf-8")
    assert "console/" not in text
    assert "| safe" not in text
    assert "|safe" not in text


def refused(served):
    url, case = served.case()
    reason = catalogue()[ReasonCode.VALIDITY_EXPIRED].example_reason()
    served.decide(case, Verdict.RETRY, [reason], pictures=[("page", picture("uto-passport"))])
    return url


def test_an_unknown_link_opens_nothing_in_the_readers_language(served):
    answer = httpx.get(f"{served.url}/v/applicant_x", headers={"accept-language": "pl"})
    assert answer.status_code == 404
    assert "Ten link niczego nie otwiera." in answer.text


def test_a_picture_belongs_to_its_own_case(served):
    mine, theirs = refused(served), refused(served)
    page = httpx.get(f"{mine}/send?document=uto/passport").text
    address = page.partition('src="/v/')[2].partition('"')[0].rpartition("/picture/")[2]
    assert address.endswith(".jpg")
    assert httpx.get(f"{mine}/picture/{address}").headers["content-type"] == "image/jpeg"
    assert httpx.get(f"{theirs}/picture/{address}").status_code == 404


def test_a_picture_is_encoded_anew_and_kept_nowhere(served):
    url = refused(served)
    page = httpx.get(f"{url}/send?document=uto/passport").text
    address = page.partition('src="/v/')[2].partition('"')[0]
    answer = httpx.get(f"{served.url}/v/{address}")
    assert answer.content.startswith(b"\xff\xd8")
    assert answer.content not in picture("uto-passport")
    assert answer.headers["cache-control"] == "no-store"
    assert "sandbox" in answer.headers["content-security-policy"]


def test_a_file_beyond_the_limit_is_refused_while_it_arrives(served):
    url, _ = served.case()
    answer = httpx.put(f"{url}/side/front", content=b"x" * (20 * 1024 * 1024 + 1), timeout=60)
    assert answer.status_code == 413


def test_a_side_nobody_asked_for_is_not_taken(served):
    url, _ = served.case()
    assert httpx.put(f"{url}/side/passwords", content=b"x").status_code == 404


def test_another_site_cannot_send_in_a_persons_name(served):
    url, _ = served.case()
    answer = httpx.post(
        f"{url}/language", data={"lang": "uk"}, headers={"sec-fetch-site": "cross-site"}
    )
    assert answer.status_code == 403


@pytest.mark.parametrize("back", ["//elsewhere.example/", "https://elsewhere.example", "/console"])
def test_changing_the_language_leads_nowhere_else(served, back):
    url, _ = served.case()
    answer = httpx.post(f"{url}/language", data={"lang": "uk", "back": back})
    assert answer.status_code == 303
    assert answer.headers["location"] == url.removeprefix(served.url)
