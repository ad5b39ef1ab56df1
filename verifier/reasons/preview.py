"""Every reason on its example evidence, for a translator to read through: a page, or lines."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from html import escape

from verifier.reasons.catalogue import catalogue
from verifier.reasons.fill import PLACEHOLDER
from verifier.reasons.language import ENGLISH, LANGUAGES, direction, negotiate
from verifier.reasons.render import render_applicant, render_reviewer
from verifier.reasons.sentences import sentence
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
    rows = "\n".join(_row(line) for line in lines(tag))
    return (
        f'<!doctype html>\n<html lang="{tag}" dir="{direction(tag)}"><head><meta charset="utf-8">'
        f"<title>Candor: {escape(LANGUAGES[tag])}</title><style>{_STYLE}</style></head><body>\n"
        f"<h1>{escape(LANGUAGES[tag])}</h1>\n<table>\n{rows}\n</table>\n</body></html>\n"
    )


def preview_text(lang: str) -> str:
    """Return the same lines for a terminal: the name, the text, and English under it."""
    tag = negotiate(lang)
    told = (
        f"{line.name}\n  {line.text}\n" + (f"  {line.english}\n" if line.english else "")
        for line in lines(tag)
    )
    return f"{LANGUAGES[tag]} ({tag}, {direction(tag)})\n\n" + "".join(told)


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One text under its name, and its English beside it where that helps."""

    name: str
    text: str
    english: str = ""


def lines(tag: str) -> Iterator[Line]:
    """Yield every reason, sentence, word and counted unit in one language."""
    yield from _reasons(tag)
    yield from _sentences(tag)
    yield from _words(tag)


def _reasons(tag: str) -> Iterator[Line]:
    for code, definition in catalogue().definitions.items():
        reason = definition.example_reason()
        shown, english = (render_applicant(reason, one, _DUE) for one in (tag, ENGLISH))
        private = render_reviewer(reason, tag, _DUE)
        beside = "" if tag == ENGLISH else f"{english.title} {english.fix}"
        yield Line(name=code.value, text=f"{shown.title} {shown.fix}", english=beside)
        yield Line(name=f"{code.value} (reviewer)", text=f"{private.title} {private.fix}")


def _sentences(tag: str) -> Iterator[Line]:
    for table, keys in catalogue().sentences.items():
        for key, english in keys.items():
            values = {name: f"[{name}]" for name in PLACEHOLDER.findall(english)}
            name = f"{table}.{key}"
            yield Line(
                name=name,
                text=sentence(name, tag, **values),
                english="" if tag == ENGLISH else sentence(name, ENGLISH, **values),
            )


def _words(tag: str) -> Iterator[Line]:
    for table, words in catalogue().words.items():
        for key, english in words.items():
            beside = "" if tag == ENGLISH else english
            yield Line(name=f"{table}.{key}", text=word(table, key, tag), english=beside)
    for unit in catalogue().units:
        shown, english = (
            " · ".join(counted(unit, n, one) for n in _COUNTS) for one in (tag, ENGLISH)
        )
        yield Line(name=f"unit.{unit}", text=shown, english="" if tag == ENGLISH else english)


def _row(line: Line) -> str:
    # A reviewer's text may still be English on a right-to-left page: it keeps its own direction.
    told = f'<td dir="auto">{escape(line.text)}</td>'
    beside = f'<td><small lang="en" dir="ltr">{escape(line.english)}</small></td>'
    return f'<tr><th><code dir="ltr">{line.name}</code></th>{told}{beside}</tr>'
