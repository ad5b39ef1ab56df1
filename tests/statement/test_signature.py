"""Anyone with the platform's public key can check a paper offline; nothing else passes."""

from __future__ import annotations

import base64
import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.statement.papers import a_receipt, a_statement
from verifier.statement.form import form
from verifier.statement.keys import (
    KeyFormatError,
    generate_key,
    load_key,
    private_pem,
    public_jwks,
)
from verifier.statement.signature import Genuine, digest, sign, verify_statement

KEYS = {name: generate_key(name) for name in ("Ed25519", "ES256")}
KEY = KEYS["Ed25519"]
SIGNED = sign(a_statement(), KEY)
JWKS = public_jwks(*KEYS.values())


@pytest.mark.parametrize("algorithm", KEYS)
@pytest.mark.parametrize("paper", [a_statement(), a_receipt()])
def test_a_signed_paper_is_genuine_and_gives_back_what_was_signed(algorithm, paper):
    verified = verify_statement(sign(paper, KEYS[algorithm]), JWKS)
    assert verified.status is Genuine.GENUINE
    assert verified.payload == json.loads(json.dumps(form(paper)))


def test_the_header_names_type_and_key():
    header = json.loads(base64.urlsafe_b64decode(SIGNED.split(".")[0] + "=="))
    assert header == {"alg": "Ed25519", "kid": KEY.kid, "typ": "candor-statement+jws"}


def test_a_strangers_key_is_unknown_not_invalid():
    verified = verify_statement(SIGNED, public_jwks(generate_key()))
    assert verified.status is Genuine.UNKNOWN_KEY
    assert verified.payload == {}


def test_another_key_under_the_same_name_does_not_verify():
    impostor = generate_key(kid=KEY.kid)
    verified = verify_statement(SIGNED, public_jwks(impostor))
    assert verified.status is Genuine.INVALID_SIGNATURE
    assert verified.payload == {}


@settings(deadline=None)
@given(st.integers(0, len(SIGNED) - 1), st.sampled_from("AQgw-_09."))
def test_no_changed_character_is_genuine_with_another_content(at, put):
    changed = SIGNED[:at] + put + SIGNED[at + 1 :]
    verified = verify_statement(changed, JWKS)
    if verified.status is Genuine.GENUINE:  # unused bits of the last character may differ
        assert verified.payload == verify_statement(SIGNED, JWKS).payload


@settings(deadline=None)
@given(st.one_of(st.text(max_size=200), st.from_regex(r"[A-Za-z0-9_=-]*\.[A-Za-z0-9_-]*\.\w*")))
def test_any_text_is_answered_without_an_error(text):
    assert verify_statement(text, JWKS).status is not Genuine.GENUINE


@pytest.mark.parametrize(
    "jwks", [{}, {"keys": None}, {"keys": [1, {}, {"kid": KEY.kid}]}, {"keys": [{"kty": "oct"}]}]
)
def test_an_odd_key_set_knows_no_key(jwks):
    assert verify_statement(SIGNED, jwks).status is Genuine.UNKNOWN_KEY


def test_the_token_does_not_choose_its_algorithm():
    _, body, signature = SIGNED.split(".")
    for alg in ("none", "HS256", "ES256"):
        header = {"alg": alg, "kid": KEY.kid, "typ": "candor-statement+jws"}
        head = base64.urlsafe_b64encode(json.dumps(header).encode()).decode().rstrip("=")
        verified = verify_statement(f"{head}.{body}.{signature}", JWKS)
        assert verified.status is Genuine.INVALID_SIGNATURE


def test_a_statement_is_no_receipt():
    _, body, signature = SIGNED.split(".")
    header = {"alg": "Ed25519", "kid": KEY.kid, "typ": "candor-receipt+jws"}
    head = base64.urlsafe_b64encode(json.dumps(header).encode()).decode().rstrip("=")
    assert verify_statement(f"{head}.{body}.{signature}", JWKS).status is not Genuine.GENUINE


@pytest.mark.parametrize("algorithm", KEYS)
def test_a_key_survives_its_pem(algorithm):
    key = KEYS[algorithm]
    assert load_key(private_pem(key)).kid == key.kid
    locked = private_pem(key, password="only for this test")
    assert load_key(locked, password=b"only for this test").kid == key.kid


def test_what_is_no_signing_key_is_refused_in_plain_words():
    with pytest.raises(KeyFormatError, match="Ed25519 or P-256"):
        load_key(b"-----BEGIN NONSENSE-----")


def test_a_key_never_shows_itself():
    assert "PRIVATE" not in repr(KEY)
    assert "d" not in public_jwks(KEY)["keys"][0]


def test_the_digest_ignores_a_trailing_line():
    assert digest(SIGNED) == digest(SIGNED + "\n")
