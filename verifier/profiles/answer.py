"""What a country's people can send, as an answer in plain sentences of many languages.

The sentences stand in `accepts.toml`, one table for each language; what has none is English.
Documents are numbered, so that no sentence has to bend their names.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from babel import Locale, UnknownLocaleError

TEXTS = Path(__file__).with_name("accepts.toml")
ENGLISH = "en"
_WORD_OF = {"address": "address_word"}  # `address` itself is a sentence


@dataclass(frozen=True, slots=True, kw_only=True)
class Acceptable:
    """One document that can be sent; `names` by language, `advice` on how to show it."""

    id: str
    kind: str
    names: tuple[tuple[str, str], ...]
    proves: tuple[str, ...]
    sides: tuple[str, ...]
    signed: bool
    checker: str
    advice: tuple[str, ...]
    status: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What can be sent from one country.

    `documents` are those left after what is lacking, most telling first; `by_proof` names them by
    what they prove; `enough` are the smallest sets that together prove name, birth date and
    photograph, and `with_address` those that also prove the address. Both may be empty: then a
    person must help.
    """

    country: str
    name: str
    lacking: tuple[str, ...]
    documents: tuple[Acceptable, ...]
    by_proof: tuple[tuple[str, tuple[str, ...]], ...]
    enough: tuple[tuple[str, ...], ...]
    with_address: tuple[tuple[str, ...], ...]
    unknown_words: tuple[tuple[str, str], ...] = ()
    alpha2: str = ""


@cache
def texts() -> Mapping[str, Mapping[str, str]]:
    """Return the sentences by language."""
    return tomllib.loads(TEXTS.read_text(encoding="utf-8"))


def plain_answer(answer: Answer, lang: str = ENGLISH) -> str:
    """Return the answer in sentences, a document a line, in `lang` or in English."""
    tag = language(lang)
    say, country = texts()[tag], _country(answer, tag)
    if not answer.documents:
        return say["nothing"].format(country=country)
    shown = {d.id: n for n, d in enumerate(answer.documents, start=1)}
    lines = [say["heading"].format(country=country)]
    titles = _titles(answer.documents, tag)
    lines += [
        f"  {shown[d.id]}. {title}: {_proofs(d, say)}"
        for d, title in zip(answer.documents, titles, strict=True)
    ]
    lines.append(_sets(say, "identity", answer.enough, shown))
    lines.append(_sets(say, "address", answer.with_address, shown))
    return "\n".join((*lines, *_hints(answer, say)))


def language(tag: str) -> str:
    """Return the nearest language there are sentences in: `uk-UA` is `uk`, the unknown English."""
    short = tag.replace("_", "-").split("-")[0].lower()
    return short if short in texts() else ENGLISH


def _country(answer: Answer, tag: str) -> str:
    try:
        return str(Locale.parse(tag).territories.get(answer.alpha2, answer.name))
    except (UnknownLocaleError, ValueError):
        return answer.name


def _titles(documents: Sequence[Acceptable], tag: str) -> list[str]:
    """Return what each is called, with its own name beside; two series are told apart."""
    plain = [_title(d, tag) for d in documents]
    return [
        f"{title} ({dict(d.names).get(ENGLISH, d.id)})" if plain.count(title) > 1 else title
        for d, title in zip(documents, plain, strict=True)
    ]


def _title(document: Acceptable, tag: str) -> str:
    names = dict(document.names)
    own = next((n for language, n in document.names if language != ENGLISH), "")
    title = names.get(tag) or names.get(ENGLISH) or own
    return title + (f" ({own})" if own and own != title else "")


def _proofs(document: Acceptable, say: Mapping[str, str]) -> str:
    proofs = ", ".join(say[_WORD_OF.get(p, p)] for p in document.proves)
    return proofs + (f"; {say['both_sides']}" if len(document.sides) > 1 else "")


def _sets(
    say: Mapping[str, str], what: str, sets: Sequence[Sequence[str]], shown: Mapping[str, int]
) -> str:
    """Return what is enough: numbers alone, or sums of them where none is enough alone."""
    if not sets:
        return say[f"no_{what}"]
    numbered = sorted(sorted(shown[i] for i in chosen) for chosen in sets)
    if len(numbered[0]) == 1:
        return say[what].format(numbers=", ".join(str(n) for chosen in numbered for n in chosen))
    sums = f" {say['or']} ".join(" + ".join(map(str, chosen)) for chosen in numbered)
    return say[f"{what}_together"].format(numbers=sums)


def _hints(answer: Answer, say: Mapping[str, str]) -> Iterator[str]:
    for word, near in answer.unknown_words:
        meant = f" {say['meant'].format(nearest=near)}" if near else ""
        yield say["unknown"].format(word=word) + meant
