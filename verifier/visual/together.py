"""Fields that stand together under one label, and a label that means less than it says.

"LIN, MEI-HUA" under "Name", "YOGYAKARTA, 17-08-1991" under a place and date of birth, and "Name"
over a surname whose given names have a label of their own.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace

from verifier.visual.guide import LEAST
from verifier.visual.letters import main_script
from verifier.visual.scene import Placed, Scene
from verifier.visual.value import Value
from verifier.visual.values import values_of

_PARTS = ("surname", "given_names")
_WHOLE_DATE = 10  # characters of ISO 8601


def regrouped(scene: Scene, found: Mapping[str, Placed]) -> dict[str, Placed]:
    """Return the fields placed by labels, those that share a label each on its own."""
    whole = dict(found)
    printed = {spec.name for spec in scene.specs}
    if "full_name" in whole and "full_name" in printed:
        # The document is known to print its names as one: other labels of names are not its own.
        for part in _PARTS:
            if part not in printed:
                whole.pop(part, None)
    elif _is_surname(found):
        whole["surname"] = replace(whole.pop("full_name"), field="surname")
    elif _is_given(found) and "full_name" not in printed:
        whole["given_names"] = replace(whole.pop("full_name"), field="given_names")
    if "birth_date" not in whole and (date := _date_in_place(scene, found)):
        whole["birth_date"] = date
    return whole | name_parts(scene, whole)


def _is_surname(found: Mapping[str, Placed]) -> bool:
    """Whether "Name" stands for the surname: given names have a label and a line of their own."""
    name, given = found.get("full_name"), found.get("given_names")
    if name is None or given is None or "surname" in found:
        return False
    return {id(p) for p in given.stretch.pieces}.isdisjoint(id(p) for p in name.stretch.pieces)


def _is_given(found: Mapping[str, Placed]) -> bool:
    """Whether "Name" stands for the given names: the surname has a label and a line of its own."""
    name, surname = found.get("full_name"), found.get("surname")
    if name is None or surname is None or "given_names" in found:
        return False
    return {id(p) for p in surname.stretch.pieces}.isdisjoint(id(p) for p in name.stretch.pieces)


def _date_in_place(scene: Scene, found: Mapping[str, Placed]) -> Placed | None:
    """Return the whole date that stands beside the place of birth on its line."""
    place = found.get("birth_place")
    if place is None:
        return None
    dates = values_of("birth_date", place.stretch.text, scene.manner)
    whole = [d for d in dates if len(d.value) == _WHOLE_DATE]
    return replace(place, field="birth_date", values=(whole[0],)) if whole else None


def name_parts(scene: Scene, found: dict[str, Placed]) -> dict[str, Placed]:
    """Return surname and given names that stand under one label, as "LIN, MEI-HUA" does.

    A comma parts them (Doc 9303-4, 4.2.3: primary before secondary identifier); without one the
    machine-readable zone tells which words are which.
    """
    whole = found.get("full_name")
    if whole is None and "given_names" not in found and _holds_comma(found.get("surname")):
        whole = found["surname"]  # "Name/Nom", which French readers take for the surname alone
        found = {name: placed for name, placed in found.items() if name != "surname"}
    if whole is None:
        return {}
    text = whole.stretch.text
    parts: dict[str, Placed] = {}
    for name in ("surname", "given_names"):
        if name in found:
            continue
        best = max(
            ((scene.guide.likeness(name, v), v) for v in _word_runs(text)),
            key=lambda b: b[0],
            default=(0.0, None),
        )
        if best[1] is not None and best[0] >= LEAST:
            parts[name] = replace(whole, field=name, values=(best[1],), way="guide")
    if not parts and not scene.guide.expected and text.count(",") == 1:
        at = text.index(",")
        for name, start, end in (("surname", 0, at), ("given_names", at + 1, len(text))):
            if name not in found and text[start:end].strip():
                value = _span_value(text, start, end)
                parts[name] = replace(whole, field=name, values=(value,))
    return parts


def _holds_comma(placed: Placed | None) -> bool:
    return placed is not None and placed.stretch.text.count(",") == 1


def _word_runs(text: str) -> Iterator[Value]:
    """Yield each run of neighbouring words as a name."""
    words = [m.span() for m in re.finditer(r"[^\s,/]+", text)]
    for i, (start, _) in enumerate(words):
        for _, end in words[i:]:
            yield _span_value(text, start, end)


def _span_value(text: str, start: int, end: int) -> Value:
    while start < end and text[start] in " ,":
        start += 1
    part = text[start:end]
    script = main_script(part) or "Latn"
    return Value(value=" ".join(part.split()), start=start, end=end, script=script)
