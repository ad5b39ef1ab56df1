"""A name into words, each with its place and role; what is not the name is set aside.

Sources: ICAO Doc 9303-3 4.6 and 9303-4 4.2.3 (identifiers, fillers, single names); practice of
the countries for markers (geb., S/O, aka).
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import Literal

from verifier.compare.names.name import Name
from verifier.compare.names.words import words
from verifier.compare.transliterate.letters import (
    APOSTROPHES,
    HYPHENS,
    main_script,
    one_script,
    upper,
)

Role = Literal["surname", "given", "patronymic", "any"]
Kind = Literal["name", "particle", "suffix", "patronymic"]

# More words than any real name has; the rest are only compared for being equal.
MAX_WORDS = 12
MAX_WORD_LENGTH = 40

_WORD = re.compile(rf"[^\s<,;.·•/()\[\]|+&{re.escape(HYPHENS)}]+")
_RELATIVE = re.compile(r"\b[SDWCH]/[O0]\b", re.IGNORECASE)
_DEGREE = re.compile(r"^([SMB]\.\s?[A-Z][A-Za-z]{0,4}\.?)+$")
_DROPPED_MARKS = str.maketrans("ªº", "AO", APOSTROPHES + "ـ\u200c\u200d\u200e\u200f\u00ad")
_FIELDS: tuple[tuple[str, Role], ...] = (
    ("given_names", "given"),
    ("patronymic", "patronymic"),
    ("surname", "surname"),
    ("full_name", "any"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Word:
    """One word: as written, in capitals without apostrophes, and where it stood.

    `joined` says a hyphen ties it to the word before it.
    """

    text: str
    key: str
    field: str
    start: int
    role: Role
    kind: Kind = "name"
    joined: bool = False

    @property
    def end(self) -> int:
        """Position after its last character in its field."""
        return self.start + len(self.text)

    @property
    def is_initial(self) -> bool:
        """Whether it is a single letter."""
        return len(self.key) == 1 and self.key.isalpha()


@dataclass(frozen=True, slots=True, kw_only=True)
class Parsed:
    """A name's words in the order given, patronymic, surname (or as the line has them).

    `aside` are words that are not the name, each with the rule that says so; `birth_name` are
    the words after a birth-name marker. `fielded` says the source keeps surname and given
    apart; `beyond` are the words too many to lay side by side.
    """

    words: tuple[Word, ...]
    suffixes: tuple[Word, ...] = ()
    aside: tuple[tuple[Word, str], ...] = ()
    birth_name: tuple[Word, ...] = ()
    fielded: bool = False
    beyond: tuple[str, ...] = ()


def word_key(text: str) -> str:
    """Capitals of one script without apostrophes and soft marks."""
    return one_script(upper(text.translate(_DROPPED_MARKS)))


def parse(name: Name) -> Parsed:
    """Return the words of a name. Never raises, whatever the text."""
    found: list[Word] = []
    for field, role in _FIELDS:
        text: str = getattr(name, field)
        if field == "full_name" and found:
            break  # the fields say more than the line they were split from
        found.extend(_line(text) if role == "any" else _words(text, field, role))
    marks = {field: _relative_at(getattr(name, field)) for field, _ in _FIELDS}
    kept, aside, birth_name = _set_aside(found, marks)
    suffixes = [word for word in kept if word.kind == "suffix"]
    kept = _hangul_apart([word for word in kept if word.kind != "suffix"])
    return Parsed(
        words=tuple(kept[:MAX_WORDS]),
        suffixes=tuple(suffixes),
        aside=tuple(aside),
        beyond=tuple(word.key for word in kept[MAX_WORDS:]),
        birth_name=tuple(birth_name),
        fielded=any(w.role == "surname" for w in kept) and any(w.role == "given" for w in kept),
    )


def _relative_at(text: str) -> int | None:
    """Return where another person's name begins: S/O, D/O, W/O, C/O, H/O."""
    found = _RELATIVE.search(text)
    return found.start() if found else None


def _words(text: str, field: str, role: Role, offset: int = 0) -> list[Word]:
    out: list[Word] = []
    previous_end = 0
    for match in _WORD.finditer(text):
        key = word_key(match.group())[:MAX_WORD_LENGTH]
        if not any(c.isalpha() for c in key):
            previous_end = match.end()
            continue
        between = text[previous_end : match.start()]
        joined = bool(out) and len(between) == 1 and between in HYPHENS
        out.append(
            Word(
                text=match.group(),
                key=key,
                field=field,
                start=offset + match.start(),
                role=role,
                joined=joined,
            )
        )
        previous_end = match.end()
    return out


def _line(text: str) -> list[Word]:
    """Words of a one-line name, with roles where a comma or `<<` tells them."""
    text = _without_degrees(text)
    for mark in ("<<", ","):
        head, found, tail = text.partition(mark)
        rest = _words(tail, "full_name", "given", len(head) + len(mark))
        front = _words(head, "full_name", "surname")
        if found and front and rest and not all(w.key in words().suffixes for w in rest):
            return rest + front
    return _words(text, "full_name", "any")


