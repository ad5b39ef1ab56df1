"""What can I send when I lack this or that?"""

from __future__ import annotations

import pytest

from verifier.profiles.accepts import accepts, plain_answer
from verifier.profiles.load import load_profiles

PROFILES = load_profiles()


def ids(answer):
    return {d.id for d in answer.documents}


def test_without_a_passport_a_ukrainian_can_send_the_card_or_the_old_booklet():
    answer = accepts("ukr", ["passport", "utility_bill"], profiles=PROFILES)
    assert "ukr/passport-2015" not in ids(answer)
    assert {"ukr/id-card-2016", "ukr/internal-passport-1994"} <= ids(answer)
    assert ("ukr/id-card-2016",) in answer.enough
    assert ("ukr/egov-diia",) in answer.with_address


def test_documents_no_longer_recognised_are_not_proposed():
    assert "vnm/id-card-cmnd" not in ids(accepts("VNM", profiles=PROFILES))


def test_a_document_that_proves_nothing_is_not_proposed():
    assert "est/other-e-residency" not in ids(accepts("EST", profiles=PROFILES))


def test_where_no_single_document_proves_an_address_two_together_do():
    answer = accepts("TUR", profiles=PROFILES)
    assert ("tur/egov-edevlet", "tur/id-card-2017") in {
        tuple(sorted(s)) for s in answer.with_address
    }


def test_a_word_it_does_not_know_is_answered_with_the_nearest():
    answer = accepts("KAZ", ["pasport"], profiles=PROFILES)
    assert answer.unknown_words == (("pasport", "passport"),)
    assert "Did you mean 'passport'" in plain_answer(answer)


def test_when_nothing_is_left_it_is_our_limit_and_a_person_helps():
    everything = [p.id for p in PROFILES.countries["ALB"].profiles]
    answer = accepts("ALB", everything, profiles=PROFILES)
    assert answer.documents == ()
    assert "our limit" in plain_answer(answer)


def test_an_unknown_country_has_no_answer():
    assert accepts("XXX", profiles=PROFILES) is None


@pytest.mark.parametrize("code", sorted(PROFILES.countries))
def test_every_country_offers_something_that_proves_who_one_is(code):
    answer = accepts(code, profiles=PROFILES)
    assert answer.enough
    assert all(d.id in plain_answer(answer) or d.names for d in answer.documents)
