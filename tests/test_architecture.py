"""The house stands as DESIGN draws it."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
CODE = [p for room in ("verifier", "api", "fixtures", "bench") for p in (ROOT / room).rglob("*.py")]
ROOMS = (
    "intake",
    "quality",
    "locate",
    "mrz",
    "visual",
    "seal",
    "rules",
    "compare",
    "decide",
)
DRAWERS = {"utils", "helpers", "common", "base", "manager", "misc"}


def _imports(path: Path) -> set[str]:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    names = {a.name for n in ast.walk(tree) if isinstance(n, ast.Import) for a in n.names}
    return names | {n.module for n in ast.walk(tree) if isinstance(n, ast.ImportFrom) and n.module}


def test_import_contracts_hold():
    done = subprocess.run(
        [Path(sys.executable).with_name("lint-imports")], cwd=ROOT, capture_output=True, text=True
    )
    assert done.returncode == 0, done.stdout


@pytest.mark.parametrize("room", ROOMS)
def test_stages_are_strangers(room):
    others = tuple(f"verifier.{other}" for other in ROOMS if other != room)
    for path in (ROOT / "verifier" / room).rglob("*.py"):
        strangers = [name for name in _imports(path) if name.startswith(others)]
        assert not strangers, f"{path.relative_to(ROOT)} imports {strangers}"


def test_the_verifier_never_asks_the_clock():
    for path in (ROOT / "verifier").rglob("*.py"):
        if path.name == "standard.py" or path.parent.name == "cli":
            continue  # the edges, which make a context or tell an operator what is stale
        text = path.read_text(encoding="utf-8")
        assert "datetime.now(" not in text, path
        assert "date.today(" not in text, path
        assert "time.time(" not in text, path


def test_no_module_is_longer_than_300_lines():
    long = {
        str(p.relative_to(ROOT)): n for p in CODE if (n := len(p.read_text().splitlines())) > 300
    }
    assert not long


def test_there_are_no_drawers():
    assert not [p for p in CODE if p.stem in DRAWERS or p.parent.name in DRAWERS]


def test_every_module_says_what_it_is():
    silent = [str(p) for p in CODE if not ast.get_docstring(ast.parse(p.read_text()))]
    assert not silent


def test_the_pipeline_stays_readable():
    assert len((ROOT / "verifier" / "pipeline.py").read_text().splitlines()) <= 150


def test_only_five_names_are_public():
    import verifier

    assert set(verifier.__all__) == {"verify", "Claim", "Context", "Policy", "Decision"}
