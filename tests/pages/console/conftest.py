"""A real database of this room's tests, and browsers of its reviewers."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest

from api.access import sessions
from api.access.principal import Role
from api.service import Service
from tests.pages.console.seed import person
from tests.pages.installed import installed


@pytest.fixture(scope="module")
def svc() -> Iterator[Service]:
    """Return a service whose database ends with the module's tests."""
    with installed() as service:
        yield service


class Desk:
    """A reviewer at a browser page; `open` loads a path of the console."""

    def __init__(self, page, url: str, staff_id: str) -> None:
        self.page = page
        self.url = url
        self.id = staff_id

    def open(self, path: str) -> None:
        self.page.goto(self.url + path)

    def press(self, *keys: str) -> None:
        for key in keys:
            self.page.keyboard.press(key)

    def shown(self, selector: str) -> None:
        self.page.wait_for_selector(selector)

    @property
    def text(self) -> str:
        return self.page.inner_text("main")


@pytest.fixture
def sit(browser, served) -> Iterator[Callable[..., Desk]]:
    """Return a function that seats a reviewer: `sit("Ines")`, `sit("Ada", Role.ADMIN)`."""
    contexts = []
    faults: list[str] = []

    def seat(name: str, *roles: Role, scheme: str = "light", width: int = 1440) -> Desk:
        staff_id, secret = person(served.svc, name, *roles)
        context = browser.new_context(
            locale="en-GB",
            color_scheme=scheme,
            viewport={"width": width, "height": 900},
            reduced_motion="reduce",
        )
        contexts.append(context)
        context.add_cookies([{"name": sessions.COOKIE, "value": secret, "url": served.url}])
        page = context.new_page()
        page.on("pageerror", lambda error: faults.append(str(error)))
        page.on(
            "console",
            lambda said: faults.append(said.text) if said.type == "error" else None,
        )
        return Desk(page, served.url, staff_id)

    yield seat
    for context in contexts:
        context.close()
    assert not [fault for fault in faults if "Failed to load resource" not in fault]
