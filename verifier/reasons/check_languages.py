"""Checks of the translations: complete, same placeholders, every plural form, signs isolated.

Sources: GNU gettext manual, 12.6 (plural forms); CLDR plural rules through Babel; UAX #9, 3.4
(`<` is mirrored in right-to-left text, so there it stands in an isolate).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from babel.messages.catalog import Catalog as PoCatalog
from babel.messages.catalog import Message as PoMessage

from verifier.reasons.catalogue import Catalogue
from verifier.reasons.fill import PLACEHOLDER
from verifier.reasons.language import ENGLISH, LANGUAGES, direction
from verifier.reasons.problem import Problem
from verifier.reasons.template import Message, messages
from verifier.reasons.translation import DOMAIN, po_path, read_catalog

REVIEWED_IN = ("uk", "ru")  # reviewers' texts are translated where our reviewers work
_ISOLATED_SIGN = "\u2066<\u2069"


def language_problems(source: Catalogue, locale: Path) -> Iterator[Problem]:
    """Yield what is missing, stale or wrong in each language, and folders no language claims."""
    for tag in LANGUAGES:
        if tag != ENGLISH:
            yield from one_language(source, locale, tag)
    known = {po_path(locale, tag) for tag in LANGUAGES}
    for path in sorted(locale.glob(f"*/*/{DOMAIN}")):
        if path not in known:
            yield Problem(
                where=str(path.relative_to(locale)),
                what="a language nobody is offered",
                remedy="Add it to language.LANGUAGES or remove the folder",
            )


def one_language(source: Catalogue, locale: Path, tag: str) -> Iterator[Problem]:
    """Yield one language's problems."""
    if not po_path(locale, tag).is_file():
        yield Problem(where=tag, what="no translation", remedy=f"Make {po_path(locale, tag).name}")
        return
    catalog = read_catalog(po_path(locale, tag), tag)
    wanted = {(m.context, m.english): m for m in messages(source)}
    held = {(str(m.context), _english(m)): m for m in catalog if m.id}
    for key, message in wanted.items():
        if message.for_reviewer and tag not in REVIEWED_IN:
            continue
        yield from _entry(tag, message, held.get(key), catalog)
    for context, english in held.keys() - wanted.keys():
        yield Problem(
            where=f"{tag} {context}",
            what=f"stale: the English is no longer {english!r}",
            remedy="Translate the new English and remove this entry",
        )


def _entry(
    tag: str, message: Message, entry: PoMessage | None, catalog: PoCatalog
) -> Iterator[Problem]:
    where = f"{tag} {message.context}"
    forms = _forms(entry)
    if entry is None or entry.fuzzy or not forms or not all(forms):
        yield Problem(
            where=where, what=f"{message.english!r} is not translated", remedy="Translate it"
        )
        return
    if message.plural is not None and len(forms) != catalog.num_plurals:
        yield Problem(
            where=where,
            what=f"{len(forms)} plural forms of {catalog.num_plurals}",
            remedy="Give every form the header's Plural-Forms names",
        )
    for form in forms:
        yield from _form(where, tag, message, form)


def _form(where: str, tag: str, message: Message, form: str) -> Iterator[Problem]:
    ours, theirs = (sorted(set(PLACEHOLDER.findall(text))) for text in (message.english, form))
    # "one day" may be a word without its number (CLDR: Arabic one and two).
    dropped = message.plural is not None and not theirs
    if ours != theirs and not dropped:
        yield Problem(
            where=where,
            what=f"placeholders {theirs} where English has {ours}",
            remedy="Keep every {placeholder} as it is",
        )
    if re.sub(PLACEHOLDER, "", form).strip("{} ") == "" or re.search(
        r"[{}]", re.sub(PLACEHOLDER, "", form)
    ):
        yield Problem(where=where, what="a stray brace or no words", remedy="Write it out")
    if direction(tag) == "rtl" and "<" in form.replace(_ISOLATED_SIGN, ""):
        yield Problem(
            where=where,
            what="a bare < is shown as > in right-to-left text",
            remedy="Put it between U+2066 and U+2069",
        )


def _english(message: PoMessage) -> str:
    return message.id if isinstance(message.id, str) else str(message.id[0])


def _forms(entry: PoMessage | None) -> tuple[str, ...]:
    if entry is None or not entry.string:
        return ()
    return (entry.string,) if isinstance(entry.string, str) else tuple(entry.string)
