"""Which letters each language prints, the signs and digits beside them, and their classes.

Alphabets follow the languages' own orthographies (Unicode CLDR, exemplar characters); both cases
are derived. Words come from Debian's hunspell dictionaries where there is one.
"""

from __future__ import annotations

import functools
import unicodedata

_AZ = "abcdefghijklmnopqrstuvwxyz"
_RU = "абвгдеёжзийклмнопрстуфхцчшщъыьэюя"

LATIN = {
    "en": _AZ,
    "az": "abcçdeəfgğhxıijkqlmnoöprsştuüvyz",
    "cs": _AZ + "áčďéěíňóřšťúůýž",
    "da": _AZ + "æøå",
    "de": _AZ + "äöüß",
    "es": _AZ + "áéíñóúü",
    "et": _AZ + "äõöüšž",
    "fi": _AZ + "åäö",
    "fr": _AZ + "àâæçéèêëîïôœùûüÿ",
    "ha": _AZ + "ɓɗƙƴ",
    "hr": _AZ + "čćđšž",
    "hu": _AZ + "áéíóöőúüű",
    "id": _AZ,
    "ig": _AZ + "ịọụṅ",
    "is": _AZ + "áðéíóúýþæö",
    "it": _AZ + "àèéìòù",
    "lt": _AZ + "ąčęėįšųūž",
    "lv": _AZ + "āčēģīķļņšūž",
    "mt": _AZ + "ċġħż",
    "nl": _AZ + "ëïéèü",
    "no": _AZ + "æøå",
    "pl": _AZ + "ąćęłńóśźż",
    "pt": _AZ + "áâãàçéêíóôõú",
    "ro": _AZ + "ăâîșț",
    "sk": _AZ + "áäčďéíĺľňóôŕšťúýž",
    "sl": _AZ + "čšž",
    "sq": _AZ + "çë",
    "sv": _AZ + "åäö",
    "sw": _AZ,
    "tk": _AZ + "çäžňöşüý",
    "tr": "abcçdefgğhıijklmnoöprsştuüvyzâîû",
    "uz": _AZ,
    "vi": "abcdeghiklmnopqrstuvxyăâđêôơưàảãáạằẳẵắặầẩẫấậ"
    "èẻẽéẹềểễếệìỉĩíịòỏõóọồổỗốộờởỡớợùủũúụừửữứựỳỷỹýỵ",
    "yo": _AZ + "ẹọṣàáèéìíòóùú",
}
CYRILLIC = {
    "be": "абвгдеёжзійклмнопрстуўфхцчшыьэюя'",
    "bg": "абвгдежзийклмнопрстуфхцчшщъьюя",
    "kk": _RU + "әғқңөұүһі",
    "ky": _RU + "ңөү",
    "mk": "абвгдѓежзѕијклљмнњопрстќуфхцчџш",
    "mn": _RU + "өү",
    "ru": _RU,
    "sr": "абвгдђежзијклљмнњопрстћуфхцчџш",
    "tg": _RU + "ғӣқӯҳҷ",
    "uk": "абвгґдеєжзиіїйклмнопрстуфхцчшщьюя'",
    "uz-cyrl": _RU + "ўқғҳ",
}
OTHERS = {
    "el": "αβγδεζηθικλμνξοπρστυφχψωάέήίόύώϊϋς",
    "ka": "აბგდევზთიკლმნოპჟრსტუფქღყშჩცძწჭხჯჰ",
    "hy": "աբգդեզէըթժիլխծկհձղճմյնշոչպջռսվտրցւփքօֆև",
}
# Scripts of which words at random are enough: their letters are joined by shaping.
JOINED = {
    "ar": "ابتثجحخدذرزسشصضطظعغفقكلمنهويةىءأإؤئ",
    "ur": "ابپتٹثجچحخدڈذرڑزژسشصضطظعغفقکگلمنوہھءیے",
    "hi": "अआइईउऊएऐओऔकखगघचछजझटठडढणतथदधनपफबभमयरलवशषसहािीुूेैोौं",
    "bn": "অআইঈউঊএঐওঔকখগঘচছজঝটঠডঢণতথদধনপফবভমযরলশষসহািীুূেৈোৌ",
    "si": "අආඇඈඉඊඋඌඑඒඔඕකගඟචජටඩණතදනපබමයරලවශෂසහළාැිීුූෙේො",
    "ta": "அஆஇஈஉஊஎஏஐஒஓகஙசஞடணதநபமயரலவழளறனாிீுூெேைொோ",
    "th": "กขคงจฉชซญฎฏฐณดตถทธนบปผฝพฟภมยรลวศษสหอฮะาิีึืุูเแโใไ่้",
}
ALPHABETS = LATIN | CYRILLIC | OTHERS | JOINED
# Digits of scripts that have their own.
DIGITS = {
    "ar": "٠١٢٣٤٥٦٧٨٩",
    "ur": "۰۱۲۳۴۵۶۷۸۹",
    "hi": "०१२३४५६७८९",
    "bn": "০১২৩৪৫৬৭৮৯",
}
SIGNS = " .,:;-/()'\"&+*%№º#<>=_!?@[]"
SAME = {
    **dict.fromkeys("’ʼ‘`´ʻʹ", "'"),
    **dict.fromkeys("–—‐‑−", "-"),
    **dict.fromkeys("«»„“”", '"'),
    **dict.fromkeys("°ª˚", "º"),
}
CLASSES = (
    "",
    "Latn",
    "Cyrl",
    "Grek",
    "Geor",
    "Armn",
    "Arab",
    "Deva",
    "Beng",
    "Sinh",
    "Taml",
    "Thai",
    "0",
    "/",
)
"""What a column of a line shows: nothing, a letter of a script (ISO 15924), a digit, a slash."""
_NAMES = {
    "LATIN": "Latn", "CYRILLIC": "Cyrl", "GREEK": "Grek", "GEORGIAN": "Geor", "ARMENIAN": "Armn",
    "ARABIC": "Arab", "EXTENDED": "Arab", "DEVANAGARI": "Deva", "BENGALI": "Beng",
    "SINHALA": "Sinh", "TAMIL": "Taml", "THAI": "Thai",
}  # fmt: skip


