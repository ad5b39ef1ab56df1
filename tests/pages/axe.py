"""axe-core 4.14.1 (`axe.min.js` of the npm package `axe-core`, unchanged, MPL-2.0), for tests only.

It is evaluated by the driver, not loaded by the page, so the page's content policy stays in force.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

from playwright.sync_api import Page

# WCAG 2.2 AA and what axe's makers recommend besides.
_TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


@cache
def _source() -> str:
    return (Path(__file__).parent / "axe.min.js").read_text(encoding="utf-8")


def violations(page: Page) -> list[str]:
    """Return what axe finds wrong with a page: rule, where, and why."""
    page.evaluate(_source())
    found = page.evaluate(
        "tags => axe.run(document, {runOnly: {type: 'tag', values: tags}})", _TAGS
    )
    return [
        f"{rule['id']}: {' '.join(map(str, node['target']))}: {node['failureSummary']}"
        for rule in found["violations"]
        for node in rule["nodes"]
    ]
