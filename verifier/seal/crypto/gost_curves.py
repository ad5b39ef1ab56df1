"""The curves of GOST R 34.10, written out, under the identifiers certificates use.

Sources: RFC 4357, 11.4 (CryptoPro parameter sets), RFC 7836 appendix A (TC26 parameter sets, the
twisted Edwards ones in their Weierstrass form), RFC 5832, 7.1 (the test curve).
"""

from __future__ import annotations

from verifier.seal.crypto.curves import Curve

GOST_CURVES: tuple[Curve, ...] = (
    Curve(
        name="id-GostR3410-2001-TestParamSet",
        p=0x8000000000000000000000000000000000000000000000000000000000000431,
        a=0x7,
        b=0x5FBFF498AA938CE739B8E022FBAFEF40563F6E6A3472FC2A514C0CE9DAE23B7E,
        gx=0x2,
        gy=0x8E2A8A0E65147D4BD6316030E16D19C85C97F0A9CA267122B96ABBCEA7E8FC8,
        order=0x8000000000000000000000000000000150FE8A1892976154C59CFC193ACCF5B3,
    ),
    Curve(
        name="id-GostR3410-2001-CryptoPro-A-ParamSet",
        p=0xFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFD97,
        a=0xFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFD94,
        b=0xA6,
        gx=0x1,
        gy=0x8D91E471E0989CDA27DF505A453F2B7635294F2DDF23E3B122ACC99C9E9F1E14,
        order=0xFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF6C611070995AD10045841B09B761B893,
    ),
    Curve(
        name="id-GostR3410-2001-CryptoPro-B-ParamSet",
        p=0x8000000000000000000000000000000000000000000000000000000000000C99,
        a=0x8000000000000000000000000000000000000000000000000000000000000C96,
        b=0x3E1AF419A269A5F866A7D3C25C3DF80AE979259373FF2B182F49D4CE7E1BBC8B,
        gx=0x1,
        gy=0x3FA8124359F96680B83D1C3EB2C070E5C545C9858D03ECFB744BF8D717717EFC,
        order=0x800000000000000000000000000000015F700CFFF1A624E5E497161BCC8A198F,
    ),
    Curve(
        name="id-GostR3410-2001-CryptoPro-C-ParamSet",
        p=0x9B9F605F5A858107AB1EC85E6B41C8AACF846E86789051D37998F7B9022D759B,
        a=0x9B9F605F5A858107AB1EC85E6B41C8AACF846E86789051D37998F7B9022D7598,
        b=0x805A,
        gx=0x0,
        gy=0x41ECE55743711A8C3CBF3783CD08C0EE4D4DC440D4641A8F366E550DFDB3BB67,
        order=0x9B9F605F5A858107AB1EC85E6B41C8AA582CA3511EDDFB74F02F3A6598980BB9,
    ),
    Curve(
        name="id-tc26-gost-3410-2012-256-paramSetA",
        p=0xFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFD97,
        a=0xC2173F1513981673AF4892C23035A27CE25E2013BF95AA33B22C656F277E7335,
        b=0x295F9BAE7428ED9CCC20E7C359A9D41A22FCCD9108E17BF7BA9337A6F8AE9513,
        gx=0x91E38443A5E82C0D880923425712B2BB658B9196932E02C78B2582FE742DAA28,
        gy=0x32879423AB1A0375895786C4BB46E9565FDE0B5344766740AF268ADB32322E5C,
        order=0x400000000000000000000000000000000FD8CDDFC87B6635C115AF556C360C67,
        cofactor=4,
    ),
    Curve(
        name="id-tc26-gost-3410-12-512-paramSetA",
        p=int(
            "ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff"
            "fffffffffffffffffffffffffffffffffffffffffffffffffffffdc7",
            16,
        ),
        a=int(
            "ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff"
            "fffffffffffffffffffffffffffffffffffffffffffffffffffffdc4",
            16,
        ),
        b=int(
            "e8c2505dedfc86ddc1bd0b2b6667f1da34b82574761cb0e879bd081cfd0b6265ee3cb090"
            "f30d27614cb4574010da90dd862ef9d4ebee4761503190785a71c760",
            16,
        ),
        gx=0x3,
        gy=int(
            "7503cfe87a836ae3a61b8816e25450e6ce5e1c93acf1abc1778064fdcbefa921df1626be"
            "4fd036e93d75e6a50e3a41e98028fe5fc235f5b889a589cb5215f2a4",
            16,
        ),
        order=int(
            "ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff27e69532"
            "f48d89116ff22b8d4e0560609b4b38abfad2b85dcacdb1411f10b275",
            16,
        ),
    ),
    Curve(
        name="id-tc26-gost-3410-12-512-paramSetB",
        p=int(
            "800000000000000000000000000000000000000000000000000000000000000000000000"
            "0000000000000000000000000000000000000000000000000000006f",
            16,
        ),
        a=int(
            "800000000000000000000000000000000000000000000000000000000000000000000000"
            "0000000000000000000000000000000000000000000000000000006c",
            16,
        ),
        b=int(
            "687d1b459dc841457e3e06cf6f5e2517b97c7d614af138bcbf85dc806c4b289f3e965d2d"
            "b1416d217f8b276fad1ab69c50f78bee1fa3106efb8ccbc7c5140116",
            16,
        ),
        gx=0x2,
        gy=int(
            "1a8f7eda389b094c2c071e3647a8940f3c123b697578c213be6dd9e6c8ec7335dcb228fd"
            "1edf4a39152cbcaaf8c0398828041055f94ceeec7e21340780fe41bd",
            16,
        ),
        order=int(
            "800000000000000000000000000000000000000000000000000000000000000149a1ec14"
            "2565a545acfdb77bd9d40cfa8b996712101bea0ec6346c54374f25bd",
            16,
        ),
    ),
    Curve(
        name="id-tc26-gost-3410-2012-512-paramSetC",
        p=int(
            "ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff"
            "fffffffffffffffffffffffffffffffffffffffffffffffffffffdc7",
            16,
        ),
        a=int(
            "dc9203e514a721875485a529d2c722fb187bc8980eb866644de41c68e143064546e861c0"
            "e2c9edd92ade71f46fcf50ff2ad97f951fda9f2a2eb6546f39689bd3",
            16,
        ),
        b=int(
            "b4c4ee28cebc6c2c8ac12952cf37f16ac7efb6a9f69f4b57ffda2e4f0de5ade038cbc2ff"
            "f719d2c18de0284b8bfef3b52b8cc7a5f5bf0a3c8d2319a5312557e1",
            16,
        ),
        gx=int(
            "e2e31edfc23de7bdebe241ce593ef5de2295b7a9cbaef021d385f7074cea043aa27272a7"
            "ae602bf2a7b9033db9ed3610c6fb85487eae97aac5bc7928c1950148",
            16,
        ),
        gy=int(
            "f5ce40d95b5eb899abbccff5911cb8577939804d6527378b8c108c3d2090ff9be18e2d33"
            "e3021ed2ef32d85822423b6304f726aa854bae07d0396e9a9addc40f",
            16,
        ),
        order=int(
            "3fffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffc98cdba4"
            "6506ab004c33a9ff5147502cc8eda9e7a769a12694623cef47f023ed",
            16,
        ),
        cofactor=4,
    ),
)

