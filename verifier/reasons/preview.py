"""Every reason on its example evidence, as one HTML page a translator can read through."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from html import escape

from verifier.reasons.catalogue import catalogue
from verifier.reasons.language import ENGLISH, LANGUAGES, direction, negotiate
from verifier.reasons.render import render_applicant, render_reviewer
from verifier.reasons.wording import counted, word

_DUE = date(2026, 11, 25)  # any day: it shows how this language writes one
_COUNTS = (0, 1, 2, 3, 5, 11, 21, 100)  # together they reach every CLDR plural category we use
_STYLE = (
    "body{font:16px/1.5 system-ui,sans-serif;max-width:62rem;margin:2rem auto;padding:0 1rem}"
    "td,th{border-top:1px solid #ccc;padding:.5rem;text-align:start;vertical-align:top}"
    "table{border-collapse:collapse;width:100%}code{color:#555;font-size:.8rem}small{color:#555}"
)


def preview(lang: str) -> str:
    """Return a page with every reason, word and counted unit in the best language for `lang`."""
    tag = negotiate(lang)
    rows = "\n".join([*_reasons(tag), *_words(tag)])
    return (
        f'<!doctype html>\n<html lang="{tag}" dir="{direction(tag)}"><head><meta charset="utf-8">'
        f"<title>Candor: {escape(LANGUAGES[tag])}</title><style>{_STYLE}</style></head><body>\n"
        f"<h1>{escape(LANGUAGES[tag])}</h1>\n<table>\n{rows}\n</table>\n</body></html>\n"
    )


def _reasons(tag: str) -> Iterator[str]:
    for code, definition in catalogue().definitions.items():
        reason = definition.example_reason()
        shown, english = (render_applicant(reason, one, _DUE) for one in (tag, ENGLISH))
        private = render_reviewer(reason, tag, _DUE)
        yield _row(code.value, f"{shown.title} {shown.fix}", f"{english.title} {english.fix}")
        yield _row(f"{code.value} (reviewer)", f"{private.title} {private.fix}", "")


def _words(tag: str) -> Iterator[str]:
    for table, words in catalogue().words.items():
        for key, english in words.items():
            yield _row(f"{table}.{key}", word(table, key, tag), english)
    for unit in catalogue().units:
        shown = " · ".join(counted(unit, n, tag) for n in _COUNTS)
        yield _row(f"unit.{unit}", shown, " · ".join(counted(unit, n, ENGLISH) for n in _COUNTS))


def _row(name: str, text: str, english: str) -> str:
    # A reviewer's text may still be English on a right-to-left page: it keeps its own direction.
    told = f'<td dir="auto">{escape(text)}</td>'
    beside = f'<td><small lang="en" dir="ltr">{escape(english)}</small></td>'
    return f'<tr><th><code dir="ltr">{name}</code></th>{told}{beside}</tr>'
