"""Sentences that belong to no single reason: headings, outcomes, labels, in every language.

Their English stands in `sentences.toml`, their translations beside those of the reasons.
"""

from __future__ import annotations

from verifier.reasons.catalogue import catalogue
from verifier.reasons.fill import fill
from verifier.reasons.language import ENGLISH, isolate, negotiate
from verifier.reasons.translation import translation


def sentence(name: str, lang: str = ENGLISH, /, **values: str) -> str:
    """Return a sentence by its name (`report.accept`), its placeholders filled.

    Values go in as they are; one that may be of another script passes through `inset` first.
    Raises KeyError for a name the catalogue does not have, and for a value not given.
    """
    table, _, key = name.partition(".")
    tag = negotiate(lang)
    english = catalogue().sentences[table][key]
    text = None if tag == ENGLISH else translation(tag).text(name, english)
    return fill(text or english, values.__getitem__)


def inset(value: str, lang: str) -> str:
    """Return a value of any script, isolated for a sentence of `lang`."""
    return isolate(value, negotiate(lang))