def _without_degrees(text: str) -> str:
    """Drop degrees after a comma (`Budi Santoso, S.Kom`; `Hans Meier, Dipl.-Ing.`)."""
    head, comma, tail = text.partition(",")
    pieces = [piece.strip() for piece in tail.split(",")]
    degrees = comma and all(
        re.sub(r"[^A-Z]", "", piece.upper()) in words().titles or _DEGREE.match(piece)
        for piece in pieces
    )
    return head if degrees and head.strip() else text


def _set_aside(
    found: list[Word], marks: dict[str, int | None] | None = None
) -> tuple[list[Word], list[tuple[Word, str]], list[Word]]:
    lists = words()
    kept: list[Word] = []
    aside: list[tuple[Word, str]] = []
    birth_name: list[Word] = []
    relatives = {field: at for field, at in (marks or {}).items() if at is not None}
    skipping: tuple[str, str] | None = None  # the field being skipped, and by which rule
    for word in found:
        if skipping and skipping[0] == word.field:
            if skipping[1] == "birth_name.omitted":
                birth_name.append(word)
            else:
                aside.append((word, skipping[1]))
        elif kept and _same_line(kept[-1], word) and word.key in lists.birth_name_markers:
            skipping = (word.field, "birth_name.omitted")
        elif word.field in relatives and word.start >= relatives[word.field]:
            aside.append((word, "relative.omitted"))
        elif kept and word.key in lists.alias_markers and len(found) > 2:
            skipping = (word.field, "alias.omitted")
        elif word.key in lists.placeholders and len(found) > 1:
            aside.append((word, "placeholder.omitted"))
        elif _is_title(word, found):
            aside.append((word, "title.omitted"))
        else:
            kept.append(_with_kind(word, found))
    _tie_fathers(kept)
    _keep_short_surnames(kept)
    return (kept, aside, birth_name) if kept else (found, [], [])


def _keep_short_surnames(kept: list[Word]) -> None:
    """Take a surname made of particles alone (Do, Le, An) for the name it is."""
    surname = [word for word in kept if word.role == "surname"]
    if surname and all(word.kind == "particle" for word in surname):
        kept[:] = [replace(w, kind="name") if w.role == "surname" else w for w in kept]


def _tie_fathers(kept: list[Word]) -> None:
    """Mark the father's name in `Rustam o'g'li` and `Serik uly`: the word before."""
    for at in range(2, len(kept)):
        before = kept[at - 1]
        if kept[at].key in words().patronymic_words and before.role in ("any", "given"):
            kept[at - 1] = replace(before, kind="patronymic")


def _same_line(before: Word, word: Word) -> bool:
    return before.field == word.field


def _is_title(word: Word, found: list[Word]) -> bool:
    """Return whether a word is a title: before the name, or after it in a longer line."""
    if word.key not in words().titles or len(found) < 3 or word.joined:
        return False
    at = found.index(word)
    return at == 0 or all(w.key in words().titles for w in (*found[:at],)) or at >= 2


def _with_kind(word: Word, found: list[Word]) -> Word:
    lists = words()
    at = found.index(word)
    if word.role == "patronymic" or (is_patronymic(word.key) and _may_be_patronymic(word, found)):
        return replace(word, kind="patronymic")
    if word.key in lists.suffixes and at > 0 and len(found) > 2:
        return replace(word, kind="suffix")
    if _is_particle(word, found, at):
        return replace(word, kind="particle")
    return word


def _is_particle(word: Word, found: list[Word], at: int) -> bool:
    lists = words()
    if word.key not in lists.particles or len(found) <= 2 or word.role == "given":
        return False
    if {w.key for w in found} & lists.vietnamese_surnames or _is_le_and_middle(found):
        return False  # Văn, Lê, An, Đỗ are names there
    return at < len(found) - 1 or word.key in lists.trailing_particles


def _is_le_and_middle(found: list[Word]) -> bool:
    keys = {w.key for w in found}
    return "LE" in keys and bool(keys & {"THI", "DUC", "MINH", "VAN"}) and "DE" not in keys


def _hangul_apart(found: list[Word]) -> list[Word]:
    """Split a Korean name written as one word: the first syllable is the family name."""
    if (
        len(found) != 1
        or main_script(found[0].key) != "hangul"
        or len(found[0].key) not in (2, 3, 4)
    ):
        return found
    whole = found[0]
    front = replace(whole, text=whole.text[:1], key=whole.key[:1])
    rest = replace(whole, text=whole.text[1:], key=whole.key[1:], start=whole.start + 1)
    return [front, rest]


def is_patronymic(key: str) -> bool:
    """Whether a capital word has a father's-name ending or is OGLU, KYZY and the like."""
    if key in words().patronymic_words:
        return True
    if not key.endswith(words().patronymic_endings):
        return False
    return any(key.endswith(e) and len(key) >= len(e) + 3 for e in words().patronymic_endings)


def _may_be_patronymic(word: Word, found: list[Word]) -> bool:
    """Surnames end in -vich too: a patronymic follows a given name and leaves a surname."""
    if word.role == "surname":
        return word.key in words().patronymic_words
    others = [w for w in found if w is not word and not w.is_initial]
    return len(others) >= 2 and found.index(word) > 0


def readable(found: tuple[Word, ...]) -> bool:
    """Whether every word is in a script Candor can compare."""
    return all(main_script(word.key) != "other" for word in found)
