"""A served Candor and Debian's chromium, once for all browser tests of a worker."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.pages.served import Served, serve

CHROMIUM = "/usr/bin/chromium"


@pytest.fixture(scope="session")
def served(tmp_path_factory) -> Iterator[Served]:
    """Return the whole service: database, web and worker."""
    data = tmp_path_factory.mktemp("served")
    with serve(data) as running:
        yield running
    shutil.rmtree(data, ignore_errors=True)


@pytest.fixture(scope="session")
def browser() -> Iterator[object]:
    """Return Debian's chromium; its absence is an error, never a silent skip."""
    from playwright.sync_api import sync_playwright

    if not Path(CHROMIUM).exists():
        pytest.fail("browser tests need chromium: sudo apt-get install chromium")
    with sync_playwright() as driver:
        launched = driver.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield launched
        launched.close()


@pytest.fixture
def page(browser) -> Iterator[object]:
    """Return a fresh page that fails the test on any script error or refused content."""
    context = browser.new_context(locale="en-GB", viewport={"width": 1100, "height": 850})
    opened = context.new_page()
    faults: list[str] = []
    opened.on("pageerror", lambda error: faults.append(str(error)))
    opened.on(
        "console",
        lambda message: faults.append(message.text) if message.type == "error" else None,
    )
    yield opened
    context.close()
    # A refused picture (404) of a case is told by its own test; policy faults never are.
    assert not [fault for fault in faults if "Failed to load resource" not in fault]
