"""Links are told apart by their host and never opened."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from verifier.model.finding import Status
from verifier.model.reason_code import ReasonCode
from verifier.model.seal import Code
from verifier.seal.links import LinkKind, link_findings, link_of

OFFICIAL = ("egov.kz", "diia.gov.ua")


def code(text: str) -> Code:
    return Code(raw=text.encode(), text=text, symbology="QR Code", input=0, page=0)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("https://egov.kz/check?id=1", LinkKind.OFFICIAL),
        ("HTTPS://EGOV.KZ/CHECK", LinkKind.OFFICIAL),
        ("https://api.diia.gov.ua/x", LinkKind.OFFICIAL),
        ("https://egov.kz.example.net/", LinkKind.LOOK_ALIKE),
        ("https://my-egov-kz.net/", LinkKind.LOOK_ALIKE),
        ("https://еgov.kz/", LinkKind.LOOK_ALIKE),  # the first letter is Cyrillic
        (f"https://{'еgov'.encode('idna').decode()}.kz/", LinkKind.LOOK_ALIKE),  # as registered
        ("https://duia.gov.ua/", LinkKind.LOOK_ALIKE),
        ("https://d1ia.gov.ua/", LinkKind.LOOK_ALIKE),
        ("https://egov.kz@evil.example/", LinkKind.UNKNOWN),
        ("https://kyiv.gov.ua/", LinkKind.UNKNOWN),
        ("https://example.org/egov.kz", LinkKind.UNKNOWN),
        ("http://[::1", LinkKind.UNKNOWN),
    ],
)
def test_a_host_is_official_unknown_or_a_look_alike(text, kind):
    link = link_of(code(text), OFFICIAL)
    assert link is not None
    assert link.kind is kind


def test_a_code_without_a_link_gives_none():
    assert link_of(code("HC1:NCF"), OFFICIAL) is None


def test_a_look_alike_fails_an_unknown_host_is_unsure_and_an_official_one_passes():
    found = link_findings(
        [code("https://egov.kz/"), code("https://example.org/"), code("https://egov-kz.org/")],
        OFFICIAL,
    )
    assert [finding.status for finding in found] == [Status.PASSED, Status.UNSURE, Status.FAILED]
    assert found[2].reason is ReasonCode.SIGNATURE_LINK_NOT_OFFICIAL


def test_without_official_hosts_nothing_is_told():
    (finding,) = link_findings([code("https://example.org/")], ())
    assert finding.status is Status.SKIPPED


@given(rest=st.text(max_size=60))
def test_any_link_is_classified_without_an_error(rest):
    link = link_of(code("https://" + rest), OFFICIAL)
    assert link is None or link.kind in LinkKind
