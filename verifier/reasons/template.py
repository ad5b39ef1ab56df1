"""Every message a language translates, in order, and the POT file translators start from.

GNU gettext PO format (manual, section 3); contexts are `<code>.<audience>.<part>` for texts and
`<table>.<key>` for the words of `words.toml`.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO

from babel.messages.catalog import Catalog
from babel.messages.pofile import write_po

from verifier.reasons.catalogue import Catalogue, catalogue
from verifier.reasons.definition import ReasonDefinition

_WIDTH = 98
PRIVATE_TO_REVIEWERS = ".reviewer."


@dataclass(frozen=True, slots=True, kw_only=True)
class Message:
    """One message: its context, English text, plural where it counts, and a note to translators."""

    context: str
    english: str
    plural: str | None = None
    note: str = ""

    @property
    def for_reviewer(self) -> bool:
        """Whether only reviewers read it."""
        return PRIVATE_TO_REVIEWERS in self.context


def messages(source: Catalogue) -> Iterator[Message]:
    """Yield every message of a catalogue: texts by code, sentences, words, counted units."""
    for definition in source.definitions.values():
        yield from _texts(definition)
    for table, sentences in source.sentences.items():
        for key, english in sentences.items():
            yield Message(context=f"{table}.{key}", english=english, note="around the reasons")
    for table, words in source.words.items():
        note = "a button's label" if table == "fix_verb" else "shown in lists and after a colon"
        for key, english in words.items():
            yield Message(context=f"{table}.{key}", english=english, note=note)
    for unit, (one, other) in source.units.items():
        yield Message(context=f"unit.{unit}", english=one, plural=other, note="a number, its noun")


def _texts(definition: ReasonDefinition) -> Iterator[Message]:
    for audience, texts in definition.audiences():
        for part, variants in texts.parts():
            for english in variants:
                yield Message(
                    context=f"{definition.code.value}.{audience}.{part}",
                    english=english,
                    note=definition.why,
                )


def template() -> str:
    """Return the POT file."""
    pot = Catalog(project="candor", domain="reasons", charset="utf-8", header_comment=_HEADER)
    for message in messages(catalogue()):
        pot.add(
            id=message.english if message.plural is None else (message.english, message.plural),
            context=message.context,
            auto_comments=(message.note,),
            flags=("python-brace-format",) if "{" in message.english else (),
        )
    stream = BytesIO()
    write_po(stream, pot, width=_WIDTH, omit_header=True)
    return stream.getvalue().decode("utf-8")


_HEADER = "# Reasons of Candor. Keep every {placeholder}; address the reader politely."
