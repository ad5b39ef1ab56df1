"""A platform's own words in several languages, and which of them a person gets."""

from __future__ import annotations

from collections.abc import Mapping

from verifier.reasons.language import ENGLISH, negotiate

Local = Mapping[str, str]  # BCP 47 tag -> text; `en` is what every other language falls back to


def said(words: Local, lang: str) -> str:
    """Return a platform's words in a language, in English, or else in the first it wrote."""
    tag = negotiate(lang)
    return words.get(tag) or words.get(ENGLISH) or next(iter(words.values()), "")
