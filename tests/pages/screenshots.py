"""Pictures of every page, for people to look at: `./run screenshots [--out FOLDER] [--only NAME]`.

The real service is started over a folder of its own, cases are brought into each state, and each
page is photographed: desktop and phone, light and dark, left-to-right and right-to-left. Rooms add
theirs to `ROOMS`; what comes out is for looking at, nothing compares it.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

from tests.pages.applicant import shots as applicant
from tests.pages.conftest import CHROMIUM
from tests.pages.console import shots as console
from tests.pages.served import Served, serve
from tests.pages.shot import Shot

ROOMS: tuple[Callable[[Served], Iterator[Shot]], ...] = (
    applicant.shots,
    console.shots,
)

DESKTOP = {"width": 1280, "height": 860}
# A picture of the whole page ends Chromium's emulation of touch: these settings stay.
TOUCHED = (
    "--blink-settings=availablePointerTypes=2,primaryPointerType=2,"
    "availableHoverTypes=1,primaryHoverType=1"
)
PHONE = {"width": 360, "height": 740}


@dataclass(frozen=True)
class Look:
    """One way to look at a page."""

    name: str
    theme: str
    phone: bool


LOOKS = (
    Look("desktop", "light", False),
    Look("desktop-dark", "dark", False),
    Look("phone", "light", True),
    Look("phone-dark", "dark", True),
)


def main(argv: Sequence[str] | None = None) -> int:
    """Photograph the pages into a folder."""
    parser = argparse.ArgumentParser(prog="./run screenshots", description="Photograph the pages.")
    parser.add_argument("--out", type=Path, default=Path("screenshots"))
    parser.add_argument("--only", default="", help="pages whose name begins so")
    arguments = parser.parse_args(argv)
    if not Path(CHROMIUM).exists():
        print("screenshots need chromium: sudo apt-get install chromium", file=sys.stderr)
        return 2
    arguments.out.mkdir(parents=True, exist_ok=True)
    with (
        tempfile.TemporaryDirectory() as data,
        serve(Path(data)) as served,
        sync_playwright() as driver,
    ):
        browsers = {
            phone: driver.chromium.launch(
                executable_path=CHROMIUM, args=["--no-sandbox", *([TOUCHED] if phone else [])]
            )
            for phone in (False, True)
        }
        for room in ROOMS:
            for shot in room(served):
                if shot.name.startswith(arguments.only):
                    _photograph(browsers, shot, arguments.out)
        for browser in browsers.values():
            browser.close()
    return 0


def _photograph(browsers: dict[bool, Browser], shot: Shot, out: Path) -> None:
    for look in LOOKS:
        if look.name not in shot.looks:
            continue
        context = browsers[look.phone].new_context(
            viewport=PHONE if look.phone else DESKTOP,
            is_mobile=look.phone,
            has_touch=look.phone,
            device_scale_factor=2 if look.phone else 1,
            color_scheme=look.theme,  # type: ignore[arg-type]
            reduced_motion="reduce",
        )
        page = context.new_page()
        if shot.before is not None:
            shot.before(page)
        page.goto(shot.address)
        _settled(page)
        if shot.after is not None:
            shot.after(page)
        path = out / f"{shot.name}-{look.name}.png"
        page.screenshot(path=path, full_page=True)
        print(path)
        context.close()


def _settled(page: Page) -> None:
    """Wait until every picture is there, also those that wait to be scrolled to."""
    page.evaluate("document.querySelectorAll('img[loading=lazy]').forEach(i => i.loading='eager')")
    page.wait_for_load_state("load")
    page.evaluate(
        "Promise.all([...document.images].map(i => i.complete || "
        "new Promise(done => { i.onload = i.onerror = done; })))"
    )


if __name__ == "__main__":
    sys.exit(main())
