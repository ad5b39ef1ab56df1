"""Applies one romanisation table to a text, position by position."""

from __future__ import annotations

from verifier.compare.transliterate.letters import APOSTROPHES, is_vowel, upper
from verifier.compare.transliterate.table import Romanisation, romanisation

_LONGEST_GROUP = 4  # ՈՒ, ЗГ, ЬЕ, ΓΧ; nothing in the tables is longer


def romanise(text: str, table_id: str) -> str:
    """Return `text` in Latin letters under one table, keeping its capitalisation.

    Letters the table does not know stay as they are. Raises CandorError for an unknown table.
    """
    table = romanisation(table_id)
    capitals = romanise_capitals(text, table)
    if text == text.upper() and text != text.lower():
        return capitals
    return capitals.title() if _is_titled(text) else capitals.lower()


def _is_titled(text: str) -> bool:
    """Whether the first letter is a capital, or the script has no capitals."""
    first = next((c for c in text if c.isalpha()), "")
    return first.isupper() or first.lower() == first.upper() or "\u10d0" <= first <= "\u10ff"


def romanise_capitals(text: str, table: Romanisation, choice: int = 0) -> str:
    """Return `text` in Latin capitals; `choice` picks the n-th spelling where a letter has more."""
    source = upper(text)
    out: list[str] = []
    at = 0
    while at < len(source):
        letter = source[at]
        grouped = letter in table.heads
        width, latin = (
            _step(source, at, table, choice) if grouped else (1, _letter(letter, table, choice))
        )
        out.append(latin)
        at += width
    return "".join(out)


def _step(source: str, at: int, table: Romanisation, choice: int) -> tuple[int, str]:
    starts = at == 0 or not (source[at - 1].isalpha() or source[at - 1] in APOSTROPHES)
    softened = at > 0 and (is_vowel(source[at - 1]) or source[at - 1] in "ЬЪ" + APOSTROPHES)
    for width in range(min(_LONGEST_GROUP, len(source) - at), 0, -1):
        group = source[at : at + width]
        ends = at + width == len(source) or not source[at + width].isalpha()
        for applies, rules in (
            (starts, table.start),
            (ends, table.end),
            (softened, table.after_vowel),
            (True, table.anywhere),
        ):
            if applies and group in rules:
                return width, rules[group]
    return 1, _letter(source[at], table, choice)


def _letter(letter: str, table: Romanisation, choice: int) -> str:
    if choice and letter in table.alternatives:
        options = (table.letters[letter], *table.alternatives[letter])
        return options[min(choice, len(options) - 1)]
    return table.letters.get(letter, letter)
