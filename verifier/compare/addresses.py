"""Two spellings of one address: the same words in any order, or the same numbers and most words.

Addresses are written in every order and with every abbreviation; only house, flat and postal
numbers are hard facts. A verdict rests on them and on the words in common, never on a score.
"""

from __future__ import annotations

import re
import unicodedata

from verifier.model.comparison import Agreement

_WORD = re.compile(r"\d+|[^\W\d_]+")
_LEAST_LETTERS = 4  # shorter words are abbreviations and prepositions


def compare_addresses(a: str, b: str) -> tuple[Agreement, str]:
    """Return how two addresses relate and the rule; never raises."""
    left, right = _words(a), _words(b)
    if not left or not right:
        return Agreement.NOT_COMPARABLE, "address.empty"
    if left == right:
        return Agreement.SAME, "identical"
    if left <= right or right <= left:
        return Agreement.SAME_BY_RULE, "address.shorter"
    numbers = ({w for w in left if w.isdigit()}, {w for w in right if w.isdigit()})
    if numbers[0] and numbers[1] and not (numbers[0] <= numbers[1] or numbers[1] <= numbers[0]):
        return Agreement.DIFFERENT, "differs.address_numbers"
    names = ({w for w in left if _is_name(w)}, {w for w in right if _is_name(w)})
    if names[0] & names[1]:
        return Agreement.LIKELY, "address.partly_same"
    if {_script(w) for w in names[0]} != {_script(w) for w in names[1]}:
        return Agreement.NOT_COMPARABLE, "address.other_script"
    return Agreement.DIFFERENT, "differs.address_words"


def _words(text: str) -> set[str]:
    plain = "".join(
        c for c in unicodedata.normalize("NFKD", text.casefold()) if not unicodedata.combining(c)
    )
    return set(_WORD.findall(plain))


def _is_name(word: str) -> bool:
    return not word.isdigit() and len(word) >= _LEAST_LETTERS


def _script(word: str) -> str:
    return unicodedata.name(word[0], "?").split()[0]
