"""Read gettext catalogues (`locale/<lang>/LC_MESSAGES/reasons.po`) at run time, without compiling.

A message is found by its context (`<code>.<audience>.<part>`) and its English text together: when
the English changes, the old translation no longer matches and English is shown, never a stale
refusal. Entries marked fuzzy are left out for the same reason.
"""

from __future__ import annotations

import gettext
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po

LOCALE = Path(__file__).parent / "locale"
DOMAIN = "reasons.po"


@dataclass(frozen=True, slots=True, kw_only=True)
class Translation:
    """One language's messages: `(context, English) -> forms`, one form where it has no plural."""

    messages: Mapping[tuple[str, str], tuple[str, ...]]
    plural: Callable[[int], int]

    def text(self, context: str, english: str) -> str | None:
        """Return the translation, or None where there is none."""
        forms = self.messages.get((context, english))
        return forms[0] if forms else None

    def counted(self, context: str, english: str, n: int) -> str | None:
        """Return the plural form for `n`, or None where there is none."""
        forms = self.messages.get((context, english))
        index = self.plural(n)
        return forms[index] if forms and index < len(forms) else None


def po_path(locale: Path, tag: str) -> Path:
    """Return where a language's catalogue lies; `sr-Latn` is the folder `sr_Latn`."""
    return locale / tag.replace("-", "_") / "LC_MESSAGES" / DOMAIN


def read_catalog(path: Path, tag: str) -> Catalog:
    """Parse one catalogue; an absent file is an empty catalogue."""
    if not path.is_file():
        return Catalog(locale=tag.replace("-", "_"))
    with path.open("rb") as stream:
        return read_po(stream, locale=tag.replace("-", "_"))


@lru_cache(maxsize=64)
def translation(tag: str) -> Translation:
    """Return a language's messages, read once."""
    catalog = read_catalog(po_path(LOCALE, tag), tag)
    messages: dict[tuple[str, str], tuple[str, ...]] = {}
    for message in catalog:
        if not message.id or message.fuzzy or not message.string or not message.context:
            continue
        english = message.id if isinstance(message.id, str) else message.id[0]
        string = message.string
        forms = (string,) if isinstance(string, str) else tuple(string)
        if all(forms):
            messages[message.context, english] = forms
    return Translation(messages=messages, plural=gettext.c2py(catalog.plural_expr))
