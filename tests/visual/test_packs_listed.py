"""The packs `./run` installs are those the reader asks for first."""

from __future__ import annotations

from tests.corpus import REPOSITORY
from verifier.visual.packs import LANGUAGE_PACKS, SCRIPT_PACKS

_DEBIAN = {
    "Arabic": "script-arab",
    "Bengali": "script-beng",
    "Cyrillic": "script-cyrl",
    "Devanagari": "script-deva",
    "Sinhala": "script-sinh",
    "Tamil": "script-taml",
}


def test_every_first_choice_is_installed():
    listed = set((REPOSITORY / "verifier/visual/packs.txt").read_text("utf-8").split())
    first = {packs[0] for packs in (*LANGUAGE_PACKS.values(), *SCRIPT_PACKS.values())}
    assert {_DEBIAN.get(pack, pack.replace("_", "-")) for pack in first} == listed
