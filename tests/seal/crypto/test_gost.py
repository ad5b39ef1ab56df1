"""GOST hashes and signatures against the known answers of the standards."""

import pytest

from verifier.seal.crypto import gost3410, gost3411_94, streebog
from verifier.seal.crypto.curves import Curve
from verifier.seal.crypto.gost_curves import BY_NAME

RFC5831 = {
    b"": "ce85b99cc46752fffee35cab9a7b0278abb4c2d2055cff685af4912c49490f8d",
    b"abc": "f3134348c44fb1b2a277729e2285ebb5cb5e0f29c975bc753b70497c06a4d51d",
    b"This is message, length=32 bytes": (
        "b1c466d37519b82e8319819ff32595e047a28cb6f83eff1c6916a815a637fffa"
    ),
    b"Suppose the original message has length = 50 bytes": (
        "471aba57a60a770d3a76130635c1fbea4ef14de51f78b4ae57dd893b62f55208"
    ),
}
RFC6986_M1 = b"012345678901234567890123456789012345678901234567890123456789012"
RFC6986_M2 = bytes.fromhex(  # RFC 6986, 10.2, least significant byte first
    "d1e520e2e5f2f0e82c20d1f2f0e8e1eee6e820e2edf3f6e82c20e2e5fef2fa20"
    "f120eceef0ff20f1f2f0e5ebe0ece820ede020f5f0e0e1f0fbff20efebfaeafb"
    "20c8e3eef0e5e2fb"
)


@pytest.mark.parametrize("message", RFC5831)
def test_the_1994_hash_gives_the_known_answers(message):
    assert gost3411_94.digest(message).hex() == RFC5831[message]


def test_the_cryptopro_boxes_give_another_hash():
    assert gost3411_94.digest(b"abc", gost3411_94.CRYPTOPRO_BOXES).hex() == (
        "b285056dbf18d7392d7677369524dd14747459ed8143997e163b2986f92fd42c"
    )


def test_streebog_gives_the_known_answers():
    assert streebog.digest(RFC6986_M1).hex() == (
        "1b54d01a4af5b9d5cc3d86d68d285462b19abc2475222f35c085122be4ba1ffa"
        "00ad30f8767b3a82384c6574f024c311e2a481332b08ef7f41797891c1646f48"
    )
    assert streebog.digest(RFC6986_M1, 32).hex() == (
        "9d151eefd8590b89daa6ba6cb74af9275dd051026bb149a452fd84e5e57b5500"
    )
    assert streebog.digest(RFC6986_M2).hex() == (
        "1e88e62226bfca6f9994f1f2d51569e0daf8475a3b0fe61a5300eee46d961376"
        "035fe83549ada2b8620fcd7c496ce5b33f0cb9dddc2b6460143b03dabac9fb28"
    )


RFC5832 = {
    "public": (
        0x7F2B49E270DB6D90D8595BEC458B50C58585BA1D4E9B788F6689DBD8E56FD80B,
        0x26F1B489D6701DD185C8413A977B3CBBAF64D1C593D26627DFFB101A87FF77DA,
    ),
    "hashed": 0x2DFBC1B372D89A1188C09C52E0EEC61FCE52032AB1022E8E67ECE6672B043EE5,
    "r": 0x41AA28D2F1AB148280CD9ED56FEDA41974053554A42767B83AD043FD39DC0493,
    "s": 0x01456C64BA4642A1653C235A98A60249BCD6D3F746B631DF928014F6C5BF9C40,
}


def test_the_signature_of_rfc_5832_holds():
    assert gost3410.holds(BY_NAME["id-GostR3410-2001-TestParamSet"], **RFC5832)


@pytest.mark.parametrize("change", ["hashed", "r", "s"])
def test_a_changed_signature_does_not_hold(change):
    altered = {**RFC5832, change: RFC5832[change] ^ 1}
    assert not gost3410.holds(BY_NAME["id-GostR3410-2001-TestParamSet"], **altered)


def test_halves_out_of_range_do_not_hold():
    curve = BY_NAME["id-GostR3410-2001-TestParamSet"]
    for r, s in [(0, 1), (1, 0), (curve.order, 1), (1, curve.order)]:
        assert not gost3410.holds(curve, RFC5832["public"], RFC5832["hashed"], r, s)


def test_the_512_bit_signature_of_rfc_7091_holds():
    words = lambda text: int(text.replace(" ", ""), 16)  # noqa: E731
    curve = Curve(
        name="RFC 7091, A.2",
        p=words(
            "4531ACD1FE0023C7550D267B6B2FEE80922B14B2FFB90F04D4EB7C09B5D2D15D"
            "F1D852741AF4704A0458047E80E4546D35B8336FAC224DD81664BBF528BE6373"
        ),
        a=7,
        b=words(
            "1CFF0806A31116DA29D8CFA54E57EB748BC5F377E49400FDD788B649ECA1AC43"
            "61834013B2AD7322480A89CA58E0CF74BC9E540C2ADD6897FAD0A3084F302ADC"
        ),
        gx=words(
            "24D19CC64572EE30F396BF6EBBFD7A6C5213B3B3D7057CC825F91093A68CD762"
            "FD60611262CD838DC6B60AA7EEE804E28BC849977FAC33B4B530F1B120248A9A"
        ),
        gy=words(
            "2BB312A43BD2CE6E0D020613C857ACDDCFBF061E91E5F2C3F32447C259F39B2C"
            "83AB156D77F1496BF7EB3351E1EE4E43DC1A18B91B24640B6DBB92CB1ADD371E"
        ),
        order=words(
            "4531ACD1FE0023C7550D267B6B2FEE80922B14B2FFB90F04D4EB7C09B5D2D15D"
            "A82F2D7ECB1DBAC719905C5EECC423F1D86E25EDBE23C595D644AAF187E6E6DF"
        ),
    )
    public = (
        words(
            "115DC5BC96760C7B48598D8AB9E740D4C4A85A65BE33C1815B5C320C854621DD"
            "5A515856D13314AF69BC5B924C8B4DDFF75C45415C1D9DD9DD33612CD530EFE1"
        ),
        words(
            "37C7C90CD40B0F5621DC3AC1B751CFA0E2634FA0503B3D52639F5D7FB72AFD61"
            "EA199441D943FFE7F0C70A2759A3CDB84C114E1F9339FDF27F35ECA93677BEEC"
        ),
    )
    hashed = words(
        "3754F3CFACC9E0615C4F4A7C4D8DAB531B09B6F9C170C533A71D147035B0C591"
        "7184EE536593F4414339976C647C5D5A407ADEDB1D560C4FC6777D2972075B8C"
    )
    r = words(
        "2F86FA60A081091A23DD795E1E3C689EE512A3C82EE0DCC2643C78EEA8FCACD3"
        "5492558486B20F1C9EC197C90699850260C93BCBCD9C5C3317E19344E173AE36"
    )
    s = words(
        "1081B394696FFE8E6585E7A9362D26B6325F56778AADBC081C0BFBE933D52FF5"
        "823CE288E8C4F362526080DF7F70CE406A6EEB1F56919CB92A9853BDE73E5B4A"
    )
    assert gost3410.holds(curve, public, hashed, r, s)
    assert not gost3410.holds(curve, public, hashed + 1, r, s)
