"""What the person says about themselves."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """The claimed identity; every part is optional and nothing is guessed from what is absent.

    Dates are ISO 8601; `country` is alpha-3; `kind` is a `DocumentKind` value; `name_reason` is
    what the person declared about a differing name
    (`married_name | preferred_name | transliteration | other_spelling`).
    """

    full_name: str | None = None
    surname: str | None = None
    given_names: str | None = None
    patronymic: str | None = None
    birth_date: str | None = None
    document_number: str | None = None
    personal_number: str | None = None
    nationality: str | None = None
    sex: str | None = None
    address: str | None = None
    country: str | None = None
    kind: str | None = None
    name_reason: str | None = None

    @property
    def name(self) -> str | None:
        """The claimed name in one string, or None when none was claimed."""
        if self.full_name:
            return self.full_name
        parts = [p for p in (self.given_names, self.patronymic, self.surname) if p]
        return " ".join(parts) or None
