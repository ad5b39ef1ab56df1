"""Which Tesseract packs read a document's lines, and the surest reading among them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import NamedTuple

from verifier.model.page import Raster
from verifier.visual import native
from verifier.visual.letters import marked_letters
from verifier.visual.packs import installed, pack_for, split_tag
from verifier.visual.strip import Strip, mean_confidence

# Below this the next pack of the same script is tried.
_TRY_NEXT = 0.85
_ANY_LATIN = ("Latn",)
_KNOWN_BETTER = {"mkd": ("srp", "Љљ")}


class Pack(NamedTuple):
    """A Tesseract pack and what it reads."""

    script: str
    language: str
    name: str


def packs_for(scripts: Sequence[str]) -> tuple[Pack, ...]:
    """Return the packs to read with, those of other scripts than Latin first, each once."""
    found: dict[str, Pack] = {}
    for tag in (*sorted(scripts, key=lambda t: split_tag(t)[0] == "Latn"), *_ANY_LATIN):
        name = pack_for(tag)
        if name is not None and (tag not in _ANY_LATIN or not found):
            found.setdefault(name, Pack(*split_tag(tag), name))
    packs = tuple(found.values())
    # A Latin pack beside another script's would only read that script's letters as Latin ones.
    others = tuple(p for p in packs if p.script != "Latn")
    return others or packs


def accents_for(scripts: Sequence[str]) -> Pack | None:
    """Return the pack of a language that prints Latin letters with diacritics of its own."""
    for tag in scripts:
        script, language = split_tag(tag)
        name = pack_for(tag) if script == "Latn" and marked_letters(language) else None
        if name is not None:
            return Pack(script, language, name)
    return None


def corrected(line: Raster, strip: Strip, packs: Sequence[Pack]) -> Strip:
    """Return `strip`, read by the first of the packs, with the letters another pack knows better.

    Debian's Macedonian pack takes Љ for Њ or Г, and is sure of it; the Serbian one knows it.
    """
    rival, letters = _KNOWN_BETTER.get(packs[0].name, ("", ""))
    if not strip or rival not in installed():
        return strip
    other = native.read_native(line, rival)
    if len(other) != len(strip):  # "ГЈУПКА" for "ЉУПКА": its parts were taken for two letters
        known = any(c.text in letters for c in other) and mean_confidence(other) >= _TRY_NEXT
        return other if known else strip
    return tuple(
        replace(a, text=b.text, confidence=b.confidence) if b.text in letters else a
        for a, b in zip(strip, other, strict=True)
    )


def best(line: Raster, packs: Sequence[Pack]) -> tuple[str, str, Strip]:
    """Return the script, the language and the reading of the first pack that is sure."""
    script, language = "Latn", ""
    surest: Strip = ()
    for pack in packs:
        strip = native.read_native(line, pack.name)
        if not surest or mean_confidence(strip) > mean_confidence(surest):
            script, language, surest = pack.script, pack.language, strip
        if pack.script == "Latn" or mean_confidence(surest) >= _TRY_NEXT:
            break
    return script, language, surest
