"""One page to photograph."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from playwright.sync_api import Page

EVERY = ("desktop", "desktop-dark", "phone", "phone-dark")
WIDE = ("desktop", "desktop-dark")


@dataclass(frozen=True)
class Shot:
    """A name, an address, the looks wanted, what to do first (sign in) and when it is there."""

    name: str
    address: str
    looks: tuple[str, ...] = EVERY
    before: Callable[[Page], None] | None = None
    after: Callable[[Page], None] | None = None
