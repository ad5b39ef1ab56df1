"""What the catalogue's checks report: where it is wrong, what is wrong, what to do about it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """One fault of the catalogue, with its remedy."""

    where: str
    what: str
    remedy: str

    def __str__(self) -> str:
        """Return one line for the terminal."""
        return f"{self.where}: {self.what}. {self.remedy}."
