"""Who issued a certificate, and who may take it back."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fixtures.codes import aadhaar_cases, claim_169_cases, issuers
from verifier.seal.crypto import chain, signature
from verifier.seal.crypto.x509 import BadCertificate, Certificate, read, read_base64


def facts(issuer: issuers.Issuer) -> Certificate:
    return read(issuer.certificate)


def test_a_signer_was_issued_by_its_authority():
    assert chain.issued_by(facts(issuers.TRAVEL_SIGNER), facts(issuers.UTOPIA))


def test_an_authority_of_the_same_name_with_another_key_is_not_the_issuer():
    assert not chain.issued_by(facts(issuers.TRAVEL_NAMESAKE), facts(issuers.UTOPIA))
    assert chain.issued_by(facts(issuers.TRAVEL_NAMESAKE), facts(issuers.NAMESAKE))


def test_a_signer_is_no_authority_even_if_it_signs_certificates():
    assert not chain.issued_by(facts(issuers.LEAF_AS_AUTHORITY), facts(issuers.TRAVEL_SIGNER))


def test_revocation_counts_only_under_the_issuers_own_signature():
    signer, authority = facts(issuers.TRAVEL_REVOKED), facts(issuers.UTOPIA)
    assert chain.revoked(signer, [issuers.UTOPIA.revoking(43)], [authority])
    assert not chain.revoked(signer, [issuers.UTOPIA.revoking(44)], [authority])
    assert not chain.revoked(signer, [issuers.NAMESAKE.revoking(43)], [authority])
    assert not chain.revoked(signer, [issuers.HEALTH.revoking(43)], [authority])


def test_without_the_issuer_the_operators_list_still_refuses():
    assert chain.revoked(facts(issuers.TRAVEL_REVOKED), [issuers.UTOPIA.revoking(43)], [])


def test_extended_usages_and_periods_are_read():
    signer = facts(issuers.TRAVEL_SIGNER)
    assert signer.extended_key_usage == (issuers.TRAVEL,)
    assert signer.may("digital_signature")
    assert not signer.may("key_cert_sign")
    assert signer.period == issuers.PERIOD
    assert (signer.country, signer.common_name) == ("UT", "NV")


def test_base64_is_read_in_both_alphabets_and_without_stray_bits():
    import base64

    der = issuers.UTOPIA.certificate
    for text in (base64.b64encode(der), base64.urlsafe_b64encode(der).rstrip(b"=")):
        assert read_base64(text.decode()).der == der
    with pytest.raises(BadCertificate):
        read_base64("QQ==QQ")


@given(at=st.integers(0, len(issuers.UTOPIA.certificate) - 1), flip=st.integers(1, 255))
def test_a_damaged_certificate_is_refused_or_not_issued(at, flip):
    der = issuers.TRAVEL_SIGNER.certificate
    at %= len(der)
    changed = der[:at] + bytes((der[at] ^ flip,)) + der[at + 1 :]
    try:
        certificate = read(changed)
    except BadCertificate:
        return
    issued = chain.issued_by(certificate, facts(issuers.UTOPIA))
    assert not issued or certificate.tbs == facts(issuers.TRAVEL_SIGNER).tbs


def test_signatures_of_every_kind_hold_and_fail():
    curve_key = facts(issuers.SEALER)
    raw = issuers.SEALER.sign(b"message")
    assert signature.ecdsa_raw(curve_key.spki, "sha256", b"message", raw)
    assert not signature.ecdsa_raw(curve_key.spki, "sha256", b"massage", raw)
    assert not signature.ecdsa_raw(curve_key.spki, "sha256", b"message", raw + b"\x00")
    assert not signature.ecdsa_raw(curve_key.spki, "sha256", b"message", bytes(64))
    edwards = claim_169_cases.EDWARDS.sign(b"message")
    assert signature.eddsa(claim_169_cases.EDWARDS_PUBLIC, b"message", edwards)
    assert not signature.eddsa(claim_169_cases.EDWARDS_PUBLIC, b"massage", edwards)


def test_a_key_of_another_kind_signs_nothing():
    rsa = read(aadhaar_cases.certificate(0, 2020, 2032)).spki
    curve = facts(issuers.UTOPIA).spki
    assert not signature.ecdsa_raw(rsa, "sha256", b"m", bytes(64))
    assert not signature.rsa_pkcs1(curve, "sha256", b"m", bytes(256))
    assert not signature.rsa_pss(curve, "sha256", b"m", bytes(256))
    assert not signature.eddsa(curve, b"m", bytes(64))
    assert not signature.ecdsa_der(curve, "sha256", b"m", b"no sequence")


def test_unknown_algorithms_sign_nothing():
    key = facts(issuers.UTOPIA).spki
    md5_with_rsa, sha1_with_rsa = "1.2.840.113549.1.1.4", "1.2.840.113549.1.1.5"
    for algorithm in (md5_with_rsa, sha1_with_rsa, "1.2.3"):
        assert not chain.signed_by(algorithm, b"", key, b"m", b"s")
