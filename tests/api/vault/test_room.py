"""The vault and the audit chain know nothing of the service around them."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

API = Path(__file__).resolve().parents[3] / "api"
ALLOWED = ("api.settings", "api.ids", "api.store.tables", "verifier.errors")


@pytest.mark.parametrize("room", ["vault", "audit"])
def test_a_leaf_room_imports_only_itself_and_the_words_of_all(room):
    for path in (API / room).glob("*.py"):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        froms = [n.module or "" for n in ast.walk(tree) if isinstance(n, ast.ImportFrom)]
        plain = [a.name for n in ast.walk(tree) if isinstance(n, ast.Import) for a in n.names]
        ours = [name for name in froms + plain if name.startswith(("api", "verifier"))]
        assert not [n for n in ours if not n.startswith((*ALLOWED, f"api.{room}."))], path
