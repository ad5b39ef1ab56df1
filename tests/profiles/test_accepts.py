"""What can I send when I lack this or that?"""

from __future__ import annotations

import pytest

from verifier.profiles.accepts import accepts, instead, plain_answer
from verifier.profiles.answer import language, texts
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
    assert "Did you mean “passport”?" in plain_answer(answer)


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


def test_the_answer_is_in_the_language_asked_for_where_there_are_sentences():
    answer = accepts("UKR", ["passport"], profiles=PROFILES)
    assert plain_answer(answer, "uk-UA").startswith("Що можна надіслати (Україна):")
    assert plain_answer(answer, "de").startswith("Was Sie senden können (Ukraine):")
    assert plain_answer(answer, "xx") == plain_answer(answer)


def test_every_language_has_every_sentence_with_the_same_places():
    def places(text):
        return sorted(part.split("}")[0] for part in text.split("{")[1:])

    english = texts()["en"]
    for tag, sentences in texts().items():
        assert set(sentences) == set(english), tag
        for key, text in sentences.items():
            assert places(text) == places(english[key]), (tag, key)


def test_two_series_of_one_name_are_told_apart():
    answer = plain_answer(accepts("UKR", profiles=PROFILES), "uk")
    lines = [
        line.split(": ")[0].split(". ", 1)[1] for line in answer.splitlines() if ". " in line[:6]
    ]
    assert len(lines) == len(set(lines))


def test_sums_are_given_where_no_document_is_enough_alone():
    answer = plain_answer(accepts("TUR", profiles=PROFILES))
    assert "For your address as well, send together: " in answer
    assert " + " in answer


@pytest.mark.parametrize(
    ("tag", "known"), [("pt-BR", "pt"), ("EN", "en"), ("zz", "en"), ("", "en")]
)
def test_the_nearest_language_is_taken(tag, known):
    assert language(tag) == known


def test_instead_of_a_document_come_those_its_profile_names():
    passport = PROFILES.get("uto/passport")
    assert instead(passport, "UTO", PROFILES) == passport.alternatives
    assert instead(None, "XXX", PROFILES) == ()


@pytest.mark.parametrize("profile", PROFILES.profiles(), ids=lambda p: p.id)
def test_nothing_that_ended_is_proposed_instead(profile):
    offered = instead(profile, profile.country, PROFILES)
    assert profile.id not in offered
    assert all(PROFILES.get(name).status != "ended" for name in offered)


def test_of_an_unknown_document_the_likeliest_held_come_first():
    offered = instead(None, "KAZ", PROFILES)
    kinds = [PROFILES.get(name).kind for name in offered]
    assert kinds[0] == "passport"
    assert "national_id" in kinds[:3]
