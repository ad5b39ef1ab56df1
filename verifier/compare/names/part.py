"""Two words, one beside the other: the same, the same by which rule, likely by which, or not."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

from verifier.compare.names import classes
from verifier.compare.names.forms import Form, latin_forms
from verifier.compare.names.misread import misread
from verifier.compare.names.name import Verdict
from verifier.compare.names.spelling import spelled_alike
from verifier.compare.names.words import words
from verifier.compare.transliterate.consonants import consonants_fit
from verifier.compare.transliterate.letters import main_script


@dataclass(frozen=True, slots=True)
class Match:
    """How two words meet: status, rule, and the Latin form they meet in."""

    status: Verdict
    rule: str
    via: str = ""


@dataclass(frozen=True, slots=True)
class Setting:
    """What holds for a whole comparison: country of the document, licensed spelling families."""

    country: str | None
    families: frozenset[str]


_SAME_LETTERS = str.maketrans("ЁЎҐ", "ЕУГ")
# Hook above, dot below, horn: Vietnamese alone writes names with them.
_TONES = frozenset("\u0309\u0323\u031b")
_ASSIMILATED = re.compile(r"^ABD[AEUIO]{1,2}([RSNDTZ])\1?H?(?=.)")


@lru_cache(maxsize=65536)
def match_words(a: str, b: str, setting: Setting) -> Match | None:
    """Return how two words in capitals meet, or None when they are different words."""
    if a == b:
        return Match(Verdict.SAME, "identical")
    if _tones_differ(a, b):
        return Match(Verdict.LIKELY, "diacritics.differ")
    if a.translate(_SAME_LETTERS) == b.translate(_SAME_LETTERS):
        return Match(Verdict.SAME_BY_RULE, "letter.variant")
    for judge in (_by_form, _by_article, _by_consonants, _by_class, _by_likeness):
        found = judge(a, b, setting)
        if found:
            return found
    return None


def _tones_differ(a: str, b: str) -> bool:
    """Vietnamese words marked on both sides, and marked differently, may be two names."""
    one, two = (set(unicodedata.normalize("NFD", key)) for key in (a, b))
    if not ((one | two) & _TONES and not a.isascii() and not b.isascii()):
        return False
    return _bare(a) == _bare(b)


def _bare(key: str) -> str:
    return "".join(c for c in unicodedata.normalize("NFD", key) if not unicodedata.combining(c))


def _forms(key: str, setting: Setting) -> tuple[Form, ...]:
    forms = latin_forms(key, setting.country)
    if "arabic" not in setting.families:
        return forms
    extra = tuple(Form(_with_article(f.latin), f.rule) for f in forms if f.latin.startswith("ABD"))
    return forms + tuple(f for f in extra if f.latin not in {g.latin for g in forms})


def _with_article(latin: str) -> str:
    """ABDURRAHMAN and ABDERRAHMAN as ABDALRAHMAN: the article before a sun letter."""
    return _ASSIMILATED.sub(
        lambda m: "ABDAL" + m.group(1) + ("H" if "H" in m.group() else ""), latin
    )


def _by_form(a: str, b: str, setting: Setting) -> Match | None:
    """Equal Latin forms first; else spellings that lawfully stand for each other."""
    left, right = _forms(a, setting), _forms(b, setting)
    by_latin = {form.latin: form for form in right}
    for form in left:
        if form.latin in by_latin:
            rule = _weightier(form.rule, by_latin[form.latin].rule)
            return Match(Verdict.SAME_BY_RULE, rule or "apostrophe", form.latin)
    for one in left:
        for two in right:
            used = spelled_alike(one.latin, two.latin, setting.families)
            if used:
                return Match(Verdict.SAME_BY_RULE, _named(one, two, used), two.latin)
    return None


def _weightier(a: str, b: str) -> str:
    return max(a, b, key=lambda rule: (rule.startswith("romanisation"), rule != "", rule))


def _named(one: Form, two: Form, used: tuple[str, ...]) -> str:
    """Two scripts meeting by a variant are named after the table; Latin by the unit."""
    for form in (one, two):
        if form.rule.startswith("romanisation."):
            return form.rule.split("-")[0] + "-variant"
    return max(used, key=lambda rule: rule.startswith("romanisation"))


def _by_article(a: str, b: str, setting: Setting) -> Match | None:
    lists = words()
    groups = (
        (lists.arabic_articles, "particle.arabic-article"),
        (lists.arabic_son, "particle.arabic-son"),
        (lists.arabic_daughter, "particle.arabic-daughter"),
    )
    for group, rule in groups:
        if a in group and b in group and "arabic" in setting.families:
            return Match(Verdict.SAME_BY_RULE, rule)
    return None


def _by_consonants(a: str, b: str, setting: Setting) -> Match | None:
    """Lay a word of a script without short vowels beside the Latin forms of the other."""
    for native, other in ((a, b), (b, a)):
        script = main_script(native)
        if script not in ("arabic", "hebrew"):
            continue
        for form in _forms(other, setting):
            if consonants_fit(native, form.latin):
                return Match(
                    Verdict.SAME_BY_RULE, f"romanisation.{script}-transcription", form.latin
                )
    return None


def _by_class(a: str, b: str, setting: Setting) -> Match | None:
    if classes.same_spelling_class(a, b):
        return Match(Verdict.SAME_BY_RULE, "spelling.name-variant")
    abbreviations = words().abbreviations
    if a in abbreviations or b in abbreviations:
        full_a, full_b = abbreviations.get(a, a), abbreviations.get(b, b)
        if full_a == full_b or classes.same_spelling_class(full_a, full_b):
            return Match(Verdict.SAME_BY_RULE, "abbreviation")
    if classes.paired_across_languages(a, b):
        return Match(Verdict.LIKELY, "given_name_pair")
    if classes.short_form(a, b):
        return Match(Verdict.LIKELY, "short_form")
    return None


def _by_likeness(a: str, b: str, setting: Setting) -> Match | None:
    if _is_initial_of(a, b, setting) or _is_initial_of(b, a, setting):
        return Match(Verdict.LIKELY, "initial")
    if _patronymics_pair(a, b):
        return Match(Verdict.LIKELY, "patronymic.pair")
    if _gender_forms(a, b, setting):
        return Match(Verdict.LIKELY, "surname.gender_form")
    for one in latin_forms(a, setting.country)[:4] or (Form(a, ""),):
        for two in latin_forms(b, setting.country)[:4] or (Form(b, ""),):
            if misread(one.latin, two.latin):
                return Match(Verdict.LIKELY, "misreading")
    return Match(Verdict.LIKELY, "misreading") if misread(a, b) else None


def _is_initial_of(short: str, word: str, setting: Setting) -> bool:
    if len(short) != 1 or len(word) < 2:
        return False
    starts = {form.latin for form in _forms(short, setting)} | {short}
    wholes = {form.latin for form in _forms(word, setting)} | {word}
    return any(whole.startswith(start) for whole in wholes for start in starts if start)


def _patronymics_pair(a: str, b: str) -> bool:
    """Oleksiiovych and Alekseevich: endings of one kind on one father's name in two languages."""
    stems = [_stem(a), _stem(b)]
    if not (stems[0] and stems[1]):
        return False
    (left, her), (right, his) = stems[0], stems[1]
    return her == his and classes.same_father(left, right)


def _stem(key: str) -> tuple[str, bool] | None:
    """Return the father's name before the ending, and whether the ending is a daughter's."""
    if not key.endswith(words().patronymic_endings):
        return None
    for ending in words().patronymic_endings:
        if key.endswith(ending) and len(key) >= len(ending) + 3:
            return key[: -len(ending)], ending[-1] in "AА" or ending.endswith(("ZY", "ZI", "ЗЫ"))
    return None


def _gender_forms(a: str, b: str, setting: Setting) -> bool:
    """Ivanov and Ivanova, Kowalski and Kowalska: one family name, a man's and a woman's form."""
    if classes.is_listed(a) and classes.is_listed(b):
        return False
    for one in latin_forms(a, setting.country)[:4]:
        for two in latin_forms(b, setting.country)[:4]:
            if one.latin[:3] != two.latin[:3]:
                continue
            for his, hers in words().gender_endings:
                for man, woman in ((one.latin, two.latin), (two.latin, one.latin)):
                    if not (man.endswith(his) and woman.endswith(hers)):
                        continue
                    root = man[: len(man) - len(his)]
                    if len(root) >= 3 and root == woman[: len(woman) - len(hers)]:
                        return True
    return False
