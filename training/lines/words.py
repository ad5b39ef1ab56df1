"""Words of each language: from Debian's hunspell dictionaries, or made of its letters.

`python -m training.lines.words --out FOLDER` writes `<language>.txt`, at most `_MOST` words each,
and `labels.txt`, the printed labels of documents from `verifier/visual/labels.toml`.
"""

from __future__ import annotations

import argparse
import random
import re
import tomllib
from pathlib import Path

from training.lines.languages import ALPHABETS, both_cases, spelt

_HUNSPELL = Path("/usr/share/hunspell")
_FILES = {
    "be": "be_BY", "bg": "bg_BG", "cs": "cs_CZ", "da": "da_DK", "de": "de_DE", "el": "el_GR",
    "en": "en_GB", "es": "es_ES", "fr": "fr_FR", "hr": "hr_HR", "hu": "hu_HU", "id": "id_ID",
    "is": "is_IS", "it": "it_IT", "kk": "kk_KZ", "lt": "lt_LT", "lv": "lv_LV", "mn": "mn_MN",
    "nl": "nl_NL", "no": "nb_NO", "pl": "pl_PL", "pt": "pt_PT", "ro": "ro_RO", "ru": "ru_RU",
    "sk": "sk_SK", "sl": "sl_SI", "sr": "sr_RS", "sv": "sv_SE", "sw": "sw_KE", "tr": "tr_TR",
    "uk": "uk_UA", "uz": "uz_UZ", "vi": "vi_VN",
}  # fmt: skip
_MOST = 12000
_LONGEST = 16
_LABELS = Path(__file__).resolve().parents[2] / "verifier" / "visual" / "labels.toml"


def dictionary(language: str, rng: random.Random) -> list[str]:
    """Return words of a language that its alphabet can spell; none without a dictionary."""
    stem = _FILES.get(language)
    if stem is None or not (_HUNSPELL / f"{stem}.dic").exists():
        return []
    rules = (_HUNSPELL / f"{stem}.aff").read_bytes()
    named = re.search(rb"SET\s+(\S+)", rules)
    encoding = named[1].decode() if named else "utf-8"
    text = (_HUNSPELL / f"{stem}.dic").read_bytes().decode(encoding, "replace")
    letters = {*both_cases(ALPHABETS[language]), "'", "-"}
    words = {spelt(line.split("/")[0].split("\t")[0].strip()) for line in text.splitlines()[1:]}
    kept = sorted(w for w in words if 2 <= len(w) <= _LONGEST and set(w) <= letters)
    rng.shuffle(kept)
    return kept[:_MOST]


def labels() -> list[str]:
    """Return every printed label the verifier knows."""
    table = tomllib.loads(_LABELS.read_text(encoding="utf-8"))
    found = {spelt(text) for kind in table.values() for texts in kind.values() for text in texts}
    return sorted(found)


class Words:
    """The word lists of `words.py`, and syllables where a language has none."""

    def __init__(self, folder: Path) -> None:
        self._lists = {
            lang: (folder / f"{lang}.txt").read_text(encoding="utf-8").split("\n")
            for lang in ALPHABETS
        }
        self.labels = (folder / "labels.txt").read_text(encoding="utf-8").split("\n")

    def word(self, rng: random.Random, language: str) -> str:
        """Return a word, or letters at random, in small letters or as listed."""
        listed = self._lists[language]
        chance = rng.random()
        if len(listed) > 100 and chance < 0.6:
            return rng.choice(listed)
        letters = ALPHABETS[language]
        if chance < 0.8:
            return _syllables(rng, letters)
        rare = [c for c in letters if not c.isascii()] or list(letters)
        return "".join(
            rng.choice(rare if rng.random() < 0.3 else letters) for _ in range(rng.randint(1, 10))
        )


_VOWELS = frozenset(
    "aeiouyäöüõáéíóúýěůıəâîûăôơưàèìòùæøåœеёийоуыэюяіїєаўүұөәαεηιουωάέήίόύώაეიოუაեէըիոօ"
)


def _syllables(rng: random.Random, letters: str) -> str:
    vowels = [c for c in letters if c in _VOWELS] or list(letters)
    others = [c for c in letters if c not in _VOWELS] or list(letters)
    made = ""
    for _ in range(rng.randint(1, 4)):
        made += rng.choice(others) + rng.choice(vowels)
        if rng.random() < 0.3:
            made += rng.choice(others)
    return made


def main() -> None:
    """Write the word lists."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--out", type=Path, required=True)
    folder = parser.parse_args().out
    folder.mkdir(parents=True, exist_ok=True)
    rng = random.Random(1)
    for language in ALPHABETS:
        text = "\n".join(dictionary(language, rng))
        (folder / f"{language}.txt").write_text(text, encoding="utf-8")
    (folder / "labels.txt").write_text("\n".join(labels()), encoding="utf-8")


if __name__ == "__main__":
    main()