@functools.cache
def class_of(char: str) -> int:
    """Return the class of a character; signs other than the slash show nothing."""
    if char == "/":
        return CLASSES.index("/")
    if char.isascii() and char.isdigit():
        return CLASSES.index("0")
    return CLASSES.index(_NAMES.get(unicodedata.name(char, "").split(" ")[0], ""))


def both_cases(letters: str) -> str:
    """Return the letters with their capitals; the Turkic i and ß have capitals of their own."""
    capitals = [c.upper() for c in letters if len(c.upper()) == 1 and c not in OTHERS["ka"]]
    extra = "İ" if "ı" in letters else ""
    extra += "ẞ" if "ß" in letters else ""
    return "".join(dict.fromkeys((*letters, *capitals, *extra)))


def upper(text: str, language: str) -> str:
    """Return `text` in capitals as that language writes them."""
    if language in ("tr", "az"):
        text = text.replace("i", "İ")
    if language == "de":
        text = text.replace("ß", "ẞ")
    if language == "el":
        plain = unicodedata.normalize("NFD", text)
        text = unicodedata.normalize("NFC", plain.replace("\u0301", ""))
    if language == "ka":
        return text  # Mkhedruli has no capitals in running print
    return text.replace("և", "ԵՎ").upper()


LETTERS = frozenset(
    {c for letters in ALPHABETS.values() for c in both_cases(letters)}
    | {c for digits in DIGITS.values() for c in digits}
    | set("0123456789")
    | set(SIGNS)
)
"""Every character that is drawn."""


def spelt(text: str) -> str:
    """Return `text` with signs of one meaning written one way."""
    return "".join(SAME.get(c, c) for c in unicodedata.normalize("NFC", text))
