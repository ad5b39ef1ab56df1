"""Which spelling conventions may be applied to a pair of names, and why.

A convention of one naming tradition must not excuse a difference in another (Garry is not Harry,
but Halyna is Galina). A family is licensed by the document's country, by a script in use, or by
the looks of the names themselves when both are in Latin letters.
"""

from __future__ import annotations

import re

from verifier.compare.names.parse import Word
from verifier.compare.transliterate.letters import main_script

_COUNTRIES: dict[str, str] = {
    "slavic": "UKR RUS BLR BGR MKD SRB MNE BIH KAZ KGZ UZB TJK TKM AZE MDA MNG ARM GEO LVA LTU EST "
    "POL CZE SVK",
    "belarusian": "BLR",
    "german": "DEU AUT CHE LIE",
    "latvian": "LVA",
    "uzbek": "UZB TJK",
    "gaj": "SRB MNE BIH HRV SVN MKD RKS",
    "bulgarian": "BGR",
    "turkic": "KAZ KGZ UZB TKM TJK AZE",
    "azeri": "AZE",
    "caucasus": "GEO ARM",
    "greek": "GRC CYP",
    "arabic": "DZA BHR TCD COM DJI EGY IRQ JOR KWT LBN LBY MRT MAR OMN PSE QAT SAU SOM SDN SYR TUN "
    "ARE YEM IRN AFG PAK BGD IND IDN MYS MDV TJK UZB TKM KGZ KAZ AZE NGA SEN MLI NER TUR ISR",
    "maghreb": "DZA MAR TUN MRT",
    "french": "DZA MAR TUN MRT LBN SEN MLI NER FRA BEL",
    "indic": "IND NPL BGD LKA PAK",
    "korean": "KOR PRK",
    "chinese": "CHN TWN HKG MAC SGP",
}
_SCRIPTS: dict[str, tuple[str, ...]] = {
    "cyrillic": ("slavic", "turkic"),
    "georgian": ("caucasus", "slavic"),
    "armenian": ("caucasus", "slavic"),
    "greek": ("greek",),
    "arabic": ("arabic", "french", "maghreb"),
    "devanagari": ("indic",),
    "bengali": ("indic",),
    "gurmukhi": ("indic",),
    "gujarati": ("indic",),
    "hangul": ("korean",),
}
_EAST_ASIAN = frozenset(("KOR", "PRK", "CHN", "TWN", "HKG", "MAC", "VNM", "JPN"))
_KOREAN = re.compile(
    r"^(KIM|LEE|PARK|CHOI|CHOE|JEONG|JUNG|CHUNG|KANG|CHO|JO|YOON|YUN|JANG|LIM|IM|HAN|SHIN|SEO|KWON|"
    r"HWANG|AHN|SONG|RYU|YOO|HONG|BAK|BAE|BAEK|NOH|HEO|NAM|SIM|GIM|PAK)$"
)
# The looks of Latin words; endings and letter groups that other traditions hardly have.
_LOOKS: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("slavic", re.compile(
        r"(OV|EV|OVA|EVA|OFF|EFF|ENKO|EIKO|CHUK|SHIN|SKII?Y?|SKYI?|SKYY|TSKYI?|SKA|SKA[IY]A|VI?YCH|VICH|"
        r"VITCH|OVNA|EVNA|IVNA|YSHYN|YUK|IUK|UK|IAK|YAK|HUB|GUB|KIN|HIN|TSIN|KO)$|KH|ZH|SHCH|IIA|IIY|[AEO]II$|"
        r"^(IU|YU|IA|YA|IE|YE)|YI|IY|[^AEIOU]II$|LIU|LYU|HRYHO|MYK|OLEKS|KSII|DMYTR|ALEKS|DMITR|"
        r"ANDR[IE][IYJ]|SERG[EI][IYJ]|SERHI|TS[EO]V|^(IOURI|IOUL)")),
    ("belarusian", re.compile(
        r"Ў|(OU|AU|EU|LENKA|CHANKA)$|^(ALIAKS|SIARH|VOLHA|DZMITR|YAUH|KATSIAR|ULADZ|MIKALAI|TATSIAN|SVIATL|PIATR|"
        r"NATALLIA|MARYIA|HALINA|VIACHASL)")),
    ("gaj", re.compile(r"(IC|ICH|CIC|VIC)$|^(DJ|DORD|STEV|MILO|DRAG|SLOBOD)")),
    ("caucasus", re.compile(r"(YAN|IAN|YANTS|SHVILI|SCHWILI|CHVILI|IDZE|ADZE)$")),
    ("turkic", re.compile(
        r"(BEK|BAI|BAY|BAEV|BAYEV|BEKOV|GUL|OGLU|OGLY|KYZY|QIZI|ULY|UULU|ULOV|ZHAN|DZHAN|JON|TAY|TAI)$|"
        r"^(NUR|ZHAN|AI|BAU|KAI|QAI|TEM|YER|BEK|SHAKH|KH)")),
    ("greek", re.compile(r"(OPOULOS|OPOULOU|IDIS|IDOU|AKIS|ATOS|IOU)$")),
    ("arabic", re.compile(
        r"^(AL|EL|ABU|BIN|BEN|IBN)$|^(ABD|MOH|MUH|MOHAM|AHM|MAHM|HUS|HOS|HAS|YOUS|YUS|KHAL|FATIM|AISH|AYSH|"
        r"SALAH|NASS|NASR|RASH|SAE|SAYE|SYE|IBRAH|EBRAH|MUST|MOST|OMA|ABDULL|ABDALL|MANS|"
        r"SHAIK|SHEIK|CHEIK|ZEI|ZAI|ZAY|OUS|OSAM|USAM)|(ULLAH|ALLAH|ULLA|UDDIN|EDDINE|EDDIN)$")),
    ("french", re.compile(r"OU|TCH|CHT|DJ")),
    ("soviet", re.compile(r"TCH|CHT|IOU|OU[KRVDNLZ]|GUE|GUI|SKI$")),
    ("chinese", re.compile(r"^(LYU|LV|LU|NU|NYU|NV)$")),
    ("korean", _KOREAN),
)  # fmt: skip
_OPEN = "open"


def families(a: tuple[Word, ...], b: tuple[Word, ...], country: str | None) -> frozenset[str]:
    """Return the families whose spelling units may be used for this pair."""
    granted = {_OPEN}
    granted.update(f for f, codes in _COUNTRIES.items() if country in codes.split())
    keys = [word.key for word in (*a, *b)]
    for key in keys:
        granted.update(_SCRIPTS.get(main_script(key), ()))
    for family, looks in () if _east_asian(country, keys) else _LOOKS:
        if _looks_so(family, looks, keys):
            granted.add(family)
    if _east_asian(country, keys) and any(_KOREAN.search(key) for key in keys):
        granted.add("korean")
    return frozenset(granted)


def _east_asian(country: str | None, keys: list[str]) -> bool:
    """Whether the pair is Korean, Chinese or Vietnamese, where looks of other names mislead."""
    if country is not None:
        return country in _EAST_ASIAN
    return sum(1 for key in keys if _KOREAN.search(key)) >= 2


def _looks_so(family: str, looks: re.Pattern[str], keys: list[str]) -> bool:
    hits = sum(1 for key in keys if len(key) > 1 and looks.search(key))
    # A single short ending is weak evidence where many languages share it.
    return hits >= (
        2 if family in ("greek", "arabic", "turkic", "french", "belarusian", "soviet") else 1
    )
