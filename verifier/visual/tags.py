"""Which scripts and languages to read a face in: from its profile, else from its zone's state.

A state's official languages and their scripts come from CLDR through Babel.
"""

from __future__ import annotations

from functools import cache

from babel.core import get_global
from babel.languages import get_official_languages

from verifier.model.profile import Profile
from verifier.model.zone import Zone
from verifier.visual.packs import LANGUAGE_PACKS, scripts_of

# States whose official languages in CLDR miss the one their documents print.
_PRINTED_TOO = {"IN": ("hi",), "PK": ("ur",), "BD": ("bn",), "NP": ("ne",), "LK": ("si", "ta")}
# A state's own language has letters that these lack, and its pack reads theirs too.
_LINGUA_FRANCA = ("ru", "en", "fr")
_GERMANY = "D"  # Doc 9303-3, section 5, part B


def tags_for(profile: Profile | None, zone: Zone | None) -> tuple[str, ...]:
    """Return "Cyrl-uk"-like tags, the likeliest first; plain Latin where nothing is known."""
    if profile is not None:
        return _tags(profile.languages, profile.scripts)
    return of_state(_state(zone)) if zone is not None else ("Latn-en",)


def languages_of(tags: tuple[str, ...]) -> tuple[str, ...]:
    """Return the languages of the tags, each once."""
    return tuple(dict.fromkeys(t.partition("-")[2] for t in tags if "-" in t))


def _tags(languages: tuple[str, ...], scripts: tuple[str, ...]) -> tuple[str, ...]:
    tags = [
        f"{script}-{language}"
        for language in languages
        for script in scripts_of(language)
        if script in scripts
    ]
    named = {t.partition("-")[0] for t in tags}
    tags += [script for script in scripts if script not in named]
    return tuple(dict.fromkeys(tags)) or ("Latn-en",)


def _state(zone: Zone | None) -> str:
    """Return the zone's issuing state as printed, without fillers."""
    line = zone.lines[0] if zone and zone.lines else ""
    return line[2:5].replace("<", "")


@cache
def of_state(code: str) -> tuple[str, ...]:
    """Return the tags of a state by its code in the zone (alpha-3, or Germany's D)."""
    alpha2 = alpha2_of("DEU" if code == _GERMANY else code)
    if not alpha2:
        return ("Latn-en",)
    languages = _PRINTED_TOO.get(alpha2, ()) + tuple(get_official_languages(alpha2, de_facto=True))
    known = [v for v in (tag.split("_")[0] for tag in languages) if v in LANGUAGE_PACKS][:2]
    known.sort(key=lambda v: v in _LINGUA_FRANCA)
    tags = [f"{s}-{v}" for v in known for s in scripts_of(v)]
    return tuple(dict.fromkeys([*tags, "Latn-en"]))


def alpha2_of(alpha3: str) -> str:
    """Return the ISO 3166 alpha-2 code, "" when there is none."""
    found = get_global("territory_aliases").get(alpha3, [])
    return str(found[0]) if len(found) == 1 else ""


@cache
def alpha3_by_alpha2() -> dict[str, str]:
    """Return alpha-3 by alpha-2, from CLDR's territory aliases."""
    return {
        two[0]: three
        for three, two in get_global("territory_aliases").items()
        if len(three) == 3 and three.isalpha() and len(two) == 1
    }
