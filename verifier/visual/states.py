"""The state a printed word stands for: a code, a name in any language of CLDR, or an adjective."""

from __future__ import annotations

import tomllib
from collections.abc import Sequence
from functools import cache
from importlib.resources import files

from babel import Locale
from babel.core import UnknownLocaleError

from verifier.visual.labels import fold
from verifier.visual.tags import alpha3_by_alpha2


def state_code(text: str, languages: Sequence[str]) -> str | None:
    """Return the alpha-3 code a printed state or code stands for, None when not known."""
    word = text.strip(" .,:;<-")
    codes = alpha3_by_alpha2()
    if word in codes.values() or word == "UTO":
        return word
    if word == "D" and "de" in languages:
        return "DEU"
    if code := _nationalities().get(fold(word)):
        return code
    for language in (*languages, "en", "fr"):
        alpha2 = _territories(language).get(fold(word))
        if alpha2:
            return codes.get(alpha2)
    return None


@cache
def _nationalities() -> dict[str, str]:
    data: dict[str, list[str]] = tomllib.loads(
        files("verifier.visual").joinpath("nationalities.toml").read_text("utf-8")
    )
    return {fold(word): code for code, words in data.items() for word in words}


@cache
def _territories(language: str) -> dict[str, str]:
    try:
        names = Locale(language).territories
    except (UnknownLocaleError, ValueError):
        return {}
    return {fold(name): code for code, name in names.items() if len(code) == 2}
