"""Say a sentence of the pages: English in `words.toml`, the rest in `locale/<lang>/.../pages.po`.

A translation is found by its name and its English together, as with the reasons: a changed English
text shows English, never a stale promise. Sentences of the reasons' own catalogue (`report.accept`,
`statement.free`) are found as well, so that nothing is translated twice.
"""

from __future__ import annotations

import gettext
import re
import tomllib
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po
from markupsafe import Markup, escape

from verifier.reasons import sentences
from verifier.reasons.fill import PLACEHOLDER
from verifier.reasons.language import ENGLISH
from verifier.reasons.translation import Translation
from verifier.reasons.wording import clean

HERE = Path(__file__).parent
LOCALE = HERE / "locale"
DOMAIN = "pages.po"
_STOPS = (".", "։")


@lru_cache(maxsize=1)
def english() -> dict[str, str]:
    """Return every sentence of the pages by its name (`send.submit`), in English."""
    tables = tomllib.loads((HERE / "words.toml").read_text(encoding="utf-8"))
    return {
        f"{table}.{key}": text for table, texts in tables.items() for key, text in texts.items()
    }


def say(lang: str, name: str, /, **values: object) -> Markup:
    """Return a sentence as HTML; values are escaped, and stand in `<bdi>` where they are text.

    Raises KeyError for a name nobody wrote, and for a value not given: faults of ours.
    """
    text = str(escape(_text(lang, name, values)))

    def value(found: re.Match[str]) -> str:
        given = values[found.group(1)]
        shown = given if isinstance(given, Markup) else Markup("<bdi>{}</bdi>").format(given)
        # Ukrainian and Armenian dates end in an abbreviation: its full stop is the sentence's too.
        ends_twice = shown.striptags().endswith(".") and text.startswith(_STOPS, found.end())
        return _without_stop(shown) if ends_twice else str(shown)

    return Markup(PLACEHOLDER.sub(value, text))  # noqa: S704 - escaped above


def _without_stop(shown: str) -> str:
    at = shown.rindex(".")
    return shown[:at] + shown[at + 1 :]


def plain(lang: str, name: str, /, **values: object) -> str:
    """Return a sentence without markup, for attributes and titles."""
    return PLACEHOLDER.sub(
        lambda found: clean(str(values[found.group(1)])), _text(lang, name, values)
    )


def _text(lang: str, name: str, values: Mapping[str, object]) -> str:
    source = english().get(name)
    if source is None:
        # Its placeholders are put back for now: the values become HTML here, not there.
        return sentences.sentence(name, lang, **{key: f"{{{key}}}" for key in values})
    translated = None if lang == ENGLISH else pages(lang).text(name, source)
    return translated or source


@lru_cache(maxsize=64)
def pages(tag: str) -> Translation:
    """Return a language's sentences, read once; empty where it has no catalogue."""
    catalog = read_pages(LOCALE, tag)
    messages: dict[tuple[str, str], tuple[str, ...]] = {}
    for message in catalog:
        if message.id and message.context and message.string and not message.fuzzy:
            messages[message.context, str(message.id)] = (str(message.string),)
    return Translation(messages=messages, plural=gettext.c2py("0"))


def read_pages(locale: Path, tag: str) -> Catalog:
    """Parse one language's catalogue; an absent file is an empty catalogue."""
    folder = tag.replace("-", "_")
    path = locale / folder / "LC_MESSAGES" / DOMAIN
    if not path.is_file():
        return Catalog(locale=folder)
    with path.open("rb") as stream:
        return read_po(stream, locale=folder)