BY_NAME: dict[str, Curve] = {curve.name: curve for curve in GOST_CURVES}

BY_OID: dict[str, Curve] = {
    "1.2.643.2.2.35.0": BY_NAME["id-GostR3410-2001-TestParamSet"],
    "1.2.643.2.2.35.1": BY_NAME["id-GostR3410-2001-CryptoPro-A-ParamSet"],
    "1.2.643.2.2.36.0": BY_NAME["id-GostR3410-2001-CryptoPro-A-ParamSet"],
    "1.2.643.7.1.2.1.1.2": BY_NAME["id-GostR3410-2001-CryptoPro-A-ParamSet"],
    "1.2.398.3.10.1.1.1.1.1": BY_NAME["id-GostR3410-2001-CryptoPro-A-ParamSet"],
    "1.2.643.2.2.35.2": BY_NAME["id-GostR3410-2001-CryptoPro-B-ParamSet"],
    "1.2.643.7.1.2.1.1.3": BY_NAME["id-GostR3410-2001-CryptoPro-B-ParamSet"],
    "1.2.643.2.2.35.3": BY_NAME["id-GostR3410-2001-CryptoPro-C-ParamSet"],
    "1.2.643.2.2.36.1": BY_NAME["id-GostR3410-2001-CryptoPro-C-ParamSet"],
    "1.2.643.7.1.2.1.1.4": BY_NAME["id-GostR3410-2001-CryptoPro-C-ParamSet"],
    "1.2.643.7.1.2.1.1.1": BY_NAME["id-tc26-gost-3410-2012-256-paramSetA"],
    "1.2.643.7.1.2.1.2.1": BY_NAME["id-tc26-gost-3410-12-512-paramSetA"],
    "1.2.643.7.1.2.1.2.2": BY_NAME["id-tc26-gost-3410-12-512-paramSetB"],
    "1.2.643.7.1.2.1.2.3": BY_NAME["id-tc26-gost-3410-2012-512-paramSetC"],
}
